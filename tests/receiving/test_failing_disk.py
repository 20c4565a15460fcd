"""While nothing can be written nothing is said and nothing acknowledged; afterwards everything is answered, once."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest

from bot.loops.backlog import TRIES
from storage.db import Damaged, StorageTrouble, Turn
from tests.dialogue import Stage
from tests.failing_disk import commit_again, damage, fail_at_commit, fill, make_room
from tests.receiving.lives import life, says

REPORT = says("Lan", "u1", "/baocao 2.1b")
LONG = says("Lan", "u2", "hôm nào " * 510)  # what was heard last is kept: on a full disk there is no room for it
OF_ANOTHER = says("Quân", "u3", "/nhiemvu")
SILENT = says("Minh", "u4", "/chuabaocao")  # kept first; a short message, a long answer: there is room for a try alone
TOO_LONG = "Nội dung dài 4.079 ký tự, tối đa 4.000. Đề nghị đồng chí viết gọn lại."
TASKS_OF_BTP = "Bộ Tư pháp có 02 nhiệm vụ, 00 nhiệm vụ đã có thông tin."
UNITS = "Đến 08:30 ngày 05/12/2025, 49/49 đơn vị chưa cập nhật kết quả nào."
NOTHING_OPEN = "Không có việc nào đang mở để hủy."

Work = Callable[[Turn], Awaitable[None]]


async def fail_to_mark(turn: Turn) -> None:
    """Let every transaction fail in which it is kept what became of something sent."""
    failing = "begin select raise(rollback, 'as if the disk had failed'); end"
    await turn.run(f"create trigger unmarked before update of state on outbox {failing}")


def mark_again(stage: Stage) -> None:
    with closing(sqlite3.connect(stage.path)) as another:
        another.execute("drop trigger unmarked")


ways = pytest.mark.parametrize(
    ("fail", "mend"), [(fill, make_room), (fail_at_commit, commit_again)], ids=["in a statement", "at the commit"]
)


@ways
async def test_what_cannot_be_kept_is_neither_acknowledged_nor_answered_and_comes_again(
    stage: Stage, fail: Work, mend: Work
) -> None:
    async with life(stage) as bot:
        await bot.hears(REPORT)
        await bot.db.write(fail)
        with pytest.raises(StorageTrouble):
            await bot.receiving.receive([OF_ANOTHER, LONG])
        meanwhile = await bot.told()
        await bot.db.write(mend)
        again = await bot.hears(OF_ANOTHER, LONG)
        once_more = await bot.hears(OF_ANOTHER, LONG)

    assert meanwhile == []
    assert again == [("Quân", TASKS_OF_BTP), ("Lan", TOO_LONG)]
    assert once_more == []


async def test_that_something_was_sent_is_kept_once_that_can_be_and_holds_up_nobody(stage: Stage) -> None:
    async with life(stage) as bot:
        await bot.db.write(fail_to_mark)
        await bot.receiving.receive([OF_ANOTHER])
        await bot.sending.finish()
        with pytest.raises(StorageTrouble):  # what was sent comes first, in the same transaction
            await bot.receiving.receive([says("Minh", "u5", "/huy")])
        mark_again(stage)
        first = await bot.told()
        next_one = await bot.hears(says("Quân", "u6", "/huy"))

    assert first == [("Quân", TASKS_OF_BTP)]
    assert next_one == [("Quân", NOTHING_OPEN)]
    async with life(stage) as bot:
        assert await bot.told() == []


async def test_that_something_could_not_be_sent_is_kept_once_that_can_be_and_holds_up_nobody(stage: Stage) -> None:
    async with life(stage) as bot:
        await bot.db.write(fail_to_mark)
        bot.channel.blocked.add("Quân")
        await bot.receiving.receive([OF_ANOTHER])
        with pytest.raises(StorageTrouble):
            await bot.db.write(lambda turn: turn.run("update outbox set state = 'failed'"))
        mark_again(stage)
        nothing = await bot.told()
        bot.channel.blocked.clear()
        next_one = await bot.hears(says("Quân", "u6", "/huy"))

    assert nothing == []
    assert next_one == [("Quân", NOTHING_OPEN)]


@ways
async def test_it_is_no_try_of_what_was_kept_and_lets_nothing_overtake_it(stage: Stage, fail: Work, mend: Work) -> None:
    async with life(stage) as bot:
        await bot.receiving.receive([SILENT])
        await bot.db.write(fail)
        for _ in range(TRIES + 1):
            with pytest.raises(StorageTrouble):
                await bot.receiving.backlog.serve()
        await bot.db.write(mend)
        overtaking = await bot.hears(says("Minh", "u5", "/huy"))
        answered = await bot.serves()

    assert overtaking == []
    assert answered == [("Minh", UNITS), ("Minh", NOTHING_OPEN)]


async def test_what_cannot_be_read_of_a_damaged_file_is_no_fault_of_the_message(stage: Stage) -> None:
    async with life(stage) as bot:
        await bot.receiving.receive([SILENT])
    damage(stage.path, "obligation")
    async with life(stage) as bot:
        with pytest.raises(Damaged):
            await bot.receiving.backlog.serve()
        states = await bot.db.read(lambda db: db.all(str, "select state from inbox"))

    assert states == ["kept"]
    assert bot.db.damaged.is_set()
