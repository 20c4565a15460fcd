"""/nguoithay: a colleague of the same unit stands in; both see it, either can end it."""

from tests.dialogue import Stage
from tests.officials.entering import hears
from tests.officials.keeping import acts, ask

REGISTER = ("/nguoithay", "Hoa", "8/12 đến 12/12", "Xác nhận")


async def test_a_colleague_is_registered_and_told(stage: Stage) -> None:
    heard = await hears(stage, "Lan", *REGISTER)

    assert "<Hoa: Đồng chí Nguyễn Thị Lan, Bộ Ngoại giao, đăng ký đồng chí thay từ thứ Hai, 08/12/2025" in heard
    assert await ask(stage, "select first_day || ' ' || last_day from stand_in") == ["2025-12-08 2025-12-12"]
    assert [act for act, _ in await acts(stage)][-1] == "standin.registered"


async def test_both_see_it(stage: Stage) -> None:
    await hears(stage, "Lan", *REGISTER)

    assert "Hoa thay đồng chí từ thứ Hai, 08/12/2025" in await hears(stage, "Lan", "/nguoithay")
    assert "Đồng chí thay đồng chí Nguyễn Thị Lan từ thứ Hai, 08/12/2025" in await hears(stage, "Hoa", "/nguoithay")


async def test_quan_neither_sees_it_nor_can_be_chosen(stage: Stage) -> None:
    await hears(stage, "Lan", *REGISTER)

    heard = await hears(stage, "Quân", "/nguoithay")

    assert "Lan" not in heard
    assert "Hoa" not in heard
    assert "Lê Anh Quân" not in await hears(stage, "Lan", "/nguoithay")


async def test_whoever_is_alone_in_the_unit_is_told_whom_to_call(stage: Stage) -> None:
    assert await hears(stage, "Quân", "/nguoithay") == (
        "Bộ Tư pháp chưa có đầu mối nào khác. Đề nghị gọi 0900 000 000 để được cấp mã đăng ký cho người thay."
    )


async def test_either_ends_it_and_the_other_is_told(stage: Stage) -> None:
    await hears(stage, "Lan", *REGISTER)

    heard = await hears(stage, "Hoa", "/nguoithay", "2", "Kết thúc")

    assert "<Lan: Đồng chí Hoa đã kết thúc việc thay" in heard
    assert "Hiện chưa đăng ký người thay" in await hears(stage, "Lan", "/nguoithay")
    assert [act for act, _ in await acts(stage)][-1] == "standin.ended"


async def test_a_number_is_a_place_in_the_list_whatever_the_members_numbers_are(stage: Stage) -> None:
    await hears(stage, "Lan", *REGISTER)
    await hears(stage, "Hoa", "/nguoithay")

    for place, shown in (("1", "Đã chọn: Nguyễn Thị Lan"), ("2", "Đã chọn: Kết thúc")):
        assert shown in await hears(stage, "Hoa", "/huy", "/nguoithay", place)


async def test_when_its_days_are_over_it_is_shown_no_more(stage: Stage) -> None:
    await hears(stage, "Lan", *REGISTER)
    stage.now = stage.now.replace(day=13)

    assert "Hiện chưa đăng ký người thay" in await hears(stage, "Lan", "/nguoithay")


async def test_days_that_are_over_are_not_taken(stage: Stage) -> None:
    assert "không phải ngày sắp tới" in await hears(stage, "Lan", "/nguoithay", "Hoa", "1/12 đến 3/12")
