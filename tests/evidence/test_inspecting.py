"""A fetched file is judged, freed of what must come off, and kept under its own hash; or it is gone."""

import asyncio
import hashlib
import io
import stat
import zipfile
from pathlib import Path

import pytest
from papers import SPREADSHEET, WORDPROCESSING, docx, files_in, pdf, picture, put, with_part, xlsx
from PIL import Image

from bot.files import inspecting, sniffing, store
from bot.files.refusing import Unacceptable

MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def inspect(folder: Path, content: bytes, name: str = "minh chung") -> inspecting.Inspected:
    return asyncio.run(inspecting.Inspecting(folder / "store").inspect(put(folder, content), name))


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", docx("Kết quả hội thảo")),
        ("xlsx", xlsx(["Kết quả", 120])),
        ("pdf", pdf("Kết quả hội thảo")),
        ("txt", "Kết quả hội thảo\n".encode()),
        ("txt", "Kết quả hội thảo".encode("utf-16")),
        ("csv", "đơn vị,kết quả\nBNG,120\nBYT,80\n".encode()),
    ],
)
def test_a_document_is_kept_as_it_was_sent(tmp_path: Path, kind: str, content: bytes) -> None:
    kept = inspect(tmp_path, content, "tên nào cũng được.bin")

    sha256 = hashlib.sha256(content).hexdigest()
    path = tmp_path / "store" / sha256[:2] / sha256
    assert kept == inspecting.Inspected(kind, sha256, sha256, len(content), len(content), path, readable=True)
    assert path.read_bytes() == content
    assert files_in(tmp_path) == [path]


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_is_kept_under_the_hash_of_what_was_kept(tmp_path: Path, kind: str) -> None:
    content = picture(kind)
    kept = inspect(tmp_path, content)

    stored = kept.path.read_bytes()
    assert (kept.kind, kept.readable, kept.size_stored) == (kind, True, len(stored))
    assert kept.sha256_original == hashlib.sha256(content).hexdigest()
    assert kept.sha256_stored == kept.path.name == hashlib.sha256(stored).hexdigest()
    assert store.open_path(tmp_path / "store", kept.sha256_stored) == kept.path


def test_only_its_owner_can_read_a_kept_file(tmp_path: Path) -> None:
    path = inspect(tmp_path, docx("Kết quả")).path

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    content = pdf("Kết quả")
    first, second = inspect(tmp_path, content, "một.pdf"), inspect(tmp_path, content, "hai.pdf")

    assert first == second
    assert files_in(tmp_path) == [first.path]


@pytest.mark.parametrize(
    "content",
    [docx("Báo cáo", "MẬT"), xlsx(["Độ mật"]), pdf("TUYỆT MẬT"), "CÔNG VĂN\nMẬT\n".encode(), "a,b\nMẬT,c".encode()],
    ids=["docx", "xlsx", "pdf", "txt", "csv"],
)
def test_nothing_of_a_marked_document_is_left(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unacceptable) as refused:
        inspect(tmp_path, content)

    assert (refused.value.because, refused.value.rule != "") == ("evidence.secret", True)
    assert files_in(tmp_path) == []


def test_a_marked_name_is_enough(tmp_path: Path) -> None:
    with pytest.raises(Unacceptable) as refused:
        inspect(tmp_path, picture(), "CV_MAT.jpg")

    assert (refused.value.because, refused.value.rule) == ("evidence.secret", "name")
    assert files_in(tmp_path) == []


def test_a_document_that_cannot_be_looked_into_is_kept_and_says_so(tmp_path: Path) -> None:
    kept = inspect(tmp_path, with_part(docx("Báo cáo"), "word/embeddings/x.bin", b"x"))

    assert (kept.kind, kept.readable, kept.path.is_file()) == ("docx", False, True)


