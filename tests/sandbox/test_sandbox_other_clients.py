"""The Bot API server, as python-telegram-bot and grammY meet it."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import telegram
from PIL import Image
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.sandbox import people
from bot.sandbox.faults import Fate, Fault, Faults
from bot.sandbox.people import SentFile
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN, Json
from tests.programs import needs

GRAMMY = Path(__file__).parent / "grammy"
LAN, QUAN = 101, 102


def _picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(written, "JPEG")
    return written.getvalue()


def _client(running: Running) -> telegram.Bot:
    return telegram.Bot(TOKEN, base_url=f"{running.base_url}/bot", base_file_url=f"{running.base_url}/file/bot")


async def test_python_telegram_bot_writes_changes_and_fetches(running: Running):
    picture = _picture()
    async with _client(running) as bot:
        keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Gửi", callback_data="1:0")]])
        sent = await bot.send_message(LAN, "Gửi kết quả?", reply_markup=keyboard)
        running.do(people.press, running.world, LAN, sent.message_id, "1:0")
        running.do(people.files_of, running.world, LAN, [SentFile(picture), SentFile(picture)], "Ảnh")
        first, pressed, *album = await bot.get_updates()
        assert first.message and pressed.callback_query and album[0].message  # noqa: PT018 - all are there, or it is wrong
        answered = await pressed.callback_query.answer("Đã ghi")
        await bot.edit_message_text("Đã gửi", LAN, sent.message_id)
        await bot.send_document(LAN, io.BytesIO(b"bang"), filename="bảng.xlsx")
        fetched = await (await bot.get_file(album[0].message.photo[-1].file_id)).download_as_bytearray()

    assert (bot.username, first.message.text, answered) == ("dau_moi_bot", "xin chào", True)
    assert bytes(fetched) == picture
    assert len({u.message.media_group_id for u in album if u.message}) == 1
    shown = running.do(people.messages, running.world, LAN)
    assert (shown[1]["text"], shown[-1]["document"]["file_name"]) == ("Đã gửi", "bảng.xlsx")


async def test_python_telegram_bot_tells_the_errors_apart(running: Running, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else the library warns of its own future
    script = (Fault.NONE, Fault.NONE, Fault.TOO_MANY, Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.DROP_AFTER)
    async with _client(running) as bot:
        running.world.fate = Fate(Faults(script=script, retry_after=5))
        for person, error in ((999, BadRequest), (QUAN, Forbidden), (LAN, RetryAfter), *[(LAN, NetworkError)] * 3):
            with pytest.raises(error):
                await bot.send_message(person, "xin chào")

    assert [said["text"] for said in running.do(people.messages, running.world, LAN, 1)] == ["xin chào"]


@pytest.fixture
def grammy(running: Running) -> Iterator[subprocess.Popen[bytes]]:
    needs("node", "npm")
    if not (GRAMMY / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=GRAMMY, check=True)
    process = subprocess.Popen(["node", "echo.js", running.base_url, TOKEN], cwd=GRAMMY)
    yield process
    process.terminate()
    process.wait(20)


def _after(running: Running, message: Json, count: int = 1) -> list[Json]:
    def heard() -> list[Json] | None:
        said = people.messages(running.world, LAN, message["message_id"])
        return said if len(said) >= count else None

    return running.when(heard).result(60)


@pytest.mark.node
@pytest.mark.usefixtures("grammy")
def test_a_bot_on_grammy_talks_through_the_sandbox(running: Running):
    started = running.do(people.write, running.world, LAN, "/start")[0]
    greeting = _after(running, started)[0]
    running.do(people.press, running.world, LAN, greeting["message_id"], "1:0")
    running.when(lambda: running.world.bot().chats[LAN].messages[greeting["message_id"]].get("edit_date")).result(60)
    paper = running.do(people.files_of, running.world, LAN, [SentFile("số liệu".encode(), "a.txt", photo=False)])[0]
    answer = _after(running, paper)[0]
    photo = running.do(people.files_of, running.world, LAN, [SentFile(_picture())])[0]
    album = _after(running, photo, 2)

    assert running.world.bot().chats[LAN].messages[greeting["message_id"]]["text"] == "Đã đồng ý"
    assert running.world.files[answer["document"]["file_id"]].content == "SỐ LIỆU".encode()
    assert (answer["document"]["file_name"], answer["caption"]) == ("trả lời.txt", "Đã nhận")
    assert album[0]["media_group_id"] == album[1]["media_group_id"]
