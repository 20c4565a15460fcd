"""A number means what showed numbers last, though a question still waits; where two may be meant, it is asked."""

import pytest

from tests.dialogue import Stage
from tests.talk.telling import ask, entry, hears

RAISED = ("/vuongmac chưa có kinh phí in áp phích", "không", "bỏ qua", "gửi")
THREAD = "/vuongmac 705-BNG-VM01"
WHICH = "Số vừa gõ có thể chỉ một trong hai mục dưới đây."
CLOSED = "select state from matter_line where state = 'closed'"


@pytest.mark.parametrize("waiting", [("/donduc BNG nhac",), ("/chotsolieu",), ("/giahan BNG",), ("/danhan BNG",)])
async def test_a_number_means_the_list_shown_after_the_question_that_waits(
    stage: Stage, waiting: tuple[str, ...]
) -> None:
    await hears(stage, "Lan", *RAISED)
    await hears(stage, "Minh", *waiting)
    shown = await hears(stage, "Minh", THREAD)
    done = await hears(stage, "Minh", "3")

    assert "3. Đóng" in shown
    assert "VM01" in done
    assert await ask(stage, str, CLOSED) == ["closed"]
    assert await ask(stage, int, "select count(*) from nudge") == [0]


async def test_an_official_too_picks_from_what_was_shown_after_a_review_screen(stage: Stage) -> None:
    await hears(stage, "Lan", *RAISED)
    await hears(stage, "Lan", *entry("2.1b")[:-1])
    await hears(stage, "Lan", THREAD)
    asked = await hears(stage, "Lan", "1")

    assert "705-BNG-VM01" in asked
    assert await ask(stage, int, "select count(*) from entry") == [0]


async def test_a_number_that_the_list_does_not_have_answers_the_question(stage: Stage) -> None:
    await hears(stage, "Lan", *RAISED)
    await hears(stage, "Lan", *entry("2.1b")[:-1])
    await hears(stage, "Lan", THREAD)

    assert "Thời gian" not in await hears(stage, "Lan", "4")
    assert await ask(stage, int, "select count(*) from entry") == [0]


@pytest.mark.parametrize(("number", "is_closed"), [("1", False), ("2", True)])
async def test_where_a_notice_crosses_a_question_it_is_asked_which_was_meant(
    stage: Stage, number: str, is_closed: bool
) -> None:
    await hears(stage, "Lan", *entry("2.1b"))
    await hears(stage, "Minh", "/rasoat")
    await hears(stage, "Lan", *RAISED)
    which = await hears(stage, "Minh", "3")
    await hears(stage, "Minh", number)

    assert WHICH in which
    assert "2. Đóng" in which
    assert bool(await ask(stage, str, CLOSED)) is is_closed


async def test_where_a_notice_crosses_a_list_it_is_asked_too(stage: Stage) -> None:
    await hears(stage, "Lan", *RAISED)
    await hears(stage, "Minh", THREAD)
    await hears(stage, "Lan", *RAISED)
    which = await hears(stage, "Minh", "3")
    await hears(stage, "Minh", "1")

    assert WHICH in which
    assert await ask(stage, int, "select matter from matter_line where state = 'closed'") == [1]


async def test_of_a_list_of_long_ago_nothing_is_meant_once_a_notice_has_come(stage: Stage) -> None:
    await hears(stage, "Lan", *RAISED)
    await hears(stage, "Minh", THREAD)
    stage.now = stage.now.replace(hour=15)
    await hears(stage, "Lan", *RAISED)
    await hears(stage, "Minh", "3")

    assert await ask(stage, int, "select matter from matter_line where state = 'closed'") == [2]


@pytest.mark.parametrize(
    ("picked", "then"),
    [("3", "xác nhận ngày"), ("[nút Trả lời câu hỏi: 3]", "xác nhận ngày"), ("[nút Đóng]", "VM01"), ("đóng", "VM01")],
)
async def test_where_a_notice_crosses_a_question_that_takes_numbers_it_is_asked_which_was_meant(
    stage: Stage, picked: str, then: str
) -> None:
    await hears(stage, "Minh", "/giahan BNG")
    await hears(stage, "Lan", *RAISED)
    which = await hears(stage, "Minh", "3")

    assert WHICH in which
    assert "[Trả lời câu hỏi: 3]\n[Đóng]" in which
    assert then in await hears(stage, "Minh", picked)


@pytest.mark.parametrize("pressed", ["c:", "c:abc", "c:0x1", "c:-1", "c:١", f"c:{'9' * 23}", "0:", ":", "9" * 64])
async def test_a_press_that_nobody_was_shown_is_answered_and_does_nothing(stage: Stage, pressed: str) -> None:
    for waiting in ((), entry("2.1b")[:3]):
        await hears(stage, "Lan", *waiting)
        stage.buttons.setdefault("Lan", {})["giả"] = pressed

        assert await hears(stage, "Lan", "[nút giả]")
        assert await ask(stage, int, "select count(*) from entry") == [0]
        assert await ask(stage, int, "select count(*) from inbox where state = 'dead'") == [0]
