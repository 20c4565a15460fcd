"""The page in a real browser, with a small bot on aiogram behind it."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from bot.sandbox import serving
from bot.sandbox.serving import Running
from bot.sandbox.world import MORNING, TOKEN, Json, Persona, add_person, ticking
from tests.browser import Page

pytestmark = pytest.mark.chromium
LAN, QUAN, MINH = 101, 102, 103


class Machine:
    """A clock that moves, a process that is only a word, and a bot with one thing to do."""

    def __init__(self) -> None:
        self._clock = ticking(MORNING)
        self.done: list[str] = []
        self.due: datetime | None = None
        self.gone: list[Json] = []

    def now(self) -> datetime:
        return self._clock()

    async def move(self, to: datetime) -> None:
        self._clock = ticking(to)

    async def tick(self) -> datetime | None:
        if self.due is not None and self.due <= self.now():
            self.done.append("due")
            self.due = None
        return self.due

    async def timeline(self) -> Json:
        return {"to_come": [], "gone": self.gone if self.is_running() else []}

    async def kill(self) -> None:
        self.done.append("kill")

    async def start(self) -> None:
        self.done.append("start")

    def is_running(self) -> bool:
        return self.done[-1:] != ["kill"]


async def _answer(message) -> None:
    import aiogram

    if message.document:
        await message.answer_document(
            aiogram.types.BufferedInputFile(b"bang so lieu", "bảng.xlsx"), caption="Đã nhận tài liệu"
        )
        return
    from aiogram.utils.keyboard import InlineKeyboardBuilder

    buttons = InlineKeyboardBuilder()
    for label, data in (("Hội nghị", "1:0"), ("Tập huấn", "1:1"), ("Quay lại", "1:back")):
        buttons.button(text=label, callback_data=data)
    said = "ảnh" if message.photo else message.text
    await message.answer(f"Đã ghi: {said}\nHình thức nào?", reply_markup=buttons.adjust(1).as_markup())


async def _chosen(query) -> None:
    import aiogram

    assert isinstance(query.message, aiogram.types.Message)
    await query.answer("Đã ghi nhận")
    await query.message.edit_text(f"Đã chọn {query.data}")


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def served(machine: Machine) -> Iterator[Running]:
    import aiogram

    with serving.start(machinery=machine) as server:
        for person in (
            Persona(LAN, "Lan", "Nguyễn Thị", note="Đầu mối, Bộ Ngoại giao"),
            Persona(QUAN, "Quân", "Hoàng Anh", note="Đầu mối, Bộ Tư pháp", code="7K3MX9P2QA"),
            Persona(MINH, "Minh", "Phạm Quang", note="Cán bộ tổng hợp"),
        ):
            server.do(add_person, server.world, person)
        loop = asyncio.new_event_loop()
        over = asyncio.Event()
        dispatcher = aiogram.Dispatcher()
        dispatcher.message()(_answer)
        dispatcher.callback_query()(_chosen)

        async def talk() -> None:
            session = aiogram.client.session.aiohttp.AiohttpSession(
                api=aiogram.client.telegram.TelegramAPIServer.from_base(server.base_url)
            )
            bot = aiogram.Bot(TOKEN, session=session)
            await bot.set_my_commands([aiogram.types.BotCommand(command="baocao", description="Cập nhật kết quả")])
            polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
            await over.wait()
            await dispatcher.stop_polling()
            await polling

        thread = threading.Thread(target=loop.run_until_complete, args=(talk(),))
        thread.start()
        server.when(lambda: server.world.bot().wake).result(60)
        yield server
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


@pytest.fixture
def page(browser: Chrome, served: Running) -> Iterator[Page]:
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.get(served.base_url)
    yield Page(browser)
    complaints = browser.get_log("browser")
    browser.get("about:blank")  # before the server goes
    assert complaints == []


def test_an_invited_person_begins_chooses_and_is_answered(page: Page):
    page.click(f"[data-person='{QUAN}']")
    page.click(f"[data-column='{QUAN}'] .start", "Bắt đầu")
    page.see(".theirs .words", "Đã ghi: /start 7K3MX9P2QA")
    page.click(".choice", "Tập huấn")

    assert page.see(".toast", "Đã ghi nhận")
    assert page.see(".theirs .words", "Đã chọn 1:1")
    assert page.gone(".choice")
    assert page.see(f"[data-person='{QUAN}'] .last", "Đã chọn 1:1")


def test_several_people_are_side_by_side_and_others_count_what_they_missed(page: Page, served: Running):
    page.click(".segments.wide button", "2")
    page.click(f"[data-column='{LAN}'] .start")
    page.see(f"[data-column='{LAN}'] .theirs .words", "Đã ghi: /start")
    page.write(LAN, "hoi thao", Keys.ENTER)
    page.see(f"[data-column='{LAN}'] .own .words", "hoi thao")
    served.do(_write, served, MINH)

    assert page.see(f"[data-person='{MINH}'] .unread", "1")
    assert page.see(f"[data-column='{QUAN}'] .start")


def test_photos_go_as_an_album_and_documents_come_back(page: Page, tmp_path: Path):
    for name in ("a.jpg", "b.jpg"):
        Image.new("RGB", (800, 600), "teal").save(tmp_path / name)
    (tmp_path / "công văn.docx").write_bytes(b"PK")
    page.click(f"[data-column='{LAN}'] .start")
    page.see(".theirs .words", "Đã ghi: /start")
    page.attach(LAN, tmp_path / "a.jpg", tmp_path / "b.jpg")
    page.write(LAN, "Ảnh hội thảo", Keys.ENTER)
    page.see(".own .pictures.of-2")
    page.see(".own .words", "Ảnh hội thảo")
    page.attach(LAN, tmp_path / "công văn.docx")  # picked where photos are
    page.write(LAN, Keys.ENTER)
    page.see(".own .paper", "công văn.docx")
    page.click(".attach")
    page.browser.execute_script("HTMLInputElement.prototype.click = () => {}")  # no window of the system can open
    page.click(".kinds button", "Tài liệu")
    page.attach(LAN, tmp_path / "a.jpg")
    page.write(LAN, Keys.ENTER)
    page.see(".own .paper", "a.jpg")
    received = page.see(".theirs .paper", "bảng.xlsx")

    assert received.get_attribute("download") == "bảng.xlsx"
    page.click(".own .picture")
    assert page.see("#viewer img")


def test_as_text_only_the_buttons_are_a_numbered_list(page: Page):
    page.click(f"[data-column='{LAN}'] .start")
    page.see(".choice", "Hội nghị")
    page.click(".switch")
    listed = page.see(".listed").text.splitlines()

    assert listed == ["Hội nghị", "Tập huấn", "hoặc gõ: “Quay lại”"]
    assert page.gone(".choice")
    page.write(LAN, "1", Keys.ENTER)
    assert page.see(".theirs .words", "Đã ghi: 1")


def test_the_command_menu_opens_on_a_slash(page: Page):
    page.click(f"[data-column='{LAN}'] .start")
    page.see(".theirs .words", "Đã ghi: /start")
    page.write(LAN, "/")
    page.click(".commands button", "Cập nhật kết quả")

    assert page.see(".theirs .words", "Đã ghi: /baocao")


def test_an_own_message_is_changed(page: Page):
    page.click(f"[data-column='{LAN}'] .start")
    page.write(LAN, "120 đại biểu", Keys.ENTER)
    amend = page.see(".own .words", "120").find_element(By.XPATH, "..").find_element(By.CSS_SELECTOR, ".amend")
    page.browser.execute_script("arguments[0].click()", amend)
    page.see(".editing", "120 đại biểu")
    page.write(LAN, Keys.CONTROL + "a")
    page.write(LAN, "125 đại biểu", Keys.ENTER)

    assert page.see(".own .words", "125 đại biểu")
    assert page.see(".own .changed", "đã sửa")


def test_the_clock_moves_and_the_bot_is_killed_and_started(page: Page, machine: Machine):
    assert page.see("#instant", "Thứ Sáu, 05/12/2025 08:3")
    page.click(".clock button", "+1 ngày")
    page.see("#instant", "Thứ Bảy, 06/12/2025 08:3")
    page.click("#again", "Dừng đột ngột và chạy lại")
    page.see(".machine[data-running='true']")
    page.click(".machine .plain", "Chỉ dừng")
    page.click(".machine .main", "Chạy lại")
    page.see(".machine[data-running='true']")

    assert machine.done == ["kill", "start", "kill", "start"]


def test_on_a_phone_it_is_the_list_or_one_conversation(page: Page):
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.browser.refresh()
    page.click(f"[data-person='{MINH}']")
    page.click(f"[data-column='{MINH}'] .start")
    page.see(".theirs .words", "Đã ghi")
    wider = "return document.scrollingElement.scrollWidth > innerWidth"

    assert not page.browser.execute_script(wider)
    assert not page.browser.find_element(By.ID, "people").is_displayed()
    page.click(".column .back")
    assert page.see(f"[data-person='{LAN}']")
    assert not page.browser.execute_script(wider)


def test_what_was_sent_stays_in_the_timeline_when_the_bot_is_stopped(page: Page, machine: Machine):
    at = machine.now().isoformat()
    machine.gone = [{"id": 1, "at": at, "chat": str(LAN), "name": "Lan", "kind": "digest", "rules": []}]
    page.browser.refresh()
    page.see("#timeline .passed", "Tình hình buổi sáng")
    page.click(".machine .plain", "Chỉ dừng")
    page.see("#timeline .quiet", "Hệ thống đã dừng")

    assert page.see("#timeline .passed", "Tình hình buổi sáng")
    page.browser.refresh()  # now nothing is known of what was sent
    page.see("#timeline .quiet", "Hệ thống đã dừng")
    assert "Chưa có tin nào" not in page.see("#timeline").text


def test_where_nothing_is_to_come_the_page_says_so_in_its_own_words(page: Page):
    page.click("#next")

    assert page.see("#dialog p").text == "Không thực hiện được: kế hoạch không còn việc nào sắp đến."
    assert "400" in page.browser.get_log("browser")[-1]["message"]  # what was refused


def test_the_page_speaks_english_too(page: Page):
    page.click(".segments [lang='en']")

    assert page.see("#people .add", "Add a person")
    assert page.see("#instant", "Friday, 05/12/2025")


def _write(served: Running, person: int) -> None:
    from bot.sandbox import people

    people.write(served.world, person, "/tinhhinh")
