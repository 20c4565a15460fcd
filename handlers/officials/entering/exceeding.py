"""A figure put right must still fit the totals told after it: a total holds it, and cannot be less than what it holds.

When figures are first told they are compared with what was told before them; see `counting`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from handlers.entries import recorded, sums
from handlers.entries.contents import Content
from handlers.officials.entering import new_or_total
from messages.questions.question import Ask, Heard
from messages.questions.ways import CHANGE
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.values import Figure
from messages.words import say
from plans.schema import Plan
from storage.results.entries import Entry
from storage.results.figures import Counts, Told


@dataclass(frozen=True, slots=True)
class Changed:
    """The entry that is being changed, and the figures of the unit told after it, in other entries."""

    entry: Entry
    after: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Exceeds:
    """Say why the figures cannot stand; there is no answer but to change one given before."""

    key: str
    why: Unclear
    changes: tuple[str, ...]
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> NoReturn:  # noqa: ARG002 - nothing said here can mend it
        """Refuse whatever is said."""
        raise Unclear("choose.none")

    def value(self, kept: Any) -> NoReturn:  # noqa: ARG002 - nothing kept here can mend it
        """Refuse whatever is kept."""
        raise self.why

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - there is none
        """Say why; offer what may be changed."""
        choices = tuple(Choice(CHANGE + key, say(f"change.{key}")) for key in self.changes)
        return Prompt(say(self.why.because, **self.why.facts), choices)

    def echo(self, kept: Any) -> str:  # noqa: ARG002 - there is none
        """Say nothing."""
        return ""


def refuse(ask: Ask, plan: Plan, told: Sequence[Told], content: Content, changed: Changed | None) -> None:
    """Go no further while a total told later, or this one itself, is less than what it holds; `told` came before."""
    if changed is None or content.days is None:
        return
    mine = _rows(content, changed.entry)
    later = recorded.under(content.task, changed.after)
    for figure, row in zip(content.figures, mine, strict=True):
        why = _why(plan, figure, row, [*told, *later, *mine], later)
        if why is not None:
            ask(Exceeds("exceeds", why, ("figures", "days")))


def _rows(content: Content, entry: Entry) -> list[Told]:
    assert content.days is not None, "figures count for days"
    first, last = content.days.first, content.days.last
    task = "".join(content.tasks[:1])
    return [
        Told(
            unit=entry.unit,
            task=task,
            number=entry.number,
            kind=content.kind,
            made_at=entry.made_at,
            indicator=figure.indicator,
            value=figure.value,
            precision=figure.precision,
            first=first,
            last=last,
            counts=content.counts,
            within=content.within,
        )
        for figure in content.figures
    ]


def _why(plan: Plan, figure: Figure, mine: Told, rows: Sequence[Told], later: Sequence[Told]) -> Unclear | None:
    of = sums.scope(mine)
    totals = sums.standing_totals(row for row in later if sums.scope(row) == of)
    for whole in (mine, *totals) if mine.counts is Counts.TOTAL else totals:
        held = sums.recorded(new_or_total.parts(rows, whole), of)
        if held is None or held.value <= whole.value:
            continue
        if whole is mine:
            return new_or_total.unclear(plan, "counts.below", figure, held.of(of.indicator), whole.last, held.rows)
        if any(row.number == mine.number for row in held.rows):
            because = "counts.above" if mine.counts is Counts.TOTAL else "counts.not_within"
            total = Figure(whole.indicator, whole.value, whole.precision, "")
            return new_or_total.unclear(plan, because, figure, total, whole.last, (whole,))
    return None
