"""How fast a bot may write: so many a second overall and in one chat, when the limits say so."""

import time
from collections import deque

from bot.sandbox.bot_api.problem import too_many
from bot.sandbox.world import Bot, Chat, World


def check(world: World, bot: Bot, chat: Chat) -> None:
    """Count a send or an edit; one too many is a 429, and not counted."""
    limits = world.limits
    now = time.monotonic()
    if limits.per_second:
        _hold(bot.sent_at, now, 1, limits.per_second)
    if limits.per_chat_per_second:
        _hold(chat.sent_at, now, limits.burst / limits.per_chat_per_second, limits.burst)
        chat.sent_at.append(now)
    if limits.per_second:
        bot.sent_at.append(now)


def _hold(sent_at: deque[float], now: float, window: float, at_most: float) -> None:
    while sent_at and sent_at[0] <= now - window:
        sent_at.popleft()
    if len(sent_at) >= at_most:
        raise too_many(max(1, round(sent_at[0] + window - now)))
