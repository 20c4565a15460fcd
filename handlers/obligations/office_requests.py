"""A request of the office in words: as it is asked, and what has come of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from messages.questions.choose import Plain
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import say
from plans import calendar
from plans.schema import Plan
from storage.db import Db, Turn
from storage.obligations import requests
from storage.obligations.requests import Answered, Request
from storage.schedule import occasions

SUMMARY: Final = "request-summary"  # the rule under which the office hears the outcome
_LINE: Final = 60  # characters of a request in a list
_PAGE: Final = 3000  # characters of answers in one message


def closes() -> str:
    """Give the hour at which an office closes: "16:30"."""
    return f"{calendar.OFFICE_HOURS.spans[-1][1]:%H:%M}"


def option(request: Request) -> Plain:
    """Give a request to choose; its key is no bare number, which would be taken for a place in the list."""
    words, short = "request.option.ended" if request.ended_at else "request.option", shortened(request.text, _LINE)
    return Plain(f"no:{request.number}", say(words, number=request.number, text=short), (f"{request.number}",))


def worded(request: Request) -> str:
    """Word what is asked, until when, and how it is answered."""
    head = say("request.worded", number=request.number, text=request.text, hour=closes(), due=request.due)
    return f"{head}\n{how(request)}"


def how(request: Request) -> str:
    """Say how it is answered; nothing secret is ever asked for, and that is said too."""
    key = "request.how.report" if request.report else "request.how.text"
    return say(key, number=request.number) + "\n" + say("request.no_secrets")


async def heard(db: Turn, plan: str, number: int, at: datetime) -> None:
    """After an answer: let the office have the outcome now where that was the last one missing."""
    request = await requests.find(db, plan, number)
    if request is None or request.ended_at or request.told_at:
        return
    if all(answer.on is not None for answer in await requests.answers(db, plan, number)):
        await occasions.add(db, plan, occasions.NewOccasion(SUMMARY, str(number), at))


async def answers(db: Db, plan: Plan, number: int) -> list[Answered]:
    """Give every unit that was asked, with its answer; units that left the plan are left out."""
    here = {unit.code for unit in plan.units}
    return [answer for answer in await requests.answers(db, plan.code, number) if answer.unit in here]


def summary(plan: Plan, request: Request, asked: Sequence[Answered], *, ends: bool = False) -> Prompt:
    """Say who has answered and who has not, with the way to the answers, and perhaps (`ends`) to end it."""
    on, late = _split(asked, request)
    open_ = [answer for answer in asked if answer.on is None]
    facts = {"number": request.number, "text": request.text, "hour": closes(), "due": request.due}
    lines = []
    if request.ended_at:
        lines.append(say("request.ended", number=request.number))
    lines.append(say("request.summary", n=len(asked) - len(open_), of=len(asked), **facts))
    if late:
        lines.append(say("request.summary.late", n=len(late), units=_names(plan, late)))
    if open_:
        lines.append(say("request.summary.open", n=len(open_), units=_names(plan, open_)))
    command = f"/yeucau {request.number}"
    choices = []
    if (on or late) and not request.report:
        choices.append(Choice(f"{command} traloi", say("request.answers")))
    if ends:
        choices.append(Choice(f"{command} ketthuc", say("request.end")))
    return Prompt("\n".join(lines), tuple(choices))


def _split(asked: Sequence[Answered], request: Request) -> tuple[list[Answered], list[Answered]]:
    given = [(answer, answer.on) for answer in asked if answer.on is not None]
    in_time = [answer for answer, on in given if on <= request.due]
    late = [answer for answer, on in given if on > request.due]
    return in_time, late


def _names(plan: Plan, asked: Sequence[Answered]) -> str:
    return "; ".join(plan.unit(answer.unit).short for answer in asked)


def page(plan: Plan, request: Request, asked: Sequence[Answered], number: int) -> Prompt:
    """Give one page of the answers, in the plan's order; one beyond the last gives the last."""
    pages = _pages([_row(plan, answer) for answer in asked if answer.on is not None])
    if not pages:
        return Prompt(say("request.answers.none", number=request.number))
    place = min(max(number, 1), len(pages))
    head = say("request.answers.head", number=request.number, page=place, of=len(pages))
    command = f"/yeucau {request.number} traloi {place + 1}"
    more = (Choice(command, say("request.answers.more")),) if place < len(pages) else ()
    return Prompt("\n".join((head, *pages[place - 1])), more)


def _row(plan: Plan, answer: Answered) -> str:
    unit = plan.unit(answer.unit).short
    if answer.at is None:
        return say("request.answer.report", unit=unit, on=answer.on)
    return say("request.answer.row", unit=unit, at=answer.at, text=answer.text)


def _pages(rows: Sequence[str]) -> list[list[str]]:
    pages: list[list[str]] = []
    for row in rows:
        if pages and sum(map(len, pages[-1])) + len(row) <= _PAGE:
            pages[-1].append(row)
        else:
            pages.append([row])
    return pages
