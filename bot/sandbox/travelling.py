"""The time machine: the clock goes forward from event to event, each at its own instant, so that a month plays all.

Backward it is only the clock that moves: what was done stays done, and is not sent again.
While the bot is stopped nothing happens on the way; it finds what it missed when it starts.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.sandbox import views
from bot.sandbox.machinery import Machinery
from bot.sandbox.world import Json, World

_STUCK: Final = 3  # steps without going on


class Travel:
    """One journey at a time. `goal` is where it leads, None while the clock only goes on."""

    def __init__(self, world: World, machinery: Machinery) -> None:
        """Stand still."""
        self._world = world
        self._machinery = machinery
        self.goal: datetime | None = None
        self._is_stopped = False

    async def to(self, goal: datetime) -> None:
        """Go to this instant. Raise ValueError where something on the way does not get done, or one goes already."""
        if self.goal is not None:
            raise ValueError("the clock is on its way already")
        if goal <= self._machinery.now():
            await self._machinery.move(goal)
            self._tell()
            return
        self.goal, self._is_stopped = goal, False
        try:
            await self._play(goal)
            if not self._is_stopped:
                await self._machinery.move(max(goal, self._machinery.now()))
        finally:
            self.goal = None
            self._tell()

    async def to_next(self) -> None:
        """Go to the next thing that people see of it. Raise ValueError where nothing is to come.

        An occasion of which nobody is told (a digest without news) is passed on the way.
        """
        heard: list[Json] = []

        def hear(event: Json) -> None:
            if event["kind"] == "message" and event["message"]["from"]["is_bot"]:
                heard.append(event)

        ahead = await self._machinery.tick()
        if ahead is None:
            raise ValueError("nothing is to come")
        self._world.watchers.add(hear)
        try:
            while ahead is not None and not heard and not self._is_stopped:
                await self.to(max(ahead, self._machinery.now() + timedelta(milliseconds=1)))
                ahead = await self._machinery.tick()
        finally:
            self._world.watchers.discard(hear)

    async def by(self, seconds: float) -> None:
        """Go so far from now."""
        await self.to(self._machinery.now() + timedelta(seconds=seconds))

    def stop(self) -> None:
        """Go no further than the event that is being played."""
        self._is_stopped = True

    async def _play(self, goal: datetime) -> None:
        stuck = 0
        ahead = await self._machinery.tick()
        while ahead is not None and ahead <= goal and not self._is_stopped:
            stuck = 0 if ahead > self._machinery.now() else stuck + 1
            if stuck > _STUCK:
                raise ValueError(f"what is due since {ahead.isoformat()} does not get done")
            await self._machinery.move(max(ahead, self._machinery.now()))
            self._tell()
            ahead = await self._machinery.tick()

    def _tell(self) -> None:
        self._world.tell({"kind": "clock"} | views.clock(self._machinery, self.goal))
