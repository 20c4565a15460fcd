"""Tell those who watch: a stream of server-sent events for the page, and waiting for something to become true."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from starlette.responses import StreamingResponse

from bot.sandbox.world import Json, World

T = TypeVar("T")
_HEARTBEAT = 15  # seconds; a page that is gone is noticed by then


def stream(world: World) -> StreamingResponse:
    """Give everything that happens from now on."""
    return StreamingResponse(_events(world), media_type="text/event-stream", headers={"cache-control": "no-store"})


async def _events(world: World) -> AsyncIterator[str]:
    waiting: asyncio.Queue[Json] = asyncio.Queue()
    world.watchers.add(waiting.put_nowait)
    try:
        yield "retry: 500\n\n"
        while not world.closing:
            try:
                event = await asyncio.wait_for(waiting.get(), _HEARTBEAT)
            except TimeoutError:
                yield ":\n\n"
                continue
            yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
    finally:
        world.watchers.discard(waiting.put_nowait)


async def true(world: World, claim: Callable[[], T | None]) -> T:
    """Wait until the claim gives something, looking again after whatever happens; give it."""
    moved = asyncio.Event()

    def move(_: Json) -> None:
        moved.set()

    world.watchers.add(move)
    try:
        while not (given := claim()):
            await moved.wait()
            moved.clear()
        return given
    finally:
        world.watchers.discard(move)
