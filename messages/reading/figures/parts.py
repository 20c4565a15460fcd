"""One indicator told in parts: "2 hội thảo, 1 tọa đàm", "xã A 40 người, xã B 30 người", "sáng 120 tờ, chiều 95 tờ".

They are added up where nothing can be in two of them; all else is asked about. What is handed out, hung or counted
by turn is another thing in the afternoon; whoever attends may sit there twice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final, Protocol

from messages.folding import folded
from messages.reading.figures.attending import HALVES, is_half
from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.figures.named import is_scaled
from messages.reading.figures.piece import FigurePiece, Odd
from messages.reading.figures.places import Label, place, time
from messages.reading.figures.units import Counted, is_measured_in, is_people, match
from messages.reading.numbers.amounts import YEARS
from messages.reading.typed import Word, words
from messages.values import Precision

Span = tuple[int, int]


class Where(Protocol):
    """Something that is named first among words, or last."""

    def __call__(self, near: Sequence[Word], *, last: bool) -> Label | None:
        """Give it, where it is named."""


_TOTALS: Final = tuple(
    map(
        words,
        (
            "tổng",
            "cộng",
            "cả thảy",
            "tất cả",
            "toàn bộ",
            "hết thảy",
            "tất thảy",
            "gộp lại",
            "vị chi",
            "tính chung",
            "total",
        ),
    )
)
# Among parts they say that one may hold another, or is another year's.
_HOLDING: Final = tuple(
    map(
        words,
        (
            "trong đó", "trong số", "kể cả", "bao gồm", "gồm", "riêng", "toàn", "cả", "nhất là", "chủ yếu", "đặc biệt",
            "lại", "hoặc", "hay", "cùng kỳ", "so với", "tăng", "giảm", "vẫn", "lặp", "dự toán", "chỉ tiêu",
            "năm trước", "năm ngoái", "trước đó", "lũy kế", "đến nay", "including", "of them", "of which",
        ),
    )
)  # fmt: skip
# What was made or received is the same as what was given out or chosen of it.
_MADE: Final = tuple(
    map(words, ("in", "sản xuất", "nhận", "chuẩn bị", "mua", "biên soạn", "viết", "dự thi", "xây dựng", "đặt"))
)
_GIVEN: Final = tuple(
    map(words, ("phát", "cấp", "tặng", "trao", "đăng", "chiếu", "chọn", "vào", "treo", "duyệt", "hoàn thành", "giải"))
)
# Whoever they are, others may be of them too.
_ANYBODY: Final = frozenset({
    "nguoi", "luot", "luot nguoi", "dai bieu", "luot dai bieu", "hoc vien", "luot hoc vien", "nguoi du", "khach moi",
    "nguoi tham du", "nguoi tham gia", "thanh vien", "thi sinh", "dang vien", "phu nu", "chi em", "nguoi co uy tin",
    "khan gia", "cu tri", "quan chung", "dong bao", "bao cao vien", "ban tre", "ho", "ho dan",
    "ho gia dinh", "gia dinh", "khach", "luot khach", "people", "person", "participants",
    "participant", "delegate", "delegates", "attendee", "attendees", "guests",
})  # fmt: skip
# Each may be what another names: "3 văn bản, 2 kế hoạch".
_ANYTHING: Final = frozenset({
    "van ban", "vb", "van ban chi dao", "van ban huong dan", "su kien", "cuoc", "an pham", "tai lieu", "bo tai lieu",
    "buoi", "dot", "chiec", "to", "cuon", "luot", "ban tin", "tin tuc", "chuong trinh", "hinh anh", "documents",
    "document", "event", "events", "publications", "copies", "meeting", "meetings",
})  # fmt: skip
_GROWING: Final = (  # in the afternoon they hold what there was in the morning
    "luot xem", "luot truy cap", "luot tiep can", "luot tuong tac", "luot thich", "luot binh luan", "luot chia se",
    "nguoi theo doi",
)  # fmt: skip
_BEINGS: Final = frozenset({"nguoi", "ho", "dai", "participants", "households", "people"})
_OPPOSITES: Final = (
    ({"doc"}, {"ngang"}), ({"lon"}, {"nho"}), ({"trong", "nuoc"}, {"quoc", "te"}), ({"giay"}, {"dien", "tu"}),
    ({"trong", "nuoc"}, {"nuoc", "ngoai"}),
)  # fmt: skip
_LEADS: Final = frozenset({"tieng", "tren", "cho", "ve", "cap", "loai", "chu", "tai", "o"})
_LEADERS: Final = words("lãnh đạo")
_MOST_SAID: Final = 6  # words of a kind
_WITH_HALVES: Final = 3  # all, men, women
_FEWEST: Final = 2  # parts
_AND: Final = frozenset({"va", "cung", "voi", "and", "&"})


@dataclass(frozen=True, slots=True)
class Shares:
    """How figures of one indicator go together: one is the `whole`, or they are apart; neither: nobody knows."""

    whole: int | None = None
    are_apart: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """What it names, its own words in front and behind, up to other figures, and those it `said` itself."""

    noun: str
    is_general: bool
    before: tuple[Word, ...]
    behind: tuple[Word, ...]
    said: tuple[Word, ...] = ()


def is_total(typed: Sequence[Word], piece: FigurePiece | Odd) -> bool:
    """Tell whether a figure is said to be all: "tổng cộng 90 người", "cả thảy: 12 video"."""
    return any(_stands(typed[max(piece.start - 3, 0) : piece.start], said) for said in _TOTALS)


def shares(said: str, typed: Sequence[Word], told: Sequence[FigurePiece], every: Collection[FigurePiece]) -> Shares:
    """Tell how several figures of one indicator go together; `every` are all figures of the text."""
    whole = _whole(typed, told)
    if whole is not None or any(is_total(typed, one) for one in told):
        return Shares(whole)
    raw = words(said)
    spans = [_span(typed, one) for one in told]
    joints = [tuple(word for word in raw if a[1] <= word.start < b[0]) for a, b in pairwise(spans)]
    if all(_is_plus(joint) for joint in joints):
        return Shares(are_apart=True)
    parts = _parts(raw, typed, told, every)
    if _are_apart(parts, joints, told[0].counted):
        return Shares(are_apart=True)
    return Shares(None if _have_own(parts, place) or _have_own(parts, time) else _sum_of_others(told, parts))


def completed(
    said: str, typed: Sequence[Word], found: Sequence[FigurePiece], odd: Sequence[Odd], of: Sequence[Counted]
) -> list[FigurePiece]:
    """Give all figures, where what is odd are numbers of what one beside names: "xã A 40, xã B 30 người"; else []."""
    bare = [one for one in odd if one.because == "figures.no_unit" and one.amount and one.amount.value not in YEARS]
    named = next((one for one in found if odd and one.start > odd[-1].start), found[-1] if found else None)
    counted = named.counted if named is not None else _headed(typed, bare, of)
    is_shared = named is not None and is_scaled(typed, named.start, named.amount.end)  # "sáng 2, chiều 3 nghìn tờ rơi"
    is_shared = is_shared and not all(one.amount and is_scaled(typed, one.start, one.amount.end) for one in bare)
    if counted is None or len(bare) < len(odd) or is_shared:
        return []
    parts = [FigurePiece(counted, one.amount, one.start, one.amount.end) for one in bare if one.amount]
    every = sorted([*found, *parts], key=lambda one: one.start)
    told = [one for one in every if one.counted.key == counted.key]
    read = _parts(words(said), typed, told, every)
    return every if _have_own(read, place) or _have_own(read, time) else []


def _headed(typed: Sequence[Word], bare: Sequence[Odd], of: Sequence[Counted]) -> Counted | None:
    """Give who attended, where that is said once in front of several numbers: "đại biểu: sáng 120, chiều 95"."""
    if len(bare) < _FEWEST:
        return None
    units = [unit for at in range(bare[0].start) if (unit := match(typed, at, of, of)) is not None]
    who = {one.key: one for unit in units for one in unit.counted}
    return next(iter(who.values())) if len(who) == 1 and all(map(is_people, who.values())) else None


def _whole(typed: Sequence[Word], told: Sequence[FigurePiece]) -> int | None:
    """Give which is all there was: that is said, or the others stand in brackets behind it, or are men and women."""
    said = [n for n, one in enumerate(told) if is_total(typed, one)]
    if not said and len(told) <= _WITH_HALVES:
        said = [n for n, one in enumerate(told) if not is_half(typed, one.start, one.amount.end)]
        said = [] if any(_names_half(typed, told[n]) for n in said) else said
    if len(said) == 1:
        return said[0]
    signs = [word.plain for word in typed[told[0].end : told[1].start]]
    is_opened = signs[:1] == ["("] and ")" not in (word.plain for word in typed[told[0].end : told[-1].start])
    return 0 if is_opened else None


def _names_half(typed: Sequence[Word], piece: FigurePiece) -> bool:
    """Tell whether its own name says women, or men: of "80 phụ nữ, 70 nam giới" neither is all."""
    return any(word.said in HALVES for word in typed[piece.start : piece.end])


def _sum_of_others(told: Sequence[FigurePiece], parts: Sequence[_Part]) -> int | None:
    """Give the figure to which the others add up, where its name may be theirs too: "80 người, 30 cán bộ, 50 dân"."""
    largest = max(range(len(told)), key=lambda n: told[n].amount.value)
    is_exact = all(one.amount.precision is Precision.EXACT for one in told)
    is_all = sum(one.amount.value for one in told) == 2 * told[largest].amount.value
    may_be = parts[largest].is_general or parts[largest].noun in _ANYBODY | _ANYTHING
    is_outer = largest in {0, len(told) - 1}
    return largest if is_exact and is_all and may_be and is_outer and len(told) > _FEWEST else None


def _are_apart(parts: Sequence[_Part], joints: Sequence[Sequence[Word]], counted: Counted) -> bool:
    """Tell whether nothing can be in two of them."""
    beside = [*joints, *(side for part in parts for side in (part.before, part.behind))]
    if _says(beside, _HOLDING) or (_says(beside, _MADE) and _says(beside, _GIVEN)):
        return False
    are_beings = not _BEINGS.isdisjoint(folded(counted.unit).split())
    if _have_own_names(parts, joints, are_beings=are_beings) or _have_own(parts, place):
        return True
    if folded(counted.unit) in _GROWING or is_measured_in(counted, "dong"):
        return False
    if are_beings and not _is_by_turn(parts):
        return _have_own(parts, _half)
    return _have_own(parts, time) or (not are_beings and _are_kinds([_alphabetic(part.behind) for part in parts]))


def _is_by_turn(parts: Sequence[_Part]) -> bool:
    """Tell whether they are counted each time: "120 lượt người"; a part that names nothing is of the others' kind."""
    named = [part for part in parts if any(word.plain.isalpha() for word in part.said)]
    return bool(named) and all("luot" in (word.plain for word in part.said) for part in named)


