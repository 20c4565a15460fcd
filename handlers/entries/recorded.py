"""What a unit has told under a task before: read when it can matter, and worded beside what it tells now."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from handlers.desk import Desk
from handlers.entries import sums
from handlers.entries.contents import MORE, OTHER, Content
from handlers.entries.sums import Sum
from messages.reading.figures.figures import worded
from messages.reading.lines import uncounted
from messages.values import Figure, Precision
from messages.words import say
from plans.schema import Indicator, Plan
from storage.results import subtotals
from storage.results.entries import Entry
from storage.results.figures import Counts, Told


async def look(desk: Desk, about: Entry | None = None) -> tuple[Told, ...]:
    """Read what was told, once it can matter; `about` is an entry before and after which it can be told apart."""
    plan, unit = desk.plan.code, desk.unit.code
    chosen = desk.answers.get("task")
    if chosen == MORE:
        chosen = desk.answers.get("other_task")
    nothing_said = chosen is None and "days" not in desk.answers and "figures" not in desk.answers
    if desk.draft and nothing_said and desk.words in ("", *(task.key for task in desk.plan.tasks)):
        return ()  # but the task, at most
    task = None if chosen is None else _key(chosen)
    if about is not None:
        return tuple(await subtotals.around(desk.db, plan, unit, about.made_at, task))
    return tuple(await subtotals.with_forms(desk.db, plan, unit, task))


def under(task: str, told: Iterable[Told]) -> tuple[Told, ...]:
    """Give what was told under a task; what no task asks for stands together."""
    return tuple(row for row in told if row.task == _key(task))


def _key(task: str) -> str:
    return "" if task == OTHER else task


def through(told: Sequence[Told], indicator: str, day: date | None = None) -> Sum | None:
    """Give what is recorded of an indicator under one task, through a day."""
    scopes = [sums.scope(row) for row in told if row.indicator == indicator]
    return sums.recorded(told, scopes[0], day) if scopes else None


def usual(plan: Plan, told: Sequence[Told]) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """Give what a period's figures usually count: what was told before, at first what the last form (other) has."""
    before = [indicator for indicator in plan.indicators if any(row.indicator == indicator.key for row in told)]
    named = tuple(before) or tuple(plan.indicator(key) for key in plan.forms[-1].indicators)
    keys = {indicator.key for indicator in named}
    return named, tuple(indicator for indicator in plan.indicators if indicator.key not in keys)


def compared(plan: Plan, told: Sequence[Told], content: Content) -> str:
    """Word each total beside what was recorded before it, and what came since; "" where there is nothing to say."""
    if content.counts is not Counts.TOTAL or content.days is None:
        return ""
    last = content.days.last
    pairs = [(figure, through(told, figure.indicator, last)) for figure in content.figures]
    return "\n".join(_compared(plan, figure, found) for figure, found in pairs if found is not None)


def beside(content: Content, compared: str) -> str:
    """Word what stands below the figures: their totals `compared`, and the numbers of the title that count nowhere."""
    left = uncounted.worded(content.title, content.figures)
    return "\n".join(filter(None, (compared, say("line.uncounted", value=left) if left else "")))


def _compared(plan: Plan, figure: Figure, found: Sum) -> str:
    exact = figure.precision is found.precision is Precision.EXACT
    more = replace(figure, value=figure.value - found.value, precision=Precision.EXACT if exact else Precision.ABOUT)
    indicator = plan.indicator(figure.indicator)
    return say(
        "counts.compared",
        label=indicator.label,
        total=_amount(figure),
        recorded=_amount(found.of(figure.indicator)),
        more=_amount(more),
    )


def reached(plan: Plan, told: Sequence[Told], content: Content) -> str:
    """Say that what was told under the task comes to its target with this; "" where it does not, or has none."""
    task = None if content.task == OTHER else plan.task(content.task)
    if task is None or task.target is None or task.hidden or content.days is None:
        return ""
    wanted = task.target.indicator
    mine = next((figure.value for figure in content.figures if figure.indicator == wanted), None)
    if mine is None:
        return ""
    if content.counts is not Counts.TOTAL:
        rows = [row for row in told if row.indicator == wanted]
        before, total = through(rows, wanted), sums.latest_total(rows)
        is_held = total is not None and content.days.last <= total.last and content.counts is Counts.NEW
        known = Decimal(0) if before is None else before.value
        mine = known if is_held or content.counts is Counts.WITHIN else known + mine
    return say("report.reached.target", target=task.target.text) if mine >= task.target.value else ""


def _amount(figure: Figure) -> str:
    return say(f"counts.amount.{figure.precision}", n=figure.value)


def listed(plan: Plan, told: Sequence[Told], task: str) -> str:
    """Word what a unit's figures under a task come to, in the plan's order; "" where there are none."""
    found = {of.indicator: total for of, total in sums.totals(told).items() if of.task == task}
    known = [indicator for indicator in plan.indicators if indicator.key in found]
    return "; ".join(worded(found[indicator.key].of(indicator.key), indicator) for indicator in known)
