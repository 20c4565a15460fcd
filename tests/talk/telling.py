"""What the tests of this folder say and look up, again and again."""

from functools import partial
from typing import Any

from handlers.house import running
from handlers.obligations import standing as owing
from messages.words import ZONE
from plans.obligations import State
from storage import audit
from storage.db import Turn
from storage.obligations import owed
from storage.obligations.owed import Standing
from tests.dialogue import HOUSE, Stage


async def hears(stage: Stage, who: str, *lines: str) -> str:
    """Let somebody say lines; give the last answer."""
    stage.who = who
    answer: list[str] = []
    for line in lines:
        answer = await stage.say(line)
    return "\n".join(answer)


def entry(
    task: str,
    *,
    days: str = "hôm qua",
    finished: str = "1",
    title: str = "Hội nghị về quyền con người",
    figures: str = "1 hội nghị, hơn 120 đại biểu",
) -> tuple[str, ...]:
    """Give the lines that enter a result of a task that is not sensitive; the figures are the fifth."""
    stage = () if finished == "1" else ("sửa tình trạng", finished)
    return (f"/baocao {task}", days, "hội nghị", title, figures, "không có", *stage, "gửi")


async def registers(stage: Stage, who: str, code: str, *, name: str = "Lê Anh Quân") -> str:
    """Let somebody register with a code, up to the end."""
    return await hears(stage, who, f"/start {code}", name, "Chuyên viên", "đúng", "đồng ý", "đã rõ")


async def acts(stage: Stage, after: int = 0) -> list[tuple[str, str | None, str | None, str]]:
    """Give what was audited after a line: act, plan, unit, what about."""
    lines = await stage.write(audit.every)
    assert await stage.write(partial(audit.broken_at, secret=HOUSE.secret)) is None
    return [(line.act, line.plan, line.unit, line.about) for line in lines if line.id > after]


async def ask(stage: Stage, shape: type[Any], sql: str, **facts: Any) -> list[Any]:
    """Look into the database."""

    async def look(db: Turn) -> list[Any]:
        return await db.all(shape, sql, **facts)

    return list(await stage.write(look))


async def standing(stage: Stage, unit: str) -> dict[str, Standing]:
    """Give what a unit owes and what is known of it, by key."""
    rows = await stage.write(partial(owed.of_unit, plan="705", unit=unit))
    return {row.key: row for row in rows}


async def states(stage: Stage, unit: str) -> dict[str, State]:
    """Give where each obligation of a unit stands."""
    rows = list((await standing(stage, unit)).values())
    plans = await stage.write(running)
    return dict(owing.states(plans["705"], rows, stage.now.astimezone(ZONE).date()))
