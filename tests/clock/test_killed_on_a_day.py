"""The process ends at any write of a day, and is started again: nothing comes twice, nothing is left out."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.simulating import Simulation, simulated
from storage.db import Database, Db, Work
from storage.queues import outbox
from tests.clock.living import campaign, local
from tests.dialogue import HOUSE

FROM, TO = local("12-11", "06:00"), local("12-11", "20:00")


class Killed(BaseException):
    """The process is gone; no handler of errors sees it."""


class Mortal:
    """Lets so much be written, whichever way it is handed in; the next is not, or is and is the last."""

    def __init__(self, db: Database, lives: int, *, after: bool) -> None:
        self.left, self.after = lives, after
        self._submit, self._join = db.submit, db.join
        db.submit, db.join = self.submit, self.join

    def submit(self, work: Work[Any]) -> "asyncio.Future[Any]":
        self._live()
        return asyncio.ensure_future(self._last(self._submit(work))) if self.left < 0 else self._submit(work)

    def join(self, work: Work[Any]) -> "asyncio.Future[Any]":
        self._live()
        return self._join(work)  # nobody waits for it: who is killed is so at the next write

    def _live(self) -> None:
        self.left -= 1
        if self.left < 0 and not (self.after and self.left == -1):
            raise Killed

    async def _last(self, written: "asyncio.Future[Any]") -> None:
        await written
        raise Killed


async def a_day(path: Path, lives: int, *, after: bool = False) -> tuple[list[str], list[str], bool]:
    """Live the day, killed once; give what was delivered, what is uncertain, and whether it was killed at all."""
    delivered: list[str] = []
    killed = False
    at = FROM
    while True:
        async with simulated(path, HOUSE, at, scratch=True) as simulation:
            await simulation.db.write(outbox.take_up)
            mortal = Mortal(simulation.db, 10**9 if killed else lives, after=after)
            ended = await _lived(simulation, mortal)
            delivered += [f"{one.at:%H:%M} {one.address}: {one.shown.text}" for one in simulation.channel.delivered]
            at = simulation.clock.at
            if ended:
                return delivered, await simulation.db.read(unknown_to), killed
            killed = True


async def unknown_to(db: Db) -> list[str]:
    rows = [await outbox.find(db, one) for one in await outbox.unknown(db)]
    return [row.chat for row in rows if row is not None]


async def _lived(simulation: Simulation, mortal: Mortal) -> bool:
    try:
        await simulation.until(TO)
    except Killed:
        return False
    return mortal.left >= 0


async def people(folder: Path, at: datetime = FROM) -> Path:
    stage = await campaign(folder, at)
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.close()
    return stage.path


@pytest.mark.parametrize("after", [False, True], ids=["before the write", "after it"])
async def test_killed_at_any_write_the_day_goes_as_it_would_have(tmp_path: Path, after: bool) -> None:
    start = (await people(tmp_path)).read_bytes()
    whole, [], _ = await a_day(copy(tmp_path / "whole.db", start), 10**9)
    assert len(whole) > 2

    lives, uncertain = 0, set[str]()
    while True:
        went, unsure, killed = await a_day(copy(tmp_path / f"{lives}.db", start), lives, after=after)
        assert len(went) == len(set(went))
        uncertain.update(unsure)
        missing = [line for line in whole if line not in went]
        assert set(went) <= set(whole)
        # nobody knows of a message whose sending was begun and not kept: it is listed, and never sent again
        assert all(any(f" {chat}: " in line for chat in unsure) for line in missing)
        assert after or not missing
        if not killed:
            break
        lives += 1

    assert lives > 5
    assert uncertain  # it was killed between a claim and its mark, too


def copy(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
