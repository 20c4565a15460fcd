"""The telephone number: given by whom it is of, shown to a coordinator on a tap, never without an audit line."""

import pytest

from tests.dialogue import Stage
from tests.office.mornings import morning
from tests.talk.telling import acts, ask, hears

GIVE = ("/dulieucanhan", "Ghi, sửa số điện thoại")
NUMBER = "0912 345 678"


async def test_a_coordinator_sees_it_on_a_tap_and_each_look_is_audited(stage: Stage):
    await hears(stage, "Lan", *GIVE, NUMBER)
    page, shown = await hears(stage, "Minh", "/donduc BNG"), await hears(stage, "Minh", "Số điện thoại")
    await hears(stage, "Dung", "/donduc BNG sdt")
    (member,) = await ask(
        stage, int, "select m.id from member m join address a on a.person = m.person where chat = 'Lan'"
    )

    assert NUMBER not in page
    assert f"– Nguyễn Thị Lan, Chuyên viên: {NUMBER}" in shown
    looks = [act for act in await acts(stage) if act[0] == "phone.viewed"]
    assert looks == [("phone.viewed", "705", "VPCQTT", f"BNG {member}")] * 2


@pytest.mark.parametrize("who", ["Hương", "Quân", "Hà", "Lan"])
async def test_nobody_else_sees_it(stage: Stage, who: str):
    await hears(stage, "Lan", *GIVE, NUMBER)
    heard = await hears(stage, who, "/donduc BNG sdt")

    assert NUMBER not in heard
    assert [act for act in await acts(stage) if act[0] == "phone.viewed"] == []


async def test_a_coordinator_of_another_plan_does_not_see_it(stage: Stage):
    await stage.load("hai-phong-2024")
    await stage.enter("Bình", "coordinator", "LSNVNONN", "HP24")
    await hears(stage, "Lan", *GIVE, NUMBER)

    assert NUMBER not in await hears(stage, "Bình", "/donduc BNG sdt")


async def test_it_stands_in_no_list_no_digest_and_no_page(stage: Stage):
    await hears(stage, "Lan", *GIVE, NUMBER)
    told = [await hears(stage, "Minh", said) for said in ("/donduc trang 6", "/donvi BNG", "/tinhhinh", "/chuabaocao")]
    told += list((await morning(stage, "2026-02-12 07:15")).values())

    assert [said for said in told if NUMBER in said] == []
    assert any("Bộ Ngoại giao" in said for said in told)


async def test_who_gave_none_is_named_and_it_is_said_what_to_do(stage: Stage):
    await stage.enter("Vy", "official", "BNG")
    await hears(stage, "Lan", *GIVE, NUMBER)
    some, none = await hears(stage, "Minh", "/donduc BNG sdt"), await hears(stage, "Minh", "/donduc BTP sdt")
    nobody = await hears(stage, "Minh", "/donduc BYT sdt")

    assert "Chưa ghi số: Vy." in some
    assert none.startswith("Chưa đầu mối nào của Bộ Tư pháp ghi số điện thoại. Đề nghị đồng chí tra công văn")
    assert nobody.startswith("Bộ Y tế chưa có đầu mối đăng ký nên chưa có số điện thoại.")


@pytest.mark.parametrize("typed", ["số của tôi", "123", "0912 345 678 gọi giờ hành chính", "1" * 16, "0912-abc-678"])
async def test_what_is_no_number_is_asked_again(stage: Stage, typed: str):
    heard = await hears(stage, "Lan", *GIVE, typed)

    assert heard.startswith("Chưa đọc được số điện thoại.")
    assert await ask(stage, str, "select phone from person where phone <> ''") == []


@pytest.mark.parametrize("typed", [NUMBER, "+84 24 3799 3111", "(024) 3799.3111", "0243 7993 111"])
async def test_a_number_is_kept_as_it_was_typed(stage: Stage, typed: str):
    heard = await hears(stage, "Lan", *GIVE, typed)

    assert heard.startswith(f"Đã ghi số điện thoại: {typed}.")
    assert f"– Số điện thoại: {typed}" in await hears(stage, "Lan", "/dulieucanhan")


async def test_it_can_be_erased_and_goes_with_the_consent(stage: Stage):
    await hears(stage, "Lan", *GIVE, NUMBER)
    erased = await hears(stage, "Lan", *GIVE, "Không ghi số")
    shown = await hears(stage, "Minh", "/donduc BNG sdt")
    await hears(stage, "Lan", *GIVE, NUMBER)
    withdraw = ("/dulieucanhan", "Rút lại sự đồng ý", "Tiếp tục rút lại sự đồng ý", "Rút lại sự đồng ý")
    await hears(stage, "Lan", *withdraw)

    assert erased.startswith("Không còn lưu số điện thoại nào của đồng chí.")
    assert shown.startswith("Chưa đầu mối nào của Bộ Ngoại giao ghi số điện thoại.")
    assert await ask(stage, str, "select phone from person where phone <> ''") == []
