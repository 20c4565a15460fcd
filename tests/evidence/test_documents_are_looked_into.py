"""Wherever a stamp stands in a document, it is found."""

import asyncio
import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document
from papers import docx, pdf, with_part, xlsx
from pypdf import PdfReader, PdfWriter

from bot.files.reading import DocumentReading, read, read_apart
from tests.processes import busy, children, ended, watched

CLEAN = DocumentReading("", readable=True, words=True)
UNREAD = DocumentReading("", readable=False)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "MẬT"


def in_footer(document: Document) -> None:
    document.sections[0].footer.paragraphs[0].text = "Tài liệu thu hồi"


def in_table(document: Document) -> None:
    document.add_table(1, 2).cell(0, 1).text = "TỐI MẬT"


def in_two_runs(document: Document) -> None:
    paragraph = document.add_paragraph()
    for run in ("M", "Ậ", "T"):
        paragraph.add_run(run)


def in_small_letters_shown_as_capitals(document: Document) -> None:
    paragraph = document.add_paragraph("Công văn ")
    paragraph.add_run("mật").font.all_caps = True


def in_title(document: Document) -> None:
    document.core_properties.title = "Công văn MẬT"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (in_header, "stamp"),
        (in_footer, "recall"),
        (in_table, "degree"),
        (in_two_runs, "stamp"),
        (in_small_letters_shown_as_capitals, "stamp"),
        (in_title, "stamp"),
    ],
)
def test_a_mark_anywhere_in_a_docx_is_found(change: object, rule: str) -> None:
    assert read("docx", docx("Báo cáo kết quả", change=change)).rule == rule


@pytest.mark.parametrize(
    "content",
    [
        f"<w:hdr {W} xmlns:v='urn:v'><w:p><w:r><w:pict><v:textpath string='MẬT'/></w:pict></w:r></w:p></w:hdr>",
        f"<w:p {W}><w:r><w:t>Số 1</w:t><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
        f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>Độ mật: Mật</w:t></w:r></w:p></w:footnote></w:footnotes>",
    ],
    ids=["watermark", "text box", "footnote"],
)
def test_a_mark_in_a_part_that_readers_skip_is_found(content: str) -> None:
    assert read("docx", with_part(docx("Báo cáo"), "word/extra.xml", content.encode())).rule in ("stamp", "degree")


def test_an_ordinary_docx_is_clean() -> None:
    assert read("docx", docx("BÁO CÁO", "HỘI NGHỊ BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Mật độ dân số")) == CLEAN


def printed(place: str) -> object:
    def change(sheet: object) -> None:
        getattr(sheet, place).center.text = "MẬT"
        getattr(sheet, place).center.size = 14

    return change


@pytest.mark.parametrize(
    ("paper", "rule"),
    [
        (xlsx(["STT", "Nội dung"], [1, "Công văn MẬT số 5"]), "stamp"),
        (xlsx(["STT", "Độ mật"], [1, "Thường"]), "degree"),
        (xlsx([1], sheet="MẬT"), "stamp"),
        (xlsx(['="TỐI MẬT"']), "degree"),
        (xlsx([1], change=printed("oddHeader")), "stamp"),
        (xlsx([1], change=printed("evenFooter")), "stamp"),
    ],
    ids=["cell", "heading", "sheet name", "formula", "printed header", "printed footer"],
)
def test_a_mark_anywhere_in_an_xlsx_is_found(paper: bytes, rule: str) -> None:
    assert read("xlsx", paper).rule == rule


def test_an_ordinary_xlsx_is_clean() -> None:
    assert read("xlsx", xlsx(["Tên", "Mật độ"], ["Bảo mật", 120], ["Mật ong", 3])) == CLEAN


