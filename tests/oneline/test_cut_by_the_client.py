"""A text that a client cuts into two messages: the second part is never an answer, a title or a line of its own."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.dialogue import Stage
from tests.talk.telling import ask, hears

WORDS = "bàn về quyền con người của phụ nữ và trẻ em tại địa phương "
CUT = "Tin dài quá một tin nhắn; phần sau chưa được ghi nhận."
SOON = timedelta(seconds=1)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    return stage


def cut(head: str) -> str:
    """Give the first of two messages, as long as a message can be."""
    return (head + WORDS * 80)[:4096]


@pytest.mark.parametrize(
    "head",
    [
        "/baocao 2.1b hôm qua hội thảo về CEDAW, 120 đại biểu, ",
        "hôm qua tổ chức hội thảo về CEDAW, 120 đại biểu, ",
        "Nhiệm vụ: 2.1b⏎Ngày: 4/12⏎Hình thức: hội thảo⏎Nội dung: ",
    ],
)
@pytest.mark.parametrize(
    "tail",
    [
        "các đại biểu thảo luận sôi nổi",
        "hôm nay tổ chức tập huấn, 40 đại biểu",
        "Số liệu: 120 đại biểu⏎Minh chứng: không⏎Tình trạng: còn tiếp tục",
    ],
)
async def test_the_second_part_is_nothing_whatever_the_first_began(stage: Stage, head: str, tail: str) -> None:
    first = await hears(stage, "Lan", cut(head))

    second = "\n".join(await stage.say(tail, SOON))
    again = "\n".join(await stage.say(tail, SOON))

    assert second.startswith(CUT)
    assert again.startswith(CUT)
    assert second.split("\n")[-1] == first.split("\n")[-1]


async def test_what_is_typed_after_it_is_an_answer(stage: Stage) -> None:
    await hears(stage, "Lan", cut("/baocao 2.1b hôm qua hội thảo về CEDAW, 120 đại biểu, "))
    await stage.say("các đại biểu thảo luận sôi nổi", SOON)

    heard = await hears(stage, "Lan", "Hội thảo về Công ước CEDAW")

    assert "Số liệu của hoạt động?" in heard or "Minh chứng?" in heard


async def test_where_no_conversation_began_the_second_part_is_at_most_offered(stage: Stage) -> None:
    first = await hears(stage, "Lan", "Kính gửi các đồng chí. " * 170)
    second = "\n".join(await stage.say("hôm qua tổ chức tập huấn, 40 đại biểu", SOON))

    assert "chưa rõ nội dung" in first
    assert "Ghi thành kết quả?" in second
    assert await ask(stage, int, "select count(*) from entry") == [0]


async def test_nothing_of_the_words_of_a_sensitive_task_is_kept(stage: Stage) -> None:
    await hears(stage, "Lan", cut("/baocao 2.2a hội đàm kín với đối tác, "))

    kept = await ask(stage, str, "select answers || shown from session")
    assert len(kept) == 1
    assert "hội đàm" not in kept[0]
    assert "quyền con người" not in kept[0]
