"""Each chat is served in the order in which it wrote, and no chat waits for another."""

from tests.dialogue import Stage
from tests.receiving.lives import life, says

SITUATION = "KẾ HOẠCH 705 – TÌNH HÌNH ĐẾN 08:30 THỨ SÁU, 05/12/2025"
OFFICE_HELP = (
    "Gõ lệnh, có thể không dấu và không cần dấu gạch chéo, hoặc bấm nút. "
    "Số liệu theo đơn vị cập nhật, chưa qua rà soát."
)
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
