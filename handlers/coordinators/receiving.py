"""/danhan BYT: the office has the signed report of a unit, or has it not; with or without the unit's word before.

What was received by mistake is taken back. The unit hears of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from handlers.delivery import announcing
from handlers.delivery.announcing import News
from handlers.desk import Desk
from handlers.handler import Handler, Refused
from handlers.obligations import signed_reports
from handlers.obligations.signed_reports import NUMBER
from handlers.roles import COORDINATORS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.line import Line
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans.obligations import Key, Kind
from plans.schema import Plan
from storage.obligations import owed, papers
from storage.obligations.papers import New, Paper

GOT: Final = "got"
MISSING: Final = "missing"
BACK_AGAIN: Final = "taken_back"


@dataclass(frozen=True, slots=True)
class Given:
    """Where the reports stand: what was stated and waits, what was received and when (by unit); today."""

    plan: Plan
    stated: Mapping[str, Paper]
    papers: Mapping[str, Paper]
    received: Mapping[str, date]
    today: date


@dataclass(frozen=True, slots=True)
class Decided:
    """What the office says of a unit's report; `paper` is the one it is about, where one is kept.

    `already`: somebody else of the office has said so before.
    """

    what: str
    unit: str
    paper: Paper | None
    on: date | None = None
    number: str = ""
    already: bool = False


async def look(desk: Desk) -> Given:
    plan = desk.plan
    rows = await owed.of_plan(desk.db, plan.code)
    return Given(
        plan,
        {paper.unit: paper for paper in await papers.waiting(desk.db, plan.code)},
        {paper.unit: paper for paper in await papers.received(desk.db, plan.code)},
        {row.unit: row.received_on for row in rows if row.kind == Kind.REPORT and row.received_on is not None},
        desk.now.astimezone(ZONE).date(),
    )


def talk(ask: Ask, given: Given) -> Decided:
    code = ask(Choose("paper_unit", _units(given))).key
    unit, stated = given.plan.unit(code).name, given.stated.get(code)
    ways = _ways(given, code)
    what = ways[0]
    if len(ways) > 1:
        options = [Plain(way, say(f"paper.got.{way}")) for way in ways]
        what = ask(Choose("paper_got", options, facts={"state": _label(given, code)})).key
    if what == GOT and code in given.received and not stated:
        return Decided(what, code, given.papers.get(code), given.received[code], already=True)
    if what == BACK_AGAIN:
        paper, on = given.papers.get(code), given.received[code]
        ask(Confirm("paper_back", say("paper.sure.taken_back", unit=unit, name=_name(paper), on=on)))
        return Decided(what, code, paper, on)
    if what == MISSING:
        ask(_confirm("paper_missing", stated, say("paper.sure.missing", unit=unit, name=_name(stated))))
        return Decided(what, code, stated)
    number = "" if stated else ask(Line("received_number", NUMBER, optional=True))
    on = ask(AskDays("received_on", given.today, until=given.today, single=True)).first
    name = _name(stated) if stated else signed_reports.name(number, None)
    sure = say("paper.sure.got", unit=unit, name=name, on=on)
    ask(_confirm("paper_got_it", stated, sure, ("received_on",)))
    return Decided(what, code, stated, on, number)


def _confirm(words: str, paper: Paper | None, shows: str, changes: tuple[str, ...] = ()) -> Confirm:
    """Ask for a yes to this very report: one that was stated anew meanwhile is shown, and asked about again."""
    return Confirm(f"{words}.{paper.id}" if paper else words, shows, changes, words)


def _units(given: Given) -> list[Plain]:
    """List every unit, those whose statement waits first, those whose report is in last."""

    def place(code: str) -> int:
        return 0 if code in given.stated else 2 if code in given.received else 1

    units = sorted(given.plan.units, key=lambda unit: place(unit.code))
    return [Plain(unit.code, _label(given, unit.code), (unit.short, unit.name, *unit.aliases)) for unit in units]


def _label(given: Given, code: str) -> str:
    unit = given.plan.unit(code).short
    if code in given.stated:
        return say("paper.unit.stated", unit=unit, name=_name(given.stated[code]))
    if code in given.received:
        return say("paper.unit.received", unit=unit, on=given.received[code])
    return unit


def _ways(given: Given, code: str) -> list[str]:
    """Give what can be said; what was received is never asked back without having been chosen."""
    stated = [MISSING] if code in given.stated else []
    return [GOT, *stated, *([BACK_AGAIN] if code in given.received else [])]


def _name(paper: Paper | None) -> str:
    return signed_reports.named(paper) if paper else signed_reports.name("", None)


async def act(desk: Desk, said: Decided) -> Prompt:
    if said.already:
        facts = {"unit": desk.plan.unit(said.unit).name, "name": _name(said.paper), "on": said.on}
        return Prompt(say("paper.already", **facts))
    name, unit = await _done(desk, said), desk.plan.unit(said.unit).name
    await desk.note(f"paper.{_ACTS[said.what]}", about=str(Key(Kind.REPORT, said.unit)))
    facts = {"unit": unit, "name": name, "on": said.on or "–"}
    news = News(desk.plan, partial(_told, said.what, facts), f"paper/{said.unit}/answered")
    await announcing.unit(desk.db, desk.house, news, said.unit, desk.now)
    left = len(await papers.waiting(desk.db, desk.plan.code))
    more = (Choice("/danhan", say("paper.more", n=left)),) if left else ()
    return Prompt(say(f"paper.done.{said.what}", **facts), more)


_ACTS: Final = {GOT: "received", MISSING: "missing", BACK_AGAIN: "taken_back"}


async def _done(desk: Desk, said: Decided) -> str:
    """Keep what was decided; give the name of the report."""
    code, paper = desk.plan.code, said.paper
    if said.what == GOT:
        assert said.on is not None, "a report is received on a day"
        if paper is not None and paper.signed_on is not None and said.on < paper.signed_on:
            raise Refused("received_on", "paper.before_signed", on=paper.signed_on)
        new = New(said.unit, said.number, None)
        id_ = paper.id if paper else await papers.state(desk.db, code, new, None, desk.now)
        await papers.answered(desk.db, id_, "received", desk.member.id, desk.now, said.on)
        await signed_reports.received(desk, said.unit, said.on)
        return _name(paper) if paper else signed_reports.name(said.number, None)
    if paper is not None:
        await papers.answered(desk.db, paper.id, _ACTS[said.what], desk.member.id, desk.now)
    if said.what == BACK_AGAIN and said.on is not None:
        await signed_reports.taken_back(desk, said.unit, said.on)
    return _name(paper)


def _told(what: str, facts: Mapping[str, object]) -> Prompt:
    """Word it for the unit; what was not received can be stated anew."""
    again = () if what == GOT else (Choice("/vanban", say("command.vanban")),)
    return Prompt(say(f"paper.told.{what}", **facts), again)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the unit, and perhaps the answer, after the command: "/danhan BYT", "/danhan BYT got"."""
    name, _, last = words.rpartition(" ")
    if last in (GOT, MISSING):
        found = given.plan.find_units(name)
        if len(found) == 1:
            stated = found[0].code in given.stated
            known = stated or (last == GOT and found[0].code in given.received)
            return {"paper_unit": found[0].code, **({"paper_got": last} if known else {})}
    found = given.plan.find_units(words)
    return {"paper_unit": found[0].code} if len(found) == 1 else {}


RECEIVING: Final = Handler(
    "receiving", ("danhan", "received"), COORDINATORS, look, talk, act, start, ways=(BACK, CANCEL)
)
