"""Which plans run, each version whole, as the JSON it was loaded from."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan; `body` is its JSON."""

    id: int
    key: str
    code: str
    body: str


async def load(db: Turn, *, key: str, code: str, body: str, at: datetime) -> int:
    """Make this the running version of its code; earlier versions stay, for entries made under them."""
    await db.run("update plan_version set running = 0 where code = :code", code=code)
    return await db.one(
        int,
        "insert into plan_version (key, code, body, loaded_at) values (:key, :code, :body, :at) returning id",
        key=key,
        code=code,
        body=body,
        at=at,
    )


async def running(db: Db) -> list[PlanVersion]:
    """Give the running version of every plan."""
    return await db.all(PlanVersion, "select id, key, code, body from plan_version where running order by id")


async def versions(db: Db) -> tuple[int, ...]:
    """Give the ids of the running versions: cheap, to see whether anything has changed."""
    return tuple(await db.all(int, "select id from plan_version where running order by id"))


async def running_at(db: Db, code: str, at: datetime) -> PlanVersion | None:
    """Give the version of a plan that ran at an instant; None before the first was loaded."""
    return await db.maybe(
        PlanVersion,
        "select id, key, code, body from plan_version where code = :code and loaded_at <= :at order by id desc limit 1",
        code=code,
        at=at,
    )
