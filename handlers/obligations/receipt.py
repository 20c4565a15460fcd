"""Signed reports in words, and what the office's word on one does to what is owed.

One that is received ends what the unit owes for the plan and for every request for a signed
report; taken back, it ends neither.
"""

from datetime import date
from functools import cache
from typing import Final

from handlers.desk import Desk
from handlers.obligations import office_requests
from messages import meanings, secrets
from messages.folding import folded
from messages.questions.line import Line
from messages.words import say
from plans.obligations import Key, Kind
from storage.obligations import owed, requests
from storage.obligations.signed_reports import SignedReport

NUMBER: Final = 40  # characters of "123/BC-BYT", and to spare


def name(number: str, signed_on: date | None) -> str:
    """Name a report by its number and day, as far as they are known; one without a symbol of its own says so."""
    if is_unnumbered(number):
        return say(
            "signed_report.name.unnumbered.dated" if signed_on else "signed_report.name.unnumbered", on=signed_on
        )
    if number and signed_on:
        return say("signed_report.name.dated", number=number, on=signed_on)
    if number:
        return say("signed_report.name", number=number)
    return say("signed_report.name.bare")


def ask_number(key: str, *, optional: bool = False, **facts: object) -> Line:
    """Ask for the number of a report; one that bears the letters of a degree of secrecy is not kept."""
    return Line(key, NUMBER, optional=optional, facts=facts, digits=True, why_not=_why_not)


def _why_not(number: str) -> str:
    return "signed_report.marked" if secrets.mark_in_number(number) else ""


def is_unnumbered(number: str) -> bool:
    """Tell whether it was said that the report bears no number: "không số"."""
    return folded(number).strip(" .") in _unnumbered()


@cache
def _unnumbered() -> dict[str, str]:
    return meanings.typed({"signed_report.unnumbered.typed": "unnumbered"})


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
