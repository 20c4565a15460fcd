"""The running plans, parsed once for each version kept in the database; and how a version begins to run."""

from collections.abc import Mapping
from datetime import datetime

from handlers import doctor, owing
from plans.schema import Plan
from storage import occasions as dates
from storage import plans
from storage.db import Db, Turn


class Campaigns:
    """Parsed plans by version; asking costs one small query."""

    def __init__(self) -> None:
        """Begin with none."""
        self._versions: tuple[int, ...] = ()
        self._running: Mapping[str, Plan] = {}

    async def running(self, db: Db) -> Mapping[str, Plan]:
        """Give the running plans by code."""
        versions = await plans.versions(db)
        if versions != self._versions:
            kept = await plans.running(db)
            self._running = {one.code: Plan.model_validate_json(one.body) for one in kept}
            self._versions = versions
        return self._running


async def load(db: Turn, plan: Plan, at: datetime) -> None:
    """Make this the running version of its plan, and let its units owe what it says.

    What was entered before counts for what the plan asks now: another task may be theirs, another month.
    """
    await plans.load(db, key=plan.key, code=plan.code, body=plan.model_dump_json(), at=at)
    await owing.lay_down(db, plan, at)
    await doctor.standings(db, plan, at, rebuild=True)


async def take_up(db: Turn, at: datetime) -> None:
    """Lay down the dates of plans that have none: a release before this one loaded them, and kept no dates."""
    for kept in await plans.running(db):
        if not await dates.is_laid(db, kept.code):
            await owing.lay_down(db, Plan.model_validate_json(kept.body), at)
