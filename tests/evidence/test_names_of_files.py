"""Names we show are harmless, and stay readable to Vietnamese eyes; the words of the limits say the limits."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import sniffing
from messages.documents.file_names import clean as clean_name
from messages.documents.file_names import given as given_back
from messages.words import LANGUAGES, catalogue

NAMES = (
    ("Báo cáo kết quả hội thảo.docx", "", "Báo cáo kết quả hội thảo.docx"),
    (unicodedata.normalize("NFD", "Hội nghị.pdf"), "", "Hội nghị.pdf"),
    ("../../etc/passwd", "", "passwd"),
    ("C:\\Users\\a\\bao cao.docx", "", "bao cao.docx"),
    ("a\x00b\x1b[2J\nc.pdf", "", "ab[2J c.pdf"),
    ("anh\u202egpj.exe", "jpeg", "anhgpj.exe.jpeg"),
    ("bao cao.exe", "pdf", "bao cao.exe.pdf"),
    ("anh.JPG", "jpeg", "anh.jpg"),
    ("anh", "png", "anh.png"),
    ("", "pdf", "tep.pdf"),
    ("...", "", "tep"),
    ("con.txt", "txt", "_con.txt"),
    ('a<b>:"|?*.pdf', "pdf", "ab.pdf"),
    ("  nhiều   khoảng  trắng .pdf", "", "nhiều khoảng trắng.pdf"),
)


@pytest.mark.parametrize(("name", "kind", "clean"), NAMES)
def test_a_name_is_cleaned(name: str, kind: str, clean: str) -> None:
    assert clean_name(name, kind) == clean


GIVEN_BACK = (
    ("Báo cáo kết quả.txt", "txt", "Báo cáo kết quả.txt"),
    ("fake.pdf", "txt", "fake.pdf.txt"),
    ("", "jpeg", "705-BNG-001-1.jpeg"),
    ("CV_MAT.pdf", "pdf", "705-BNG-001-1.pdf"),
)


@pytest.mark.parametrize(("name", "kind", "shown"), GIVEN_BACK)
def test_a_file_is_given_back_by_its_own_name_unless_that_bears_a_mark(name: str, kind: str, shown: str) -> None:
    assert given_back(name, kind, "705-BNG-001-1") == shown


@given(st.text(max_size=300), st.sampled_from(["", "pdf", "jpeg"]))
def test_any_name_becomes_harmless_and_stays_so(name: str, kind: str) -> None:
    clean = clean_name(name, kind)

    assert 0 < len(clean) <= 110
    assert not re.search(r'[/\\\x00-\x1f\x7f<>:"|?*]|^\.', clean)
    assert clean_name(clean, kind) == clean


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["evidence.limits", "evidence.too_large"])
def test_the_words_say_the_limits_that_hold(language: str, key: str) -> None:
    said = [int(number) * 2**20 for number in re.findall(r"(\d+) MB", catalogue(language)[key])]

    assert said == [sniffing.PICTURE_LIMIT, sniffing.DOCUMENT_LIMIT]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["evidence.limits", "evidence.kind"])
def test_the_words_name_every_kind_that_is_taken(language: str, key: str) -> None:
    words = catalogue(language)[key].lower()

    assert [kind for kind in sniffing.PICTURES + sniffing.DOCUMENTS if kind not in words] == []


REASONS = ("too_large", "kind", "broken", "secret", "old_office", "locked", "macro", "heic", "moving")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(language: str) -> None:
    assert {f"evidence.{reason}" for reason in REASONS} <= catalogue(language).keys()
