"""What waits for a person: an admin sees when, of whom by role and why, never a word; it is tried again or let go."""

from functools import partial

from storage.db import Turn
from storage.queues import inbox, stuck
from storage.queues.stuck import Stuck
from tests.dialogue import Stage
from tests.left_over import WORDS, left_over
from tests.talk.telling import acts, hears


async def is_stuck(stage: Stage) -> None:
    """Let a message of Lan's have failed, and a digest to her be of unknown fate."""
    await stage.write(partial(left_over, who="Lan", at=stage.now))


async def waiting(stage: Stage) -> list[Stuck]:
    return await stage.write(stuck.all_of)


async def test_an_admin_sees_no_word_and_lets_one_go(stage: Stage) -> None:
    await hears(stage, "Lan", "/huy")
    await is_stuck(stage)
    shown = await hears(stage, "Hà", "/tinloi")
    asked = await hears(stage, "Hà", "1")
    done = await hears(stage, "Hà", "bỏ")

    assert "từ cán bộ đầu mối: lỗi khi xử lý (ValueError)" in shown
    assert "(tình hình, thông báo): kênh không trả lời" in shown
    assert "nhân quyền" not in shown + asked + done
    assert done.startswith("Đã bỏ")
    assert [one.kind for one in await waiting(stage)] == ["unknown"]
    assert (await acts(stage))[-1][0] == "message.let_go"


async def test_what_is_tried_again_goes_its_usual_way(stage: Stage) -> None:
    await hears(stage, "Lan", "/huy")
    await is_stuck(stage)
    for _ in range(2):
        await hears(stage, "Hà", "/tinloi", "1", "1")

    assert await waiting(stage) == []
    assert [act for act, *_ in await acts(stage)][-2:] == ["message.again"] * 2
    assert await stage.write(states) == ["served", "sent"]


async def states(db: Turn) -> list[str]:
    """Tell where the two stand that were stuck."""
    return await db.all(
        str,
        "select state from inbox where key = 'u-1'"
        " union all select state from outbox where body like '%' || :words || '%'",
        words=WORDS,
    )


async def test_of_what_could_not_be_read_nothing_can_be_tried_again(stage: Stage) -> None:
    put = partial(
        inbox.set_aside, channel="telegram", key="u-2", chat="Lan", why=f'{{"text": "{WORDS}"}}', at=stage.now
    )
    await stage.write(put)
    shown = await hears(stage, "Hà", "/tinloi", "1")

    assert "không đọc được nội dung" in shown
    assert "1. Bỏ tin này, xóa nội dung" in shown
    assert WORDS not in shown


async def test_nobody_else_sees_them(stage: Stage) -> None:
    await is_stuck(stage)
    await stage.enter("Quân", "official", "BTP")
    for who in ("Lan", "Minh", "Quân"):
        assert "Lệnh này dành cho" in await hears(stage, who, "/tinloi")
        assert "Lệnh này dành cho" in await hears(stage, who, "/trangthai")