def _parts(
    raw: Sequence[Word], typed: Sequence[Word], told: Sequence[FigurePiece], every: Collection[FigurePiece]
) -> list[_Part]:
    figures = [_span(typed, one) for one in every]
    floors = (0, *(_span(typed, one)[1] for one in told))
    return [_part(raw, typed, one, figures, floor) for one, floor in zip(told, floors, strict=False)]


def _part(
    raw: Sequence[Word], typed: Sequence[Word], piece: FigurePiece, figures: Collection[Span], floor: int
) -> _Part:
    of = (piece.counted,)
    start = piece.start if match(typed, piece.start, of, of) is not None else piece.amount.end
    unit = match(typed, start, of, of)
    noun = "" if unit is None else " ".join(word.plain for word in typed[start : unit.end])
    if unit is not None and _stands(typed[unit.end : unit.end + 2], _LEADERS):
        noun = "lanh dao"  # "5 đồng chí lãnh đạo, 40 cán bộ"
    if noun in {"", "luot"} and start < len(typed) and typed[start].plain == "luot":
        noun = " ".join(["luot", *(_verb(typed, piece.start, piece.counted))])
    begins, ends = _span(typed, piece)
    before = _before([word for word in raw if floor <= word.start and word.end <= begins], figures)
    behind = _behind([word for word in raw if word.start >= ends], figures)
    said = tuple(word for word in raw if begins <= word.start and word.end <= ends)
    return _Part(noun, unit is None or unit.is_general, before, behind, said)


