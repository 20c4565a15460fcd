"""/donduc: the board; of a unit its page, and from there a reminder, a call, a letter drafted or noted, the telephone.

A page is one look: what is meant stands behind the command. A leader looks, and does nothing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from handlers.coordinators import which_unit
from handlers.coordinators.chasing import board, calling, chase_page, letter_drafts, reminding, telephones
from handlers.coordinators.chasing.looking import CALL, CHASE, DRAFT, NUDGE, TELEPHONE, Given, look
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import OFFICE
from messages.questions.calls import called
from messages.questions.calls.called import CallNote
from messages.questions.choose import Choose, Plain
from messages.questions.days import AskDays
from messages.questions.question import Ask, Heard
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from storage.queues import sessions


@dataclass(frozen=True, slots=True)
class ChaseEnd:
    """What came of it: something was looked at, or is done about these units."""

    given: Given
    units: tuple[str, ...] = ()
    call: CallNote | None = None
    letter: tuple[date, str] | None = None


def talk(ask: Ask, given: Given) -> ChaseEnd:
    wanted = given.wanted
    if not _asks(given):
        return ChaseEnd(given)
    n = len(given.ready)
    what = say("chase.nudge.all", n=n) if wanted.unit is None and n > 1 else say(f"chase.do.{wanted.do}")
    ask(Choose(CHASE, (Plain(wanted.typed, what),)))
    if wanted.do == NUDGE:
        ask(reminding.question(given))
        return ChaseEnd(given, given.ready)
    assert wanted.unit is not None, "a call or a letter is of a unit"
    if wanted.do == CALL:
        return ChaseEnd(given, call=ask(calling.question(given, wanted.unit)))
    day = ask(AskDays("chase_day", given.here.today, until=given.here.today, single=True)).first
    return ChaseEnd(given, letter=(day, ask(called.of_letter("chase_note"))))


def _asks(given: Given) -> bool:
    """Tell whether there is something to be asked: what was named is to be done, and can be."""
    wanted = given.wanted
    if not given.may or not wanted.do or wanted.do in (TELEPHONE, DRAFT):
        return False
    if wanted.do == NUDGE:
        return bool(given.ready and given.shown.text)
    return wanted.unit is not None and given.of(wanted.unit.code) is not None


async def act(desk: Desk, end: ChaseEnd) -> Prompt:
    given, wanted, unit = end.given, end.given.wanted, end.given.wanted.unit
    if not (end.units or end.call or end.letter):
        await _leave(desk)
    if wanted.do and not given.may:
        return Prompt(say("chase.leader"))
    if wanted.do == DRAFT:
        return await letter_drafts.prompt(desk, given)
    if end.units:
        return await reminding.send(desk, given, end.units)
    if wanted.do == NUDGE:
        return reminding.refused(given, unit)
    if unit is None:
        return _board(desk, given)
    if end.call is not None:
        return await calling.note_call(desk, unit, end.call)
    if end.letter is not None:
        return await calling.note_letter(desk, unit, *end.letter)
    if wanted.do == TELEPHONE:
        return await telephones.shown(desk, given, unit)
    await desk.note("chase.viewed", about=unit.code)
    return chase_page.prompt(given, unit)


def _board(desk: Desk, given: Given) -> Prompt:
    if given.wanted.unknown:
        return which_unit.among(desk.plan, given.wanted.unknown, given.wanted.units, CHASING.commands[0])
    shown = board.prompt(given)
    return replace(shown, choices=(*shown.choices, *letter_drafts.choice(given)))


async def _leave(desk: Desk) -> None:
    """End what is still asked about another unit: a number that is typed next is for what is shown now."""
    asked = await sessions.open_of(desk.db, desk.person.id)
    if asked is not None and asked.handler == CHASING.name:
        await sessions.close(desk.db, asked)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take what is to be done, which is asked about no more, and the note of a call that stands behind it."""
    wanted = given.wanted
    if not _asks(given):
        return {}
    answers: dict[str, Any] = {CHASE: words.strip()}
    if wanted.said and wanted.unit is not None:
        try:
            answers[calling.CALLED] = calling.question(given, wanted.unit).hear(Heard(Said("", wanted.said)), None)
        except Unclear as why:
            answers[calling.CALLED] = why
    return answers


CHASING: Final = Handler(
    "chase",
    ("donduc", "chase", "dondoc"),
    OFFICE,
    look,
    talk,
    act,
    start,
    ways=(BACK, CANCEL),
    about=CHASE,
    reads_long=True,
    takes_words=True,
)
