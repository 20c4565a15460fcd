"""Messages that wait for a person: worded without a word of theirs, tried again, let go; each act is audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.house import House
from messages.words import say
from storage import audit
from storage.db import Turn
from storage.queues import stuck
from storage.queues.outbox import Lane
from storage.queues.stuck import Stuck, StuckKind

AGAIN: Final = "again"
LET_GO: Final = "drop"
_ENDED: Final = "the process died each time"  # as the backlog notes it
_STOPPED: Final = "left in the middle of sending"  # as the outbox notes it


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, None at the command line, and when."""

    person: int | None
    at: datetime


def key(one: Stuck) -> str:
    """Name one, as it is typed at the command line."""
    return f"{one.kind.value}-{one.id}"


def word(one: Stuck) -> str:
    """Say when it came, of whom it is by role, and why it is stuck."""
    who = say(f"role.{one.role}") if one.role else say("stuck.who.none")
    facts = {"at": one.at, "who": who, "why": _why(one)}
    if one.lane is None:
        return say("stuck.came_in", **facts)
    return say("stuck.went_out", lane=say(f"status.lane.{Lane(one.lane).name.lower()}"), **facts)


def _why(one: Stuck) -> str:
    """Give the cause. Of an error its kind alone: its words may be those of the message."""
    match one.kind:
        case StuckKind.BROKEN:
            return say("stuck.why.unreadable")
        case StuckKind.UNKNOWN:
            return say("stuck.why.stopped" if one.why == _STOPPED else "stuck.why.no_answer")
        case StuckKind.DEAD if one.why == _ENDED:
            return say("stuck.why.ended")
        case StuckKind.DEAD:
            return say("stuck.why.failed", kind=one.why.partition(":")[0] or "–")


def found(rows: Sequence[Stuck], named: str) -> Stuck | None:
    """Give the one of this name."""
    return next((one for one in rows if key(one) == named.casefold()), None)


async def decide(db: Turn, house: House, one: Stuck, what: str, by: Decider) -> bool:
    """Try it again or let it go; False where it waits for nobody any more, or too little of it is kept."""
    if what == LET_GO:
        done = await stuck.let_go(db, one.kind, one.id)
    elif one.kind is StuckKind.UNKNOWN:
        done = await stuck.send_again(db, one.id, by.at)
    else:
        done = await stuck.serve_again(db, one.id)
    if done:
        act = {AGAIN: "message.again", LET_GO: "message.let_go"}[what]
        await audit.add(db, house.secret, act, at=by.at, person=by.person, about=key(one))
    return done
