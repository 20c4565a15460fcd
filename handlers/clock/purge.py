"""Once a day: words go after 30 days, strangers too; what was entered stays."""

from datetime import datetime, timedelta
from typing import Final

from storage.db import Turn
from storage.members import strangers
from storage.queues import buttons, inbox, outbox, work, workbooks

KEPT_FOR: Final = timedelta(days=30)
BUTTONS_KEPT_FOR: Final = timedelta(days=365)  # an old list of results can still be opened


async def run(db: Turn, now: datetime) -> None:
    """Empty what is older."""
    await inbox.purge(db, now - KEPT_FOR)
    await outbox.purge(db, now - KEPT_FOR)
    await strangers.purge(db, now - KEPT_FOR)
    await work.purge(db, now - KEPT_FOR)
    await workbooks.purge(db, now - KEPT_FOR)
    await buttons.purge(db, now - BUTTONS_KEPT_FOR)
