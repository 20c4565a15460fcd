"""What the guard is known to do wrong, both ways; `docs/why/the-guard.md` says why it is left so."""

from pathlib import Path

import pytest

from messages import secrets

NOTE = (Path(__file__).parents[2] / "docs" / "why" / "the-guard.md").read_text(encoding="utf-8")
FALSE_ALARMS = (
    "Hội nghị phổ biến quy định về xác định độ mật",
    "Chiếu phim Tuyệt mật",
    "gửi kèm: danh mục tối mật đã công bố",
    "tai lieu toi mat hom qua",
    "Đề nghị không gửi văn bản độ Mật, Tối mật, Tuyệt mật.",
)
MISSES = (
    "công văn mật của Bộ về việc này",
    "bí mật nhà nước, không phổ biến",
    "Công văn (M) của Bộ",
    "12/BC-BCA (M)",
    "TOP SECRET",
    "van ban nay MAT",
    "bao cao mat cua Bo",
)


@pytest.mark.parametrize("text", FALSE_ALARMS)
def test_a_known_false_alarm_is_written_down(text: str) -> None:
    assert (secrets.mark(text) is not None, text in NOTE) == (True, True)


@pytest.mark.parametrize("text", MISSES)
def test_a_known_miss_is_written_down(text: str) -> None:
    assert (secrets.mark(text), text in NOTE) == (None, True)


def test_a_false_alarm_in_a_file_name_is_written_down() -> None:
    assert (secrets.mark_in_name("bao cao mat.docx"), "bao cao mat.docx" in NOTE) == ("name", True)