def _verb(typed: Sequence[Word], at: int, counted: Counted) -> Sequence[str]:
    """Give the words in front that say what was done each time: "khám bệnh 230 lượt, tư vấn 45 lượt"."""
    for length in (2, 1):
        verb = [word.plain for word in typed[max(at - length, 0) : at]]
        if any(folded(one) == " ".join(["luot", *verb]) for one in counted.words):
            return verb
    return ()


def _before(ahead: Sequence[Word], figures: Collection[Span]) -> tuple[Word, ...]:
    """Give the words of its clause; where these are figures only, of those in front: "xã A: 2 lớp, 80 người"."""
    own: list[Word] = []
    is_counted = True
    for word in reversed(ahead):
        if any(start <= word.start < end for start, end in figures):
            is_counted = True
        elif word.plain in CLAUSE_ENDS and not own:
            is_counted = False
        elif word.plain in CLAUSE_ENDS or not is_counted:
            break
        else:
            own.append(word)
    return tuple(reversed(own))


def _behind(following: Sequence[Word], figures: Collection[Span]) -> tuple[Word, ...]:
    """Give the words up to the end of the clause, or to the next figure."""
    own: list[Word] = []
    for word in following:
        if word.plain in CLAUSE_ENDS or any(start <= word.start < end for start, end in figures):
            break
        own.append(word)
    return tuple(own)


