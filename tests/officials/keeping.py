"""What the house keeps after something was said."""

from functools import partial

from storage import audit
from storage.db import Turn
from storage.obligations import owed
from storage.obligations.owed import Standing
from storage.results import entries
from storage.results.entries import Entry
from tests.dialogue import Stage


async def acts(stage: Stage) -> list[tuple[str, str]]:
    """Give what the audit names, each with what it is about; opening the house by tests leaves no line."""
    return [(line.act, line.about) for line in await stage.write(audit.every)]


async def entry(stage: Stage, number: int, unit: str = "BNG") -> Entry:
    """Give an entry."""
    found: Entry = await stage.write(partial(entries.find, plan="705", unit=unit, number=number))
    return found


async def standing(stage: Stage, key: str, unit: str = "BNG") -> Standing:
    """Give what is known of an obligation."""
    rows: list[Standing] = await stage.write(partial(owed.of_unit, plan="705", unit=unit))
    return next(row for row in rows if row.key == key)


async def ask(stage: Stage, sql: str) -> list[str]:
    """Ask the database itself."""

    async def work(db: Turn) -> list[str]:
        return await db.all(str, sql)

    found: list[str] = await stage.write(work)
    return found
