"""A file that ends the bot each time it is opened does not do so for ever."""

import asyncio
import errno
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from papers import picture

from bot.channel import ChannelError
from bot.clock import Clock
from bot.loops.fetching import Fetching
from bot.rehearsal.simulating import Keeping, Settable
from bot.serving.app import App
from storage.db import Database
from storage.results import evidence
from storage.results.evidence import Evidence, NewEvidence
from tests.dialogue import FRIDAY, HOUSE, Stage

LONG = timedelta(hours=1)  # longer than any pause before a try


class WithPicture(Keeping):
    """A channel that has one picture, and notes when it is asked for it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.asked = asyncio.Event()

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:  # noqa: ARG002 - there is one
        self.asked.set()
        into.write_bytes(picture())


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """Give a house in which Lan has sent a photo that is wanted."""
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    await stage.write(lambda db: evidence.add(db, 1, "telegram", NewEvidence("a:1", "photo", ref="x"), FRIDAY))
    return stage


async def ended_as(stage: Stage, kills: int) -> tuple[Evidence, WithPicture]:
    """End the bot so many times after the photo was taken up; then let it live until the photo is wanted no more."""
    clock = Settable(FRIDAY)
    channel = WithPicture(clock)
    db = Database(stage.path)
    await db.open()
    try:
        for _ in range(kills):
            assert len(await db.write(lambda db: evidence.begin(db, clock.now(), 1))) == 1
            clock.at += LONG
        fetching = Fetching(db, App(HOUSE), {"telegram": channel}, clock, stage.path.parent / "store")
        living = asyncio.create_task(fetching.fetch_for_ever())
        while (row := (await db.read(lambda db: evidence.of_draft(db, 1, ["a:1"])))[0]).state == "wanted":
            await asyncio.sleep(0.01)
            assert not living.done()
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
    finally:
        await db.close()
    return row, channel


@pytest.mark.parametrize("kills", [0, 1, 4])
async def test_it_is_tried_again_after_the_bot_ended_by_chance(stage: Stage, kills: int) -> None:
    row, _ = await ended_as(stage, kills)

    assert row.state == "kept"


async def test_the_sixth_time_it_is_not_opened_any_more_and_its_sender_is_told(stage: Stage) -> None:
    row, channel = await ended_as(stage, 5)

    assert (row.state, row.because) == ("missing", "evidence.too_heavy")
    assert not channel.asked.is_set()
    ((body,),) = [await stage.write(lambda db: db.all(str, "select body from outbox where state = 'waiting'"))]
    assert "quá phức tạp" in body


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("fake.pdf", ["Tệp fake.pdf là JPEG, được lưu với đuôi .jpeg."]),
        ("bang.xlsx", ["Tệp bang.xlsx là JPEG, được lưu với đuôi .jpeg."]),
        ("anh.JPG", []),
        ("anh.png", []),
        ("anh", []),
    ],
)
async def test_that_a_file_is_not_what_its_name_says_is_told_once(stage: Stage, name: str, told: list[str]) -> None:
    await stage.write(lambda db: db.run("update evidence set name = :name", name=name))

    await ended_as(stage, 0)

    assert await stage.write(lambda db: db.all(str, "select body ->> '$.text' from outbox")) == told


class Refusing(Keeping):
    """A channel that never gives a file; why, its error says."""

    error = ChannelError("is it run with --local?", permanent=True)

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:  # noqa: ARG002 - it refuses each
        raise self.error


async def told_of(stage: Stage, error: ChannelError, files: int = 1) -> tuple[set[str], dict[str, list[str]]]:
    """Let the channel refuse files with this error; give why they are missing, and what each person is told."""
    await stage.enter("Hà", "admin")
    for nth in range(1, files):
        new = NewEvidence(f"a:{nth + 1}", "photo", ref=f"x{nth}")
        await stage.write(partial(evidence.add, person=1, channel="telegram", new=new, at=FRIDAY))
    clock = Settable(FRIDAY)
    channel = Refusing(clock)
    channel.error = error
    db = Database(stage.path)
    await db.open()
    try:
        fetching = Fetching(db, App(HOUSE), {"telegram": channel}, clock, stage.path.parent / "store")
        living = asyncio.create_task(fetching.fetch_for_ever())
        while await db.read(lambda db: evidence.wanted(db, FRIDAY + LONG, 1)):
            await asyncio.sleep(0.01)
            assert not living.done()
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
        because = set(await db.read(lambda db: db.all(str, "select because from evidence")))
        rows = await db.read(lambda db: db.all(Said, "select chat, body ->> '$.text' from outbox"))
    finally:
        await db.close()
    told: dict[str, list[str]] = {}
    for row in rows:
        told.setdefault(row.chat, []).append(row.text)
    return because, told


@dataclass(frozen=True, slots=True)
class Said:
    """What waits to be said to whom."""

    chat: str
    text: str


async def test_a_file_that_is_never_given_is_told_as_it_is_and_the_operator_hears_once(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    because, told = await told_of(stage, ChannelError("is it run with --local?", permanent=True), files=3)

    assert because == {"evidence.not_given"}
    assert len(told["Lan"]) == 3
    assert not any("quá lớn" in text for text in told["Lan"])
    assert [text.count("is it run with --local?") for text in told["Hà"]] == [1]
    assert "will never be given: is it run with --local?" in caplog.text


async def test_a_file_that_is_too_large_is_no_matter_of_the_operator(stage: Stage) -> None:
    because, told = await told_of(stage, ChannelError("large", permanent=True, too_large=True))

    assert because == {"evidence.too_large"}
    assert "Tệp quá lớn" in told["Lan"][0]
    assert "Hà" not in told


async def test_what_was_just_taken_up_is_not_taken_up_again_at_once(stage: Stage) -> None:
    first = await stage.write(lambda db: evidence.begin(db, FRIDAY, 4))
    second = await stage.write(lambda db: evidence.begin(db, FRIDAY, 4))

    assert (len(first), len(second)) == (1, 0)


class WithoutRoom(Keeping):
    """A channel whose picture finds no room, so many times."""

    left = 9  # more often than a file is tried

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:  # noqa: ARG002 - there is one
        self.left -= 1
        if self.left >= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        into.write_bytes(picture())


async def test_a_full_disk_costs_a_file_no_try_and_the_log_one_line(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Settable(FRIDAY)
    channel = WithoutRoom(clock)
    db = Database(stage.path)
    await db.open()
    try:
        fetching = Fetching(db, App(HOUSE), {"telegram": channel}, clock, stage.path.parent / "store")
        (stage.path.parent / "store").mkdir()
        while await fetching.fetch_some():
            clock.at += LONG
        (row,) = await db.read(lambda db: evidence.of_draft(db, 1, ["a:1"]))
    finally:
        await db.close()

    assert (row.state, channel.left) == ("kept", -1)
    assert [record.getMessage() for record in caplog.records if record.levelname == "CRITICAL"] == [
        "files cannot be kept (No space left on device); they are fetched once they can"
    ]
