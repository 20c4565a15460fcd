"""What is made to cost much costs little: seconds and memory are granted in proportion to the size of a file."""

import asyncio
import resource
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from papers import docx, packed, pdf, picture, xlsx

from bot.files import pictures
from bot.files.apart import Granted, granted
from bot.files.reading import DocumentReading, read_apart
from bot.files.refusing import Unacceptable

UNREAD = DocumentReading("", readable=False)
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def swelling(package: bytes, name: str, content: bytes) -> bytes:
    return packed(zipfile.ZIP_DEFLATED, package, (name, content))


def page_of(strokes: bytes) -> bytes:
    """Give a PDF of which one page is all these strokes, packed."""
    small = zlib.compress(strokes, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(small), small)
    return pdf("x", extra=[stream]).replace(b"/Contents 7 0 R", b"/Contents 8 0 R")


def used(work: object) -> float:
    """Give the processor seconds that processes of ours took meanwhile."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


BOMBS = {
    "text": ("docx", lambda: swelling(docx("x"), "word/z.xml", b"<w:p " + W + b"><w:t>" + b"mat " * 12_000_000)),
    "nesting": ("docx", lambda: swelling(docx("x"), "word/z.xml", b"<w:p " + W + b">" + b"<w:r>" * 6_000_000)),
    "letters set wide": ("docx", lambda: swelling(docx("x"), "word/z.xml", b"<w:p " + W + b">" + b"m a " * 8_000_000)),
    "cells": (
        "xlsx",
        lambda: swelling(xlsx([1]), "xl/z.xml", b"<row>" + b"<c r='A1' t='s'><v>0</v></c>" * 1_500_000 + b"</row>"),
    ),
    "strokes": ("pdf", lambda: page_of(b"q " * 10_000_000)),
    "letters": ("pdf", lambda: page_of(b"BT /F 12 Tf " + b"<0001> Tj " * 3_000_000)),
    "packed twice": (
        "pdf",
        lambda: page_of(zlib.compress(b"q " * 50_000_000, 9)).replace(
            b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]"
        ),
    ),
}


@pytest.mark.parametrize(("kind", "made"), BOMBS.values(), ids=BOMBS.keys())
def test_a_document_made_to_swell_ends_soon_as_not_looked_at(kind: str, made: object) -> None:
    data, seen = made(), []

    seconds = used(lambda: seen.append(asyncio.run(read_apart(kind, data))))

    assert (seen, len(data) < 150_000) == ([UNREAD], True)
    assert seconds < 2.5  # two granted, and what the system takes to end it


def test_a_picture_made_to_swell_is_refused_before_it_does() -> None:
    side = 7700
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes((side * 3 + 1) * side), 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts
    )
    data, seen = b"\x89PNG\r\n\x1a\n" + b"".join(chunks), []

    def draw() -> None:
        with pytest.raises(Unacceptable, match="too_heavy"):
            asyncio.run(pictures.drawn_apart(data, "png"))
        seen.append("refused")

    assert used(draw) < 1.5
    assert seen == ["refused"]


def test_little_is_granted_little_and_much_not_more_than_the_machine_has() -> None:
    assert granted(24_000) == Granted(2, 256 * 2**20)
    assert granted(20 * 2**20) == Granted(20, 1024 * 2**20)


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, first: str, then: str = 'exec "$PYTHON" "$@"') -> Path:
    """Put a program in the place of Python: it does one thing the first time, another from then on; give its log."""
    begun = folder / "begun"
    program = folder / "python"
    program.write_text(
        f"#!/bin/sh\nPYTHON={sys.executable}\necho >> {begun}\n[ $(wc -l < {begun}) = 1 ] && {first}\n{then}\n"
    )
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    return begun


def times(begun: Path) -> int:
    return len(begun.read_text().splitlines())


@pytest.mark.parametrize("end", ["KILL", "SEGV"])
async def test_a_process_that_dies_is_replaced_and_the_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    begun = stand_in(tmp_path, monkeypatch, f"kill -{end} $$")

    assert (await read_apart("docx", docx("MẬT"))).rule == "stamp"
    assert times(begun) == 2


async def test_a_picture_whose_process_died_is_drawn_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "kill -KILL $$")

    assert (await pictures.drawn_apart(picture(), "jpeg")).startswith(b"\xff\xd8")


@pytest.mark.parametrize("does", ["kill -KILL $$", "kill -STOP $$"])
async def test_one_that_dies_or_hangs_each_time_is_tried_twice_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    begun = stand_in(tmp_path, monkeypatch, does, does)

    assert await read_apart("docx", docx("MẬT"), patience=1.0 if "STOP" in does else None) == UNREAD
    assert times(begun) == 2


async def test_one_that_used_up_what_it_was_granted_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = stand_in(tmp_path, monkeypatch, "kill -XCPU $$", "kill -XCPU $$")

    assert await read_apart("docx", docx("MẬT")) == UNREAD
    assert times(begun) == 1
