"""The running plans, parsed once for each version kept in the database; and how a version begins to run."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from plans.schema import Plan
from storage import plans
from storage.db import Db


@lru_cache(maxsize=16)
def parsed(body: str) -> Plan:
    """Give a version of a plan from its JSON; reading one holds up everything else for a fifth of a second."""
    return Plan.model_validate_json(body)


class Campaigns:
    """Parsed plans by version; asking costs one small query."""

    def __init__(self) -> None:
        """Begin with none."""
        self._versions: tuple[int, ...] = ()
        self._running: Mapping[str, Plan] = {}

    async def running(self, db: Db, versions: tuple[int, ...] | None = None) -> Mapping[str, Plan]:
        """Give the running plans by code; `versions` are their ids, where they have just been read."""
        if versions is None:
            versions = await plans.versions(db)
        if versions != self._versions:
            kept = await plans.running(db)
            self._running = {one.code: parsed(one.body) for one in kept}
            self._versions = versions
        return self._running


@dataclass(frozen=True, slots=True)
class House:
    """What does not change from turn to turn.

    `secret` keys the HMACs. `bot_name` is the bot's name on Telegram, for links ("" if unknown).
    `phone` is whom to call when the plan names nobody.
    """

    secret: bytes
    bot_name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The house, and the running plans by code."""

    house: House
    plans: Mapping[str, Plan]
