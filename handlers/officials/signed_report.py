"""/vanban: the unit has sent its signed report; its number, the day it was signed, perhaps the signer.

It counts as received only once the office says so; until then nobody is reminded of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from handlers.delivery import announcing
from handlers.delivery.announcing import News
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import signed_reports
from handlers.obligations.signed_reports import NUMBER
from handlers.roles import OFFICIALS
from messages.folding import folded
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.line import Line
from messages.questions.question import Ask, Heard
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import ZONE, say
from plans.obligations import Key, Kind
from storage.obligations import papers
from storage.obligations.papers import New, Paper

_SIGNER: Final = 80


_BEFORE_A_NUMBER: Final = frozenset({"so", "no"})  # "số 123/BC-BYT"


_SHOWN: Final = frozenset({"stated", "received", "missing"})


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's latest report; today. `whole`: the person sees the whole unit."""

    whole: bool
    unit: str
    latest: Paper | None
    today: date


async def look(desk: Desk) -> Given:
    latest = await papers.latest(desk.db, desk.plan.code, desk.unit.code)
    today = desk.now.astimezone(ZONE).date()
    return Given(desk.member.tasks is None, desk.unit.code, latest, today)


def talk(ask: Ask, given: Given) -> New | None:
    if not given.whole:
        return None
    number = ask(Text("paper_number", NUMBER, facts={"now": _now(given.latest)}))
    signed_on = ask(_signed_on(given)).first
    signer = ask(Line("signer", _SIGNER, optional=True))
    shows = say("paper.sure", number=number, on=signed_on, signer=signer or "–")
    ask(Confirm("state_paper", shows, ("paper_number", "signed_on", "signer")))
    return New(given.unit, number, signed_on, signer)


def _now(latest: Paper | None) -> str:
    """Say what is known of the report so far, a line of its own."""
    if latest is None or latest.state not in _SHOWN:
        return ""
    return say(f"paper.now.{latest.state}", name=signed_reports.named(latest), on=latest.received_on or "–") + "\n"


def _signed_on(given: Given) -> AskDays:
    return AskDays("signed_on", given.today, until=given.today, single=True)


async def act(desk: Desk, new: New | None) -> Prompt:
    if new is None:
        return Prompt(say("paper.whole_unit", unit=desk.unit.name))
    paper = await papers.state(desk.db, desk.plan.code, new, desk.member.id, desk.now)
    await desk.note("paper.stated", about=f"{Key(Kind.REPORT, new.unit)} {paper}")
    news = News(desk.plan, partial(_told, desk, new), f"paper/{paper}")
    await announcing.office(desk.db, desk.house, news, desk.now)
    name = signed_reports.name(new.number, new.signed_on)
    again = (Choice("/nhiemvu", say("command.nhiemvu")),)
    return Prompt(say("paper.stated", unit=desk.unit.name, name=name, at=desk.now), again)


def _told(desk: Desk, new: New) -> Prompt:
    """Word it for the office, with its two answers."""
    name = signed_reports.name(new.number, new.signed_on)
    text = say("paper.told.stated", unit=desk.unit.name, name=name, at=desk.now)
    return Prompt(
        text, tuple(Choice(f"/danhan {new.unit} {got}", say(f"paper.got.{got}")) for got in ("got", "missing"))
    )


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take number and day after the command: "/vanban 123/BC-BYT ngày 05/12/2025"."""
    first, _, rest = words.partition(" ")
    number, _, day = (rest if folded(first) in _BEFORE_A_NUMBER else words).partition(" ")
    answers: dict[str, Any] = {}
    try:
        answers["paper_number"] = Text("paper_number", NUMBER).hear(Heard(Said("", number)), None)
        if day:
            answers["signed_on"] = _signed_on(given).hear(Heard(Said("", day)), None)
    except Unclear:
        return answers
    return answers


STATING: Final = Handler("stating", ("vanban", "written"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL))
