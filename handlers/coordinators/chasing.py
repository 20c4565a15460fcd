"""/donduc: who is past a real deadline by two working days, and what the office has done about it.

Of each unit: how often it was reminded, when last, whom, what was promised, and why it is silent. A coordinator
marks what was done: telephoned, a letter sent, a day agreed on. Names and titles, never a telephone number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import tallies
from handlers.obligations.tallies import Overdue
from handlers.roles import OFFICE
from handlers.situation import overview, timed
from handlers.situation.overview import Overview
from messages.questions.ahead import DaysAhead
from messages.questions.choose import Choose, Plain
from messages.questions.days import AskDays
from messages.questions.line import Line
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt
from messages.words import ZONE, say
from plans.obligations import Key, Kind
from storage.members import people
from storage.members.people import Listed, Role
from storage.obligations import chases
from storage.obligations.chases import Chase, ChaseStep
from storage.schedule import reminders
from storage.schedule.reminders import SentReminder

_ROWS: Final = 15
_NOTE: Final = 120
_LONGEST: Final = 60  # days ahead that may be agreed on


@dataclass(frozen=True, slots=True)
class Given:
    """How the plan stands, who is here for the units chased, what was sent to whom; whether somebody may mark it."""

    here: Overview
    members: tuple[Listed, ...]
    told: tuple[SentReminder, ...]
    marks: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """What was done about a unit; of an agreement `day` is the day agreed on."""

    unit: str
    step: ChaseStep
    day: date
    note: str


async def look(desk: Desk) -> Given:
    here = await overview.read(desk.db, desk.plan, desk.now, desk.now)
    members = tuple(await people.listed(desk.db, desk.plan.code, [overdue.key.unit for overdue in here.chased]))
    told = tuple(await reminders.told(desk.db, desk.plan.code))
    return Given(here, members, told, desk.member.role is Role.COORDINATOR)


def talk(ask: Ask, given: Given) -> Given | Marked:
    here, late = given.here, _in_order(given.here)
    if not late or not given.marks:
        return given
    units = [here.plan.unit(overdue.key.unit) for overdue in late]
    options = [Plain(unit.code, unit.short, (unit.name, *unit.aliases)) for unit in units]
    unit = ask(Choose("chase_unit", options, facts={"rows": worded(given)})).key
    step = ChaseStep(
        ask(Choose("chase_step", [Plain(step.value, say(f"chase.step.{step}")) for step in ChaseStep])).key
    )
    if step is ChaseStep.AGREED:
        day = ask(DaysAhead("chase_agreed", here.today, _LONGEST, single=True)).first
    else:
        day = ask(AskDays("chase_day", here.today, until=here.today, single=True)).first
    return Marked(unit, step, day, ask(Line("chase_note", _NOTE, optional=True, days=True)))


async def act(desk: Desk, end: Given | Marked) -> Prompt:
    if isinstance(end, Given):
        return Prompt(worded(end))
    code = desk.plan.code
    await chases.add(desk.db, code, end.unit, desk.member.id, step=end.step, day=end.day, note=end.note, at=desk.now)
    await desk.note("unit.chased", about=f"{end.unit} {end.step}")
    done = _what_was_done(end.step, end.day, end.note)
    return Prompt(say("chase.kept", unit=desk.plan.unit(end.unit).name, done=done))


def worded(given: Given) -> str:
    """Word the list, what one word says of several units once: those nothing was done about stand first."""
    here, late = given.here, _in_order(given.here)
    if not late:
        fresh = len({overdue.key.unit for overdue in tallies.overdue(here.rows, here.today)})
        key = "chase.none.fresh" if fresh else "chase.none"
        return "\n".join([say(key, n=fresh, at=here.now), *_ended(here)])
    urged = [overdue for overdue in late if overdue not in here.approached]
    text = [say("chase.head", n=len(urged), at=here.now), *_rows(given, urged)] if urged else []
    if here.approached:
        text += [say("chase.head.talk", n=len(here.approached)), *_rows(given, here.approached)]
    return "\n".join([*text, *_ended(here)])


def _ended(here: Overview) -> list[str]:
    """Say of which tasks that have ended there is no word: that is no delay, but has to be asked for."""
    lines = [line.text for line in timed.windows(here, ended=True)]
    return ["", *lines] if lines else []


def _in_order(here: Overview) -> list[Overdue]:
    return sorted(here.chased, key=lambda overdue: here.chase_of(overdue) is not None)


def _rows(given: Given, late: Sequence[Overdue]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for overdue in late:
        unit = given.here.plan.unit(overdue.key.unit).short
        groups.setdefault(_state(given, overdue), []).append(unit + _whom(given, overdue))
    rows = [
        say("chase.row", nth=nth, state=state, n=len(units), units=", ".join(units))
        for nth, (state, units) in enumerate(groups.items(), 1)
    ]
    if len(rows) <= _ROWS:
        return rows
    rest = [unit for units in list(groups.values())[_ROWS:] for unit in units]
    return [*rows[:_ROWS], say("chase.rest", n=len(rest), names=", ".join(rest))]


def _state(given: Given, late: Overdue) -> str:
    """Word where a unit stands, without naming it."""
    here, key = given.here, late.key
    what = say("chase.report") if key.kind is Kind.REPORT else say("chase.request", number=int(key.of))
    done = say("chase.nothing.talk") if late in here.approached else _done(here.chase_of(late))
    parts = [_reminded(given, late), _why(here, late), done]
    return say("chase.state", what=what, due=late.due, state="; ".join(part for part in parts if part))


def _told(given: Given, late: Overdue) -> list[SentReminder]:
    """Give what a unit was told of the matter."""
    apart = given.here.for_reports
    of = tallies.matter(late.key, apart)
    return [one for one in given.told if tallies.matter(Key.parse(one.obligation), apart) == of]


def _reminded(given: Given, late: Overdue) -> str:
    told = _told(given, late)
    if not told:
        return say("chase.reminded.never")
    times = len({one.sent_at for one in told})
    return say("chase.reminded", n=times, day=told[-1].sent_at.astimezone(ZONE).date())


def _whom(given: Given, late: Overdue) -> str:
    """Name who was reminded last."""
    told = _told(given, late)
    whom = next((member for member in given.members if told and member.person == told[-1].person), None)
    return "" if whom is None else say("chase.whom", name=whom.name, title=whom.title)


def _why(here: Overview, late: Overdue) -> str:
    """Say what the unit promised, or why nothing reaches it."""
    row = next(row for row in here.rows if row.key == str(late.key))
    if row.promised_for is not None:
        return say("chase.promised", day=row.promised_for)
    if late.key.unit not in here.heard.reached:
        return say(f"chase.why.{overview.reasons(here, [late.key.unit])[0][0]}")
    return say("chase.why.silent")


def _done(chase: Chase | None) -> str:
    if chase is None:
        return say("chase.nothing")
    return _what_was_done(chase.step, chase.day, chase.note)


def _what_was_done(step: ChaseStep, day: date, note: str) -> str:
    done = say(f"chase.done.{step}", day=day)
    return f"{done} ({note})" if note else done


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the unit after the command."""
    found = given.here.plan.find_units(words) if words else ()
    listed = {overdue.key.unit for overdue in given.here.chased}
    if len(found) != 1 or found[0].code not in listed:
        return {}
    return {"chase_unit": found[0].code}


CHASE: Final = Handler(
    "chase", ("donduc", "chase"), OFFICE, look, talk, act, start, ways=(BACK, CANCEL), reads_long=True
)
