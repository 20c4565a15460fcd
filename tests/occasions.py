"""An occasion carried out in one turn, as the clock does it in a reading and a turn."""

from datetime import datetime

from handlers.clock.jobs import JOBS
from handlers.house import House
from storage.db import Turn
from storage.schedule.occasions import Occasion


async def carried_out(db: Turn, house: House, occasion: Occasion, now: datetime) -> bool:
    """Tell whether there is more to do."""
    job = JOBS[occasion.rule]
    found = () if job.read is None else (await job.read(db, occasion, now),)
    return await job.run(db, house, occasion, now, *found)
