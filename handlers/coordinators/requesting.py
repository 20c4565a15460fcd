"""/yeucau: the office asks some units for something by a day; looks at what came; ends it early.

Who is asked owes an answer, and the clock reminds of it: now, the working day before the
last day, the working day after. The outcome comes by itself, once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from handlers.coordinators.ask_units import AskUnits, ToWhom, codes_typed
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import laying_down, office_requests, tallies
from handlers.roles import COORDINATORS
from messages.folding import folded
from messages.questions.ahead import DaysAhead
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask, Heard
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from plans import calendar, dates
from plans.notices import Rule
from plans.schema import Plan, Unit, UnitKind
from storage.obligations import owed, requests
from storage.obligations.requests import Request
from storage.results import tally
from storage.schedule import occasions, pauses

_TEXT: Final = 300
_LONGEST: Final = 180  # days ahead
_OFFERED: Final = (3, 5, 10)  # working days ahead
_NEW: Final = "new"
_ALL: Final = "all"
_SILENT: Final = "silent"
_NAMED: Final = "named"
_SHOW: Final = "show"
_ANSWERS: Final = "answers"
_END: Final = "end"
_REPORT: Final = "report"
_RULES: Final = (Rule.REQUESTED, Rule.REQUEST_NEAR, Rule.REQUEST_OVERDUE, office_requests.SUMMARY)


@dataclass(frozen=True, slots=True)
class Given:
    """The requests there are; the units that can be asked; those that have entered nothing; today; a page."""

    plan: Plan
    requests: tuple[Request, ...]
    units: tuple[Unit, ...]
    silent: frozenset[str]
    today: date
    page: int


@dataclass(frozen=True, slots=True)
class RequestToUnits:
    """A new request and whom it asks."""

    new: requests.NewRequest
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What to do with a request there is: show, answers (from a page on) or end."""

    request: Request
    what: str
    page: int = 1


async def look(desk: Desk) -> Given:
    plan = desk.plan
    rows = await owed.of_plan(desk.db, plan.code)
    made = await requests.of_plan(desk.db, plan.code)
    return Given(
        plan,
        tuple(made),
        tuple(unit for unit in plan.units if unit.code != plan.office),
        frozenset(tallies.silent_units(plan, rows, await tally.units(desk.db, plan.code))),
        desk.today,
        _page(desk.words.split()),
    )


def _page(words: Sequence[str]) -> int:
    """Give the page that stands after the request's number; the first where none does."""
    if len(words) > 1 and words[-1].isdecimal():
        return int(words[-1])
    return 1


def talk(ask: Ask, given: Given) -> RequestToUnits | About:
    if given.requests:
        options = (Plain(_NEW, say("request.new")), *(office_requests.option(request) for request in given.requests))
        chosen = ask(Choose("request", options)).key
        if chosen != _NEW:
            request = next(made for made in given.requests if office_requests.option(made).key == chosen)
            return _about(ask, request, given.page)
    units = _asked(ask, given)
    text = ask(Text("request_text", _TEXT))
    offers = _offers(given.today)
    due = ask(DaysAhead("request_due", given.today, _LONGEST, offers, single=True, works=calendar.is_working_day)).last
    ways = (Plain("text", say("request.by.text")), Plain(_REPORT, say("request.by.report")))
    report = ask(Choose("request_by", ways)).key == _REPORT
    changes = ("to", "request_text", "request_due", "request_by")
    ask(Confirm("request_send", _sure(units, requests.NewRequest(text, report, due)), changes))
    return RequestToUnits(requests.NewRequest(text, report, due), tuple(unit.code for unit in units))


def _about(ask: Ask, request: Request, page: int) -> About:
    ways = (_SHOW, _ANSWERS) if request.ended_at else (_SHOW, _ANSWERS, _END)
    options = [Plain(what, say(f"request.{what}")) for what in ways]
    what = ask(Choose("request_do", options)).key
    if what == _END:
        ask(Confirm("request_end", say("request.sure.end", number=request.number, text=request.text)))
    return About(request, what, page)


def _asked(ask: Ask, given: Given) -> Sequence[Unit]:
    groups, question = _groups(given), _to(given)
    to = ask(question).key
    if to in groups:
        return groups[to]
    if codes := codes_typed(to):
        return question.units.value(codes)
    return ask(question.units)


def _groups(given: Given) -> Mapping[str, tuple[Unit, ...]]:
    """Give the groups that may be asked at once."""
    groups = {_ALL: given.units}
    groups |= {kind.value: tuple(unit for unit in given.units if unit.kind is kind) for kind in UnitKind}
    groups[_SILENT] = tuple(unit for unit in given.units if unit.code in given.silent)
    shown: dict[str, tuple[Unit, ...]] = {}
    for key, units in groups.items():
        is_choice = key in (_ALL, _SILENT) or units != given.units
        if units and is_choice:
            shown[key] = units
    return shown


