"""A running sandbox with Lan, who has written, and Quân, who never did; and clients nobody here wrote."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from bot.sandbox import people, serving
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN, Persona, add_person
from tests.browser import opened
from tests.programs import needs

LAN, QUAN = 101, 102


@pytest.fixture
def running() -> Iterator[Running]:
    with serving.start() as server:
        server.do(add_person, server.world, Persona(LAN, "Lan", "Nguyễn Thị"))
        server.do(add_person, server.world, Persona(QUAN, "Quân"))
        server.do(people.write, server.world, LAN, "xin chào")
        yield server


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    needs("chromium", "chromedriver")
    with opened(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture
async def bot(running: Running):
    import aiogram

    session = aiogram.client.session.aiohttp.AiohttpSession(
        api=aiogram.client.telegram.TelegramAPIServer.from_base(running.base_url)
    )
    yield aiogram.Bot(TOKEN, session=session)
    await session.close()
