"""New or cumulative: what an entry's figures are, beside those the unit has told before.

Asked only where it matters: where figures of the same kind are recorded, or a period does
not begin with the campaign. A total below what is recorded is refused, for somebody
would have to say which of the two is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from handlers.entries import access, recorded, sums
from handlers.entries.contents import COUNTS, Content
from handlers.entries.sums import Sum
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.ways import CHANGE
from messages.reading.figures import figures
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.values import Figure
from messages.words import ZONE, say
from plans.schema import Plan
from storage.results.entries import EntryKind
from storage.results.figures import Counts, SumScope, Told

_NAMED: Final = 10  # entries that a figure contradicts; the others are counted


@dataclass(frozen=True, slots=True)
class AskHow(Choose[Plain]):
    """What the figures are; `refused` are the choices that cannot be, with why. `first` is said before asking."""

    refused: Mapping[str, Unclear] = field(default_factory=dict)
    first: str = ""

    def value(self, kept: Any) -> Plain:
        """Give the choice, unless it contradicts what is recorded."""
        option = Choose.value(self, kept)
        if option.key in self.refused:
            raise Unclear("counts.refused") if self.first and option.key == Counts.TOTAL else self.refused[option.key]
        return option

    def prompt(self, kept: Any) -> Prompt:
        """Ask; say first why the question comes up at all; the figures can be put right here."""
        prompt = Choose.prompt(self, kept)
        text = f"{self.first}\n{prompt.text}" if self.first else prompt.text
        right = Choice(CHANGE + "figures", say("change.figures"))
        return replace(prompt, text=text, choices=(*prompt.choices, right))

    def echo(self, kept: Any) -> str:
        """Say what was chosen, also of a choice that is refused."""
        return say("echo.chosen", label=Choose.value(self, kept).label)


@dataclass(frozen=True, slots=True)
class Before:
    """What the unit has told under this task before: `same` of the same indicators, for the figures now told."""

    plan: Plan
    told: Sequence[Told]
    content: Content

    @property
    def same(self) -> tuple[Told, ...]:
        """Give the rows of the indicators that are told now."""
        now = {figure.indicator for figure in self.content.figures}
        return tuple(row for row in self.told if row.indicator in now)

    def through(self, figure: Figure, day: date | None = None) -> Sum | None:
        """Give what is recorded of a figure's indicator."""
        return recorded.through(self.told, figure.indicator, day)


def asked(ask: Ask, plan: Plan, told: Sequence[Told], content: Content) -> tuple[Content, tuple[str, ...]]:
    """Give the content with how its figures count, and the key of the question if one was asked."""
    if not content.figures:
        return content, ()
    before = Before(plan, told, content)
    if not content.is_cumulative and not any(_is_like(before, row) for row in before.same):
        return replace(content, counts=Counts.NEW), ()
    refused = {str(Counts.TOTAL): why for why in _total_refused(before)}
    if content.is_cumulative and not refused and not _may_be_added(before):
        return replace(content, counts=Counts.TOTAL), ()
    holders = _holders(before)
    options = (_extra(before, holders), _total(content), *(_within(plan, row) for row in holders))
    for row in holders:
        refused |= {_within_key(row): why for why in _within_refused(before, row)}
    words = "counts" if before.same else "counts.first"
    picked = ask(AskHow(COUNTS, options, words, _facts(before), refused=refused, first=_first(before, refused))).key
    if picked == Counts.TOTAL:
        return replace(content, counts=Counts.TOTAL), (COUNTS,)
    within = {_within_key(row): row.number for row in holders}.get(picked)
    return replace(content, counts=Counts.EXTRA if within is None else Counts.WITHIN, within=within), (COUNTS,)


def _may_be_added(before: Before) -> bool:
    """Tell whether a period's figures, a total by themselves, may come on top of what is from before it."""
    days = before.content.days
    assert days is not None, "a period has days"
    return days.first > _begins(before.plan, before.content.task) or any(row.last < days.first for row in before.same)


def _begins(plan: Plan, task: str) -> date:
    """Give the first day a total can reach back to: some tasks begin before the campaign."""
    window = plan.task(task).window
    return min(plan.starts, window.starts) if window is not None else plan.starts


def _is_like(before: Before, row: Told) -> bool:
    """Tell whether figures told before may be the same as an activity's: a total, or those of its own form."""
    is_whole = row.kind == EntryKind.CUMULATIVE or row.counts is Counts.TOTAL
    return is_whole or before.content.form in row.forms.split(",")


def _first(before: Before, refused: Mapping[str, Unclear]) -> str:
    """Say at once why a period's figures, which are a total by themselves, cannot be one."""
    why = refused.get(str(Counts.TOTAL))
    return say(why.because, **why.facts) if why is not None and before.content.is_cumulative else ""


def _facts(before: Before) -> dict[str, object]:
    recorded = [(figure, before.through(figure)) for figure in before.content.figures]
    return {"recorded": "; ".join(_worded(before.plan, figure, found) for figure, found in recorded if found)}


