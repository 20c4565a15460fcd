"""A day or a yes typed where a number, a name or a title is asked for is the answer to another question."""

import pytest

from messages.questions.line import Line
from messages.questions.question import Heard
from messages.questions.text import Text
from messages.said import Said
from messages.unclear import Unclear
from messages.words import speaking


def heard(typed: str) -> Heard:
    return Heard(Said("1", typed))


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with speaking("vi", you="đồng chí"):
        yield


@pytest.mark.parametrize("typed", ["ngày mai", "hôm qua", "3/12/2025", "sáng 3/12", "thứ hai tuần trước", "Yesterday"])
@pytest.mark.parametrize(
    "question", [Line("received_number", 40, digits=True), Text("signed_report_number", 40, digits=True)]
)
def test_a_day_is_no_number_of_a_paper(question: Line | Text, typed: str):
    with pytest.raises(Unclear, match=r"text\.is_day"):
        question.hear(heard(typed), None)


@pytest.mark.parametrize("typed", ["123", "123/BC-BYT", "05/2025", "123/BC-BYT ngày 3/12", "không số", "Mai"])
def test_what_only_looks_like_a_day_is_kept(typed: str):
    assert Line("received_number", 40, digits=True).hear(heard(typed), None) == typed


@pytest.mark.parametrize(
    "typed", ["Hội thảo thứ hai", "Hội thảo 1/12", "Tập huấn tháng 12", "Họp 3/12", "hoi nghi thu hai"]
)
def test_a_title_may_name_what_was_held_and_its_day(typed: str):
    assert Line("title", 250).hear(heard(typed), None) == typed


def test_a_note_may_be_a_day():
    assert Line("chase_note", 80, days=True).hear(heard("ngày mai"), None) == "ngày mai"


ASKED = (Text("name", 80), Line("signer", 80, optional=True), Line("title", 250))


@pytest.mark.parametrize(
    "typed", ["gửi", "Gui", "đồng ý", "OK", "vâng", "Đúng.", "xong", "tiếp", "next", "Done", "yes"]
)
@pytest.mark.parametrize("question", ASKED, ids=["name", "signer", "title"])
def test_a_yes_or_a_button_is_no_name(question: Line | Text, typed: str):
    with pytest.raises(Unclear, match=r"text\.is_answer"):
        question.hear(heard(typed), None)


@pytest.mark.parametrize("typed", ["Dung", "Dũng", "Nguyễn Văn Tiếp", "Cố", "Phó Vụ trưởng", "Gửi thư ngỏ", "Dạ hội"])
@pytest.mark.parametrize("question", ASKED, ids=["name", "signer", "title"])
def test_a_name_that_only_sounds_so_is_kept(question: Line | Text, typed: str):
    assert question.hear(heard(typed), None) == typed
