"""What is long, and who wrote: the newest message stays in sight, is led back to, found, and counted in the title."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from bot.sandbox import people
from bot.sandbox.people import SentFile
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN
from tests.browser import Page
from tests.sandbox.conftest import LAN, QUAN
from tests.trial import ROOT

pytestmark = pytest.mark.chromium
LINES = 40
IS_LAST_SEEN = """
const log = document.querySelector("[data-column='101'] .log").getBoundingClientRect();
const last = [...document.querySelectorAll("[data-column='101'] .turn")].at(-1).getBoundingClientRect();
return last.bottom <= log.bottom + 1;
"""


@pytest.fixture
def page(browser: Chrome, running: Running) -> Iterator[Page]:
    for nth in range(LINES):
        running.do(people.write, running.world, LAN, f"dòng thứ {nth}")
    size(browser, 1400, 900)
    browser.get(running.base_url)
    page = Page(browser)
    page.click(f"[data-person='{LAN}']")
    page.see(f"[data-column='{LAN}'] .own .words", f"dòng thứ {LINES - 1}")
    yield page
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.get("about:blank")


def size(browser: Chrome, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def comes(page: Page, script: str) -> bool:
    return bool(WebDriverWait(page.browser, 60, 0.05).until(lambda browser: browser.execute_script(script)))


def scroll_up(page: Page) -> None:
    page.browser.execute_script(f"document.querySelector(\"[data-column='{LAN}'] .log\").scrollTop = 0")


def test_the_last_message_stays_in_sight_when_the_page_grows_less_high(page: Page):
    assert comes(page, IS_LAST_SEEN)
    size(page.browser, 1400, 640)  # as when the bar above takes a second line

    assert comes(page, IS_LAST_SEEN)


def test_who_has_gone_back_is_left_there_and_led_to_the_newest(page: Page, running: Running):
    scroll_up(page)
    page.see(".newest")
    running.do(people.write, running.world, LAN, "mới nhất")
    page.see(f"[data-person='{LAN}'] .last", "mới nhất")

    assert not page.browser.execute_script(IS_LAST_SEEN)
    page.click(".newest")
    assert comes(page, IS_LAST_SEEN)
    assert not page.browser.find_element(By.CSS_SELECTOR, ".newest").is_displayed()


def test_whoever_writes_sees_what_comes_of_it_and_no_picture_that_grows_leads_away(page: Page, running: Running):
    scroll_up(page)
    page.write(LAN, "từ trang", Keys.ENTER)
    page.see(f"[data-column='{LAN}'] .own .words", "từ trang")
    assert comes(page, IS_LAST_SEEN)
    page.browser.execute_script(
        f"const log = document.querySelector(\"[data-column='{LAN}'] .log\");"
        "[...log.querySelectorAll('.turn')].at(-2).style.minHeight = '600px'; log.dispatchEvent(new Event('scroll'));"
    )
    running.do(people.write, running.world, LAN, "dưới ảnh")
    page.see(f"[data-column='{LAN}'] .own .words", "dưới ảnh")

    assert comes(page, IS_LAST_SEEN)


def test_words_are_found_in_a_chat_without_tone_marks_the_latest_first(page: Page):
    page.click(f"[data-column='{LAN}'] .seek")
    page.see(".finder input").send_keys("dong thu 1")

    assert page.see(".found .words").text == "dòng thứ 19"
    assert page.see(".finder small").text == "1/11"
    page.see(".finder input").send_keys(Keys.ENTER)
    assert page.see(".found .words", "dòng thứ 18")
    page.see(".finder input").send_keys("xyz")
    assert page.see(".finder small", "Không thấy")
    page.see(".finder input").send_keys(Keys.ESCAPE)
    assert not page.browser.find_element(By.CSS_SELECTOR, ".finder").is_displayed()


def test_whoever_wrote_last_stands_first_and_what_is_not_read_is_counted_in_the_title(page: Page, running: Running):
    running.do(people.start, running.world, QUAN)
    for words in ("Kính gửi đồng chí", "Trân trọng"):
        httpx.post(
            f"{running.base_url}/bot{TOKEN}/sendMessage", json={"chat_id": QUAN, "text": words}
        ).raise_for_status()
    page.see(f"[data-person='{QUAN}'] .unread", "2")
    order = [int(one.get_attribute("data-person")) for one in page.browser.find_elements(By.CSS_SELECTOR, ".person")]

    assert order[0] == QUAN
    assert page.browser.title == "(2) Đầu Mối"
    page.click(f"[data-person='{QUAN}']")
    page.click(f"[data-person='{LAN}']")
    assert comes(page, "return document.title === 'Đầu Mối'")


def test_an_empty_file_is_refused_before_it_is_sent_in_the_words_of_the_page(page: Page, tmp_path: Path):
    (tmp_path / "rong.pdf").touch()
    page.attach(LAN, tmp_path / "rong.pdf")

    assert page.see(".toast", "rong.pdf rỗng")
    assert not page.browser.find_elements(By.CSS_SELECTOR, ".held li")


def test_on_a_phone_a_picture_is_enlarged_to_more_than_the_screen_and_back(page: Page, running: Running):
    picture = BytesIO()
    Image.new("RGB", (1080, 1500), "teal").save(picture, "PNG")
    running.do(people.files_of, running.world, LAN, [SentFile(picture.getvalue(), "a.png", photo=True)], "")
    size(page.browser, 390, 844)
    page.browser.refresh()
    page.click(f"[data-person='{LAN}']")
    page.click(".picture")
    fits = page.see("#viewer img").size["width"]
    page.click(".enlarge")

    assert fits <= 390
    assert comes(page, "return document.querySelector('#viewer img').width > 2 * innerWidth")
    page.click(".enlarge")
    assert comes(page, "return document.querySelector('#viewer img').width <= innerWidth")


def test_whatever_the_server_refuses_the_page_says_in_both_languages():
    said = (ROOT / "bot" / "sandbox" / "page" / "words.js").read_text(encoding="utf-8")
    refusing = [ROOT / "bot" / "sandbox" / f"{name}.py" for name in ("people", "travelling", "starting")]
    refused = [words for file in refusing for words in re.findall(r'raise ValueError\("(.+?)"\)', file.read_text())]

    assert len(refused) > 4
    assert [words for words in refused if said.count(f'"why.{words}":') != 2] == []
