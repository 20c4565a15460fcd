"""The guides in Vietnamese: what they show as typed is typed; their pictures are made anew, and are those that stand.

In a guide a comment names who does what follows. Of a numbered step everything is done in its order: `typed`,
**pressed**, a photo sent; what stands in “ ” is then said. Of a list each thing typed begins something, which is closed
again. One sandbox for all guides; its people go on from guide to guide. With --update-dialogues pictures are written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image, PngImagePlugin
from selenium.webdriver import Chrome

from messages.words import catalogue
from tests.sandbox.phone import photographed
from tests.trial import ROOT, started

pytestmark = pytest.mark.chromium
GUIDES = ROOT / "docs" / "huong-dan"
PEOPLE = {
    "Nguyễn Thị Lan": 101,
    "Đỗ Văn Bình": 102,
    "Hoàng Thu Thảo": 103,
    "Trần Văn Minh": 104,
    "Vũ Thanh Hương": 105,
    "Ngô Đức Sơn": 106,
    "Lê Anh Quân": 107,
}
IN_ORDER = [
    *(GUIDES / f"{name}.md" for name in ("can-bo-dau-moi", "dieu-phoi", "lanh-dao", "quan-tri")),
    ROOT / "README.vi.md",
]
LARGEST = 45_000  # bytes of a picture
NOT_UNDERSTOOD = ("text.unknown", "command.unknown", "command.meant", "command.others")
SHOWN = "Shown"  # in a picture: the words that are to be read on it
PATIENCE = 60.0  # seconds


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(tmp_path_factory.mktemp("g")) as found:
        afternoon = {"at": "2025-12-05T14:00:00+07:00"}  # no digest comes between any more
        httpx.post(f"{found}/sandbox/clock", json=afternoon, timeout=2 * PATIENCE).raise_for_status()
        yield found


@pytest.fixture
def web(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=2 * PATIENCE) as client:
        yield client


@dataclass
class Reader:
    """Somebody who does what a guide says."""

    web: httpx.Client
    browser: Chrome
    photo: bytes
    person: int = 0
    is_step: bool = False
    since: int = 0  # the last message before this step
    pictures: list[tuple[str, bytes, str]] = field(default_factory=list)

    def follow(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "html_block" and (name := token.content.strip(" <!->\n")) in PEOPLE:
                self.person = PEOPLE[name]
            elif token.type.endswith("_list_open"):
                self.is_step = token.type.startswith("ordered")
            elif token.type == "inline" and token.level > 1:
                self._step(token.children or []) if self.is_step else self._begin(token.children or [])
            elif token.type == "inline" and self.person:
                self._look(token.children or [])

    def _step(self, parts: Sequence[Token]) -> None:
        self.since, is_bold = self._last(), False
        for part in parts:
            is_bold = part.type == "strong_open" or (is_bold and part.type != "strong_close")
            if part.type == "code_inline":
                self._does("text", json={"text": part.content})
            elif part.type == "text" and is_bold:
                self._press(part.content)
            elif part.type == "text":
                if part.content.startswith("Gửi ảnh"):
                    self._does("files", data={"kind": "photo"}, files={"files": ("a.jpg", self.photo)})
                for words in re.findall("“(.+?)”", part.content):
                    self._hears(words)

    def _begin(self, parts: Sequence[Token]) -> None:
        for part in parts:
            if part.type == "code_inline":
                said = self._does("text", json={"text": part.content})
                assert not [key for key in NOT_UNDERSTOOD if said.startswith(beginning(key))], (part.content, said)
                self._does("text", json={"text": "/huy"})

    def _look(self, parts: Sequence[Token]) -> None:
        for part in parts:
            if part.type == "image":
                place = str(part.attrs["src"])
                self.pictures.append((place, *photographed(self.browser, str(self.web.base_url), self.person)))

    def _messages(self, after: int, wait: float = 0) -> list[dict[str, Any]]:
        found = self.web.get(f"/sandbox/people/{self.person}/messages", params={"after": after, "wait": wait}).json()
        return [message for message in found if message["from"]["is_bot"]]

    def _last(self) -> int:
        return max((message["message_id"] for message in self._messages(0)), default=0)

    def _does(self, deed: str, **given: Any) -> str:
        """Do it; give what the bot says to it first."""
        before = self._last()
        self.web.post(f"/sandbox/people/{self.person}/{deed}", **given).raise_for_status()
        return words(self._messages(before, PATIENCE)[0])

    def _press(self, label: str) -> None:
        if label == "Bắt đầu":
            self._does("start")
            return
        rows = [
            (message["message_id"], button)
            for message in reversed(self._messages(0))
            for row in message.get("reply_markup", {}).get("inline_keyboard", ())
            for button in row
        ]
        message, button = next(one for one in rows if label in one[1]["text"])
        self._does("press", json={"message_id": message, "data": button["callback_data"]})

    def _hears(self, wanted: str) -> None:
        said = self._messages(self.since, PATIENCE)
        while wanted not in "\n".join(map(words, said)):
            more = self._messages(said[-1]["message_id"], PATIENCE)
            assert more, (wanted, "\n".join(map(words, said)))
            said += more


def words(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


def beginning(key: str) -> str:
    return re.split(r"[{\n]", catalogue("vi")[key])[0].strip()


@pytest.mark.parametrize("path", IN_ORDER, ids=[path.stem for path in IN_ORDER])
def test_a_guide_goes_as_it_is_written(web: httpx.Client, browser: Chrome, path: Path, pytestconfig: pytest.Config):
    text = path.read_text(encoding="utf-8")
    photo = BytesIO()
    Image.new("RGB", (640, 360), "steelblue").save(photo, "JPEG")
    reader = Reader(web, browser, photo.getvalue())
    reader.follow(MarkdownIt().parse(text))

    assert [place for place, _, _ in reader.pictures] == re.findall(r"\]\((hinh/.+?)\)", text)
    for place, picture, shown in reader.pictures:
        if pytestconfig.getoption("update_dialogues"):
            keep(GUIDES / place, picture, shown)
        with Image.open(GUIDES / place) as kept:
            assert kept.text[SHOWN] == shown  # as it is now
        assert (GUIDES / place).stat().st_size < LARGEST


def keep(place: Path, picture: bytes, shown: str) -> None:
    told = PngImagePlugin.PngInfo()
    told.add_itxt(SHOWN, shown)
    with Image.open(BytesIO(picture)) as image:
        image.save(place, optimize=True, pnginfo=told)


def test_every_picture_there_is_in_a_guide():
    texts = "\n".join(file.read_text("utf-8") for file in GUIDES.glob("*.md"))

    assert {file.name for file in (GUIDES / "hinh").iterdir()} == set(re.findall(r"\]\(hinh/(.+?)\)", texts))