@pytest.mark.parametrize(
    ("paper", "rule"),
    [
        (pdf("Trang một", "BỘ NGOẠI GIAO\nMẬT\nSố: 12"), "stamp"),
        (pdf("Độ mật: Tối mật"), "degree"),
        (pdf("T U Y Ệ T  M Ậ T"), "degree"),
        (
            pdf(
                "Báo cáo",
                page_entries=b"/Annots [8 0 R]",
                extra=[b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (TOI MAT) >>"],
            ),
            "degree",
        ),
    ],
    ids=["page", "line", "set wide", "note"],
)
def test_a_mark_anywhere_in_a_pdf_is_found(paper: bytes, rule: str) -> None:
    assert read("pdf", paper).rule == rule


def test_an_ordinary_pdf_is_clean() -> None:
    assert read("pdf", pdf("HỘI NGHỊ BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Mật khẩu")) == CLEAN


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("MẬT"))))
    writer.encrypt("khó đoán", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def with_a_file_inside() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Báo cáo"))))
    writer.add_attachment("x.bin", b"x")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


SCAN = pdf("").replace(b"/Font << /F 3 0 R >>", b"/XObject << /I 5 0 R >>")
DOCTYPE = f'<!DOCTYPE x [<!ENTITY a "{"a" * 99}"><!ENTITY b "{"&a;" * 99}">]><w:p {W}><w:t>&b;</w:t></w:p>'


@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        ("pdf", locked()),
        ("pdf", with_a_file_inside()),
        ("pdf", SCAN),
        ("pdf", b"%PDF-1.7\n"),
        ("pdf", pdf("MẬT")[:400]),
        ("pdf", pdf("Báo cáo").replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]")),
        ("docx", with_part(docx("Báo cáo"), "word/extra.xml", b"<w:p>")),
        ("docx", with_part(docx("Báo cáo"), "word/extra.xml", DOCTYPE.encode())),
        ("docx", with_part(docx("Báo cáo"), "word/embeddings/oleObject1.bin", b"x")),
        ("docx", with_part(docx(), "word/media/image1.png", b"x")),
        ("docx", docx("Báo cáo")[:-200]),
    ],
    ids=[
        "locked", "file inside", "scan", "empty pdf", "cut pdf", "a page tree that holds itself", "broken part",
        "entities", "embedded", "only a picture", "cut docx",
    ],
)  # fmt: skip
def test_what_could_not_be_looked_at_is_said(kind: str, paper: bytes) -> None:
    assert read(kind, paper) == UNREAD


def test_a_mark_before_a_broken_part_is_still_found() -> None:
    assert read("docx", with_part(docx("MẬT"), "word/zz.xml", b"<w:p>")).rule == "stamp"


def test_a_part_that_swells_is_not_read_to_its_end() -> None:
    swelling = f"<w:p {W}>".encode() + b" " * (61 * 2**20)

    assert read("docx", with_part(docx("Báo cáo"), "word/zz.xml", swelling)) == UNREAD


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    assert asyncio.run(read_apart("txt", b"a", patience=0.0)) == UNREAD


LONG = (
    "import asyncio; from bot.files.reading import read_apart;"
    " asyncio.run(read_apart('txt', 'mật ong '.encode() * 2_000_000))"
)


def test_a_reader_ends_with_the_bot_although_it_is_at_something_long() -> None:
    with subprocess.Popen([sys.executable, "-c", LONG]) as bot:
        while not any(busy(reader) > 3 for reader in children(bot.pid)):  # more than it takes to start
            assert bot.poll() is None
            time.sleep(0.05)
        with watched(children(bot.pid)) as readers:
            bot.kill()

            assert [ended(one) for one in readers] == [True]


def test_a_reader_apart_says_the_same() -> None:
    assert [
        asyncio.run(read_apart(kind, data)) for kind, data in (("docx", docx("MẬT")), ("txt", "Bảo mật".encode()))
    ] == [
        DocumentReading("stamp", True, True),
        CLEAN,
    ]


@pytest.mark.parametrize("name", ["messages", "bot", "pypdf", "zipfile"])
def test_a_file_of_the_folder_it_runs_in_does_not_stand_in_for_a_reader_of_ours(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{name}.py").write_text("")
    monkeypatch.chdir(tmp_path)

    assert asyncio.run(read_apart("docx", docx("MẬT"))) == DocumentReading("stamp", readable=True, words=True)


@pytest.mark.parametrize(("program", "why"), [("false", "left with 1"), ("nothing-of-this-name", "FileNotFoundError")])
def test_a_reader_that_does_not_start_is_told_and_the_document_counts_as_unread(
    program: str, why: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", program)

    assert asyncio.run(read_apart("docx", docx("MẬT"))) == UNREAD
    assert [record.getMessage().startswith("a docx was not looked at") for record in caplog.records] == [True]
    assert why in caplog.text


def test_of_a_reader_that_stumbles_the_log_tells_only_the_kind_of_error(caplog: pytest.LogCaptureFixture) -> None:
    assert asyncio.run(read_apart("txt", "Độ mật".encode("utf-16")[:-1])) == UNREAD
    assert [record.getMessage() for record in caplog.records] == [
        "a txt was not looked at: it left with 1 Unacceptable"
    ]
