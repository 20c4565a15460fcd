"""A figure put right later still has to fit the totals that were told after it."""

from tests.dialogue import Stage
from tests.officials.entering import enter, hears


async def totals(stage: Stage) -> None:
    """Enter 100 people, then a total of 150 through the next day."""
    await enter(stage, days="3/12", figures="100 đại biểu")
    await enter(stage, days="4/12", figures="150 đại biểu", counts="Lũy kế")


async def test_an_addition_cannot_be_more_than_the_total_told_after_it(stage: Stage) -> None:
    await totals(stage)

    heard = await hears(stage, "Lan", "/sua 1", "Sửa số liệu", "300 đại biểu")

    assert "Cộng 300 lượt người thì các hoạt động đã ghi vượt số tổng hợp đến hết ngày" in heard
    assert "150 lượt người (mã số 705-BNG-002)" in heard
    assert "gõ /sua 002" in heard
    assert "1. Sửa số liệu\n2. Sửa thời gian" in heard
    again = await hears(stage, "Lan", "lưu thay đổi")
    assert "vượt số tổng hợp" in again
    assert "Lưu thay đổi" in await hears(stage, "Lan", "Sửa số liệu", "140 đại biểu")
    assert "Đã lưu thay đổi" in await hears(stage, "Lan", "Lưu thay đổi")
    assert "150 lượt người" in await hears(stage, "Lan", "/nhiemvu")


async def test_once_the_total_is_put_right_the_addition_can_be(stage: Stage) -> None:
    await totals(stage)
    await hears(stage, "Lan", "/sua 2", "Sửa số liệu", "400 đại biểu", "Lưu thay đổi")

    assert "Đã lưu thay đổi" in await hears(stage, "Lan", "/sua 1", "Sửa số liệu", "300 đại biểu", "Lưu thay đổi")
    assert "400 lượt người" in await hears(stage, "Lan", "/nhiemvu")


async def test_an_addition_moved_behind_the_total_is_added_to_it(stage: Stage) -> None:
    await totals(stage)

    heard = await hears(stage, "Lan", "/sua 1", "Sửa số liệu", "300 đại biểu", "Sửa thời gian", "5/12", "Lưu thay đổi")

    assert "Đã lưu thay đổi" in heard
    assert "450 lượt người" in await hears(stage, "Lan", "/nhiemvu")


async def test_a_total_cannot_be_more_than_a_later_one(stage: Stage) -> None:
    await enter(stage, days="2/12", figures="50 đại biểu")
    await enter(stage, days="3/12", figures="100 đại biểu", counts="Lũy kế")
    await enter(stage, days="4/12", figures="150 đại biểu", counts="Lũy kế")

    heard = await hears(stage, "Lan", "/sua 2", "Sửa số liệu", "200 đại biểu")

    assert "200 lượt người cao hơn số lũy kế đã ghi đến hết ngày" in heard
    assert "(mã số 705-BNG-003)" in heard


async def test_a_total_cannot_be_less_than_what_was_told_within_it_afterwards(stage: Stage) -> None:
    await enter(stage, days="2/12", figures="20 đại biểu")
    await enter(stage, days="4/12", figures="150 đại biểu", counts="Lũy kế")
    await enter(stage, days="3/12", figures="100 đại biểu", counts="705-BNG-002")

    heard = await hears(stage, "Lan", "/sua 2", "Sửa số liệu", "60 đại biểu")

    assert "60 lượt người thấp hơn số đã ghi đến hết ngày" in heard
    assert "705-BNG-003" in heard