def _to(given: Given) -> ToWhom:
    """Give the question whom to ask: a group, or units by their names."""
    options = [Plain(key, _whom(given, key, len(units))) for key, units in _groups(given).items()]
    units = AskUnits("units", given.plan, [unit.code for unit in given.units])
    return ToWhom("to", (*options, Plain(_NAMED, say("request.to.named"))), units=units)


def _whom(given: Given, key: str, n: int) -> str:
    """Word a group; the office asks itself for nothing, and where it would be one of the group that is said."""
    words, office = say(f"request.to.{key}", n=n), given.plan.unit(given.plan.office)
    is_one = key in (_ALL, office.kind.value) or (key == _SILENT and office.code in given.silent)
    return say("request.to.apart", to=words) if is_one else words


def _offers(today: date) -> tuple[date, ...]:
    days = [today]
    while len(days) <= max(_OFFERED):
        days.append(calendar.next_working_day(days[-1]))
    return tuple(days[n] for n in _OFFERED)


def _sure(units: Sequence[Unit], new: requests.NewRequest) -> str:
    names = "; ".join(unit.short for unit in units)
    by = say("request.by.report") if new.report else say("request.by.text")
    return say(
        "request.sure", n=len(units), units=names, text=new.text, hour=office_requests.closes(), due=new.due, by=by
    )


async def act(desk: Desk, said: RequestToUnits | About) -> Prompt:
    if isinstance(said, About):
        if said.what == _END:
            return await _ended(desk, said.request)
        return await _shown(desk, said)
    request = await requests.add(desk.db, desk.plan.code, said.new, desk.member.id, desk.now)
    await laying_down.ask(desk.db, desk.plan, request.number, said.units, request.due, desk.now)
    for rule, at in _dates(request.due, desk.now):
        await occasions.add(desk.db, desk.plan.code, occasions.NewOccasion(rule, str(request.number), at))
    await desk.note("request.made", about=str(request.number))
    pause = await pauses.of(desk.db, desk.plan.code)
    goes = (
        say("request.waits", since=pause.since) if pause else say("request.goes", at=calendar.next_in_hours(desk.now))
    )
    text = say("request.made", number=request.number, n=len(said.units), goes=goes, due=request.due)
    return Prompt(text, (Choice(f"/yeucau {request.number}", say("request.show")),))


def _dates(due: date, now: datetime) -> list[tuple[str, datetime]]:
    """Give when the clock speaks of it: now, near the last day, after it; near only where a day lies between."""
    first = calendar.next_in_hours(now)
    near, after = calendar.working_day_before(due), calendar.next_working_day(due)
    found: list[tuple[str, datetime]] = [(Rule.REQUESTED, first)]
    if near > first.date():
        found.append((Rule.REQUEST_NEAR, calendar.next_in_hours(dates.midnight(near))))
    over = calendar.next_in_hours(dates.midnight(after))
    return [*found, (Rule.REQUEST_OVERDUE, over), (office_requests.SUMMARY, over)]


async def _shown(desk: Desk, said: About) -> Prompt:
    answers = await office_requests.answers(desk.db, desk.plan, said.request.number)
    if said.what == _ANSWERS:
        return office_requests.page(desk.plan, said.request, answers, said.page)
    return office_requests.summary(desk.plan, said.request, answers, ends=said.request.ended_at is None)


async def _ended(desk: Desk, request: Request) -> Prompt:
    await requests.end(desk.db, request, desk.now)
    if desk.plan.deadline is None:
        await requests.date_reports(desk.db, desk.plan.code)
    for rule in _RULES:
        await occasions.drop(desk.db, desk.plan.code, rule, str(request.number))
    await desk.note("request.ended", about=str(request.number))
    return Prompt(say("request.ended", number=request.number))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take a request's number and what to do: "/yeucau 2 traloi 3", "/yeucau 2 ketthuc"; or whom to ask."""
    number, _, rest = words.partition(" ")
    numbers = {str(request.number) for request in given.requests}
    bare = number.lstrip("0")
    if bare not in numbers:
        return _begun(words, given) if words and not number.isdecimal() else {}
    what = folded(rest).replace(" ", "").rstrip("0123456789")
    return {"request": f"no:{bare}", "request_do": _DO.get(what, _SHOW)}


def _begun(words: str, given: Given) -> Mapping[str, Any]:
    """Begin a new request to those whom these words name: "/yeucau BNG; BTP"."""
    new = {"request": _NEW} if given.requests else {}
    try:
        return {**new, "to": _to(given).hear(Heard(Said("", words)), None)}
    except Unclear as why:
        return {**new, "to": why}


_DO: Final = {"traloi": _ANSWERS, "answers": _ANSWERS, "ketthuc": _END, "end": _END}

REQUESTING: Final = Handler(
    "requesting", ("yeucau", "request"), COORDINATORS, look, talk, act, start, ways=(BACK, CANCEL)
)
