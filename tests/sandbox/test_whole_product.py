"""`python -m bot sandbox`, as anybody starts it, in a real browser: an entry by clicking, one typed, a kill between."""

import re
from collections.abc import Iterator
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
LAN, THAO, MINH, QUAN = 101, 103, 104, 107


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


def test_an_entry_by_clicking_ends_with_a_number(page: Page, tmp_path: Path):
    for name in ("a.jpg", "b.jpg"):
        Image.new("RGB", (640, 480), "steelblue").save(tmp_path / name)
    lan = Chat(page, LAN)
    lan.open()
    lan.press("Cập nhật kết quả", opening("ask.task"))
    lan.press("2.1b", opening("ask.days"))
    lan.press("Hôm qua", "Đã ghi: thứ Năm, 04/12/2025")
    lan.press("Hội nghị, hội thảo, tọa đàm", opening("ask.title"))
    lan.type("Hội thảo về Công ước CEDAW tại Hà Nội", opening("ask.place"))
    lan.press("Bỏ qua", opening("ask.partners"))
    lan.press("Bỏ qua", opening("ask.figures"))
    lan.type("1 hội thảo, hơn 120 đại biểu", opening("ask.evidence"))
    lan.photos(tmp_path / "a.jpg", tmp_path / "b.jpg")
    lan.sees("Đã nhận 02")
    lan.press("Xong", opening("ask.finished"))
    lan.press("Đã hoàn thành", opening("report.review"))
    lan.press("Gửi", "705-BNG-001")


def test_one_typed_without_tone_marks_survives_a_kill_in_the_middle(page: Page):
    thao = Chat(page, THAO)
    thao.open()
    thao.type("bao cao", opening("ask.task"))
    thao.type("treo bang ron", opening("ask.days"))
    page.click("#again", "Dừng đột ngột và chạy lại")
    page.see(".machine[data-running='true']")
    thao.type("tu 1 den 5/12", "Đã ghi: từ thứ Hai, 01/12/2025 đến thứ Sáu, 05/12/2025")
    thao.type("truc quan", opening("ask.title"))
    thao.type("treo bang ron tai 126 xa, phuong", opening("ask.place"))
    thao.type("bo qua", opening("ask.partners"))
    thao.type("khong", opening("ask.figures"))  # the same words twice within five seconds are one message
    thao.type("1.150 bang ron", opening("ask.evidence"))
    thao.type("khong co", opening("ask.finished"))
    thao.type("con tiep tuc", opening("report.review"))
    thao.type("gui", "705-HNI-001")


def test_the_coordinator_sees_both_and_the_photos(page: Page):
    minh = Chat(page, MINH)
    minh.open()
    minh.type("/tinhhinh", "705-HNI-001")
    assert "705-BNG-001" in minh.sees("705-HNI-001")
    minh.type("/xem 705-BNG-001", "hơn 120")
    album = f"[data-column='{MINH}'] .theirs .pictures.of-2 .picture"  # the digest's own picture stands alone
    page.see(album)

    assert len(page.browser.find_elements(By.CSS_SELECTOR, album)) == 2


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
