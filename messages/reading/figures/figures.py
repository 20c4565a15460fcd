"""Figures as people write them: "1 hội thảo, hơn 120 đại biểu".

A number belongs to the indicator whose words stand with it. Whatever cannot be placed
is asked about, with what was understood; nothing is dropped or guessed, and summed only
what is surely told in parts.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from messages.folding import folded
from messages.reading.figures import attending, parts
from messages.reading.figures.clauses import is_alone
from messages.reading.figures.named import is_scaled
from messages.reading.figures.piece import FigurePiece, Odd
from messages.reading.figures.pieces import pieces
from messages.reading.figures.places import apart
from messages.reading.figures.surroundings import seen
from messages.reading.figures.units import Counted, is_divisible, is_measured_in, name, noun
from messages.reading.numbers.amounts import mixed, written
from messages.reading.numbers.numbers import replaced
from messages.reading.typed import Word, composed
from messages.said import Choice
from messages.unclear import Unclear
from messages.values import Figure, Precision
from messages.words import language, number, say

_MOST_OFFERS = 6
_LONGEST = 2000
_MANY = 10**5
_SOME = 10**4
_KINDS = "KH|CV|QĐ|k[eế] ho[aạ]ch|c[oô]ng v[aă]n|quy[eế]t [dđ][iị]nh|ch[iỉ] th[iị]|v[aă]n b[aả]n"
_FEW = frozenset({  # the first words of what is held or made one by one
    "cuoc", "lop", "buoi", "van", "phong", "video", "trien", "phim", "doan", "chuyen", "giao", "bang", "giai",
})  # fmt: skip
# A paper by its number and others that are counted: nobody knows whether it is one of these
_ISSUED = re.compile(
    rf"\bban h[aà]nh\s+(?:{_KINDS})\s+(?:s[oố]\s+)?\d{{1,5}}/\S+(?:\s+ng[aà]y\s+\S+)?\s*(?:,|;|v[aà]\b)\s*\d{{1,3}}"
    rf"\s+(?:{_KINDS})\b",
    re.IGNORECASE,
)
_SUMS = {"tong", "cong", "la", "=", ":"}
_OPENING = {"(", ":"}  # in front of what something is made of
_SEVERAL = 2
_CHANGING = {"moi", "trong", "tung", "con", "khong", "chua", "kien", "x"}  # "mỗi lớp 40 người": not 40 in all

__all__ = ["Counted", "echoed", "explained", "read_figures", "total", "worded"]


def read_figures(text: str, of: Sequence[Counted], also: Sequence[Counted] = ()) -> tuple[Figure, ...]:
    """Read every figure of a text, in its order. Raise Unclear when a piece of it is not understood.

    `of` are the indicators usual here; `also` are understood too, where the words are theirs alone.
    """
    usual, of = of, (*of, *(one for one in also if all(one.key != other.key for other in of)))
    said = composed(text)
    if len(said) > _LONGEST:
        raise Unclear("figures.too_long")
    if issued := _ISSUED.search(said):
        raise Unclear("figures.not_understood", piece=issued.group()[:60], known="")
    typed = apart(seen(said), of)
    found, odd = pieces(typed, of, usual)
    if odd and (attended := attending.placed(typed, found, odd, usual)):
        found, odd = attended, []
    if odd and (completed := parts.completed(said, typed, found, odd, of)):
        found, odd = completed, []
    found, odd = attending.with_halves(typed, found, odd, usual)
    odd = [one for one in odd if not (_is_sum(typed, one, found) or _is_share(typed, one, found))]
    if odd:
        raise _unclear(odd, found, said, of, usual)
    found = list(_without_sum(typed, found, of))
    if not found:
        raise Unclear("figures.empty")
    told = _without_parts([_meant(said, typed, same, found) for same in _by_indicator(found)], of)
    _refuse_halves([figure for ways in told for figure in ways], of)
    _refuse_twice(told, of)
    return tuple(figure for (figure,) in told)


def worded(figure: Figure, counted: Counted) -> str:
    """Word a figure by what it counts for: "01 cuộc hội nghị", "hơn 3.000 lượt (số ước)"."""
    return say(f"figure.{figure.precision}", n=_digits(figure), name=_name(figure, counted))


def echoed(figure: Figure, counted: Counted) -> str:
    """Word a figure as it was typed: "01 hội thảo", "hơn 120 đại biểu (số ước)"; a sum with its parts."""
    way, added = f"figure.{figure.precision}", _added(figure, counted)
    said = _noun(figure, counted)
    if added:
        return say(f"{way}.as", n=_digits(figure), name=said, counted=added)
    return say(way, n=_digits(figure), name=said)


def explained(figure: Figure, counted: Counted) -> str:
    """Word a figure as it was typed, with what it counts for where that has another name: "45 nhà báo (lượt người)"."""
    said = _noun(figure, counted)
    plain = _listless(said)
    if plain in _listless(f"{counted.label} {name(counted)} {counted.one}") or _listless(counted.unit) in plain:
        return echoed(figure, counted)
    added = _added(figure, counted)
    named = _name(figure, counted).removeprefix(f"{counted.unit} ") + (f": {added}" if added else "")
    return say(f"figure.{figure.precision}.as", n=_digits(figure), name=said, counted=named)


def _added(figure: Figure, counted: Counted) -> str:
    """Word what was added up, in the order in which it was told: "02 hội thảo + 01 tọa đàm", "40 + 30"."""
    nouns = [noun(counted, part.typed, language()) for part in figure.parts]
    if not all(nouns) or len(set(nouns)) == 1:
        nouns = ["" for _ in nouns]
    amounts = [say(f"counts.amount.{part.precision}", n=part.value) for part in figure.parts]
    return " + ".join(f"{n} {one}".strip() for n, one in zip(amounts, nouns, strict=True))


def _listless(names: str) -> str:
    return folded(names).replace(",", "")


def _noun(figure: Figure, counted: Counted) -> str:
    said = "" if figure.parts else noun(counted, figure.typed, language())  # of "15 đ/c + 40 cán bộ" cán bộ are 40
    return said or _name(figure, counted)


def _name(figure: Figure, counted: Counted) -> str:
    return counted.one if counted.one and figure.value == 1 else name(counted)


def _digits(figure: Figure) -> str:
    """Write a count as offices do: with two digits in Vietnamese."""
    is_few = language() == "vi" and figure.value < 10 and figure.value == figure.value.to_integral_value()  # noqa: PLR2004 - two digits
    return f"{int(figure.value):02}" if is_few else number(figure.value)


def listed(figures: Iterable[Figure], of: Sequence[Counted], way: Callable[[Figure, Counted], str] = worded) -> str:
    """Word figures in one line."""
    by_key = {counted.key: counted for counted in of}
    return "; ".join(way(figure, by_key[figure.indicator]) for figure in figures)


class Addend(Protocol):
    """What can be added up: a figure, or a row that keeps one."""

    @property
    def indicator(self) -> str:
        """What is counted."""

    @property
    def value(self) -> Decimal:
        """How many."""

    @property
    def precision(self) -> Precision:
        """The word in front of the number."""


def total(figures: Iterable[Addend]) -> tuple[Decimal, Precision]:
    """Add figures of one indicator. Raise ValueError for none (empty is not zero) and for several indicators."""
    every = list(figures)
    if len({figure.indicator for figure in every}) != 1:
        raise ValueError("only figures of one indicator can be added")
    return sum((figure.value for figure in every), Decimal(0)), mixed({figure.precision for figure in every})


def _figure(piece: FigurePiece, typed: str) -> Figure:
    return Figure(piece.counted.key, piece.amount.value, piece.amount.precision, typed)


def _unclear(
    odd: Sequence[Odd], found: Sequence[FigurePiece], said: str, of: Sequence[Counted], usual: Sequence[Counted]
) -> Unclear:
    """Say what was understood and which piece was not; offer what it may have been."""
    first = odd[0]
    typed = apart(seen(said), of)
    figures = tuple(_figure(one, "") for one in found)
    piece = said[typed[first.start].start : typed[first.end - 1].end][:60]
    known = say("figures.understood", figures=listed(figures, of)) + "\n" if figures else ""
    texts: Iterable[str] = ()
    if any(word.plain in _CHANGING for word in typed):
        pass  # whatever stands beside such a word may mean something else
    elif first.doubt is not None:
        texts = (replaced(said, typed, first.doubt, way) for way in first.doubt.ways)
    elif first.amount is not None and len(odd) == 1:
        told = {figure.indicator for figure in figures}
        # a number with a word that nobody knows behind it is of none of them
        among: Sequence[Counted] = first.among or attending.possible(typed, first, usual)
        if not among and first.because == "figures.no_unit" and is_alone(typed, first, found):
            among = usual
        possible = [one for one in among if one.key not in told and _suits(one, first.measure)]
        possible = [one for one in possible if _is_likely(one, first.amount.value)]
        if is_scaled(typed, first.start, first.end):  # "12tr" is money first of all
            possible.sort(key=lambda one: not is_measured_in(one, "dong"))
        guesses = [Figure(one.key, first.amount.value, first.amount.precision, "") for one in possible]
        texts = (_written((*figures, guess), of) for guess in guesses)
    offers = tuple(_readable(texts, of)[:_MOST_OFFERS])
    because = "figures.not_understood" if first.because == "figures.which" and not offers else first.because
    return Unclear(because, offers, piece=piece, known=known)


def _suits(counted: Counted, what: str) -> bool:
    """Tell whether a number with this measure behind it may be its; without one any may."""
    return not what or is_measured_in(counted, what)


def _is_likely(counted: Counted, value: Decimal) -> bool:
    """Tell whether there can be so many: nobody holds ten thousand conferences, nor makes so many films."""
    if value >= _SOME and folded(counted.unit).split()[0] in _FEW:
        return False
    return value < _MANY or folded(counted.unit).startswith(("luot", "dong", "nguoi"))


def _readable(texts: Iterable[str], of: Sequence[Counted]) -> list[Choice]:
    """Keep the texts that can be read, each under the words of its figures."""
    found: list[Choice] = []
    for text in texts:
        try:
            found.append(Choice(text, listed(read_figures(text, of), of)))
        except Unclear:
            continue
    return found


def _written(figures: Iterable[Figure], of: Sequence[Counted]) -> str:
    """Write figures so that they read back the same, in whatever language they are shown."""
    by_key = {counted.key: counted for counted in of}
    told = [f.parts or (f,) for f in figures]
    return "; ".join(
        " + ".join(f"{written(f.value, f.precision)} {name(by_key[f.indicator])}" for f in parts) for parts in told
    )


def _is_sum(typed: Sequence[Word], odd: Odd, found: Sequence[FigurePiece]) -> bool:
    """Tell whether a bare number is said to be the sum of the figures: "8 tin, 4 bài (tổng 12)"."""
    is_said = (odd.start > 0 and typed[odd.start - 1].plain in _SUMS) or parts.is_total(typed, odd)
    value = odd.amount.value if odd.amount is not None else None
    return is_said and len(found) > 1 and value == sum(one.amount.value for one in found)


def _without_sum(typed: Sequence[Word], found: Sequence[FigurePiece], of: Sequence[Counted]) -> Sequence[FigurePiece]:
    """Leave out what is said to be all of several things: "tổng 11 tin bài: 7 tin, 4 bài", or behind them.

    Where those behind ":" or "(" come to another number, it is asked about. Of one thing alone see `_meant`.
    """
    for whole in found:
        others = [one for one in found if one is not whole]
        if len({one.counted.key for one in others}) < _SEVERAL or not parts.is_total(typed, whole):
            continue
        sign = next((word.plain for word in typed[whole.end :] if not word.plain.isalpha()), "")
        is_opened = sign in _OPENING and whole is found[0]
        if (is_opened or whole is found[-1]) and sum(one.amount.value for one in others) == whole.amount.value:
            return others
        names = {whole.counted.unit, *whole.counted.unit.split(", ")}  # "tin, bài"
        if is_opened and any(one.counted.unit in names for one in others):
            told = [_figure(one, "") for one in others]
            offers = tuple(_readable([_written(told, of)], of))
            raise Unclear("figures.twice", offers, label=whole.counted.label)
    return found


def _is_share(typed: Sequence[Word], odd: Odd, found: Sequence[FigurePiece]) -> bool:
    """Tell whether it is a share beside how many there were: "100% cán bộ được quán triệt, 54 người"."""
    behind = typed[odd.start + 1 : odd.start + 2]
    return bool(found) and typed[odd.start].is_numeral and bool(behind) and behind[0].plain == "%"


def _by_indicator(found: Sequence[FigurePiece]) -> list[list[FigurePiece]]:
    keys = dict.fromkeys(one.counted.key for one in found)
    return [[one for one in found if one.counted.key == key] for key in keys]


def _meant(
    said: str, typed: Sequence[Word], same: Sequence[FigurePiece], found: Sequence[FigurePiece]
) -> tuple[Figure, ...]:
    """Give what may be meant by all that is told of one indicator: one figure, unless it has to be asked about."""
    told = [_figure(one, said[typed[one.start].start : typed[one.end - 1].end]) for one in same]
    if len(same) == 1:
        return (told[0],)
    shares = parts.shares(said, typed, same, found)
    if shares.are_apart:
        return (_sum(told),)
    if shares.whole is None:
        return (_sum(told), *sorted(told, key=lambda one: -one.value))
    whole = told.pop(shares.whole)
    of_parts = _sum(told) if len(told) > 1 else told[0]
    is_some_of_it = len(told) == 1 and told[0].value < whole.value  # "tổng số 65 người, 12 người là DTTS"
    return (whole,) if whole.value == of_parts.value or is_some_of_it else (whole, of_parts)


def _without_parts(told: Sequence[tuple[Figure, ...]], of: Sequence[Counted]) -> list[tuple[Figure, ...]]:
    """Leave out a sum of "buổi" where so many of a kind of them were told: "6 buổi tuyên truyền (2 buổi …, 4 buổi …)".

    One that comes to another number may be parts of them or others: it is asked about, and can be left out.
    """
    units = {one.key: folded(one.unit) for one in of}
    kept: list[tuple[Figure, ...]] = []
    for ways in told:
        wholes = [others[0] for others in told if units[others[0].indicator].startswith(f"{units[ways[0].indicator]} ")]
        if not (wholes and ways[0].parts):
            kept.append(ways)
        elif ways[0].value != wholes[0].value:
            offers = _readable([_written([one[0] for one in told if one is not ways], of)], of)
            label = next(one.label for one in of if one.key == wholes[0].indicator)
            raise Unclear("figures.twice", tuple(offers), label=label)
    return kept


def _sum(told: Sequence[Figure]) -> Figure:
    value, precision = total(told)
    return Figure(told[0].indicator, value, precision, " + ".join(one.typed for one in told), tuple(told))


def _refuse_halves(figures: Sequence[Figure], of: Sequence[Counted]) -> None:
    """Ask about half a conference."""
    by_key = {counted.key: counted for counted in of}
    for figure in figures:
        if figure.value != figure.value.to_integral_value() and not is_divisible(by_key[figure.indicator]):
            raise Unclear("figures.not_whole", piece=figure.typed)


def _refuse_twice(told: Sequence[Sequence[Figure]], of: Sequence[Counted]) -> None:
    """Ask where one indicator is told twice: it may be a sum or a correction; of several, only the first ways."""
    twice = [ways for ways in told if len(ways) > 1]
    if not twice:
        return
    meant = [[way if ways is twice[0] else ways[0] for ways in told] for way in twice[0]]
    texts = {_written(figures, of): figures for figures in (meant if len(twice) == 1 else meant[:1])}
    offers = [
        Choice(one.key, say("figures.twice.sum", figures=one.label))
        if any(figure.parts for ways, figure in zip(told, texts[one.key], strict=True) if len(ways) > 1)
        else one
        for one in _readable(texts, of)
    ]
    label = next(counted.label for counted in of if counted.key == twice[0][0].indicator)
    raise Unclear("figures.twice", tuple(offers[:_MOST_OFFERS]), label=label)
