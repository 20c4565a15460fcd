"""/danhan BYT: the office has the signed report of a unit, or has it not; with or without the unit's word before.

What was received by mistake is taken back. The unit hears of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler, Refused
from handlers.obligations import receipt
from handlers.roles import COORDINATORS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.document_number import DocumentNumber, NumberedPaper
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from plans.obligations import Key, Kind
from plans.schema import Plan
from storage.obligations import owed, signed_reports
from storage.obligations.signed_reports import NewSignedReport, SignedReport

GOT: Final = "got"
MISSING: Final = "missing"
BACK_AGAIN: Final = "taken_back"


@dataclass(frozen=True, slots=True)
class Given:
    """Where the reports stand: what was stated and waits, what was received and when (by unit); today."""

    plan: Plan
    stated: Mapping[str, SignedReport]
    reports: Mapping[str, SignedReport]
    received: Mapping[str, date]
    today: date


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """What the office says of a unit's report; `report` is the one it is about, where one is kept.

    Of one that nobody stated, number, day and signer are what the office reads on it. `already`: somebody else of
    the office has said so before.
    """

    what: str
    unit: str
    report: SignedReport | None
    on: date | None = None
    number: str = ""
    already: bool = False
    signed_on: date | None = None
    signer: str = ""


async def look(desk: Desk) -> Given:
    plan = desk.plan
    rows = await owed.of_plan(desk.db, plan.code)
    return Given(
        plan,
        {report.unit: report for report in await signed_reports.waiting(desk.db, plan.code)},
        {report.unit: report for report in await signed_reports.received(desk.db, plan.code)},
        {row.unit: row.received_on for row in rows if row.kind == Kind.REPORT and row.received_on is not None},
        desk.today,
    )


def talk(ask: Ask, given: Given) -> OfficeWord:
    code = ask(Choose("signed_report_unit", _units(given))).key
    unit, stated = given.plan.unit(code).name, given.stated.get(code)
    ways = _ways(given, code)
    what = ways[0]
    if len(ways) > 1:
        options = [Plain(way, say(f"signed_report.got.{way}")) for way in ways]
        what = ask(Choose("signed_report_got", options, facts={"state": _label(given, code)})).key
    if what == GOT and code in given.received and not stated:
        return OfficeWord(what, code, given.reports.get(code), given.received[code], already=True)
    if what == BACK_AGAIN:
        report, on = given.reports.get(code), given.received[code]
        ask(Confirm("signed_report_back", say("signed_report.sure.taken_back", unit=unit, name=_name(report), on=on)))
        return OfficeWord(what, code, report, on)
    if what == MISSING:
        ask(_confirm("signed_report_missing", stated, say("signed_report.sure.missing", unit=unit, name=_name(stated))))
        return OfficeWord(what, code, stated)
    paper = NumberedPaper("") if stated else ask(_number(given))
    on = ask(AskDays("received_on", given.today, until=given.today, single=True)).first
    name = _name(stated) if stated else receipt.name(paper.number, paper.dated)
    sure = say("signed_report.sure.got", unit=unit, name=name, on=on)
    ask(_confirm("signed_report_got_it", stated, sure, ("received_on",)))
    return OfficeWord(what, code, stated, on, paper.number, signed_on=paper.dated)


def _number(given: Given) -> DocumentNumber:
    """Ask for the number; the day it was signed is not asked for, but kept where it is told."""
    day = AskDays("received_signed_on", given.today, until=given.today, single=True)
    return receipt.ask_number("received_number", day, day_asked=False, optional=True)


def _confirm(words: str, report: SignedReport | None, shows: str, changes: tuple[str, ...] = ()) -> Confirm:
    """Ask for a yes to this very report: one that was stated anew meanwhile is shown, and asked about again."""
    key = f"{words}.{report.id}" if report else words
    return Confirm(key, shows, changes, words)


def _units(given: Given) -> list[Plain]:
    """List every unit but the office, those whose statement waits first, those whose report is in last."""

    def place(code: str) -> int:
        if code in given.stated:
            return 0
        return 2 if code in given.received else 1

    others = (unit for unit in given.plan.units if unit.code != given.plan.office or unit.code in given.stated)
    units = sorted(others, key=lambda unit: place(unit.code))
    return [Plain(unit.code, _label(given, unit.code), (unit.short, unit.name, *unit.aliases)) for unit in units]


def _label(given: Given, code: str) -> str:
    unit = given.plan.unit(code).short
    if code in given.stated:
        return say("signed_report.unit.stated", unit=unit, name=_name(given.stated[code]))
    if code in given.received:
        return say("signed_report.unit.received", unit=unit, on=given.received[code])
    return unit


def _ways(given: Given, code: str) -> list[str]:
    """Give what can be said; what was received is never asked back without having been chosen."""
    ways = [GOT]
    if code in given.stated:
        ways.append(MISSING)
    if code in given.received:
        ways.append(BACK_AGAIN)
    return ways


def _name(report: SignedReport | None) -> str:
    return receipt.named(report) if report else receipt.name("", None)


async def act(desk: Desk, said: OfficeWord) -> Prompt:
    if said.already:
        facts = {"unit": desk.plan.unit(said.unit).name, "name": _name(said.report), "on": said.on}
        return Prompt(say("signed_report.already", **facts))
    name, unit = await _done(desk, said), desk.plan.unit(said.unit).name
    await desk.note(f"signed_report.{_ACTS[said.what]}", about=str(Key(Kind.REPORT, said.unit)))
    facts = {"unit": unit, "name": name, "on": said.on or "–"}
    key = f"signed_report/{desk.plan.code}/{said.unit}/answered"
    news = News(partial(_told, said.what, facts), (desk.plan,), desk.now, key=key)
    await telling.unit(desk.db, desk.house, desk.plan, said.unit, news)
    left = len(await signed_reports.waiting(desk.db, desk.plan.code))
    more = (Choice("/danhan", say("signed_report.more", n=left)),) if left else ()
    return Prompt(say(f"signed_report.done.{said.what}", **facts), more)


_ACTS: Final = {GOT: "received", MISSING: "missing", BACK_AGAIN: "taken_back"}


async def _done(desk: Desk, said: OfficeWord) -> str:
    """Keep what was decided; give the name of the report."""
    code, report = desk.plan.code, said.report
    if said.what == GOT:
        assert said.on is not None, "a report is received on a day"
        signed_on = said.signed_on if report is None else report.signed_on
        if signed_on is not None and said.on < signed_on:
            raise Refused("received_on", "signed_report.before_signed", on=signed_on)
        if report is not None:
            id_, name = report.id, _name(report)
        else:
            new = NewSignedReport(said.unit, said.number, said.signed_on, said.signer)
            id_ = await signed_reports.state(desk.db, code, new, None, desk.now)
            name = receipt.name(said.number, said.signed_on)
        await signed_reports.answered(desk.db, id_, "received", desk.member.id, desk.now, said.on)
        await receipt.received(desk, said.unit, said.on)
        return name
    if report is not None:
        await signed_reports.answered(desk.db, report.id, _ACTS[said.what], desk.member.id, desk.now)
    if said.what == BACK_AGAIN and said.on is not None:
        await receipt.taken_back(desk, said.unit, said.on)
    return _name(report)


def _told(what: str, facts: Mapping[str, object]) -> Prompt:
    """Word it for the unit; what was not received can be stated anew."""
    again = () if what == GOT else (Choice("/vanban", say("command.vanban")),)
    return Prompt(say(f"signed_report.told.{what}", **facts), again)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the unit, and perhaps the answer, after the command: "/danhan BYT", "/danhan BYT got"."""
    name, _, last = words.rpartition(" ")
    if last in (GOT, MISSING):
        found = given.plan.find_units(name)
        if len(found) == 1:
            stated = found[0].code in given.stated
            known = stated or (last == GOT and found[0].code in given.received)
            answers = {"signed_report_unit": found[0].code}
            return answers | {"signed_report_got": last} if known else answers
    found = given.plan.find_units(words)
    return {"signed_report_unit": found[0].code} if len(found) == 1 else {}


RECEIVING: Final = Handler(
    "receiving", ("danhan", "received"), COORDINATORS, look, talk, act, start, ways=(BACK, CANCEL)
)
