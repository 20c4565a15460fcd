"""A list in the chat, a page at a time: eight at most, each a button that opens it, and the way to the next page.

Which page is meant stands behind the command ("BYT trang 2"); a number typed in answer picks what stands there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from handlers.entries import access, contents, on_paper
from messages.said import Choice
from messages.words import say
from plans.schema import Plan
from storage.results.entries import Entry
from storage.results.status import Status

T = TypeVar("T")

SIZE: Final = 8
_ASKED: Final = re.compile(r"(?:^|\s+)(?:trang|page)\s+(?P<page>\d{1,4})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What stands behind a command: its words, and which page of the list is wanted."""

    words: str
    page: int = 1

    @property
    def skip(self) -> int:
        """How many stand on the pages before."""
        return (self.page - 1) * SIZE


def asked(words: str) -> AskedFor:
    """Take the words behind a command apart."""
    found = _ASKED.search(words.rstrip())
    if found is None:
        return AskedFor(words.strip())
    return AskedFor(words[: found.start()].strip(), max(1, int(found["page"])))


def shown(found: Sequence[T], page: int) -> Sequence[T]:
    """Give what stands on a page of all that was found."""
    return found[(page - 1) * SIZE : page * SIZE]


def rows(plan: Plan, found: Sequence[Entry]) -> list[str]:
    """Word the results of a page, a line each."""
    return [_row(plan, entry) for entry in found[:SIZE]]


def _row(plan: Plan, entry: Entry) -> str:
    what = access.title(plan, contents.of_entry(entry))
    row = say("ours.row", number=access.number(entry), at=entry.made_at, what=what)
    unmarked = entry.status in (Status.PLANNED, Status.RECEIVED)
    row = row if unmarked else say("ours.marked", row=row, mark=say(f"find.state.{entry.status}"))
    return on_paper.marked(row, entry)


def choices(found: Sequence[Entry], command: str, page: int) -> tuple[Choice, ...]:
    """Give a button for each result, and one for the next page where `found` is more than fills this one."""
    return opening([Choice(f"/xem {number}", number) for number in map(access.number, found)], command, page)


def opening(found: Sequence[Choice], command: str, page: int) -> tuple[Choice, ...]:
    """Give the buttons of a page, and one for the next page where `found` is more than fills this one."""
    more = (Choice(f"{command} trang {page + 1}", say("pages.more")),) if len(found) > SIZE else ()
    return (*found[:SIZE], *more)
