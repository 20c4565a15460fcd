"""Which job carries out which occasion."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final

from handlers.clock import closing, digest, opening, request_outcome
from handlers.house import Clockwork
from handlers.obligations import office_requests
from handlers.reminders import planning
from plans.dates import CLOSING, DIGEST, OPENING
from plans.notices import Rule
from storage.db import Turn
from storage.schedule.occasions import Occasion

# Deals with a slice of an occasion in one turn; True: there is more to do.
Job = Callable[[Turn, Clockwork, Occasion, datetime], Awaitable[bool]]

JOBS: Final[Mapping[str, Job]] = {
    **{rule.value: planning.run for rule in Rule},
    DIGEST: digest.run,
    CLOSING: closing.run,
    OPENING: opening.run,
    office_requests.SUMMARY: request_outcome.run,
}
