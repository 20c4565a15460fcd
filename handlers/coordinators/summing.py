"""/tonghop: what figures come to now, received and taken in beside what the last closing held; and where from.

Whole, by unit, group, task or period; an indicator opens its units, a unit its results. A sum is one look: what is
wanted stands behind the command.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from handlers.closings import approved, running_sums, snapshot
from handlers.closings.running_sums import By, GroupSums
from handlers.closings.snapshot import Closed, Total
from handlers.desk import Desk
from handlers.entries import access, contents, pages
from handlers.entries.contents import Result
from handlers.entries.pages import AskedFor
from handlers.handler import Handler
from handlers.roles import OFFICE
from messages import meanings
from messages.folding import folded
from messages.questions.choose import Plain, search
from messages.questions.question import Ask
from messages.reading.figures.figures import worded
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.values import Figure
from messages.words import say
from plans.schema import Indicator, Plan, Unit
from storage.obligations import snapshots
from storage.results import finding

_TYPED: Final = 60  # characters of what nothing was found by
_GROUPS: Final = (By.UNIT, By.GROUP, By.TASK, By.PHASE)


@dataclass(frozen=True, slots=True)
class Given:
    """What was asked for and found: groups of sums, with an indicator perhaps that of one alone; or a unit's results.

    `results` are a page of those that tell of the indicator, of `count`. `closed` is the last closing, `number` its
    number; `official` are the units whose leader has approved what stands.
    """

    asked: AskedFor
    plan: Plan
    at: datetime
    by: By | None = None
    indicator: Indicator | None = None
    unit: Unit | None = None
    groups: Sequence[GroupSums] = ()
    whole: Sequence[GroupSums] = ()
    results: Sequence[Result] = ()
    count: int = 0
    closed: Closed | None = None
    number: int = 0
    official: frozenset[str] = frozenset()


async def look(desk: Desk) -> Given:
    asked, plan, at = pages.asked(desk.words), desk.plan, desk.now
    by, indicator, unit = _meant(plan, asked.words)
    if by is None:
        return Given(asked, plan, at)
    if indicator is not None and unit is not None:
        of = desk.db, plan.code, unit.code, indicator.key
        told, count = await finding.telling(*of, pages.SIZE, asked.skip), await finding.count_telling(*of)
        return Given(asked, plan, at, by, indicator, unit, results=tuple(map(contents.result, told)), count=count)
    sums = await running_sums.read(desk.db, plan, *{By.ALL, by})
    made = (await snapshots.of_plan(desk.db, plan.code))[-1:]
    closed, number = (snapshot.read(made[0].body), made[0].number) if made else (None, 0)
    here = Given(asked, plan, at, by, indicator, groups=sums[by], whole=sums[By.ALL], closed=closed, number=number)
    return replace(here, official=await approved.units(desk.db, plan, at)) if by is By.UNIT else here


def _meant(plan: Plan, words: str) -> tuple[By | None, Indicator | None, Unit | None]:
    """Read what is wanted: all, groups, an indicator by its units, or of one unit; None: not understood."""
    if not words:
        return By.ALL, None, None
    named = meanings.typed({f"sum.by.{by}.typed": by for by in _GROUPS}).get(folded(words))
    if named is not None:
        return By(named), None, None
    options = [Plain(one.key, one.label, (one.unit, *one.words)) for one in plan.indicators]
    parts = words.split()
    for cut in range(1, len(parts)):  # "lượt người bộ y tế"
        found, units = search(options, " ".join(parts[:cut])), plan.find_units(" ".join(parts[cut:]))
        if len(found) == len(units) == 1:
            return By.UNIT, plan.indicator(found[0].key), units[0]
    found = search(options, words)
    return (By.UNIT, plan.indicator(found[0].key), None) if len(found) == 1 else (None, None, None)


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(_desk: Desk, given: Given) -> Prompt:
    if given.by is None:
        typed = shortened(given.asked.words, _TYPED)
        return Prompt(say("sum.unknown", typed=typed), (Choice("/tonghop", say("sum.whole")),))
    if given.indicator is not None and given.unit is not None:
        return _entered(given, given.indicator, given.unit)
    if not given.whole:
        return Prompt(say("sum.none"))
    if given.indicator is not None:
        return _by_unit(given, given.indicator)
    return _whole(given) if given.by is By.ALL else _grouped(given, given.by)


def _whole(given: Given) -> Prompt:
    (group,) = given.whole
    head = [say("sum.head", plan=given.plan.short.upper(), at=given.at)]
    head.append(say("sum.results", n=group.received.results, units=group.received.units, taken=group.taken_in.results))
    if given.closed is not None:
        head.append(say("sum.closed", number=given.number, at=given.closed.cut_off))
    totals = group.received.totals
    shown = totals[given.asked.skip : given.asked.skip + pages.SIZE]
    rows = [_row(total, group.taken_in.of(total.indicator.key), given.closed) for total in shown]
    if group.received.activities:
        rows.append(say("sum.activities", n=group.received.activities, taken=group.taken_in.activities))
    if group.received.once:
        rows.append(say("sum.once", n=group.received.once))
    opens = [Choice(f"/tonghop {total.indicator.key}", total.indicator.label) for total in shown]
    ways = [Choice(f"/tonghop {_typed(by)}", say(f"sum.by.{by}")) for by in _GROUPS]
    more = _more(len(totals), given.asked)
    return Prompt("\n".join([*head, *rows]), (*opens, *more, *ways))


def _typed(by: By) -> str:
    return say(f"sum.by.{by}.typed").partition("|")[0]


def _row(total: Total, taken: Total | None, closed: Closed | None) -> str:
    key = "sum.row"
    held = None
    if closed is not None:
        key = "sum.row.closed"
        held = next((one for one in closed.totals if one.indicator.key == total.indicator.key), None)
    return say(key, what=_worded(total), taken=_amount(taken), closed=_amount(held))


def _worded(total: Total) -> str:
    return worded(Figure(total.indicator.key, total.value, total.precision, ""), total.indicator)


def _amount(total: Total | None) -> str:
    return say("counts.amount.exact", n=0) if total is None else say(f"counts.amount.{total.precision}", n=total.value)


def _more(n: int, asked: AskedFor) -> tuple[Choice, ...]:
    if n <= asked.skip + pages.SIZE:
        return ()
    return (Choice(f"/tonghop {asked.words} trang {asked.page + 1}".replace("  ", " "), say("pages.more")),)


def _grouped(given: Given, by: By) -> Prompt:
    """Word what each group comes to, all its figures in a line; a unit opens its page."""
    shown = given.groups[given.asked.skip : given.asked.skip + pages.SIZE]
    lines = [say("sum.head.by", at=given.at, by=say(f"sum.by.{by}").upper())]
    for group in shown:
        figures = "; ".join(map(_worded, group.received.totals)) or say("sum.no_figures")
        taken = group.taken_in.results
        row = say(
            "sum.group", name=_name(given.plan, by, group.key), n=group.received.results, taken=taken, figures=figures
        )
        lines.append(_marked(given, row, group.key) if by is By.UNIT else row)
    opens = tuple(Choice(f"/donvi {group.key}", _name(given.plan, by, group.key)) for group in shown)
    whole = (Choice("/tonghop", say("sum.whole")),)
    return Prompt(
        "\n".join(lines), ((*opens,) if by is By.UNIT else ()) + _more(len(given.groups), given.asked) + whole
    )


def _marked(given: Given, row: str, unit: str) -> str:
    """Say beside a unit's figures whether its leader has approved them."""
    return say("sum.official" if unit in given.official else "sum.unofficial", row=row)


