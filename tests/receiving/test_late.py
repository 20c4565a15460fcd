"""What comes late, because the bot was down, was said on the day on which it was written."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channel import Arrival
from bot.loops.turns import said_at
from messages.said import Said
from messages.words import ZONE
from tests.dialogue import Stage
from tests.receiving.lives import life

NIGHT = datetime(2025, 12, 5, 21, 30, tzinfo=ZONE)
MORNING = datetime(2025, 12, 6, 8, 15, tzinfo=ZONE)


def writes(key: str, text: str, at: datetime) -> Arrival:
    return Arrival(key, "Lan", Said(key, text, written=int(at.timestamp())), (text,))


@pytest.mark.parametrize("careful", [0, 100], ids=["at once", "kept first"])
async def test_today_is_the_day_on_which_it_was_written(tmp_path: Path, careful: int) -> None:
    stage = Stage(tmp_path / "d.db", now=MORNING)
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    async with life(stage, careful=careful) as bot:
        said = await bot.hears(writes("u1", "/baocao 2.1b", NIGHT), writes("u2", "hôm nay", NIGHT))
        said += await bot.serves()

    assert ("Lan", "Đã ghi: thứ Sáu, 05/12/2025") in said


async def test_an_entry_was_made_when_it_was_written(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db", now=MORNING)
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    line = "/baocao 2.1b hội thảo về quyền trẻ em, hôm nay, 1 hội thảo, 50 đại biểu, còn tiếp tục"
    async with life(stage) as bot:
        await bot.hears(*(writes(f"u{nth}", text, NIGHT) for nth, text in enumerate((line, "không có", "gửi"))))
        made = await bot.db.read(lambda db: db.all(datetime, "select made_at from entry"))

    assert made == [NIGHT]


@pytest.mark.parametrize(
    ("ago", "late"),
    [(timedelta(seconds=30), False), (timedelta(hours=9), True), (timedelta(days=40), False), (-timedelta(1), False)],
)
def test_only_what_was_held_up_counts_by_when_it_was_written(ago: timedelta, late: bool) -> None:
    written = MORNING - ago

    assert said_at(Said("a", "x", written=int(written.timestamp())), MORNING) == (written if late else MORNING)
    assert said_at(Said("a", "x"), MORNING) == MORNING
