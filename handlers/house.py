"""The house, and the plans that run in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import lru_cache
from typing import Final, cast

from handlers.signs import Pulse
from messages.values import DocumentsByChat
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
        found = {row.code: parsed(row.body) for row in await plans.running(db)}
        db.memory[_PLANS] = versions, found
    return cast(Mapping[str, Plan], found)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a channel's addresses look like.

    `code_link` opens the bot with the invitation code that stands at "{code}", "" where no link does. `group` is
    a regular expression that a group's address fits.
    """

    code_link: str
    group: str


@dataclass(frozen=True, slots=True)
class NightlyBackup:
    """When a backup is made every day (local time; None: it is not), to whom it is encrypted, how many days are kept.

    `recipient` is a public key, "" for nobody.
    """

    at: time | None = None
    recipient: str = ""
    kept: int = 7


@dataclass(frozen=True, slots=True)
class House:
    """What does not change from turn to turn.

    `secret` keys the HMACs. `phone` is whom to call when the plan names nobody. `addresses` are those of each
    channel that is open, by its name. `by_chat`: which documents may go over them. `nightly` is how backups are made,
    None in a house that nobody backs up, as in a rehearsal. `pulse` is how the process does.
    """

    secret: bytes
    phone: str = ""
    addresses: Mapping[str, Addresses] = field(default_factory=dict)
    by_chat: DocumentsByChat = DocumentsByChat.OWN
    nightly: NightlyBackup | None = None
    pulse: Pulse = field(default_factory=Pulse, compare=False)

    def is_group(self, channel: str, address: str) -> bool:
        """Tell whether an address can be that of a group."""
        known = self.addresses.get(channel)
        return known is not None and re.fullmatch(known.group, address) is not None

    def code_links(self, code: str) -> str:
        """Give the links that open the bot with a code: a line for each channel that has one."""
        links = [known.code_link for known in self.addresses.values() if known.code_link]
        return "\n".join(link.format(code=code) for link in links)
