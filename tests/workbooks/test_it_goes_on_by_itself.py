"""What goes on by itself, once a file was read, is served though nobody writes."""

import asyncio
from functools import partial
from pathlib import Path

from bot.loops.receiving import Receiving
from bot.serving.app import App
from messages.said import Said, packed
from storage.db import Database
from storage.queues import inbox
from tests.dialogue import HOUSE, Stage, Stopped


async def test_a_house_that_hears_nothing_serves_it(tmp_path: Path):
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "HNI")
    await stage.close()
    db, answered = Database(stage.path), asyncio.Event()
    await db.open()
    db.heed("outbox", answered)
    backlog = Receiving(db, App(HOUSE), Stopped(stage.now), "telegram").backlog
    living = asyncio.create_task(backlog.serve_for_ever())
    try:
        said = packed(Said("workbook:1", text="/bangketqua 1"))
        kept = partial(inbox.keep_ours, channel="telegram", key="workbook:1", chat="Lan", said=said, at=stage.now)
        await asyncio.gather(db.write(kept), db.write(kept))
        async with asyncio.timeout(60):
            await answered.wait()
        bodies = await db.read(lambda db: db.all(str, "select body ->> '$.text' from outbox"))
    finally:
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
        await db.close()

    assert bodies == ["Bảng kết quả này không còn. Đề nghị đồng chí gửi lại tệp."]
