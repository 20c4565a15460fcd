"""A scripted Bot API and a channel to it, for each test anew."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from scripted_api import TOKEN, Api

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.polling import Timing
from bot.channels.telegram.request import AiohttpRequest


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    api = Api()
    runner = await api.start()
    yield api
    await api.stop(runner)


@pytest.fixture
def waits() -> list[float]:
    """The pauses a channel makes, in seconds; none of them takes any time."""
    return []


@pytest.fixture
async def telegram(api: Api, waits: list[float]) -> AsyncIterator[Telegram]:
    async def pause(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)

    channel = Telegram(TOKEN, api.base_url, pace=Timing(conflict=6, conflict_pause=3), pause=pause)
    yield channel
    await channel.close()


@pytest.fixture
async def hasty(api: Api) -> AsyncIterator[Telegram]:
    """A channel that waits for an answer no longer than a moment."""
    channel = Telegram(TOKEN, api.base_url, request=AiohttpRequest(read_timeout=0.05))
    yield channel
    await channel.close()
