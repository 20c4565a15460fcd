"""The house, and the plans that run in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from plans.schema import Plan
from storage import plans
from storage.db import Db

_PLANS: Final = "plans"  # in the memory of the database


@lru_cache(maxsize=16)
def parsed(body: str) -> Plan:
    """Give a version of a plan from its JSON; reading one holds up everything else for a fifth of a second."""
    return Plan.model_validate_json(body)


async def running(db: Db, versions: tuple[int, ...] | None = None) -> Mapping[str, Plan]:
    """Give the running plans by code, parsed once for each version; `versions` where they have just been read."""
    if versions is None:
        versions = await plans.versions(db)
    known, found = db.memory.get(_PLANS, ((), {}))
    if versions != known:
        found = {one.code: parsed(one.body) for one in await plans.running(db)}
        db.memory[_PLANS] = versions, found
    return cast(Mapping[str, Plan], found)


@dataclass(frozen=True, slots=True)
class House:
    """What does not change from turn to turn.

    `secret` keys the HMACs. `bot_name` is the bot's name on Telegram, for links ("" if unknown).
    `phone` is whom to call when the plan names nobody.
    """

    secret: bytes
    bot_name: str = ""
    phone: str = ""
