"""Every night a backup is made; of so many days they are kept; the admins hear of what does not go well, once."""

import asyncio
import resource
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.backups import restoring
from bot.data_dir import Folder
from bot.loops.working import Working
from bot.rehearsal.simulating import Simulation, simulated
from handlers.delivery import backed_up
from handlers.house import NightlyBackup
from handlers.signs import Pulse
from messages.words import ZONE
from storage.db import Turn
from storage.queues import backups
from storage.rows import from_json
from tests.backups.lived_in import KINDS, OWN, furnish, held
from tests.dialogue import FRIDAY, HOUSE, in_a_thread

DAY = timedelta(days=1)
NIGHT = datetime(2025, 12, 6, 2, 10, tzinfo=ZONE)
DAILY = NightlyBackup(time(2, 10))


@dataclass
class Nights:
    """A house that goes from night to night: the clock's work, then the long work that it asked for."""

    house: Simulation
    folder: Folder

    async def at(self, when: datetime) -> None:
        self.house.clock.at = when
        await self.house.ticking.tick()
        await self.work()

    async def work(self) -> None:
        here = self.house
        await Working(here.db, here.app, here.clock, self.folder.store, asyncio.Lock(), in_a_thread).work_through()

    def made(self) -> list[str]:
        return sorted(path.name for path in self.folder.backups.glob("*"))

    async def told(self) -> list[tuple[str, str]]:
        """Give what anybody was told of backups."""
        sql = "select chat || '|' || body from outbox where body like '%sao lưu%' order by id"
        rows = await self.house.db.read(lambda db: db.all(str, sql))
        return [(row.partition("|")[0], from_json(row.partition("|")[2])["text"]) for row in rows]


@asynccontextmanager
async def nights(folder: Folder, nightly: NightlyBackup) -> AsyncIterator[Nights]:
    async with simulated(folder.database, replace(HOUSE, nightly=nightly), FRIDAY) as house:
        yield Nights(house, folder)


@pytest.fixture
async def folder(tmp_path: Path) -> Folder:
    await furnish(tmp_path / "house")
    return Folder(tmp_path / "house")


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: the disk gives up in the midst of writing."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heeded = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    compiles, sys.dont_write_bytecode = not sys.dont_write_bytecode, True  # or half a file of it would be left
    try:
        yield
    finally:
        sys.dont_write_bytecode = not compiles
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heeded)


async def test_a_sandbox_whose_days_pass_in_a_moment_makes_no_backup_and_tells_of_none(folder: Folder) -> None:
    async with nights(folder, DAILY) as here:
        here.house.ticking.house = replace(HOUSE, nightly=DAILY, pulse=Pulse(is_played=True))
        await here.at(NIGHT + 3 * DAY)

        assert (here.made(), await here.told()) == ([], [])


async def test_a_backup_is_made_once_a_night_and_told_to_nobody(folder: Folder) -> None:
    async with nights(folder, DAILY) as house:
        await house.at(FRIDAY)  # that of the night before was missed
        for minute in range(4):
            await house.at(NIGHT + timedelta(minutes=minute - 1))
        last = await house.house.db.read(backups.last)

        assert house.made() == ["2025-12-05-083000.tar", "2025-12-06-021000.tar"]
        assert last is not None
        assert (last.name, last.made_at) == ("2025-12-06-021000.tar", NIGHT)
        assert last.size == (folder.backups / last.name).stat().st_size
        assert await house.told() == []


async def test_the_backup_of_a_night_brings_the_house_back(folder: Folder, tmp_path: Path) -> None:
    async with nights(folder, replace(DAILY, recipient=str(OWN.to_public()))) as house:
        await house.at(NIGHT)
        (name,) = house.made()
    again = Folder(tmp_path / "again")
    await asyncio.to_thread(restoring.restore, folder.backups / name, again, KINDS["key"][1])

    assert name == "2025-12-06-021000.tar.age"
    assert {**held(again.path), "daumoi.db": []} == {**held(folder.path), "daumoi.db": []}


async def test_no_backup_is_made_where_none_is_wanted(folder: Folder) -> None:
    async with nights(folder, NightlyBackup()) as house:
        await house.at(NIGHT)

        assert house.made() == []


async def test_backups_of_so_many_days_are_kept_and_nothing_else_is_removed(folder: Folder) -> None:
    folder.backups.mkdir()
    (folder.backups / "thang-11.tar").write_bytes(b"somebody's own")
    (folder.backups / ".daumoi-of-one-that-was-stopped").mkdir()
    async with nights(folder, replace(DAILY, kept=2)) as house:
        for night in range(4):
            await house.at(NIGHT + night * DAY)
        await house.house.db.write(_asked_by_the_admin)
        house.house.clock.at += timedelta(hours=6)
        await house.work()

        kept = ["2025-12-08-021000.tar", "2025-12-09-021000.tar", "2025-12-09-081000.tar"]
        assert house.made() == [*kept, "thang-11.tar"]


async def _asked_by_the_admin(db: Turn) -> None:
    await backed_up.ask(db, replace(HOUSE, nightly=replace(DAILY, kept=2)), NIGHT + 3 * DAY, by=1)


async def test_a_disk_that_gives_up_is_told_in_a_sentence_and_leaves_nothing_half_made(folder: Folder) -> None:
    async with nights(folder, DAILY) as house:
        size = folder.database.stat().st_size
        with no_file_beyond(size + 4096):
            await house.at(NIGHT)

        ((who, words),) = await house.told()
        assert who == "Hà"
        assert words.startswith("Chưa lập được bản sao lưu. Không ghi được ")
        assert house.made() == []
        await house.at(NIGHT + DAY)
        assert house.made() == ["2025-12-07-021000.tar"]


async def test_a_disk_with_too_little_room_is_not_filled_up(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=60_000_000))
    async with nights(folder, DAILY) as house:
        await house.at(NIGHT)

        ((_, words),) = await house.told()
        assert "không đủ chỗ: cần 69 MB, còn 60 MB" in words
        assert house.made() == []


async def test_a_damaged_database_takes_no_good_backups_place(folder: Folder) -> None:
    async with nights(folder, replace(DAILY, kept=1)) as house:
        await house.at(NIGHT)
        with folder.database.open("r+b") as file:
            file.seek(folder.database.stat().st_size // 2)
            file.write(b"\x55" * 5000)
        await house.at(NIGHT + DAY)

        assert house.made() == ["2025-12-06-021000.tar"]


async def test_the_admins_are_told_once_that_the_last_backup_is_old(folder: Folder) -> None:
    async with nights(folder, NightlyBackup()) as house:
        for hours in range(0, 24 * 5, 6):
            await house.at(FRIDAY + timedelta(hours=hours))
        none_yet = await house.told()
        await house.house.db.write(_made_elsewhere)
        for hours in range(0, 24 * 5, 6):
            await house.at(FRIDAY + 5 * DAY + timedelta(hours=hours))

        assert [(who, "chưa có bản sao lưu nào" in words) for who, words in none_yet] == [("Hà", True)]
        ((who, words),) = (await house.told())[1:]
        assert who == "Hà"
        assert "là của thời điểm 08:30 ngày 10/12/2025, đã quá hai ngày" in words


async def _made_elsewhere(db: Turn) -> None:
    await backed_up.keep(db, HOUSE, FRIDAY + 5 * DAY, "usb.tar", 1, "0" * 64)
