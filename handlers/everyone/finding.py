"""/tim byt hội thảo tháng 12: results found by words, unit, task, days, form, figures, state and number, in any mix.

An official finds what the own unit has sent, one with handed tasks what was sent for these. What was understood
stands above the results.
"""

from dataclasses import dataclass
from typing import Final

from handlers.desk import Desk
from handlers.entries import access, pages, query
from handlers.handler import Handler
from handlers.roles import OFFICE, OFFICIALS
from messages.questions.question import Ask
from messages.said import Prompt
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Unit
from storage.members.people import Role
from storage.results import finding, search
from storage.results.entries import Entry

_MOST: Final = 1_000  # that a search gives; of more nobody reads to the end


@dataclass(frozen=True, slots=True)
class Given:
    """A page of what was found; or, in `why`, why nothing was looked for.

    `count` is all that was found, `found` one more than the page holds where there are more.
    """

    typed: str
    page: int = 1
    count: int = 0
    found: tuple[Entry, ...] = ()
    why: Unclear | None = None


async def look(desk: Desk) -> Given:
    asked = pages.asked(desk.words)
    if not asked.words:
        return Given("", why=_what(desk))
    try:
        wanted = query.read(desk.plan, _own(desk), asked.words, desk.today)
    except Unclear as why:
        return Given(asked.words, why=why)
    rows = await finding.found(desk.db, query.within(wanted, *_may_see(desk)), _MOST + 1)
    shown = await finding.shown(desk.db, rows[:_MOST][asked.skip : asked.skip + pages.SIZE + 1])
    found = tuple(entry for entry in shown if _own(desk) is None or _is_theirs(desk, entry))
    return Given(asked.words, asked.page, len(rows), found)


def _own(desk: Desk) -> Unit | None:
    """Give the unit of an official, who finds nothing of others; None for the office."""
    return desk.unit if desk.member.role is Role.OFFICIAL else None


def _may_see(desk: Desk) -> list[tuple[str, ...]]:
    """Give of which facets each result bears one that this member may see."""
    code, tasks = desk.plan.code, desk.member.tasks
    own = _own(desk)
    if own is None:
        return [(search.of_plan(code),)]
    unit = (search.of_unit(code, own.code),)
    if tasks is None:
        return [unit]
    return [unit, tuple(search.of_task(code, task) for task in sorted(tasks)) or (search.of_number(0),)]


def _is_theirs(desk: Desk, entry: Entry) -> bool:
    return (entry.plan, entry.unit) == (desk.plan.code, desk.unit.code) and access.is_shown(desk.member, entry)


def _what(desk: Desk) -> Unclear:
    """Say what can be typed, with examples."""
    plan, own = desk.plan, _own(desk)
    unit = own or next(unit for unit in plan.units if unit.code != plan.office)
    task = next(iter(plan.tasks_of(unit.code)), plan.tasks[0]).key
    key, number = "find.what.own" if own else "find.what", access.numbered(plan.code, unit.code, 12)
    return Unclear(key, unit=unit.code, task=task, number=number)


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    if given.why is not None:
        return Prompt(say(given.why.because, **given.why.facts))
    await desk.note("entries.sought")
    own = _own(desk)
    # read once more: the reader that looked spoke nobody's language
    understood = "; ".join(query.read(desk.plan, own, given.typed, desk.today).said)
    if not given.count:
        return Prompt(say("find.none.own" if own else "find.none", understood=understood))
    if not given.found:
        return Prompt(say("pages.no_more"))
    n, key = min(given.count, _MOST), "find.head.more" if given.count > _MOST else "find.head"
    head = say(key, understood=understood, n=n)
    if given.page > 1:
        head = say("find.head.page", head=head, page=given.page)
    text = "\n".join([head, *pages.rows(desk.plan, given.found)])
    return Prompt(text, pages.choices(given.found, f"/tim {given.typed}", given.page))


FIND: Final = Handler("find", ("tim", "find"), OFFICIALS | OFFICE, look, talk, act, reads_long=True)
