"""A running sandbox with Lan, who has written, and Quân, who never did; and clients nobody here wrote."""

from collections.abc import AsyncIterator, Iterator

import aiogram
import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox import people, serving
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN, Person, add_person

LAN, QUAN = 101, 102


@pytest.fixture
def running() -> Iterator[Running]:
    with serving.start() as server:
        server.do(add_person, server.world, Person(LAN, "Lan", "Nguyễn Thị"))
        server.do(add_person, server.world, Person(QUAN, "Quân"))
        server.do(people.write, server.world, LAN, "xin chào")
        yield server


@pytest.fixture
async def bot(running: Running) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(running.base_url))
    yield aiogram.Bot(TOKEN, session=session)
    await session.close()
