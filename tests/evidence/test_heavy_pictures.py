"""A picture made to swell or to be drawn for ever harms nothing but itself."""

import asyncio
import io
import os
import resource
import struct
import zlib
from pathlib import Path

import pytest
from papers import picture, put
from PIL import Image

from bot.files import pictures
from bot.files.inspecting import Inspecting
from bot.files.refusing import Unacceptable
from tests.processes import children, ended, watched

SIDE = 7700


def one_colour(kind: str) -> bytes:
    """Give a picture of 59 million pixels in a few bytes."""
    file = io.BytesIO()
    if kind == "webp":
        Image.new("RGB", (SIDE, SIDE), "red").save(file, "WEBP", lossless=True)
        return file.getvalue()
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    lines = zlib.compress(bytes((SIDE * 3 + 1) * SIDE), 9)
    parts = ((b"IHDR", header), (b"IDAT", lines), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def with_scans(many: int) -> bytes:
    """Give a progressive JPEG in which the first scan is repeated."""
    file = io.BytesIO()
    Image.new("RGB", (1600, 1600), "red").save(file, "JPEG", progressive=True)
    data = file.getvalue()
    first, second = data.index(b"\xff\xda"), data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    table = data.rfind(b"\xff\xc4", first, second)
    scan = data[first : table if table > 0 else second]
    return data[:first] + scan * many + data[first:]


def held() -> int:
    """Give the most memory this process ever held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def drawn(data: bytes, kind: str) -> str:
    try:
        return "drawn" if asyncio.run(pictures.drawn_apart(data, kind)) else "nothing"
    except Unacceptable as error:
        return error.because


@pytest.mark.parametrize("kind", ["webp", "png"])
def test_a_picture_that_swells_does_so_in_a_process_of_its_own(kind: str) -> None:
    data, before = one_colour(kind), held()

    outcome = drawn(data, kind)

    assert outcome in ("drawn", "evidence.too_heavy")
    assert held() - before < 50 * 1024


def test_a_picture_of_thousands_of_scans_is_not_drawn() -> None:
    assert drawn(with_scans(10_000), "jpeg") == "evidence.too_heavy"


def test_a_progressive_picture_of_a_camera_is() -> None:
    assert drawn(with_scans(0), "jpeg") == "drawn"


def test_a_picture_that_takes_too_long_is_refused() -> None:
    with pytest.raises(Unacceptable, match="too_heavy"):
        asyncio.run(pictures.drawn_apart(one_colour("webp"), "webp", patience=0.0))


async def test_whoever_stops_waiting_ends_the_process(tmp_path: Path) -> None:
    inspecting = Inspecting(tmp_path / "store")
    path = put(tmp_path, one_colour("webp"))
    others = set(children(os.getpid()))  # a tracker that multiprocessing left, say
    waiting = asyncio.create_task(inspecting.inspect(path, "ảnh.webp"))
    while not (started := set(children(os.getpid())) - others):
        assert not waiting.done()
        await asyncio.sleep(0)
    with watched(list(started)) as opening:
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

        assert [ended(process) for process in opening] == [True] * len(opening)
    assert path.exists()


def test_an_ordinary_picture_is_kept(tmp_path: Path) -> None:
    kept = asyncio.run(Inspecting(tmp_path / "store").inspect(put(tmp_path, picture()), "ảnh.jpg"))

    assert kept.kind == "jpeg"
