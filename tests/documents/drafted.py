"""Letters that were drafted, as they lie in the house, and what stands in them."""

import hashlib
import re
from io import BytesIO

import docx
from docx.document import Document

from tests.dialogue import Stage
from tests.talk.telling import hears

PLACE = re.compile(
    r"trong thư mục dữ liệu: (documents/\S+\.docx) \(giữ 30 ngày\)\. Mã kiểm tra SHA-256: ([0-9a-f]{64})"
)


async def letter(stage: Stage, typed: str) -> Document:
    """Let a letter be drafted; give it as it lies in the house."""
    return docx.Document(BytesIO(await bytes_of(stage, await hears(stage, "Minh", typed))))


async def bytes_of(stage: Stage, told: str) -> bytes:
    """Give the file whose place was told; its fingerprint is as told."""
    place = PLACE.search(told)
    assert place is not None, told
    data = (stage.path.parent / place[1]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == place[2]
    return data


def lines(paper: Document) -> list[str]:
    """Give the paragraphs between the heads and the foot."""
    return [one.text for one in paper.paragraphs if one.text.strip()]


def body(paper: Document) -> str:
    said = lines(paper)
    ends = next(nth for nth, one in enumerate(said) if one.endswith("./."))
    return "\n".join(said[: ends + 1])


def about(paper: Document) -> str:
    return next(one.text for one in paper.tables[0].rows[0].cells[0].paragraphs if one.text.startswith("V/v "))


def to_whom(paper: Document) -> list[str]:
    """Give the units by name: of the list behind the letter, or those it is addressed to."""
    if len(paper.tables) > 2:
        return [row.cells[1].text for row in paper.tables[2].rows[1:]]
    said = lines(paper)
    if said[0].startswith("Kính gửi: "):
        return [said[0].removeprefix("Kính gửi: ")]
    return [one.removeprefix("- ").rstrip(";.") for one in said[1:] if one.startswith("- ")]
