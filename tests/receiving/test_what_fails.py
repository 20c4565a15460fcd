"""A message that cannot be served is given up and said to be; whatever comes after it goes on."""

import logging

import pytest

from storage.db import Turn
from tests.dialogue import Stage
from tests.receiving.lives import life, says

NOT_SERVED = (
    "Hệ thống chưa xử lý được tin vừa gửi; nội dung đã nhập vẫn được lưu. "
    "Đề nghị gửi lại sau ít phút; việc gấp, gọi 0900 000 000."
)
NOTHING_OPEN = "Không có việc nào đang mở để hủy."
TASKS = "Bộ Ngoại giao có 04 nhiệm vụ, 00 nhiệm vụ đã có thông tin."


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


async def died_three_times(turn: Turn) -> None:
    await turn.run("update inbox set tries = 3 where state = 'kept'")


async def break_blocking(turn: Turn) -> None:
    await turn.run("create trigger broken before insert on secret_hit begin select raise(abort, 'broken'); end")


async def break_saving(turn: Turn) -> None:
    await turn.run("create trigger broken before insert on session begin select raise(abort, 'broken'); end")


async def break_reading(turn: Turn) -> None:
    await turn.run("alter table obligation rename to elsewhere")


async def test_what_the_process_died_of_three_times_is_given_up_and_the_next_is_answered_at_once(stage: Stage) -> None:
    async with life(stage, careful=1) as bot:
        await bot.receiving.receive([says("Lan", "u1", "/trogiup")])
        await bot.db.write(died_three_times)
        given_up = await bot.serves()
        goes_on = await bot.hears(says("Lan", "u2", "/nhiemvu"))

    assert given_up == [("Lan", NOT_SERVED)]
    assert goes_on == [("Lan", TASKS)]


async def test_what_a_reader_cannot_read_is_given_up_and_the_next_is_answered_at_once(stage: Stage) -> None:
    async with life(stage) as bot:
        await bot.receiving.receive([says("Minh", "u1", "/tinhhinh")])
        await bot.db.write(break_reading)
        given_up = await bot.serves()
        goes_on = await bot.hears(says("Minh", "u2", "/huy"))

    assert given_up == [("Minh", NOT_SERVED)]
    assert goes_on == [("Minh", NOTHING_OPEN)]


async def made_unreadable(turn: Turn) -> None:
    await turn.run("""update inbox set said = '{"of": "a later release"}' where state = 'kept'""")


async def test_what_was_kept_and_cannot_be_read_any_more_is_given_up_and_stops_nobody(stage: Stage) -> None:
    async with life(stage, careful=2) as bot:
        await bot.receiving.receive([says("Lan", "u1", "/nhiemvu"), says("Quân", "u2", "/huy")])
        await bot.db.write(made_unreadable)
        given_up = await bot.serves()
        goes_on = await bot.hears(says("Lan", "u3", "/nhiemvu"))

    assert given_up == [("Lan", NOT_SERVED), ("Quân", NOT_SERVED)]
    assert goes_on == [("Lan", TASKS)]


async def states(turn: Turn) -> list[str]:
    return await turn.all(str, "select state || coalesce(said, '') || ' ' || why from inbox order by id")


async def test_what_cannot_even_be_blocked_is_set_aside_without_its_words(stage: Stage) -> None:
    async with life(stage) as bot:
        await bot.db.write(break_blocking)
        told = await bot.hears(says("Lan", "u1", "TUYỆT MẬT\nDanh sách đi kèm"), says("Lan", "u2", "/nhiemvu"))
        kept = await bot.db.write(states)

    assert told == [("Lan", NOT_SERVED), ("Lan", TASKS)]
    assert kept == ["broken IntegrityError", "served "]


async def test_what_was_claimed_and_undone_takes_no_room_from_what_is_said_instead(stage: Stage) -> None:
    async with life(stage, per_chat=1) as bot:
        await bot.db.write(break_saving)
        await bot.receiving.receive([says("Lan", "u1", "/baocao")])
        await bot.sending.finish()

        assert [one.shown.text for one in bot.channel.delivered] == [NOT_SERVED]
