"""Where a piece of a text of figures may end, and the words between pieces that weigh nothing."""

from collections.abc import Sequence
from typing import Final

from messages.folding import folded
from messages.reading.figures.piece import FigurePiece, Odd
from messages.reading.figures.surroundings import GONE
from messages.reading.typed import LINE, Word

SEPARATORS: Final = frozenset({",", ";", ".", LINE, "&", "+", "*", "•", "-", "–", "(", ")", ":", "!", "?", GONE})
CLAUSE_ENDS: Final = frozenset({",", ";", ".", LINE, "(", ")"})
ENDS: Final = frozenset({",", ";", ".", LINE, "va", "and", "cung", "voi", "+", "&", "!"})
_BEHIND_UNITS: Final = (  # "2 lớp về Luật Trẻ em", "9 bài tiếng Anh", "800 tờ buổi chiều"
    "về", "cho", "của", "do", "tại", "ở", "theo", "tiếng", "buổi", "cấp",
)  # fmt: skip
COURTEOUS: Final = {"ạ", "nhé", "nha", "nhá", "nhe"}
_MORE: Final = {("du", "thi"), ("phat", "bieu"), ("dang", "ky"), ("mo", "rong"), ("cap", "cao"), ("phat", "thanh")}
_SAID: Final = (  # they say what was done, never how many of what
    "đã, được, tổ chức, thu hút, tham dự, tham gia, dự, đăng tải, đăng, phát sóng, phát, in, treo, cấp, đạt, cho, ra, "
    "mở, có, gồm, bao gồm, ban hành, tổng số, tổng cộng, tổng, số lượng, số, sự tham gia, sự, của, là, đồng chí, cùng, "
    "với, và, sản xuất, phát hành, hết thảy, cả thảy, tất thảy, tất cả, cộng lại, gộp lại, vị chi, tính chung, "
    "cộng hết, gom lại, cộng chung, tất tần tật"
)
_WITHOUT_WEIGHT: Final = frozenset(tuple(folded(phrase).split()) for phrase in _SAID.split(", "))
_LONGEST_PHRASE: Final = max(map(len, _WITHOUT_WEIGHT))


def weightless(typed: Sequence[Word], at: int) -> int:
    """Tell how many words without weight begin here."""
    if typed[at].plain in SEPARATORS:
        return 1
    ahead = tuple(word.plain for word in typed[at : at + _LONGEST_PHRASE])
    return next((n for n in range(len(ahead), 0, -1) if ahead[:n] in _WITHOUT_WEIGHT), 0)


def ends(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a piece may end here; "bài dự thi" and "bài phát biểu" are more than "bài"."""
    if tuple(word.plain for word in typed[at : at + 2]) in _MORE:
        return False
    return (
        at >= len(typed)
        or typed[at].said in COURTEOUS
        or (typed[at].said == "a" and at == len(typed) - 1)
        or weightless(typed, at) > 0
        or typed[at].is_numeral
        or (typed[at].plain in {"/", "="} and at + 1 < len(typed) and typed[at + 1].is_numeral)  # "5 lớp/250 người"
        or typed[at].plain in {"hon", "tren", "gan", "khoang", "uoc", "~"}
        or (at + 1 < len(typed) and typed[at].might_be(*_BEHIND_UNITS))
    )


def is_alone(typed: Sequence[Word], odd: Odd, found: Sequence[FigurePiece]) -> bool:
    """Tell whether only words without weight stand beside a number: of "trực tiếp 90" nobody knows what it is."""
    clause = next((n + 1 for n in range(odd.start - 1, -1, -1) if typed[n].plain in CLAUSE_ENDS), 0)
    at = max([clause, *(piece.end for piece in found if piece.end <= odd.start)])
    while at < odd.start:
        length = weightless(typed, at)
        if not length:
            return False
        at += length
    return True


def piece_end(typed: Sequence[Word], at: int) -> int:
    """Give the place where the piece that goes on here ends."""
    end = at + 1
    while end < len(typed) and typed[end].plain not in ENDS:
        end += 1
    return end
