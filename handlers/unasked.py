"""What a message may be that answers no question. `book.UNASKED` lists the kinds; the first that knows it takes it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handlers.desk import Desk
from handlers.handler import Handler, Once
from messages.said import Prompt, Said
from storage.members.people import Member


class Case(StrEnum):
    """In which case it is asked whether a message is of a kind."""

    FIRST = "first"  # before the open question hears it, where there is one
    SPOKEN = "spoken"  # it begins like a command, without its slash
    EDITED = "edited"  # it is an edit, and the open conversation keeps nothing of it
    ALONE = "alone"  # no conversation is open
    LAST = "last"  # nor is it anything else, and no draft was put aside


@dataclass(frozen=True, slots=True)
class Begin:
    """A conversation to begin as this member, with first answers that the message holds."""

    handler: Handler[Any, Any]
    member: Member
    first: Mapping[str, Any]


Taken = Prompt | Once | Begin


@dataclass(frozen=True, slots=True)
class Unasked:
    """A kind of message. `hear` says what is to be done with one, None where it is of another kind."""

    hear: Callable[[Desk, Said], Awaitable[Taken | None]]
    cases: frozenset[Case]
