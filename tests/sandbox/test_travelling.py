"""The clock is led from event to event, by a machinery whose bot has only a list of instants to deal with."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.sandbox import world as worlds
from bot.sandbox.travelling import Travel
from bot.sandbox.world import MORNING, Json

DAY = timedelta(days=1)
DUE = [MORNING + DAY * n for n in (1, 2, 40)]
_WRITES = {"kind": "message", "message": {"from": {"is_bot": True}}}


class Machine:
    """A clock that stands still; what is due is done at the instant it shows, and somebody is told of it."""

    def __init__(self, silent: int = 0, stuck: bool = False) -> None:
        self.at = MORNING
        self.world = worlds.new(now=self.now)
        self.due = list(DUE)
        self.done: list[datetime] = []
        self.silent, self.stuck = silent, stuck
        self.during = asyncio.Event()

    def now(self) -> datetime:
        return self.at

    async def move(self, to: datetime) -> None:
        self.at = to

    async def tick(self) -> datetime | None:
        await asyncio.sleep(0)
        while self.due and self.due[0] <= self.at and not self.stuck:
            self.due.pop(0)
            self.done.append(self.at)
            self.during.set()
            if len(self.done) > self.silent:
                self.world.tell(_WRITES)
        return self.due[0] if self.due else None

    async def timeline(self) -> Json:
        return {"to_come": [], "gone": []}

    async def kill(self) -> None:
        self.stuck = True

    async def start(self) -> None:
        self.stuck = False

    def is_running(self) -> bool:
        return not self.stuck


async def test_everything_on_the_way_happens_at_its_own_instant():
    machine = Machine()
    await Travel(machine.world, machine).to(MORNING + 50 * DAY)

    assert (machine.done, machine.at) == (DUE, MORNING + 50 * DAY)


async def test_the_next_thing_is_the_next_of_which_somebody_is_told():
    machine = Machine(silent=1)
    travel = Travel(machine.world, machine)
    await travel.to_next()

    assert machine.done == DUE[:2]


async def test_after_the_last_thing_there_is_no_next():
    machine = Machine()
    travel = Travel(machine.world, machine)
    await travel.by(50 * DAY.total_seconds())

    with pytest.raises(ValueError, match="nothing is to come"):
        await travel.to_next()


async def test_backward_only_the_clock_moves():
    machine = Machine()
    travel = Travel(machine.world, machine)
    await travel.to(MORNING + 3 * DAY)
    await travel.to(MORNING)

    assert (machine.done, machine.at) == (DUE[:2], MORNING)


async def test_a_journey_is_stopped_on_the_way_and_another_cannot_begin_meanwhile():
    machine = Machine()
    travel = Travel(machine.world, machine)
    going = asyncio.create_task(travel.to(MORNING + 50 * DAY))
    await machine.during.wait()
    with pytest.raises(ValueError, match="on its way"):
        await travel.to(MORNING + 60 * DAY)
    travel.stop()
    await going

    assert machine.at == machine.done[-1]  # where the event was that was being played
    assert DUE[-1] in machine.due
    assert travel.goal is None


async def test_what_does_not_get_done_ends_the_journey():
    machine = Machine(stuck=True)
    travel = Travel(machine.world, machine)

    with pytest.raises(ValueError, match="does not get done"):
        await travel.to(MORNING + 50 * DAY)
    assert travel.goal is None
