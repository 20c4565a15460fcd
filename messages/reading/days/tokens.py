"""A typed date as tokens: a day, a weekday, an hour, "from", "to", "and"."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, cast

from messages.folding import folded
from messages.reading.days.english import in_vietnamese
from messages.reading.days.words import (
    CHAT,
    COUNTS,
    DAYS_OF_WEEKS,
    LONGEST_FIRST,
    MONTHS,
    NEAR,
    NUMBERED_MARKED,
    NUMBERS,
    PATTERN,
    TEN_DAYS,
    WEEKDAYS,
    WEEKS,
)
from messages.reading.typed import composed, words
from messages.unclear import Unclear

TokenKind = Literal[
    "date",
    "number",
    "month",
    "year",
    "weekday",
    "near",
    "hour",
    "noon",
    "from",
    "to",
    "and",
    "day",
    "part",
    "gone",
    "coming",
    "begins",
    "ends",
    "days",
    "start",
]

_LONGEST: Final = 200
_ANY_YEAR: Final = 2025  # all but February end on the same day every year
_PRIMES: Final = str.maketrans("’‘′´`", "'''''")  # "13h45’"
_SHOWN: Final = 40  # characters of a piece that is named
_NUMBERED: Final = frozenset(map(folded, NUMBERED_MARKED))
_SURE: Final = {
    "sáu": "SIX",
    "tối": "EVENING",
    "tới": "TILL",
    "kìa": "KIA",
    "mãi": "MAIX",
    "mỗi": "EACH",
    "đó": "THERE",
    "mốt": "MOT",
    "chừ": "CHU",
    "kém": "LESS",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a date; `text` is how it was typed.

    `numbers`: of a date day, month and perhaps year; of a month, a year, an hour the same order;
    of a weekday 0 for Monday; of "near" the days from today; of "days" how many there are to be. `word` is the week,
    the month or the sign meant, and of a part of a month or week "month|which|part".
    """

    kind: TokenKind
    numbers: tuple[int, ...] = ()
    word: str = ""
    text: str = ""

    @property
    def plain(self) -> str:
        """How it was typed, without tone marks."""
        return folded(self.text)


def tokens(text: str) -> list[Token]:
    """Divide a typed date into tokens. Raise Unclear, naming the first piece that is no part of a date."""
    if len(text) > _LONGEST:
        raise Unclear("days.too_long")
    text = in_vietnamese(text.translate(_PRIMES))
    plain = _plain(text)
    found: list[Token] = []
    at = 0
    while at < len(plain):
        if plain[at] == " ":
            at += 1
            continue
        match = PATTERN.match(plain, at)
        starts_word = at == 0 or not (plain[at].isalnum() and plain[at - 1].isalnum()) or plain[at - 1].isdigit()
        starts_word = starts_word or (plain[at].isdigit() and bool(found) and found[-1].kind == "day")  # "hôm29/11"
        if match is None or not starts_word:
            raise Unclear("days.not_understood", piece=_said(text, plain, at, at + 1))
        said = _said(text, plain, at, match.end())
        found += [_existing(replace(token, text=said)) for token in _read(match)]
        at = match.end()
    return found


def _plain(text: str) -> str:
    """Fold, but keep in capitals what the marks decide."""
    typed = words(composed(text))
    marked = any(word.is_marked for word in typed)
    plain: list[str] = []
    for word in typed:
        # somebody who types marks would have typed sáu
        written = "AFTER" if marked and word.said == "sau" else _SURE.get(word.said, CHAT.get(word.said, word.plain))
        if word.is_marked and word.plain in _NUMBERED and word.said not in NUMBERED_MARKED:
            written = word.said  # "tặng 25" is no "tầng 25"
        plain.append(written if word.is_glued else f" {written}")
    return " ".join("".join(plain).split())


def _said(text: str, plain: str, start: int, end: int) -> str:
    """Give the words as typed that stand in this stretch of the folded text."""
    before = len(plain[:start].split()) - (start > 0 and plain[start - 1] != " ")
    return " ".join(composed(text).split()[before : len(plain[:end].split())]).strip(" ,.")[:_SHOWN]


def _read(match: re.Match[str]) -> list[Token]:
    name = (match.lastgroup or "").removesuffix("_")
    if name == "lunar":
        raise Unclear("days.lunar")
    if name in _READERS:
        return [_READERS[name](match)]
    if name == "date":
        return _date(match)
    if name == "newyear":
        return [Token("date", (_count(match["dn"]), 1), "/")]
    if name == "dashed":
        return _dashed(match)
    if name == "tillend":
        if match["tl"]:
            return [
                Token("to", (), "het"),
                Token("date", (31, 12, *([int(match["ty2"])] if match["ty2"] else [])), "/"),
            ]
        return [Token("to", (), "het"), Token("month", (), "this" if match["te"] else "same")]
    if name in {"firstday", "lastday"}:
        month = int(match["fm"] or match["lm"])
        return [Token("date", (1 if match["fm"] else monthrange(_ANY_YEAR, month)[1], month), "/")]
    if name == "inwords":
        said = match["mw"] or match["nu"] or match["nw"] or match["bw"]
        day = next(NUMBERS[pattern] for pattern in LONGEST_FIRST if re.fullmatch(pattern, said))
        return [Token("day"), Token("number", (day,))]
    return (
        []
        if name in {"skip", "named", "numbered", "counted", "lesson", "yearsend"}
        else [Token(cast("TokenKind", name), (), match.group().strip())]
    )


