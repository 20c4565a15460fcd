"""Which job carries out which occasion."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final

from handlers import requested
from handlers.clock import asking, closing, digest, opening, reminding
from handlers.clock.clockwork import Clockwork
from plans.notices import Rule
from plans.occasions import CLOSING, DIGEST, OPENING
from storage.db import Turn
from storage.occasions import Occasion

# Deals with a slice of an occasion in one turn; True: there is more to do.
Job = Callable[[Turn, Clockwork, Occasion, datetime], Awaitable[bool]]

JOBS: Final[Mapping[str, Job]] = {
    **{rule.value: reminding.run for rule in Rule},
    DIGEST: digest.run,
    CLOSING: closing.run,
    OPENING: opening.run,
    requested.SUMMARY: asking.run,
}