def _have_own_names(parts: Sequence[_Part], joints: Sequence[Sequence[Word]], *, are_beings: bool) -> bool:
    """Tell whether each is called otherwise, and none by a name that may be another's: "2 hội thảo, 1 tọa đàm"."""
    nouns = [part.noun for part in parts]
    if any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a, b in combinations(nouns, 2)):
        return False
    if not are_beings:
        return not any(part.is_general or part.noun in _ANYTHING for part in parts)
    are_joined = all(len(joint) == 1 and joint[0].plain in _AND for joint in joints)
    return sum(noun in _ANYBODY or not noun for noun in nouns) <= are_joined


def _have_own(parts: Sequence[_Part], where: Where) -> bool:
    """Tell whether each has a place, or time, of its own: all in front of the numbers or all behind them."""
    for found in (
        [where(part.before, last=True) for part in parts],
        [where((*part.said, *part.behind), last=False) for part in parts],
    ):
        labels = {one for one in found if one is not None}
        if len(labels) == len(parts) and len({one.row for one in labels}) == 1:
            return True
    return False


def _half(near: Sequence[Word], *, last: bool) -> Label | None:
    """Give whether these words say men or women."""
    said = [word.plain for word in near if word.said in HALVES]
    return Label(0, (said[-1 if last else 0],)) if said else None


def _are_kinds(said: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether words behind them say of which kind each is: "9 bài tiếng Việt, 3 bài tiếng Anh"."""
    said = [one[:-1] if one[-1:] and one[-1] in _AND else one for one in said]  # "15 băng rôn lớn và 20 …"
    if len(set(said)) < len(said) or not all(0 < len(one) <= _MOST_SAID for one in said):
        return False
    leads = {one[0] for one in said}
    if len(leads) == 1 and leads <= _LEADS:
        return True
    return any({frozenset(one) for one in said} == {frozenset(a), frozenset(b)} for a, b in _OPPOSITES)


def _alphabetic(said: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.plain for word in said if word.plain.isalnum())


def _is_plus(joint: Sequence[Word]) -> bool:
    signs = [word.plain for word in joint]
    return "+" in signs and CLAUSE_ENDS.isdisjoint(signs)


def _span(typed: Sequence[Word], piece: FigurePiece) -> Span:
    return typed[piece.start].start, typed[piece.end - 1].end


def _says(beside: Sequence[Sequence[Word]], phrases: Sequence[tuple[Word, ...]]) -> bool:
    return any(_stands(near, phrase) for near in beside for phrase in phrases)


def _stands(near: Sequence[Word], phrase: Sequence[Word]) -> bool:
    """Tell whether a phrase stands among these words; unmarked ones may be it."""
    return any(
        all(near[at + n].might_be(word.said) for n, word in enumerate(phrase))
        for at in range(len(near) - len(phrase) + 1)
    )
