"""Where: "tại Hà Nội", "ở trụ sở Bộ", "địa điểm: …". "tại hội nghị" is no place."""

from functools import cache
from typing import Final

from messages.reading.lines import vocabulary
from messages.reading.lines.names import LONGEST, Aside, Names
from messages.reading.typed import Word, is_same, words

PLACE: Final = "place"
_NAME_OF_PROVINCE: Final = 4  # words
_SHORT: Final = 2  # words


def place(line: Names, at: int) -> Aside | None:
    """Read the place that begins here: "tại Hà Nội", "ở trụ sở Bộ", "địa điểm: Hà Nội"."""
    start = _place_begins(line, at)
    if not start or line.is_about(at, vocabulary.ABOUT_BEFORE):
        return None
    end = line.name(start, vocabulary.PLACE_ENDS, numbers=True, begun=_province(line, start))
    told = start - at > 1 or line.typed[at].is_marked
    if line.stops_at_number(end) or not _is_place(line, start, end, is_told=told):
        return None
    while end + 1 < len(line.typed) and line.typed[end].plain == ",":  # "46 Trần Phú, Hà Nội"
        more = line.name(end + 1, vocabulary.PLACE_ENDS, numbers=True)
        if not _is_within_place(line, end + 1, more) or not line.ends_clause(more):
            break
        end = more
    return line.aside(PLACE, at, start, end)


def _province(line: Names, start: int) -> int:
    """Give the place behind a province's name, whose words may be others: "da nang" begins like "đã"."""
    ends = range(min(start + _NAME_OF_PROVINCE, len(line.typed)), start, -1)
    return next((end for end in ends if line.plain(start, end) in vocabulary.PROVINCES), start)


def _place_begins(line: Names, at: int) -> int:
    word = line.typed[at]
    if word.might_be("tại", "ở"):
        return at + 1
    labelled = [one.plain for one in line.typed[at : at + 3]] == ["dia", "diem", ":"]
    return at + 3 if labelled else 0


def _is_place(line: Names, start: int, end: int, *, is_told: bool) -> bool:
    if not 0 < end - start <= LONGEST:
        return False
    plain = line.plain(start, end)
    if plain.removeprefix("tinh ").removeprefix("thanh pho ") in vocabulary.PROVINCES:
        return True
    if end - start == 1 and not line.ends_clause(end):
        return False  # "tại Khóa họp 58": a name that was cut
    if not is_told or any(f"{plain} ".startswith(f"{other} ") for other in vocabulary.NO_PLACES):
        return False  # without marks "tai" may be tài or tải, and "o" anything
    first = line.typed[start]
    if first.is_numeral:  # "tại 46 Trần Phú"; "tại 12 xã" tells no place
        return end - start > 1 and line.is_capital(start + 1)
    return line.is_capital(start) or any(_begins(line, start, end, noun) for noun in vocabulary.PLACE_NOUNS)


def _begins(line: Names, start: int, end: int, noun: str) -> bool:
    """Tell whether more than this noun stands here; its marks, where typed, agree: "phương tiện" is no phường."""
    wanted = _noun(noun)
    typed = line.typed[start : start + len(wanted)]
    return end - start > len(wanted) and all(map(is_same, typed, wanted))


def _is_within_place(line: Names, start: int, end: int) -> bool:
    plain = line.plain(start, end)
    parts = plain.startswith("thanh pho ") or plain.partition(" ")[0] in vocabulary.PLACE_PARTS
    if plain in vocabulary.PROVINCES or parts:
        return True
    named = 0 < end - start <= _SHORT and all(line.is_capital(n) for n in range(start, end))  # ", Thụy Sĩ"
    return named and not line.said(start, end).isupper() and not line.is_organisation(plain)


@cache
def _noun(noun: str) -> tuple[Word, ...]:
    return words(noun)
