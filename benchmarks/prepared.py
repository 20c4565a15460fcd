"""A database of ours with the plan of 2025 and its officials, filled through the house's own functions."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import processes
from bot.data_dir import Folder, prepare
from bot.sandbox.world import MORNING
from handlers.obligations import laying_down
from plans import reading
from plans.schema import Plan
from plans.units import UnitKind
from storage.db import Database, Turn
from storage.members import people
from storage.members.people import Role

PLAN: Final = "705"
FIRST: Final = 1000  # the number of the first official; the others follow
OFFICE: Final = 999  # the coordinator


def data(folder: Path, officials: int) -> None:
    """Make DATA_DIR below the folder, with so many officials, some to each province, and a coordinator."""
    kept = Folder(folder / "data")
    kept.path.mkdir(parents=True)
    processes.set_clock(folder)
    prepare(kept)
    asyncio.run(_fill(kept.database, officials))


def also(folder: Path, chat: int, role: Role) -> None:
    """Register one more person, of the office's unit; an admin is of none."""
    asyncio.run(_also(Folder(folder / "data").database, chat, role))


async def _also(database: Path, chat: int, role: Role) -> None:
    db = Database(database)
    await db.open()
    await db.write(partial(join, chat=chat, unit=the_plan().units[0].code, role=role, at=MORNING))
    await db.close()


async def _fill(database: Path, officials: int) -> None:
    db = Database(database)
    await db.open()
    await db.write(partial(laying_down.load, plan=the_plan(), at=MORNING - timedelta(days=4)))
    await db.write(partial(_register, officials=officials, at=MORNING))
    await db.close()


def the_plan() -> Plan:
    """Give the plan of 2025."""
    return next(plan for plan in map(reading.read, reading.shipped()) if plan.code == PLAN)


async def _register(db: Turn, officials: int, at: datetime) -> None:
    plan = the_plan()
    provinces = [unit.code for unit in plan.units if unit.kind is UnitKind.PROVINCE]
    for place in range(officials):
        await join(db, FIRST + place, provinces[place % len(provinces)], Role.OFFICIAL, at)
    await join(db, OFFICE, plan.units[0].code, Role.COORDINATOR, at)


async def join(db: Turn, chat: int, unit: str, role: Role, at: datetime) -> int:
    """Register one person; give the membership."""
    person = await people.arrive(db, "telegram", str(chat), at)
    await people.agree(db, person.id, name=f"Official {chat}", title="Chuyên viên", notice="", at=at)
    plan, of = (None, None) if role is Role.ADMIN else (PLAN, unit)
    return (await people.join(db, person.id, plan=plan, unit=of, role=role, invitation=None, at=at)).id
