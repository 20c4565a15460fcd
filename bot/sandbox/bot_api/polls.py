"""`getUpdates`: answer at once with what waits, else hold the call until something comes or the time is over."""

import asyncio

from bot.sandbox.bot_api import updates
from bot.sandbox.bot_api.calls import Call
from bot.sandbox.bot_api.problem import ApiProblem, bad
from bot.sandbox.world import Json

_ENDED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_LONGEST = 50  # seconds


async def get(call: Call) -> list[Json]:
    """Acknowledge by the offset, then give what waits. A newer poll of the same bot ends this one with a 409."""
    world, bot = call.world, call.bot
    limit = call.whole("limit", world.limits.updates)
    wanted = call.parsed("allowed_updates")
    if wanted is not None:
        if not isinstance(wanted, list):
            raise bad("can't parse allowed updates: must be an Array of String")
        bot.allowed = frozenset(wanted)
    turn = bot.poll = object()
    for wake in tuple(bot.wake):
        wake()
    updates.confirm(world, bot, call.whole("offset"))
    seconds = min(call.whole("timeout"), _LONGEST)
    if not bot.queue and seconds > 0 and not world.closing:
        await _something(call, seconds)
        if bot.poll is not turn:
            raise ApiProblem(409, _ENDED)
        updates.confirm(world, bot, 0)
    return updates.waiting(world, bot, min(max(limit, 1), world.limits.updates))


async def _something(call: Call, seconds: int) -> None:
    came = asyncio.Event()
    call.bot.wake.add(came.set)
    call.world.tell({"kind": "polling"})
    try:
        await asyncio.wait_for(came.wait(), seconds)
    except TimeoutError:
        pass
    finally:
        call.bot.wake.discard(came.set)
