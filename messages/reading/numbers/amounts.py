"""An amount: a word of precision, a number in numerals or words, a scale ("triệu"), what follows it ("rưỡi").

Where a number can be meant in two ways, `Doubtful` carries the ways to write it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from messages.reading import typed
from messages.reading.numbers.numerals import SCALES, numeral, spelled
from messages.reading.typed import Word, is_same
from messages.values import Precision
from messages.words import number

_SMALL_SCALES: Final = {"tram": 100, "chuc": 10}
# With the marks of other words they are those: "3 trạm y tế", "20 chức sắc", "3 ngân hàng", "3 văn bản".
_MARKED_SCALES: Final = {
    "tram": ("trăm",), "chuc": ("chục",), "nghin": ("nghìn",), "ngan": ("ngàn",), "van": ("vạn",), "trieu": ("triệu",),
    "ty": ("tỷ", "tỵ"), "ti": ("tỉ",), "k": ("k",), "tr": ("tr",),
}  # fmt: skip
_OTHER_WORDS: Final = {
    ("van", "ban"),
    ("van", "nghe"),
    ("tram", "y"),
    ("chuc", "sac"),
    ("ngan", "hang"),
    ("chuc", "danh"),
}
# By precision; a word that was typed with marks has to have these: "hôm qua 40 người" is no "quá".
_PRECISE: Final = {
    Precision.OVER: (
        "hơn, trên, >, >=, ≥, vượt, không dưới, ít nhất, tối thiểu, nhỉnh, nhỉnh hơn, over, more than, at least"
    ),
    Precision.NEARLY: (
        "gần, ngót nghét, ngót, non, suýt soát, sát soát, suýt, gần như, gần đến, gần tới, không quá, "
        "chưa đến, chưa tới, không đến, không tới, tối đa, dưới, ≤, <=, <, nearly, almost, under"
    ),
    Precision.ABOUT: (
        "khoảng chừng, khoảng, chừng, phỏng chừng, áng chừng, ước chừng, ước tính, ước đạt, ước khoảng, ước, xấp xỉ, "
        "sơ bộ, ước sơ bộ, sơ sơ, sơ sơ cũng, tính sơ, ước lượng, tạm ước, nhẩm tính, dao động, dễ đến, dễ tới, "
        "phải đến, phải tới, khoảng trên dưới, trên dưới, quãng, lối, quanh, xoay quanh, loanh quanh, độ chừng, "
        "đâu độ, đâu khoảng, đâu chừng, đâu như, ~, ≈, ±, about, around, approximately, some"
    ),
    Precision.EXACT: "lên đến, lên tới, đúng, tròn, chẵn, exactly",
}
_PRECISIONS: Final = {typed.words(phrase): kind for kind, phrases in _PRECISE.items() for phrase in phrases.split(", ")}
_LONGEST_FIRST: Final = {  # by their first words: one is looked for at each word that is typed
    first: sorted((one for one in _PRECISIONS.items() if one[0][0].plain == first), key=lambda one: -len(one[0]))
    for first in {phrase[0].plain for phrase in _PRECISIONS}
}
_ONLY_MARKED: Final = {
    "độ": Precision.ABOUT, "tầm": Precision.ABOUT, "cỡ": Precision.ABOUT, "đâu": Precision.ABOUT,
    "cận": Precision.NEARLY, "quá": Precision.OVER,
}  # fmt: skip
_BEFORE_QUA: Final = frozenset({
    "hom", "ngay", "bua", "tuan", "thang", "nam", "sang", "trua", "chieu", "toi", "dem", "vua", "thong", "trai", "tang",
    "trao", "suat", "phan", "tui", "phat", "nhan", "di", "den",
})  # fmt: skip
_WRITTEN: Final = {
    Precision.EXACT: "", Precision.OVER: "hơn ", Precision.NEARLY: "gần ", Precision.ABOUT: "khoảng ",
}  # fmt: skip
LARGEST: Final = 10**13
YEARS: Final = range(1900, 2101)
_TEN: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MOST_DECIMALS: Final = 3


class Doubtful(Exception):  # noqa: N818 - a state of the text, caught by whoever words it
    """The words from `start` to `end` may mean any of `ways`, or none."""

    def __init__(self, start: int, end: int, ways: tuple[str, ...]) -> None:
        """Say where, and what can be meant."""
        super().__init__(start, end)
        self.start = start
        self.end = end
        self.ways = ways


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its precision; `end` is the place of the word behind it."""

    value: Decimal
    precision: Precision
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A number with the scale behind it (1 for none). `digits`: it was a bare numeral of so many digits."""

    value: Decimal
    scale: int
    end: int
    digits: int = 0


def mixed(kinds: set[Precision]) -> Precision:
    """Give the precision of a sum: exact and hơn is hơn, different kinds are khoảng."""
    rough = kinds - {Precision.EXACT}
    if not rough:
        return Precision.EXACT
    return rough.pop() if len(rough) == 1 else Precision.ABOUT


def written(value: Decimal, precision: Precision = Precision.EXACT) -> str:
    """Write a number the Vietnamese way, so that it reads back the same."""
    text = number(value, "vi")
    if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", text):
        text += "0"  # "1,234" would be asked about
    return _WRITTEN[precision] + text


def amount(words: Sequence[Word], at: int) -> Amount | None:
    """Read an amount that begins at this word; None when none does. Raise Doubtful."""
    precision, start = _precision(words, at)
    if start < len(words) and words[start].said == "tam" and start + 1 < len(words) and words[start + 1].is_numeral:
        precision, start = mixed({precision, Precision.ABOUT}), start + 1  # "tam 100" can only be tầm
    read = _number(words, start) or (_one_scale(words, start, precision) if start > at else None)
    if read is None:
        return None
    value, end = read
    if end < len(words) and words[end].plain == "+" and words[end].is_glued:
        precision, end = mixed({precision, Precision.OVER}), end + 1
    if len(words) == end + 2 and words[end].might_be("có") and words[end + 1].might_be("lẻ"):  # "100 có lẻ"
        precision, end = mixed({precision, Precision.OVER}), end + 2
    return Amount(plainly(value), precision, end)


def _one_scale(words: Sequence[Word], at: int, precision: Precision) -> tuple[Decimal, int] | None:
    """Read "trăm" of "gần trăm người", where the word in front says that it is the number; "hơn chục" may be 19."""
    scale, end = _scale(words, at)
    least = _TEN if precision is Precision.ABOUT else _HUNDRED
    return (Decimal(scale), end) if scale >= least else None


def plainly(value: Decimal) -> Decimal:
    """Give the same number without zeros behind the comma; one that is too large as it is."""
    if value > LARGEST:
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _precision(words: Sequence[Word], at: int) -> tuple[Precision, int]:
    kinds: set[Precision] = set()
    if at + 1 < len(words) and words[at].said == "qua" and words[at + 1].is_numeral and _may_be_more(words, at):
        raise Doubtful(at, at + 2, (f"hơn {words[at + 1].said}", words[at + 1].said))
    while at < len(words):
        if words[at].said in _ONLY_MARKED:
            kinds.add(_ONLY_MARKED[words[at].said])
            at += 1
            continue
        for phrase, kind in _LONGEST_FIRST.get(words[at].plain, ()):
            if len(phrase) <= len(words) - at and all(map(is_same, words[at:], phrase)):
                kinds.add(kind)
                at += len(phrase)
                break
        else:
            break
    return mixed(kinds), at


def _may_be_more(words: Sequence[Word], at: int) -> bool:
    """Tell whether "qua 200" may be quá, typed without marks: not in "hom qua", "thong qua", "tang qua"."""
    is_other = at > 0 and words[at - 1].plain in _BEFORE_QUA
    return not is_other and not any(word.is_marked for word in words)


def _number(words: Sequence[Word], at: int) -> tuple[Decimal, int] | None:
    first = _part(words, at)
    if first is None:
        return None
    total, scale, end = first.value * first.scale, first.scale, first.end
    while scale > 1:
        if _plain(words, end) == "ruoi":
            return total + Decimal(scale) / 2, end + 1
        is_linked = _plain(words, end) in {"linh", "le"}
        try:
            following = _part(words, end + is_linked)
        except Doubtful as doubt:  # "2 nghin tam pa no": 2.008, 2.800 or 2.000 sheets
            raise Doubtful(at, doubt.end, (written(total),) if doubt.ways else ()) from None
        is_linked = is_linked or (_plain(words, end), _plain(words, end + 1)) == ("khong", "tram")
        if following is None or following.scale >= scale:
            break
        added = _added(at, total, scale, following, is_linked=is_linked)
        if added is None:
            break
        total, scale, end = total + added, following.scale, following.end
    return total, end


def _part(words: Sequence[Word], at: int) -> _Part | None:
    """Read one numeral or spelled number, with its scale."""
    if at >= len(words):
        return None
    if not words[at].is_numeral:
        return _spelled_part(words, at)
    scale, end = _scale(words, at + 1)
    if words[at].said.isdecimal() and (decimal := _decimal(words, Decimal(words[at].said), at + 1)) is not None:
        return decimal
    read = numeral(words[at].said)
    if read is None:
        raise Doubtful(at, at + 1, ())
    if len(read.values) > 1 or (not read.sure and scale == 1):
        raise Doubtful(at, at + 1, tuple(map(written, read.values)))
    digits = len(words[at].said) if scale == 1 and words[at].said.isdecimal() else 0
    return _Part(read.values[0], scale, end, digits)


def _decimal(words: Sequence[Word], whole: Decimal, at: int) -> _Part | None:
    """Read on from "phẩy", where a scale follows: "hai phẩy năm triệu", "12 phẩy 7 triệu"."""
    if _plain(words, at) != "phay" or at + 1 >= len(words):
        return None
    digit = words[at + 1]
    if digit.is_numeral and digit.said.isdecimal() and len(digit.said) < _MOST_DECIMALS:
        said, end = digit.said, at + 2
    elif (read := spelled(words, at + 1)) is not None and read.value < _HUNDRED:
        said, end = str(read.value), read.end
    else:
        return None
    scale, behind = _scale(words, end)
    return _Part(whole + Decimal(f"0.{said}"), scale, behind) if scale >= _THOUSAND else None


def _spelled_part(words: Sequence[Word], at: int) -> _Part | None:
    if words[at].might_be("nửa") and words[at].plain == "nua":  # "nửa triệu"
        scale, end = _scale(words, at + 1)
        return _Part(Decimal(scale) / 2, 1, end) if scale >= _THOUSAND else None
    read = spelled(words, at)
    if read is None:
        scale, end = _scale(words, at)
        return _Part(Decimal(1), scale, end) if scale > 1 and _plain(words, end) == "ruoi" else None
    if (decimal := _decimal(words, Decimal(read.value), read.end)) is not None:
        return decimal
    scale, end = _scale(words, read.end)
    if not read.is_sure:
        raise Doubtful(at, end, (written(Decimal(read.value * scale)),))
    if read.without_last is not None and scale == 1:
        raise Doubtful(at, end, (written(Decimal(read.value)), written(Decimal(read.without_last))))
    return _Part(Decimal(read.value), scale, end)


def _scale(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Give the scale of "nghìn", "trăm triệu", "nghìn tỷ" and the place behind it."""
    scale = 1
    if _plain(words, at) in _SMALL_SCALES and scales(words, at):
        scale, at = _SMALL_SCALES[_plain(words, at)], at + 1
    while _plain(words, at) in SCALES and scales(words, at) and (scale < SCALES[_plain(words, at)]):
        scale, at = scale * SCALES[_plain(words, at)], at + 1
    return scale, at


