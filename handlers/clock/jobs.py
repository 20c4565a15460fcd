"""Which job carries out which occasion."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handlers.clock import closing, digest, opening, request_outcome
from handlers.obligations import office_requests
from handlers.reminders import planning
from plans.dates import CLOSING, DIGEST, OPENING
from plans.notices import Rule
from storage.db import Db
from storage.schedule.occasions import Occasion

_Read = Callable[[Db, Occasion, datetime], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Job:
    """Deals with a slice of an occasion in one turn; True: there is more to do.

    Where `read` is given, a reader does it outside the turn, for it may take long; `run` is handed what it gave.
    """

    run: Callable[..., Awaitable[bool]]
    read: _Read | None = None


JOBS: Final[Mapping[str, Job]] = {
    **{rule.value: Job(planning.run) for rule in Rule},
    DIGEST: Job(digest.run, digest.read),
    CLOSING: Job(closing.run, closing.read),
    OPENING: Job(opening.run),
    office_requests.SUMMARY: Job(request_outcome.run),
}
