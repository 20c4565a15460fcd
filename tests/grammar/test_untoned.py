"""Whether a text was typed without tone marks, so that they are asked for before it is recorded."""

import pytest

from messages.reading.untoned import is_untoned


@pytest.mark.parametrize(
    "text",
    [
        "Hoi thao ve quyen con nguoi",
        "treo bang ron tren cac tuyen pho",
        "tap huan cho can bo tu phap xa",
        "Gap mat nguoi co uy tin",
        "toa dam ve CEDAW va ICCPR o tinh",
        "tuyen truyen",
        "HOI NGHI TONG KET NAM",
        "le mit tinh, dieu hanh",
    ],
)
def test_a_text_without_a_mark_is_found(text: str) -> None:
    assert is_untoned(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hội thảo về quyền con người",
        "hoi thao về CEDAW",
        "Đoàn công tác",
        "tham gia giao ban",
        "Seminar on business and human rights",
        "Training course for village heads",
        "Workshop on torture prevention",
        "UPR",
        "CEDAW, ICCPR, CAT, CERD, CRPD",
        "Video clip Facebook TikTok",
        "https://x.vn/a",
        "12/12",
        "",
    ],
)
def test_marks_another_language_and_letters_alone_are_none(text: str) -> None:
    assert not is_untoned(text)
