"""A bot's queue: what `getUpdates` gives, and when an update is gone, as Telegram does it."""

from bot.sandbox.world import Bot, Json, World

# Told only to those who ask for them by name.
_ASKED_FOR = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


def put(world: World, bot: Bot, kind: str, body: Json) -> None:
    """Queue an update and wake the poll; kinds the bot did not want are never queued."""
    if kind not in bot.allowed if bot.allowed else kind in _ASKED_FOR:
        return
    bot.queue.append((world.now(), {"update_id": bot.next_update, kind: body}))
    bot.next_update += 1
    for wake in tuple(bot.wake):
        wake()


def confirm(world: World, bot: Bot, offset: int) -> None:
    """Forget what the offset acknowledges, and what is older than Telegram keeps.

    A negative offset counts from the end and forgets all before.
    """
    queue = bot.queue
    oldest = world.now() - world.limits.updates_kept
    while queue and queue[0][0] < oldest:
        queue.popleft()
    if offset < 0:
        while len(queue) > -offset:
            bot.acknowledged.append(queue.popleft()[1])
    while queue and queue[0][1]["update_id"] < offset:
        bot.acknowledged.append(queue.popleft()[1])


def waiting(world: World, bot: Bot, limit: int) -> list[Json]:
    """Give the first updates of the queue, with what misfortune adds; they stay until acknowledged."""
    fate = world.fate
    given: list[Json] = []
    for _, update in bot.queue:
        if len(given) >= limit:
            break
        given.append(update)
        if fate.chance(fate.faults.duplicate):
            given.append(update)
    if given and fate.chance(fate.faults.redeliver):
        given = [*list(bot.acknowledged)[-3:], *given]
    return given[:limit]


def redeliver(world: World, bot: Bot, count: int) -> int:
    """Put the last acknowledged updates back in front of the queue; give how many."""
    again = [bot.acknowledged.pop() for _ in range(min(count, len(bot.acknowledged)))]
    bot.queue.extendleft((world.now(), update) for update in again)
    for wake in tuple(bot.wake):
        wake()
    return len(again)
