"""`python -m bot sandbox`, as anybody starts it, in a real browser: an entry by clicking, one typed, a kill between."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from selenium.common.exceptions import ElementClickInterceptedException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from messages.words import catalogue
from tests.browser import Page
from tests.trial import started

pytestmark = pytest.mark.chromium
MINH, QUAN = 104, 107
PEOPLE = {"Nguyễn Thị Lan": 101, "Hoàng Thu Thảo": 103, "Trần Văn Minh": MINH}
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^\d\. (.*)$", README.partition("## Three minutes")[2].partition("\n## ")[0], re.MULTILINE)
DOING = re.compile(r"\*\*(.+?)\*\*|`(.+?)`|(send a photo)")
AT_MOST = 6  # actions from the first press to the number
PICTURE = f"[data-column='{MINH}'] .theirs .picture"


@dataclass
class Chat:
    """One person's column of the page."""

    page: Page
    person: int

    def open(self) -> None:
        self.page.click(f"[data-person='{self.person}']")
        self.page.see(f"[data-column='{self.person}']")

    def press(self, label: str, then: str) -> None:
        """Press the latest button of this label: an earlier prompt keeps its buttons for a moment longer."""

        def pressed(browser: Chrome) -> bool:
            choices = browser.find_elements(By.CSS_SELECTOR, f"[data-column='{self.person}'] .choice")
            latest = [choice for choice in choices if label in choice.text][-1:]
            for choice in latest:
                choice.click()
            return bool(latest)

        moving = [StaleElementReferenceException, ElementClickInterceptedException]
        WebDriverWait(self.page.browser, 60, ignored_exceptions=moving).until(pressed)
        self.sees(then)

    def type(self, text: str, then: str) -> None:
        self.page.write(self.person, text, Keys.ENTER)
        self.sees(then)

    def sees(self, words: str) -> str:
        return self.page.see(f"[data-column='{self.person}'] .theirs .words", words).text

    def answers(self, act: Callable[[], None]) -> None:
        """Do something, and wait until the bot has answered it."""
        theirs = f"[data-column='{self.person}'] .bubble.theirs"
        before = len(self.page.browser.find_elements(By.CSS_SELECTOR, theirs))
        act()
        WebDriverWait(self.page.browser, 60).until(lambda b: len(b.find_elements(By.CSS_SELECTOR, theirs)) > before)

    def photos(self, *paths: Path) -> None:
        self.page.attach(self.person, *paths)
        self.page.write(self.person, Keys.ENTER)


def opening(key: str) -> str:
    """Give how a sentence begins, as far as nothing is filled in."""
    return re.split(r"[{\n]", catalogue("vi")[key])[0].strip()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(tmp_path_factory.mktemp("s")) as found:
        yield found


@pytest.fixture
def page(browser: Chrome, address: str) -> Page:
    browser.get(address)
    return Page(browser)


def test_the_three_minutes_of_the_readme_go_as_they_are_written(page: Page, tmp_path: Path):
    photo = tmp_path / "a.jpg"
    Image.new("RGB", (640, 480), "steelblue").save(photo)
    chat, actions = Chat(page, 0), 0
    for step in STEPS:
        for bold, typed, sent in DOING.findall(step):
            actions += 1
            if bold in PEOPLE:
                chat, actions = Chat(page, PEOPLE[bold]), 0
                chat.open()
            elif bold == "Dừng đột ngột và chạy lại":
                page.click("#again", bold)
                page.see(".machine[data-running='true']")
            elif sent:
                chat.answers(lambda chat=chat: chat.photos(photo))
            elif bold:
                chat.answers(lambda chat=chat, bold=bold: chat.press(bold, ""))
            else:
                chat.answers(lambda chat=chat, typed=typed: page.write(chat.person, typed, Keys.ENTER))
        for number in re.findall(r"(?<!`)(?<!/xem )705-[A-Z]+-\d{3}", step):
            chat.sees(number)
            assert actions <= AT_MOST


def test_the_coordinator_sees_both_and_the_photos(page: Page):
    minh = Chat(page, MINH)
    minh.open()
    minh.type("/tinhhinh", "705-HNI-001")
    assert "705-BNG-001" in minh.sees("705-HNI-001")
    before = len(page.browser.find_elements(By.CSS_SELECTOR, PICTURE))
    minh.type("/xem 705-BNG-001", "hơn 120")

    WebDriverWait(page.browser, 60).until(lambda b: len(b.find_elements(By.CSS_SELECTOR, PICTURE)) > before)


def test_somebody_invited_registers_by_pressing_begin(page: Page):
    quan = Chat(page, QUAN)
    quan.open()
    page.click(f"[data-column='{QUAN}'] .start", "Bắt đầu")
    quan.sees("họ và tên")
    quan.type("Lê Anh Quân", opening("ask.title_held"))
    quan.type("Chuyên viên", opening("register.who.official"))
    quan.press("Đúng", "có quyền xem, sửa")
    quan.press("Đồng ý", opening("register.secrets"))
    quan.press("Đã rõ", "Đã xác nhận đồng chí Lê Anh Quân")
