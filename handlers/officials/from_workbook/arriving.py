"""A file turned out to be a workbook of entries: it is no evidence, and is looked at with its sender.

It goes on as a message of its sender's does, so that whatever is to be read for it is read beside the turns of others.
Who is at something else, or has sent more along with it, is only told that it waits.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from handlers import menu
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.house import House, running
from handlers.officials.from_workbook import keeping
from handlers.officials.from_workbook.entering import COMMAND
from handlers.roles import OFFICIALS
from messages.said import Choice, Prompt, Said, packed
from messages.words import say
from storage.db import Turn
from storage.members import people
from storage.members.people import Member
from storage.queues import inbox, workbooks
from storage.queues.outbox import Lane
from storage.results import evidence
from storage.results.evidence import Evidence
from storage.rows import to_json

_SOURCE: Final = "workbook"
_MARK: Final = re.compile(r"([A-Z0-9]+)/([A-Z0-9]+)")


async def take(
    db: Turn, house: House, file: Evidence, found: Mapping[str, Any], now: datetime, *, begins: bool
) -> bool:
    """Take a file as a workbook of entries, if its sender enters results; False where it stays what it was."""
    if file.person is None:
        return False
    plans = await running(db)
    members = [one for one in await people.memberships(db, file.person) if one.role in OFFICIALS and one.plan in plans]
    address = await people.address(db, file.person)
    if not members or address is None:
        return False
    addressed = _addressed(found, members)
    theirs = [plans[one.plan or ""] for one in members]
    places = any(plan.unit(one.unit or "").asks_place for plan, one in zip(theirs, members, strict=True))
    body = to_json(keeping.without_secrets(found, theirs, places=places))
    id_ = await workbooks.keep(db, file.person, file.name, body, now)
    await evidence.drop(db, file.person, [file.item])
    command = f"/{COMMAND} {addressed}{id_}"
    if begins:
        said = Said(f"{_SOURCE}:{id_}", text=command)
        await inbox.keep_ours(
            db, channel=address.channel, key=said.source, chat=address.chat, said=packed(said), at=now
        )
    else:
        news = News(partial(_waits, file.name, command), plans.values(), now, Lane.REPLY)
        await telling.person(db, house, file.person, news)
    return True


def _waits(name: str, command: str) -> Prompt:
    return Prompt(say("workbook.waits", name=name), (Choice(command, say("workbook.open")),))


def _addressed(found: Mapping[str, Any], members: Collection[Member]) -> str:
    """Say as what the sender enters it, where the workbook was made for one of their units."""
    match = _MARK.fullmatch(str(found.get("mark", "")))
    mine = match is not None and any((one.plan, one.unit) == match.groups() for one in members)
    return f"{menu.addressed(match[1], match[2])} " if match is not None and mine else ""