def scales(words: Sequence[Word], at: int) -> bool:
    """Tell whether a scale stands here, and no other word that folds to one."""
    plain = _plain(words, at)
    if (plain, _plain(words, at + 1)) in _OTHER_WORDS:
        return False
    return plain in _MARKED_SCALES and words[at].might_be(*_MARKED_SCALES[plain])


def _added(start: int, total: Decimal, scale: int, following: _Part, *, is_linked: bool) -> Decimal | None:
    """Give what the number behind a scale adds: "1 tỷ 2" is 1,2 tỷ, "1 triệu 500 nghìn" a sum. None: it is no part."""
    ways = _ways(scale, following, is_linked=is_linked)
    colloquial = not is_linked and not following.digits and following.scale == 1 and following.value < _TEN
    if len(ways) > 1 or (colloquial and ways):  # "một nghìn hai": 1.200, unless "hai" begins what is counted
        raise Doubtful(start, following.end, tuple(written(total + way) for way in ways))
    return ways[0] if ways else None


def _ways(scale: int, following: _Part, *, is_linked: bool) -> tuple[Decimal, ...]:
    """Give what a number may add behind a scale: itself, or as many thousandths of the scale."""
    value = following.value * following.scale
    thousandths = value * scale / _THOUSAND
    if is_linked:
        return (value,)
    if following.digits:
        return _numeral_ways(following, scale)
    if following.scale > 1:  # "1 triệu 5 trăm" may be meant as 1.500.000
        return (thousandths, value) if following.scale < _THOUSAND <= scale // _THOUSAND else (value,)
    if following.value < _TEN:
        return (value * scale / 10,) if scale > _TEN else (value,)
    return (value,) if scale <= _THOUSAND else (thousandths, value)


def _numeral_ways(following: _Part, scale: int) -> tuple[Decimal, ...]:
    """Give what "2", "25", "250" may add behind a scale."""
    value = following.value
    match following.digits:
        case 1 if scale == _TEN:
            return (value,)
        case 1 if scale == _HUNDRED:
            return (value * 10, value)
        case 1:
            return (value * scale / 10,)
        case 2 if scale == _HUNDRED:
            return (value,)
        case 2 if scale >= _THOUSAND:  # "1 tỷ 25": 1,25 or 1,025
            return (value * scale / 100, value * scale / 1000)
        case 3 if scale >= _THOUSAND:  # "1 tỷ 200"
            return (value * scale / 1000,)
    return ()


def _plain(words: Sequence[Word], at: int) -> str:
    return words[at].plain if at < len(words) else ""
