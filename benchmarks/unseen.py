"""How phrases are read that no grammar was written for: what was looked at beside what is kept aside.

Counts alone: a row kept aside is never shown, so that it stays a measure. Both parts of a
table are read alike; `python -m benchmarks not-right` lists what is not right of what was seen.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from benchmarks.processes import ROOT
from benchmarks.tables import PLAN, Row, days_written, indicators, number_written, rows, simply
from messages.folding import folded
from messages.questions.days import AskDays
from messages.questions.figures import AskFigures
from messages.questions.question import Heard
from messages.reading.lines import lines
from messages.reading.lines.lines import TypedLine
from messages.said import Said
from messages.unclear import Unclear
from messages.values import Precision
from messages.words import speaking
from plans import reading

TABLES: Final = ROOT / "tests" / "unseen"
PARTS: Final = ("seen", "aside")
KINDS: Final = ("right", "asked", "wrong", "untidy", "doubtful", "guessed")
_SIGNS: Final = {Precision.EXACT: "", Precision.OVER: ">", Precision.NEARLY: "<", Precision.ABOUT: "~"}
_PLAN: Final = reading.read(PLAN)


def measure() -> dict[str, dict[str, Counter[str]]]:
    """Give the counts of each table and part.

    "untidy" is a line of which only the title is another, though no word of it is lost.
    """
    with speaking("vi", you="đồng chí"):
        return {
            table: {part: Counter(judge(row)[0] for row in _rows(table, part)) for part in PARTS}
            for table, judge in _JUDGES.items()
        }


def not_right() -> Iterator[str]:
    """Give the rows that may be looked at and are not read as expected, with what was read."""
    with speaking("vi", you="đồng chí"):
        for table, judge in _JUDGES.items():
            for row in _rows(table, "seen"):
                kind, read = judge(row)
                if kind not in {"right", "doubtful"}:
                    yield f"{table} {kind}: {row.under} {row.typed} | {row.expected} | {read}"


def _rows(table: str, part: str) -> Iterator[Row]:
    return (row for row in rows(TABLES / f"{table}.txt") if row.part == part)


def _judge_days(row: Row) -> tuple[str, str]:
    read = _days(row.typed, date.fromisoformat(row.under))
    return simply(read, row, row.expected), read


def _judge_figures(row: Row) -> tuple[str, str]:
    read = _figures(row.typed, AskFigures("figures", indicators(row.under)))
    return simply(read, row, row.expected), read


def _judge_line(row: Row) -> tuple[str, str]:
    """Compare key, days, figures and title; days and figures by what they mean, where they can be read at all."""
    key, days, figures, title = [part.strip() for part in row.expected.split("|")]
    today = date.fromisoformat(row.under)
    line = lines.split(row.typed, today, _PLAN.indicators, [task.key for task in _PLAN.tasks])
    sure = _sure_days(line, today)
    shown = f"{line.code} | {'' if line.unsure is None else '!'}{line.days} | {line.figures} | {line.title}"
    if days.startswith("!"):
        if sure:
            return "guessed", shown
        is_right = line.code == key and _same_figures(line.figures, figures)
        return ("doubtful" if is_right else "asked" if _is_asked(line.figures) else "wrong"), shown
    same_days = sure == (_days(days, today) or days) or (line.days == days and line.unsure is None)
    same_figures = _same_figures(line.figures, figures)
    if line.code == key and same_days and same_figures:
        if line.title == title:
            return "right", shown
        return ("untidy" if _holds(line.title, title) else "wrong"), shown
    asked = not same_days and line.has_days and not sure
    asked = asked or (not same_figures and _is_asked(line.figures))
    return ("asked" if asked else "wrong"), shown


def _sure_days(line: TypedLine, today: date) -> str:
    """Give the days that are taken without a question; of several things none are."""
    is_sure = line.days and line.unsure is None and not line.several
    return _days(line.days, today) if is_sure else ""


def _same_figures(found: str, expected: str) -> bool:
    if expected == "?":
        return _is_asked(found)
    every = AskFigures("figures", _PLAN.indicators)
    read = _figures(found, every)
    return _plain(found) == _plain(expected) or (bool(read) and read == _figures(expected, every))


def _is_asked(figures: str) -> bool:
    return bool(figures) and not _figures(figures, AskFigures("figures", _PLAN.indicators))


def _holds(title: str, words: str) -> bool:
    return set(_plain(words).split()) <= set(_plain(title).split())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


def _days(typed: str, today: date) -> str:
    ask = AskDays("days", today)
    try:
        return days_written(ask.value(ask.hear(_heard(typed), None)))
    except Unclear:
        return ""


def _figures(typed: str, ask: AskFigures) -> str:
    try:
        read = ask.value(ask.hear(_heard(typed), None))
    except Unclear:
        return ""
    return ", ".join(f"{one.indicator} {_SIGNS[one.precision]}{number_written(one.value)}" for one in read)


def _heard(typed: str) -> Heard:
    return Heard(Said("1", typed))


_JUDGES: Final[dict[str, Callable[[Row], tuple[str, str]]]] = {
    "days": _judge_days,
    "figures": _judge_figures,
    "lines": _judge_line,
}