def _name(plan: Plan, by: By, key: str) -> str:
    match by:
        case By.UNIT:
            return plan.unit(key).short if plan.has_unit(key) else key
        case By.GROUP:
            return say(f"progress.kind.{key}")
        case By.TASK:
            return say("task.other") if key == contents.OTHER else contents.label(plan.task(key))
        case _:
            return plan.phase(key).name


def _by_unit(given: Given, indicator: Indicator) -> Prompt:
    """Word what each unit tells of an indicator; together they may be more than the sum, where an activity is joint."""
    mine = [group for group in given.groups if group.received.of(indicator.key) is not None]
    shown = mine[given.asked.skip : given.asked.skip + pages.SIZE]
    total = given.whole[0].received.of(indicator.key)
    if total is None:
        return Prompt(say("sum.none.of", label=indicator.label), (Choice("/tonghop", say("sum.whole")),))
    lines = [say("sum.head.of", label=indicator.label.upper(), at=given.at, what=_worded(total))]
    for group in shown:
        told = group.received.of(indicator.key)
        assert told is not None, "groups without it are left out"
        taken = _amount(group.taken_in.of(indicator.key))
        row = say("sum.unit", unit=_name(given.plan, By.UNIT, group.key), what=_worded(told), taken=taken)
        lines.append(_marked(given, row, group.key))
    if given.whole[0].received.once:
        lines.append(say("sum.once", n=given.whole[0].received.once))
    opens = tuple(
        Choice(f"/tonghop {indicator.key} {group.key}", _name(given.plan, By.UNIT, group.key)) for group in shown
    )
    return Prompt("\n".join(lines), (*opens, *_more(len(mine), given.asked)))


def _entered(given: Given, indicator: Indicator, unit: Unit) -> Prompt:
    """Name the results a unit's sum comes from, each a button that opens it."""
    if not given.results:
        return Prompt(say("sum.none.of", label=indicator.label), (Choice("/tonghop", say("sum.whole")),))
    lines = [say("sum.head.from", label=indicator.label.upper(), unit=unit.name, n=given.count)]
    for one in given.results:
        figures = tuple(figure for figure in one.content.figures if figure.indicator == indicator.key)
        told = contents.figures_worded(given.plan, replace(one.content, figures=figures))
        what = access.title(given.plan, one.content)
        lines.append(say("sum.entry", number=access.number(one.entry), figures=told, what=what))
    opens = tuple(Choice(f"/xem {access.number(one.entry)}", access.number(one.entry)) for one in given.results)
    return Prompt("\n".join(lines), (*opens, *_more(given.count, given.asked)))


SUMMING: Final = Handler("summing", ("tonghop", "sum"), OFFICE, look, talk, act, reads_long=True)
