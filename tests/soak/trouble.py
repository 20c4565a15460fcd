"""Everybody who makes trouble while officials work: a flood of strangers, files made to hurt, a clock that is set."""

import asyncio
import io
import random
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from bot.sandbox import people
from bot.sandbox.people import SentFile
from bot.sandbox.world import MORNING, Persona, add_person
from tests.running import House

STRANGERS = 50
_FIRST = 500_000
BOMBER = Persona(900, "Bom")  # an official whose files do harm
_PER_SECOND = 10  # messages of strangers
_BETWEEN_FILES = 3.0  # seconds
_BETWEEN_STEPS = 15.0
_STEPS = (timedelta(hours=-7), timedelta(hours=3), timedelta(minutes=-5))  # within the day that officials speak of
_TEXTS = ("xin chào", "ABCDE{:05}", "TUYỆT MẬT: danh sách", "/baocao", "/xem 705-BNG-001", "\u202e" * 500, "🙂" * 400)


@dataclass
class Trouble:
    """What is done to one house until `stops`, and how often."""

    house: House
    code: str  # of the official whose files do harm
    done: Counter[str] = field(default_factory=Counter)
    stops: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.random = random.Random(705)
        for nth in range(STRANGERS):
            self._enter(Persona(_FIRST + nth, f"Stranger {nth}"))
        self._enter(BOMBER)

    def _enter(self, persona: Persona) -> None:
        self.house.running.do(add_person, self.house.running.world, persona)

    async def go_on(self) -> None:
        """Make all of it at once."""
        await asyncio.gather(self._flood(), self._send_files(), self._set_the_clock())

    async def _flood(self) -> None:
        while await self._goes_on(1 / _PER_SECOND):
            text = self.random.choice(_TEXTS).format(self.done["messages of strangers"])
            who = _FIRST + self.random.randrange(STRANGERS)
            self.house.running.do(people.write, self.house.running.world, who, text)
            self.done["messages of strangers"] += 1

    async def _send_files(self) -> None:
        bad = _files()
        for line in (self.code, "Nguyễn Văn Bom", "Chuyên viên", "đúng", "đồng ý", "đã rõ"):
            self.house.running.do(people.write, self.house.running.world, BOMBER.id, line)
        while await self._goes_on(_BETWEEN_FILES):
            name, data = self.random.choice(bad)
            files = [SentFile(data, name, photo=False)]
            self.house.running.do(people.files_of, self.house.running.world, BOMBER.id, files)
            self.done["files made to hurt"] += 1

    async def _set_the_clock(self) -> None:
        while await self._goes_on(_BETWEEN_STEPS):
            self.house.set_clock(MORNING + self.random.choice(_STEPS))
            self.done["steps of the clock"] += 1
            await self._goes_on(3.0)
            self.house.set_clock(MORNING)

    async def _goes_on(self, seconds: float) -> bool:
        """Wait so long; tell whether it goes on then."""
        try:
            async with asyncio.timeout(seconds):
                await self.stops.wait()
        except TimeoutError:
            return True
        return False


def _files() -> list[tuple[str, bytes]]:
    """Give files that cost much, or are not what they say."""
    return [
        ("anh.png", _png(30_000, 30_000)),
        ("anh.png", _png(7_000, 7_000)),
        ("bao-cao.docx", _docx(b"0" * 200_000_000)),
        ("bao-cao.docx", _docx(b"<w:p>" * 400_000)),
        ("so-lieu.xlsx", _docx(b"<row>" * 400_000)),
        ("bao-cao.pdf", b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 20_000),
        ("bao-cao.pdf", random.Random(1).randbytes(500_000)),
        ("bao-cao.pdf", b"%PDF-1.7"),
    ]


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = zlib.compress(bytes(1 + width // 8) * min(height, 7_000), 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def _docx(document: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", document)
    return made.getvalue()
