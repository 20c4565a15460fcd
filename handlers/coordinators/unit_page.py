"""/donvi BYT: all of one unit on a page: who reports, what it owes, its results and sums, what it was sent.

A page of its results is one look: the unit, and which page, stand behind the command.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handlers.closings import approved
from handlers.closings.approved import UnitsApproval
from handlers.coordinators import which_unit
from handlers.desk import Desk
from handlers.entries import pages, units_figures
from handlers.handler import Handler
from handlers.matters import numbers, thread
from handlers.obligations import tallies
from handlers.roles import OFFICE
from handlers.situation import lists
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans.schema import Plan, Unit
from storage import matters
from storage.matters import Matter, MatterKind
from storage.members import people
from storage.members.people import Listed, Role
from storage.obligations import chases, owed, signed_reports
from storage.obligations.chases import Chase
from storage.obligations.owed import Standing
from storage.obligations.signed_reports import SignedReport
from storage.results import entries, subtotals
from storage.results.entries import Entry
from storage.results.figures import Told
from storage.schedule import reminders
from storage.schedule.reminders import SentReminder

_NOT_APPROVED: Final = UnitsApproval()
_MATTERS: Final = 4  # difficulties and inquiries


@dataclass(frozen=True, slots=True)
class Given:
    """The units that may be meant by what was typed; where it is one, what is kept of it, and a page of its results.

    `results` are one more than a page where there are more; `count` are those that are not withdrawn. `open` are its
    difficulties and inquiries that are not closed.
    """

    typed: str
    units: tuple[Unit, ...]
    page: int = 1
    people: tuple[Listed, ...] = ()
    rows: tuple[Standing, ...] = ()
    told: tuple[Told, ...] = ()
    results: tuple[Entry, ...] = ()
    count: int = 0
    report: SignedReport | None = None
    reminded: tuple[SentReminder, ...] = ()
    chased: tuple[Chase, ...] = ()
    open: tuple[Matter, ...] = ()
    approved: UnitsApproval = _NOT_APPROVED


async def look(desk: Desk) -> Given:
    asked = pages.asked(desk.words)
    typed = asked.words
    units = desk.plan.find_units(typed) if typed else ()
    if len(units) != 1:
        return Given(typed, units)
    db, plan, code = desk.db, desk.plan.code, units[0].code
    return Given(
        typed,
        units,
        asked.page,
        tuple(person for person in await people.listed(db, plan, [code]) if person.role is Role.OFFICIAL),
        tuple(await owed.of_unit(db, plan, code)),
        tuple(await subtotals.of_unit(db, plan, code)),
        tuple(await entries.of_unit(db, plan, code, pages.SIZE + 1, skip=asked.skip)),
        await entries.count_of_unit(db, plan, code),
        await signed_reports.latest(db, plan, code),
        tuple(await reminders.told(db, plan, (code,))),
        tuple(await chases.of_unit(db, plan, code)),
        tuple(await matters.not_closed(db, plan, tuple(MatterKind), code)),
        await approved.of_unit(db, desk.plan, code, desk.now),
    )


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    if len(given.units) != 1:
        return _which(desk.plan, given)
    plan, (unit,) = desk.plan, given.units
    await desk.note("unit.viewed", about=unit.code)
    blocks = [list(_results(plan, given))]
    if given.page == 1:
        stands = [lists.of_unit(plan, unit.code, given.rows, desk.now)]
        blocks = [stands, _people(given), _sent(given), _matters(plan, given), _sums(plan, given), *blocks]
    matters_shown = given.open[:_MATTERS] if given.page == 1 else ()
    opens = tuple(Choice(thread.command(matter), numbers.number(matter)) for matter in matters_shown)
    choices = pages.choices(given.results, f"/donvi {unit.code}", given.page)
    return Prompt("\n\n".join("\n".join(block) for block in blocks if block), (*opens, *choices))


def _which(plan: Plan, given: Given) -> Prompt:
    """Ask for the unit: to be typed, or to be chosen where a few may be meant."""
    if not given.typed:
        return Prompt(say("unit_page.which", unit=plan.units[0].code))
    return which_unit.among(plan, given.typed, given.units, UNIT_PAGE.commands[0])


def _people(given: Given) -> list[str]:
    """Name who reports, the main focal point first, and say whom no message reaches."""
    if not given.people:
        return [say("unit_page.nobody")]
    ordered = sorted(given.people, key=lambda person: not person.main)
    rows = [
        say(
            "unit_page.main" if person.main else "unit_page.person",
            name=person.name,
            title=person.title,
            reach="" if person.reachable else say("people.blocked"),
        )
        for person in ordered
    ]
    return [say("unit_page.people", n=len(ordered)), *rows]


def _sent(given: Given) -> list[str]:
    """Say which signed report it has told of, how often it was reminded, what the office did last."""
    report, lines = given.report, []
    if report is not None:
        number = report.number or say("unit_page.report.unnumbered")
        lines.append(
            say(f"unit_page.report.{report.state}", number=number, on=report.stated_at, day=report.received_on)
        )
    times = sorted({reminder.sent_at for reminder in given.reminded})
    if times:
        lines.append(say("unit_page.reminded", n=len(times), day=times[-1].astimezone(ZONE).date()))
    if given.chased:
        last = given.chased[-1]
        done = say(f"chase.done.{last.step}", day=last.day)
        lines.append(say("unit_page.chased", done=done, note=f" ({last.note})" if last.note else ""))
        lines += _followed(given, last)
    return lines


def _followed(given: Given, last: Chase) -> list[str]:
    """Say what was agreed on with it before that, and is open."""
    now = tallies.about_now(given.chased, tallies.at_issue_since(given.rows)).get(last.unit, ())
    agreed = tallies.follow_up(now)
    return [] if agreed is None or agreed is last else [say("unit_page.agreed", day=agreed.day)]


def _matters(plan: Plan, given: Given) -> list[str]:
    """List the difficulties and inquiries that are not closed; more than a few stand in the list of their own."""
    if not given.open:
        return []
    rows = [thread.row(plan, matter, unit=False) for matter in given.open[:_MATTERS]]
    left = len(given.open) - len(rows)
    more = [say("unit_page.matters.more", n=left, unit=given.units[0].code)] if left else []
    return [say("unit_page.matters", n=len(given.open)), *rows, *more]


def _sums(plan: Plan, given: Given) -> list[str]:
    """Word what its figures come to, and whether its leader has approved them."""
    if not given.count:
        return []
    sums = units_figures.sums(plan, given.told)
    return [*([say("unit_page.sums"), *sums] if sums else []), given.approved.worded]


def _results(plan: Plan, given: Given) -> Iterator[str]:
    if not given.results:
        yield say("unit_page.results.none" if given.page == 1 else "pages.no_more")
        return
    unit = given.units[0].short
    yield say(
        "unit_page.results" if given.page == 1 else "unit_page.results.page", n=given.count, unit=unit, page=given.page
    )
    yield from pages.rows(plan, given.results)


UNIT_PAGE: Final = Handler("unit_page", ("donvi", "unit"), OFFICE, look, talk, act, reads_long=True)
