"""/traloi 2: what the office asked this unit for, and the unit's answer; it can be changed up to the last day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import access
from handlers.handler import Handler
from handlers.obligations import office_requests
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from plans.obligations import Key, Kind
from storage.obligations import owed, requests
from storage.obligations.requests import Answered, Request

_ANSWER: Final = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """What this unit is asked for, the newest first, and what it answered, by number; today; a number as an example."""

    requests: tuple[Request, ...]
    answered: Mapping[int, Answered]
    today: date
    example: str


@dataclass(frozen=True, slots=True)
class RequestAnswer:
    """An answer; without text nothing can be answered here."""

    request: Request | None = None
    text: str = ""


async def look(desk: Desk) -> Given:
    plan, unit = desk.plan.code, desk.unit.code
    mine = await requests.of_unit(desk.db, plan, unit) if desk.member.tasks is None else []
    answered = {
        request.number: answer
        for request in mine
        for answer in await requests.answers(desk.db, plan, request.number)
        if answer.unit == unit
    }
    return Given(tuple(mine), answered, desk.today, access.numbered(plan, unit, 12))


def talk(ask: Ask, given: Given) -> RequestAnswer:
    if not given.requests:
        return RequestAnswer()
    request = ask(Choose("request", [office_requests.option(asked) for asked in given.requests], words="request_mine"))
    chosen = next(asked for asked in given.requests if office_requests.option(asked).key == request.key)
    before = given.answered[chosen.number]
    if chosen.report or (before.on is not None and given.today > chosen.due):
        return RequestAnswer(chosen)
    now = say("request.answered_before", text=before.text) + "\n" if before.text else ""
    facts = {"asked": office_requests.worded(chosen), "now": now, "example": given.example}
    text = ask(Text("answer", _ANSWER, facts=facts, digits=True, days=True))
    ask(Confirm("answer_send", say("request.sure.answer", number=chosen.number, text=text), ("answer",)))
    return RequestAnswer(chosen, text)


async def act(desk: Desk, decided: RequestAnswer) -> Prompt:
    request = decided.request
    if request is None:
        key = "request.none" if desk.member.tasks is None else "request.whole_unit"
        return Prompt(say(key, unit=desk.unit.name))
    if request.report:
        return Prompt(office_requests.worded(request), (Choice("/vanban", say("command.vanban")),))
    if not decided.text:
        return Prompt(say("request.too_late", number=request.number, due=request.due))
    plan, unit = desk.plan.code, desk.unit.code
    await requests.answer(desk.db, request.id, unit, decided.text, desk.member.id, desk.now)
    before = [answer for answer in await requests.answers(desk.db, plan, request.number) if answer.unit == unit]
    if all(answer.on is None for answer in before):
        asked = str(Key(Kind.REQUEST, unit, str(request.number)))
        await owed.received(desk.db, plan, asked, desk.today, desk.now, desk.member.id)
        await office_requests.heard(desk.db, plan, request.number, desk.now)
    await desk.note("request.answered", about=str(request.number))
    key = "request.answered" if desk.today <= request.due else "request.answered.late"
    text = say(key, number=request.number, unit=desk.unit.name, at=desk.now, due=request.due)
    return Prompt(text, (Choice(f"/traloi {request.number}", say("request.change")),))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the number after the command: "/traloi 2"."""
    bare = words.strip().lstrip("0")
    return {"request": f"no:{bare}"} if bare in {str(asked.number) for asked in given.requests} else {}


ANSWERING: Final = Handler("answering", ("traloi", "answer"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL))
