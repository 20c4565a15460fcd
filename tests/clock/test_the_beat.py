"""The clock's work is done every minute of real time, also where the wall clock was set back or ahead."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.loops.beating import Beating, is_late

PATIENCE = 20.0  # seconds, against a test that hangs


@asynccontextmanager
async def beating(do: Callable[[], Awaitable[None]], seconds: float) -> AsyncIterator[Beating]:
    one = Beating(do, seconds)
    task = asyncio.create_task(one.beat_for_ever())
    await asyncio.sleep(0)  # it begins
    async with asyncio.timeout(PATIENCE):
        yield one
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("ahead", [timedelta(hours=7), timedelta(days=3)])
async def test_it_beats_although_the_next_instant_is_far_away_after_the_clock_was_set_back(ahead: timedelta) -> None:
    beaten = asyncio.Event()

    async def do() -> None:
        beaten.set()

    async with beating(do, 0.05) as one:
        one.scheduler.get_jobs()[0].modify(next_run_time=Clock().now() + ahead)

        assert await beaten.wait()


async def test_what_was_missed_while_the_clock_was_set_ahead_by_years_is_one_beat() -> None:
    beats = 0
    beaten = asyncio.Event()

    async def do() -> None:
        nonlocal beats
        beats += 1
        beaten.set()

    async with beating(do, 3600) as one:
        one.scheduler.get_jobs()[0].modify(next_run_time=datetime(1970, 1, 1, tzinfo=UTC))
        await beaten.wait()

    assert beats == 1


@pytest.mark.parametrize(
    ("last", "now", "late"),
    [(100, 160, False), (100, 162, False), (100, 163, True), (100, 90_000, True), (math.inf, 90_000, False)],
)
def test_it_is_late_once_the_last_beat_is_longer_ago_than_it_may_be(last: float, now: float, late: bool) -> None:
    assert is_late(last, now, 62.5) == late


async def test_a_loop_that_was_held_up_beats_again_at_once() -> None:
    beats: list[float] = []
    beaten = asyncio.Event()

    async def do() -> None:
        beats.append(time.monotonic())
        if len(beats) == 1:
            while time.monotonic() < beats[0] + 1:  # nothing else runs in this loop, for twenty beats
                pass
        else:
            beaten.set()

    async with beating(do, 0.05):
        await beaten.wait()

    assert beats[1] - beats[0] >= 1
