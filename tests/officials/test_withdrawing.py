"""/rut: an entry is taken back by its own unit."""

from functools import partial

from storage.results import tally
from storage.results.status import Status
from tests.dialogue import Stage
from tests.officials.entering import CEDAW, enter, hears
from tests.officials.keeping import acts, entry, standing

TASK = "task/2.1b/BNG"
TAKE_BACK = ("/rut 1", "Rút kết quả")


async def test_it_is_asked_once_more_and_shown_what_goes(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", "/rut 001")

    assert heard.startswith("Rút kết quả 705-BNG-001?")
    assert CEDAW in heard
    assert (await entry(stage, 1)).status is Status.RECEIVED


async def test_withdrawn_it_counts_no_more(stage: Stage) -> None:
    await enter(stage, finished="Đã hoàn thành")

    await hears(stage, "Lan", *TAKE_BACK)

    row = await standing(stage, TASK)
    assert (row.entries, row.completed_on) == (0, None)
    assert (await standing(stage, "update/1/BNG")).entries == 0
    assert await stage.write(partial(tally.count, plan="705")) == 0
    assert "120 lượt người" not in await hears(stage, "Lan", "/nhiemvu")
    assert ("entry.withdrawn", "705-BNG-001") in await acts(stage)


async def test_what_was_said_before_it_stands_again(stage: Stage) -> None:
    await enter(stage, finished="Đã hoàn thành")
    await enter(stage, title="Hội thảo thứ hai")
    assert (await standing(stage, TASK)).completed_on is None

    await hears(stage, "Lan", "/rut 2", "Rút kết quả")

    row = await standing(stage, TASK)
    assert (row.entries, row.completed_on is not None) == (1, True)


async def test_its_number_is_never_used_again(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", *TAKE_BACK)

    assert "Mã số: 705-BNG-002" in await enter(stage)


async def test_lists_say_that_it_is_withdrawn(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", *TAKE_BACK)

    assert "(đã rút)" in await hears(stage, "Lan", "/dagui")
    assert "đã rút, không còn được tính" in await hears(stage, "Lan", "/xem 1")
    assert CEDAW not in await hears(stage, "Minh", "/tinhhinh")


async def test_it_cannot_be_withdrawn_or_changed_again(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", *TAKE_BACK)

    assert "đã được rút trước đó" in await hears(stage, "Lan", "/rut 1")
    assert "đã được rút trước đó" in await hears(stage, "Lan", "/sua 1")


async def test_quan_cannot_and_hears_the_same_as_for_one_that_does_not_exist(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Quân", "/rut 705-BNG-001")

    assert heard == (await hears(stage, "Quân", "/rut 705-BNG-999")).replace("999", "001")
    assert (await entry(stage, 1)).status is Status.RECEIVED


async def test_it_is_withdrawn_also_when_the_office_has_opened_it(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/rut 1")
    await hears(stage, "Minh", "/xem 705-BNG-001")

    assert "Đã rút kết quả 705-BNG-001" in await hears(stage, "Lan", "Rút kết quả")
    assert (await entry(stage, 1)).status is Status.WITHDRAWN


async def test_a_list_of_withdrawn_results_alone_says_so(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", *TAKE_BACK)

    heard = await hears(stage, "Lan", "/dagui")

    assert heard.startswith("Bộ Ngoại giao không còn kết quả nào đang ghi nhận. Các kết quả đã rút, mới nhất ở trên:")
    assert "00 kết quả" not in heard
