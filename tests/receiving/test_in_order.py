"""Each chat is served in the order in which it wrote, and no chat waits for another."""

import asyncio
import threading
from functools import partial

from bot.loops.backlog import TRIES
from storage.db import Db
from tests.dialogue import Stage
from tests.receiving.lives import life, says

SITUATION = "KẾ HOẠCH 705 – TÌNH HÌNH ĐẾN 08:30 THỨ SÁU, 05/12/2025"
OFFICE_HELP = "Gõ lệnh, có thể không dấu và không cần dấu gạch chéo, hoặc bấm nút. Số liệu gồm cả kết quả chưa rà soát."
TASKS = "Bộ Ngoại giao có 04 nhiệm vụ, 00 nhiệm vụ đã có thông tin."
TASKS_OF_BTP = "Bộ Tư pháp có 02 nhiệm vụ, 00 nhiệm vụ đã có thông tin."


async def test_what_takes_long_to_read_keeps_its_place_in_its_chat_and_holds_up_no_other(stage: Stage) -> None:
    async with life(stage) as bot:
        together = await bot.hears(
            says("Minh", "u1", "/tinhhinh"), says("Minh", "u2", "/trogiup"), says("Lan", "u3", "/nhiemvu")
        )
        meanwhile = await bot.hears(says("Minh", "u4", "/trogiup"), says("Quân", "u5", "/nhiemvu"))
        once_read = await bot.serves()
        afterwards = await bot.hears(says("Minh", "u6", "/trogiup"))

    assert together == [("Lan", TASKS)]
    assert meanwhile == [("Quân", TASKS_OF_BTP)]
    assert once_read == [("Minh", SITUATION), ("Minh", OFFICE_HELP), ("Minh", OFFICE_HELP)]
    assert afterwards == [("Minh", OFFICE_HELP)]


async def test_what_an_end_left_waiting_is_served_before_what_comes_next_in_its_chat(stage: Stage) -> None:
    async with life(stage) as bot:
        await bot.hears(says("Minh", "u1", "/tinhhinh"))

    async with life(stage) as bot:
        at_once = await bot.hears(says("Minh", "u2", "/trogiup"), says("Lan", "u3", "/nhiemvu"))
        in_order = await bot.serves()

    assert at_once == [("Lan", TASKS)]
    assert in_order == [("Minh", SITUATION), ("Minh", OFFICE_HELP)]


async def test_after_an_unclean_end_messages_are_kept_before_they_are_served(stage: Stage) -> None:
    async with life(stage, careful=3) as bot:
        first = await bot.hears(says("Lan", "u1", "/nhiemvu"), says("Lan", "u2", "/trogiup"))
        last = await bot.hears(says("Quân", "u3", "/nhiemvu"))
        served = await bot.serves()
        as_usual = await bot.hears(says("Lan", "u4", "/nhiemvu"))

    assert (first, last) == ([], [])
    assert [who for who, _ in served] == ["Lan", "Quân", "Lan"]  # each chat in turn
    assert as_usual == [("Lan", TASKS)]


async def lasts(_: Db, until: threading.Event) -> None:
    """Read something for as long as that takes."""
    until.wait()


async def test_what_takes_long_to_read_holds_up_nothing_else_that_was_kept(stage: Stage) -> None:
    over = threading.Event()
    async with life(stage, careful=2) as bot:
        others = [asyncio.create_task(bot.db.read_long(partial(lasts, until=over))) for _ in range(2)]
        await asyncio.sleep(0)  # they begin
        await bot.receiving.receive([says("Minh", "u1", "/tinhhinh"), says("Lan", "u2", "/nhiemvu")])
        async with bot.at_work():
            meanwhile = await bot.hears_of("Lan")
            over.set()
            afterwards = await bot.hears_of("Minh")
        await asyncio.gather(*others)

    assert meanwhile == [("Lan", TASKS)]
    assert afterwards == [("Minh", SITUATION)]


async def test_what_the_process_died_of_is_tried_alone(stage: Stage) -> None:
    async with life(stage, careful=2) as bot:
        await bot.receiving.receive([says("Minh", "u1", "/tinhhinh"), says("Lan", "u2", "/nhiemvu")])
        await bot.db.write(lambda turn: turn.run("update inbox set tries = 1 where chat = 'Minh'"))
        async with bot.at_work():
            said = await bot.hears_of("Lan")

    assert said == [("Minh", SITUATION), ("Lan", TASKS)]


async def test_what_is_being_read_for_when_the_house_stops_is_no_try(stage: Stage) -> None:
    over = threading.Event()
    for _ in range(TRIES + 1):
        async with life(stage, careful=2) as bot:
            others = [asyncio.create_task(bot.db.read_long(partial(lasts, until=over))) for _ in range(2)]
            await asyncio.sleep(0)  # they begin
            await bot.receiving.receive([says("Minh", "u1", "/tinhhinh"), says("Lan", "u2", "/nhiemvu")])
            async with bot.at_work():
                await bot.hears_of("Lan")
            tries = await bot.db.write(lambda turn: turn.all(int, "select tries from inbox where state = 'kept'"))
            await bot.db.write(lambda turn: turn.run("delete from inbox where chat = 'Lan'"))
            over.set()
            await asyncio.gather(*others)
            over.clear()
        assert tries == [0]

    async with life(stage) as bot:
        assert await bot.serves() == [("Minh", SITUATION)]