REFUSED = {
    "nothing": (b"", "evidence.broken"),
    "a program": (b"MZ" + bytes(200), "evidence.kind"),
    "a program of Linux": (b"\x7fELF" + bytes(200), "evidence.kind"),
    "a script": (b"#!/bin/sh\necho\n", "evidence.kind"),
    "a page": (b"<!DOCTYPE html><html><body></body></html>", "evidence.kind"),
    "a page in disguise": (b"\n\n hello <script>alert(1)</script>", "evidence.kind"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "evidence.kind"),
    "an archive": (zipped(a=b"b"), "evidence.kind"),
    "an archive of another kind": (b"7z\xbc\xaf\x27\x1c" + bytes(200), "evidence.kind"),
    "noise": (bytes(range(256)) * 4, "evidence.kind"),
    "rich text": (rb"{\rtf1 x}", "evidence.kind"),
    "a film": (b"\x00\x00\x00\x18ftypmp42" + bytes(200), "evidence.kind"),
    "old Word": (OLE, "evidence.old_office"),
    "locked Word": (OLE + "EncryptedPackage".encode("utf-16-le"), "evidence.locked"),
    "macros by type": (
        with_part(docx("x"), "[Content_Types].xml", f"{WORDPROCESSING} {MACRO}".encode()),
        "evidence.macro",
    ),
    "macros inside": (with_part(docx("x"), "word/vbaProject.bin", b"x"), "evidence.macro"),
    "two kinds at once": (
        with_part(docx("x"), "[Content_Types].xml", f"{WORDPROCESSING} {SPREADSHEET}".encode()),
        "evidence.kind",
    ),
    "slides": (zipped(**{"[Content_Types].xml": b"presentationml.presentation.main+xml"}), "evidence.kind"),
    "a cut package": (docx("x")[:1000], "evidence.broken"),
    "a package with too many parts": (
        zipped(**{"[Content_Types].xml": WORDPROCESSING.encode()}, **{str(n): b"" for n in range(5_001)}),
        "evidence.too_large",
    ),
    "a cut picture": (picture(size=(640, 480))[:-400], "evidence.broken"),
    "the head of a picture": (picture()[:30], "evidence.broken"),
    "a cut PNG": (picture("PNG", size=(640, 480))[:-400], "evidence.broken"),
    "a GIF": (picture("GIF"), "evidence.moving"),
    "HEIC": (b"\x00\x00\x00\x18ftypheic" + bytes(200), "evidence.heic"),
    "a large picture": (picture() + bytes(10 * 2**20), "evidence.too_large"),
    "a large document": (pdf("x") + bytes(20 * 2**20), "evidence.too_large"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "because"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_taken_is_refused_with_a_reason_and_is_gone(
    tmp_path: Path, content: bytes, because: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        inspect(tmp_path, content)

    assert refused.value.because == because
    assert files_in(tmp_path) == []


def test_a_document_of_exactly_the_limit_is_taken() -> None:
    assert sniffing.kind_of(b"s" * sniffing.DOCUMENT_LIMIT, "a.txt") == "txt"


@pytest.mark.parametrize("name", ["x.exe", "x.js", "x.HTML", "x.bat ", "x.ps1"])
def test_a_name_can_make_a_text_a_program(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unacceptable, match=r"evidence\.kind"):
        inspect(tmp_path, b"alert(1)", name)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a\x00b\n\x1b[2J.pdf", "", "x" * 5000, "a.pdf/../.."]
)
def test_a_name_leads_nowhere(tmp_path: Path, name: str) -> None:
    kept = inspect(tmp_path, pdf("Kết quả"), name)

    assert files_in(tmp_path) == [kept.path]
    assert kept.path.is_relative_to(tmp_path / "store")


def test_a_file_that_is_gone_is_broken(tmp_path: Path) -> None:
    with pytest.raises(Unacceptable, match=r"evidence\.broken"):
        asyncio.run(inspecting.Inspecting(tmp_path / "store").inspect(tmp_path / "gone", "a.pdf"))


def test_a_store_that_fails_leaves_the_fetched_file_to_try_again(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("in the way")

    with pytest.raises(OSError, match="store"):
        inspect(tmp_path, pdf("Kết quả"))
    assert (tmp_path / "fetched").exists()


def test_what_hides_behind_a_picture_does_not_survive(tmp_path: Path) -> None:
    kept = inspect(tmp_path, picture() + zipped(evil=b"MZ"))

    assert b"PK\x03\x04" not in kept.path.read_bytes()


def test_a_document_before_a_picture_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(Unacceptable, match=r"evidence\.kind"):
        inspect(tmp_path, b"<html>" + picture())


def test_a_kept_picture_can_be_opened(tmp_path: Path) -> None:
    with Image.open(inspect(tmp_path, picture()).path) as seen:
        assert (seen.format, seen.size) == ("JPEG", (64, 48))
