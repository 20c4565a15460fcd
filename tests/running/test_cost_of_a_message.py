"""What an everyday answer costs the database: one commit, and few statements."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from bot.channel import Arrival
from bot.loops.pacing import Pace
from bot.loops.receiving import Receiving
from bot.loops.sending import Sending
from bot.rehearsal.simulating import Keeping
from bot.serving.app import App
from messages.said import Said
from storage.db import Database, Turn
from tests.dialogue import HOUSE, Stage, Stopped

AT_MOST = 14
LINES = (
    "/baocao 2.1b",
    "hôm qua",
    "1",
    "Hội thảo về quyền trẻ em",
    "1 hội thảo, 50 đại biểu",
    "xong",
)


async def watched(db: Turn, seen: list[str]) -> None:
    db.connection.set_trace_callback(seen.append)


async def statements(stage: Stage, *lines: str) -> list[list[str]]:
    """Give the statements that each line costs the writer, with all that marks the answer before it as sent."""
    db, clock = Database(stage.path), Stopped(stage.now)
    await db.open()
    try:
        app, channel, seen = App(HOUSE), Keeping(clock), []
        sending = Sending(db, {"telegram": channel}, clock, stage.path.parent, Pace(1000, 1000), HOUSE)
        receiving = Receiving(db, app, clock, "telegram", sending)
        await db.write(partial(watched, seen=seen))
        costs = []
        for n, line in enumerate(lines):
            seen.clear()
            await receiving.receive([Arrival(f"u{n}", "Lan", Said(f"m{n}", line), (line,))])
            costs.append(list(seen))
            while len(channel.delivered) <= n:  # noqa: ASYNC110 - what is sent from memory tells nobody
                await asyncio.sleep(0)
    finally:
        await db.close()
    return costs


async def remembered(stage: Stage, *lines: str) -> int:
    """Say these lines to one house; give of how many conversations it then remembers what it looked up."""
    db, app = Database(stage.path), App(HOUSE)
    await db.open()
    try:
        receiving = Receiving(db, app, Stopped(stage.now), "telegram")
        for n, line in enumerate(lines):
            await receiving.receive([Arrival(f"u{n}", "Lan", Said(f"m{n}", line), (line,))])
    finally:
        await db.close()
    return len(app.memory)


@pytest.mark.parametrize(
    ("lines", "conversations"), [(LINES, 1), ((*LINES, "gửi"), 0), ((*LINES[:2], "hủy", "xóa nháp"), 0)]
)
async def test_what_a_conversation_looked_up_is_remembered_until_it_ends(
    lines: tuple[str, ...], conversations: int, tmp_path: Path
) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")

    assert await remembered(stage, *lines) == conversations


async def test_an_answer_takes_one_commit_and_few_statements(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")

    costs = await statements(stage, *LINES)

    assert [cost.count("COMMIT") for cost in costs] == [1] * len(LINES)
    assert max(map(len, costs[1:])) <= AT_MOST, [len(cost) for cost in costs]
