"""A letter to the units of a group of the board, or to one unit, is drafted: whom it may go to, then one tap."""

from typing import Final

from handlers.coordinators.chasing.board import COMMAND
from handlers.coordinators.chasing.looking import DRAFT, Given
from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from handlers.desk import Desk
from handlers.documents.letters import whom
from handlers.documents.letters.drafting import GROUP, KIND, UNIT
from handlers.documents.letters.whom import LetterGroup
from messages.said import Choice, Prompt
from messages.words import language, say

_BOARD: Final = "chase.do.board"


def choice(given: Given) -> tuple[Choice, ...]:
    """Offer the letters on the board, where there is anybody to write to."""
    return (Choice(f"{COMMAND} {DRAFT}", say("chase.do.duthao")),) if given.may and whom.groups(given.here) else ()


async def prompt(desk: Desk, given: Given) -> Prompt:
    """Draft the letter that is meant; show which there may be where none is."""
    unit, key = given.wanted.unit, given.wanted.group
    if unit is not None:
        group = whom.of_unit(given.here, unit.code)
        return _nobody() if group is None else await _asked(desk, group, UNIT, unit.code)
    group = whom.named(given.here, key) if key else None
    if group is not None:
        return await _asked(desk, group, GROUP, group.key)
    groups = whom.groups(given.here)
    if not groups:
        return _nobody()
    choices = tuple(Choice(f"{COMMAND} {DRAFT} {group.key}", _label(group)) for group in groups)
    return Prompt(say("chase.draft.which"), (*choices, Choice(COMMAND, say(_BOARD))))


def _label(group: LetterGroup) -> str:
    if group.phase is not None:
        return say("chase.draft.phase", phase=group.phase.name, n=len(group.units))
    if group.key == whom.ALL:
        return say("chase.draft.all", n=len(group.units))
    return say("chase.draft.group", group=say(f"chase.group.{group.key}"), n=len(group.units))


async def _asked(desk: Desk, group: LetterGroup, fact: str, value: str) -> Prompt:
    wanted = Wanted(KIND, desk.plan.code, language(), (desk.person.id,), facts={fact: value})
    key = f"{KIND}/{desk.plan.code}/{desk.person.id}/{value}"
    await long_work.ask(desk.db, wanted, desk.now, by=desk.person.id, key=key)
    await desk.note("letter.drafted", about=value)
    return Prompt(say("chase.draft.coming", n=len(group.units)), (Choice(COMMAND, say(_BOARD)),))


def _nobody() -> Prompt:
    return Prompt(say("chase.draft.nobody"), (Choice(COMMAND, say(_BOARD)),))
