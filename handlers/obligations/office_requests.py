"""A request of the office in words: as it is asked, and what has come of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from messages.questions.choose import Plain
from messages.said import Choice, Prompt
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
    short = request.text if len(request.text) <= _LINE else request.text[: _LINE - 1].rstrip() + "…"
    words = "request.option.ended" if request.ended_at else "request.option"
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
    if all(one.on is not None for one in await requests.answers(db, plan, number)):
        await occasions.add(db, plan, occasions.NewOccasion(SUMMARY, str(number), at))


async def answers(db: Db, plan: Plan, number: int) -> list[Answered]:
    """Give every unit that was asked, with its answer; units that left the plan are left out."""
    here = {unit.code for unit in plan.units}
    return [one for one in await requests.answers(db, plan.code, number) if one.unit in here]


def summary(plan: Plan, request: Request, asked: Sequence[Answered], *, ends: bool = False) -> Prompt:
    """Say who has answered and who has not, with the way to the answers, and perhaps (`ends`) to end it."""
    on, late = _split(asked, request)
    open_ = [one for one in asked if one.on is None]
    facts = {"number": request.number, "text": request.text, "hour": closes(), "due": request.due}
    lines = [say("request.ended", number=request.number)] if request.ended_at else []
    lines += [say("request.summary", n=len(asked) - len(open_), of=len(asked), **facts)]
    lines += [say("request.summary.late", n=len(late), units=_names(plan, late))] if late else []
    lines += [say("request.summary.open", n=len(open_), units=_names(plan, open_))] if open_ else []
    command = f"/yeucau {request.number}"
    choices = [Choice(f"{command} traloi", say("request.answers"))] if (on or late) and not request.report else []
    choices += [Choice(f"{command} ketthuc", say("request.end"))] if ends else []
    return Prompt("\n".join(lines), tuple(choices))


def _split(asked: Sequence[Answered], request: Request) -> tuple[list[Answered], list[Answered]]:
    given = [(one, one.on) for one in asked if one.on is not None]
    return [one for one, on in given if on <= request.due], [one for one, on in given if on > request.due]


def _names(plan: Plan, asked: Sequence[Answered]) -> str:
    return "; ".join(plan.unit(one.unit).short for one in asked)


def page(plan: Plan, request: Request, asked: Sequence[Answered], number: int) -> Prompt:
    """Give one page of the answers, in the plan's order; one beyond the last gives the last."""
    pages = _pages([_row(plan, one) for one in asked if one.on is not None])
    if not pages:
        return Prompt(say("request.answers.none", number=request.number))
    place = min(max(number, 1), len(pages))
    head = say("request.answers.head", number=request.number, page=place, of=len(pages))
    command = f"/yeucau {request.number} traloi {place + 1}"
    more = (Choice(command, say("request.answers.more")),) if place < len(pages) else ()
    return Prompt("\n".join((head, *pages[place - 1])), more)


def _row(plan: Plan, one: Answered) -> str:
    unit = plan.unit(one.unit).short
    if one.at is None:
        return say("request.answer.report", unit=unit, on=one.on)
    return say("request.answer.row", unit=unit, at=one.at, text=one.text)


def _pages(rows: Sequence[str]) -> list[list[str]]:
    pages: list[list[str]] = []
    for row in rows:
        if pages and sum(map(len, pages[-1])) + len(row) <= _PAGE:
            pages[-1].append(row)
        else:
            pages.append([row])
    return pages
