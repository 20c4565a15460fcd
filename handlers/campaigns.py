"""The running plans, parsed once for each version kept in the database."""

from collections.abc import Mapping

from plans.schema import Plan
from storage import plans
from storage.db import Db


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
