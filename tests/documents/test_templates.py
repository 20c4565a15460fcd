"""The template that an office edits in Word: checked before it is kept, and what is wrong said in a sentence."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from typer.testing import CliRunner

from bot.__main__ import commands
from handlers.documents.consolidated import report
from handlers.documents.consolidated.report import ReportWish
from messages.documents.paper import consolidated, rendering
from messages.words import write
from tests.documents.conftest import Held

HOSTILE = ("=cmd|' /C calc'!A0", "<w:p>&amp;</w:p>", "R&D & <b>", "Hội thảo 🎉🎉", "\u202eđảo ngược\u202c", "Ă" * 250)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    return tmp_path


def told(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["template", *words])
    return result.exit_code, result.output


def edited(folder: Path, words: str) -> str:
    """Write the shipped template out with one more paragraph; give its path."""
    document = docx.Document(BytesIO(consolidated.template()))
    document.add_paragraph(words)
    path = folder / "edited.docx"
    document.save(str(path))
    return str(path)


def test_what_the_report_gives_is_what_a_template_may_use(held_705: Held):
    given = {*report.of(held_705.gathered, ReportWish(held_705.gathered.at)).fields, "chart"}
    assert given == set(consolidated.FIELDS) == consolidated.example().keys()
    assert all(write(f"field.{name}") for name in consolidated.FIELDS)


def test_the_shipped_template_is_written_out_checked_and_kept(house: Path):
    path = house / "mau.docx"
    code, said = told("write", str(path))
    assert (code, said.endswith(f"kiểm tra: template check {path}.\n")) == (0, True)
    assert told("check", str(path)) == (0, f"{path}: không có lỗi.\n")
    assert told("keep", str(path))[0] == 0
    assert (house / "data" / "consolidated.docx").read_bytes() == path.read_bytes()


def test_an_edited_template_is_never_written_over(house: Path):
    path = house / "mau.docx"
    path.write_bytes(b"mine")
    assert told("write", str(path))[0] == 1
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ nobody_fills_this }}", "trường không có: nobody_fills_this"),
        ("{{ groups[0].no_such_part }}", "Mẫu chưa điền được"),
        ("{%p for one in general %}", "thẻ viết sai"),
        ("{% if chart %}", "thẻ viết sai"),
        ("{{ general.__class__.__mro__ }}", "Mẫu chưa điền được"),
        ("{{ 1 / 0 }}", "Mẫu chưa điền được"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_with_its_reason(house: Path, words: str, said: str):
    for command in ("check", "keep"):
        code, sentence = told(command, edited(house, words))
        assert (code, said in sentence) == (1, True), sentence
    assert not (house / "data" / "consolidated.docx").exists()


def test_a_place_that_cannot_be_written_is_said(house: Path):
    (house / "file").write_bytes(b"")
    code, said = told("write", str(house / "file" / "template.docx"))
    assert (code, said.startswith("Không ghi được")) == (1, True)


def test_a_file_that_is_no_document_is_refused(house: Path):
    for content in (b"", b"PK\x03\x04", b"%PDF-1.4"):
        (house / "a.docx").write_bytes(content)
        assert "không phải văn bản Word" in told("check", str(house / "a.docx"))[1]
    assert "Không có tệp" in told("check", str(house / "nothing.docx"))[1]


def test_a_template_with_macros_is_refused(house: Path):
    path = house / "a.docm"
    path.write_bytes(consolidated.template())
    with ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    assert "có macro" in told("check", str(path))[1]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_people_typed_stands_there_as_they_typed_it(words: str):
    fields = {**consolidated.example(), "general": [words], "activities": [[words] * 5]}
    document = docx.Document(BytesIO(rendering.render(consolidated.template(), fields).file))
    assert words in [one.text for one in document.paragraphs]
    assert any(words == cell.text for table in document.tables for cell in table.rows[-1].cells)


def test_letters_that_no_document_may_hold_are_left_out():
    fields = {**consolidated.example(), "general": ["a\x00b\x0bc\ufffe"]}
    document = docx.Document(BytesIO(rendering.render(consolidated.template(), fields).file))
    assert "abc" in [one.text for one in document.paragraphs]
