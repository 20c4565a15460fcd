"""Signed reports in words, and what the office's word on one does to what is owed.

One that is received ends what the unit owes for the plan and for every request for a signed
report; taken back, it ends neither.
"""

from datetime import date

from handlers.desk import Desk
from handlers.obligations import office_requests
from messages.questions.days import AskDays
from messages.questions.document_number import DocumentNumber
from messages.reading import papers
from messages.words import say
from plans.obligations import Key, Kind
from storage.obligations import owed, requests
from storage.obligations.signed_reports import SignedReport


def name(number: str, signed_on: date | None) -> str:
    """Name a report by its number and day, as far as they are known; one without a symbol of its own says so."""
    if papers.is_unnumbered(number):
        return say(
            "signed_report.name.unnumbered.dated" if signed_on else "signed_report.name.unnumbered", on=signed_on
        )
    if number and signed_on:
        return say("signed_report.name.dated", number=number, on=signed_on)
    if number:
        return say("signed_report.name", number=number)
    return say("signed_report.name.bare")


def ask_number(
    key: str, day: AskDays, *, day_asked: bool = True, optional: bool = False, **facts: object
) -> DocumentNumber:
    """Ask for the number of a report, and take the day it was signed, where that is told with it."""
    return DocumentNumber(key, day, "signed_report.marked", day_asked, optional, facts)


def named(report: SignedReport) -> str:
    """Name a report that is kept."""
    return name(report.number, report.signed_on)


async def received(desk: Desk, unit: str, on: date) -> None:
    """Let a unit owe its signed report no more, nor what was asked for by one."""
    await _received(desk, Key(Kind.REPORT, unit), on)
    for number in await requests.for_report(desk.db, desk.plan.code, unit, None):
        await _received(desk, Key(Kind.REQUEST, unit, str(number)), on)
        await office_requests.heard(desk.db, desk.plan.code, number, desk.now)


async def taken_back(desk: Desk, unit: str, on: date) -> None:
    """Let a unit owe again what was received on this day."""
    numbers = await requests.for_report(desk.db, desk.plan.code, unit, on)
    for key in (Key(Kind.REPORT, unit), *(Key(Kind.REQUEST, unit, str(number)) for number in numbers)):
        await _received(desk, key, None)


async def _received(desk: Desk, key: Key, on: date | None) -> None:
    await owed.received(desk.db, desk.plan.code, str(key), on, desk.now, desk.member.id)