def _extra(before: Before, holders: Sequence[Told]) -> Plain:
    """Word the addition. Its key tells what it is on top of, so that a total told meanwhile asks anew."""
    key = added(before.same)
    if before.content.is_cumulative or holders:
        return Plain(key, say("counts.extra" if before.same else "counts.extra.first"))
    last = max(row.made_at for row in before.same).astimezone(ZONE).date()
    assert before.content.days is not None, "an activity has days"
    is_after = before.content.days.last >= last
    return Plain(key, say("counts.extra.since", on=last) if is_after else say("counts.extra"))


def added(told: Iterable[Told]) -> str:
    """Give the answer that figures come on top of what these rows tell."""
    newest = max((row for row in told if row.counts is Counts.TOTAL), key=sums.order, default=None)
    return f"{Counts.EXTRA}-{newest.number if newest else 0}"


def _total(content: Content) -> Plain:
    assert content.days is not None
    return Plain(str(Counts.TOTAL), say("counts.total", last=content.days.last))


def _within_key(row: Told) -> str:
    return f"{Counts.WITHIN}-{row.number}"


def _within(plan: Plan, row: Told) -> Plain:
    number = access.numbered(plan.code, row.unit, row.number)
    words = "counts.within.total" if row.counts is Counts.TOTAL else "counts.within.period"
    return Plain(_within_key(row), say(words, first=row.first, last=row.last, number=number))


def _holders(before: Before) -> tuple[Told, ...]:
    """Give a row of each entry that may contain an activity's figures: totals through its days, periods they touch."""
    days = before.content.days
    if before.content.is_cumulative or days is None:
        return ()
    found: dict[int, Told] = {}
    for indicator in dict.fromkeys(row.indicator for row in before.same):
        rows = [row for row in before.same if row.indicator == indicator]
        total = sums.latest_total(rows)
        if total is not None and days.first <= total.last:
            found[total.number] = total
        for row in rows:
            added = row.kind == EntryKind.CUMULATIVE and row.counts in (Counts.NEW, Counts.EXTRA)
            if added and row.first <= days.last and days.first <= row.last:
                found[row.number] = row
    return tuple(found[number] for number in sorted(found))


def _total_refused(before: Before) -> Iterator[Unclear]:
    """Say why this cannot be a total: more is recorded by then, or a later total is less."""
    content = before.content
    assert content.days is not None
    last = content.days.last
    for figure in content.figures:
        found = before.through(figure, last)
        if found is not None and figure.value < found.value:
            yield unclear(before.plan, "counts.below", figure, found.of(figure.indicator), last, found.rows)
        for row in sums.standing_totals(row for row in before.told if row.indicator == figure.indicator):
            if row.last > last and row.value < figure.value:
                less = Figure(row.indicator, row.value, row.precision, "")
                yield unclear(before.plan, "counts.above", figure, less, row.last, (row,))


def _within_refused(before: Before, holder: Told) -> Iterator[Unclear]:
    """Say why these figures cannot be contained in that entry's: its parts would be more than the whole."""
    for figure in before.content.figures:
        of = SumScope(holder.unit, holder.task, figure.indicator)
        whole = next((row for row in before.told if sums.scope(row) == of and row.number == holder.number), None)
        if whole is None:
            continue
        held = sums.recorded(parts(before.told, whole), of)
        known = held.value if held is not None else Decimal(0)
        if known + figure.value > whole.value:
            total = Figure(whole.indicator, whole.value, whole.precision, "")
            rows = (whole, *(held.rows if held is not None else ()))
            yield unclear(before.plan, "counts.not_within", figure, total, whole.last, rows)


def parts(told: Iterable[Told], whole: Told) -> list[Told]:
    """Give what a total or a period's figures are known to contain."""
    if whole.counts is not Counts.TOTAL:
        return [replace(row, within=None) for row in told if row.within == whole.number]
    return [
        row if row.within != whole.number else replace(row, within=None, last=min(row.last, whole.last))
        for row in told
        if row.number != whole.number and (sums.holds(whole, row) or row.within == whole.number)
    ]


def unclear(plan: Plan, because: str, figure: Figure, other: Figure, last: date, rows: Sequence[Told]) -> Unclear:
    """Word why a figure does not go with another through a day; `rows` are what the other was added from."""
    first, *others = islice((number for row in rows for number in row.numbers), _NAMED)
    named = ", ".join(access.numbered(plan.code, rows[0].unit, number) for number in (first, *sorted(others)))
    more = sum(row.entries for row in rows) - 1 - len(others)
    indicator, task = plan.indicator(figure.indicator), rows[0].task or say("task.other")
    return Unclear(
        because,
        told=figures.worded(figure, indicator),
        recorded=figures.worded(other, indicator),
        last=last,
        numbers=say("counts.numbers", numbers=named, n=more, task=task) if more else named,
        number=first,
    )


def _worded(plan: Plan, figure: Figure, found: Sum) -> str:
    return figures.worded(found.of(figure.indicator), plan.indicator(figure.indicator))