def _existing(token: Token) -> Token:
    """Refuse a day or a month that no calendar has."""
    numbers, month = token.numbers, 1
    if token.kind == "date":
        month = numbers[1]
    elif numbers and not token.word and token.kind == "month":
        month = numbers[0]
    elif numbers and token.kind == "part":
        month = numbers[0] or 1  # 0: the month was not said
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise Unclear("days.no_such_month", month=month)
    if token.kind in {"date", "number"} and not 1 <= numbers[0] <= 31:  # noqa: PLR2004 - days of a month
        raise Unclear("days.no_such_day", day=numbers[0], month=month if token.kind == "date" else 12, last=31)
    return token


def _date(match: re.Match[str]) -> list[Token]:
    day, month = int(match["d"]), int(match["mo"])
    if match["y"]:
        return [Token("date", (day, month, int(match["y"])))]
    if match["sep"] == "-" and month > 12:  # noqa: PLR2004 - no month, so "1-15" are days
        return [Token("number", (day,)), Token("to", (), "-"), Token("number", (month,))]
    return [Token("date", (day, month), match["sep"] or ".")]


def _dashed(match: re.Match[str]) -> list[Token]:
    """Give the first two of three days in a row: "3-4-5/12", but not "3-5-7/12"."""
    first, second = int(match["da"]), int(match["db"])
    if second != first + 1:
        raise Unclear("days.odd_range")
    return [Token("number", (first,)), Token("and", (), ","), Token("number", (second,)), Token("and", (), ",")]


def _hour(match: re.Match[str]) -> Token:
    minutes = 30 if match["half"] else int(match["m1"] or match["m2"] or match["m3"] or 0)
    return Token("hour", (int(match["h"]), minutes))


def _weekday(match: re.Match[str]) -> Token:
    number = match["wn"] or match["wt"]
    day = 6 if match["cn"] else int(number) - 2 if number else WEEKDAYS[match["ww"]]
    said = match["dw"] or match["dt"]
    week = WEEKS[match["week"]] if match["week"] else DAYS_OF_WEEKS[said] if said else "this" if match["wp"] else ""
    return Token("weekday", (day,), week)


def _month(match: re.Match[str]) -> Token:
    if match["amb"]:
        return Token("month", (), "six?")
    year = (int(match["ty"]),) if match["ty"] else ()
    if match["tw"]:
        return Token(
            "month", year, {"nay": "this", "ni": "this", "AFTER": "next", "TILL": "next"}.get(match["tw"], "last")
        )
    return Token("month", (int(match["tn"] or 0) or MONTHS.get(match["tx"] or "", 0), *year))


def _count(said: str) -> int:
    return int(said) if said.isdigit() else COUNTS[said]


def _hours(said: str) -> int:
    tens, _, ones = said.rpartition(" ")
    return COUNTS[ones] + (COUNTS[tens] if tens else 0)


def _start(match: re.Match[str]) -> Token:
    """Give the first day of a week, month or year, as far as it was said which."""
    return Token("start", (int(match["sn"] or 0), int(match["sy"] or match["sy2"] or 0)), match["st"])


def _part_of_month(match: re.Match[str]) -> Token:
    month = MONTHS[match["pmx"]] if match["pmx"] else int(match["pmn"] or 0)
    year = int(match["pmy"] or match["pmy2"] or 0)
    return Token(
        "part", (month, year), f"month|{WEEKS.get(match['pmw'] or '', '')}|{TEN_DAYS.get(match['pm'], match['pm'])}"
    )


def _part_of_week(match: re.Match[str]) -> Token:
    return Token("part", (), f"week|{WEEKS.get(match['pw'] or '', '')}|{(match['part'] or '').strip()}")


_READERS: Final[dict[str, Callable[[re.Match[str]], Token]]] = {
    "hour": _hour,
    "hourinwords": lambda m: Token("hour", (_hours(m["hw"]), 30 if m["hwhalf"] else 0)),
    "half": lambda m: Token("hour", (int(m["hh"]), 30)),
    "lesshour": lambda m: Token("hour", (int(m["lh"]) - 1, 60 - int(m["ll"] or m["ll2"]))),
    "compact": lambda m: Token("date", (int(m["kd"]), int(m["km"]), int(m["ky"]))),
    "clock": lambda m: Token("hour", (int(m["ch"]), int(m["cm"]))),
    "dotted": lambda m: Token("hour", (int(m["dh"]), int(m["dm"]))),
    "iso": lambda m: Token("date", (int(m["id"]), int(m["im"]), int(m["iy"]))),
    "monthyear": lambda m: Token("month", (int(m["ym"]), int(m["yy"]))),
    "part": _part_of_week,
    "partmonth": _part_of_month,
    "weekday": _weekday,
    "passed": lambda m: Token("near", ({"nay": 0, "ni": 0, "qua": -1, "mai": 1, "MOT": 2}[m["pn"]],), m["pnoon"]),
    "earlier": lambda m: Token("near", (0,), m["en"]),
    "ago": lambda m: Token("near", (-_count(m["ac"] or m["ab"]),)),
    "weeksago": lambda m: Token("near", (-7 * _count(m["wa"] or m["wb"]),)),
    "lately": lambda m: Token("days", (_count(m["la"]),), "lately"),
    "days": lambda m: Token("days", (_count(m["dc"]),)),
    "start": _start,
    "near": lambda m: Token("near", (NEAR[m["n"]],)),
    "now": lambda _: Token("near", (0,)),
    "month": _month,
    "year": lambda m: Token("year", (int(m["yn"] or 0),), m["yw"] or ""),
    "number": lambda m: Token("number", (int(m["num"]),)),
    "noon": lambda m: Token("noon", (), m["noon"].removeprefix("rang ").split()[0]),
}
