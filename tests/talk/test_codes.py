"""Codes: 72 hours, once, one and the same answer for every bad one, slower and slower."""

from datetime import timedelta
from functools import partial

import pytest

from handlers.everyone import codes
from handlers.house import Addresses, House
from storage.members.people import Role
from tests.dialogue import Stage
from tests.talk.telling import ask, hears, registers

WRONG = "Mã đăng ký không đúng hoặc đã hết hiệu lực. Đề nghị đồng chí kiểm tra lại hoặc liên hệ nơi cấp mã."
WAIT = "Đã nhập mã không đúng nhiều lần. Đề nghị đồng chí thử lại sau 15 phút hoặc liên hệ nơi cấp mã."
GOOD = "Mã đăng ký hợp lệ: Bộ Tư pháp. Đề nghị đồng chí cho biết họ và tên."


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "/start {code}",
        "{small}",
        "{dashed}",
        " {code} ",
        "{code}.",
        "“{code}”",
        "Mã đăng ký: {code}",
        "ma dang ky {dashed}",
        "Mã của tôi là {code} ạ, điện thoại 0912345678",
        "https://t.me/daumoi_bot?start={code}",
        "/start https://t.me/daumoi_bot?start={code}",
        "Mã đăng ký (dùng 01 lần): {code}⏎https://t.me/daumoi_bot?start={code}",
    ],
)
async def test_a_code_opens_the_door_however_it_is_typed(stage: Stage, typed: str):
    code = await stage.invite("official", "BTP")
    line = typed.format(code=code, small=code.lower(), dashed=f"{code[:5]}-{code[5:]}")

    assert await hears(stage, "Quân", line) == GOOD


@pytest.mark.parametrize(
    "said", ["Số điện thoại của tôi: 0912345678", "xin chao anh", "Cho hỏi kết quả 705-BNG-001", "Cong van 88/QD-BCD"]
)
async def test_what_only_has_the_letters_of_a_code_is_none(stage: Stage, said: str):
    heard = await hears(stage, "khách", said)

    assert heard.startswith("Kính chào đồng chí.")


async def test_a_member_who_pastes_the_link_of_a_further_code_is_asked_what_it_needs(stage: Stage):
    code = await stage.invite("coordinator", "VPCQTT")

    heard = await hears(stage, "Lan", f"https://t.me/daumoi_bot?start={code}")

    assert "Ghi thành kết quả" not in heard
    assert "Văn phòng" in heard


async def test_a_code_pasted_with_its_words_where_a_name_is_asked_is_no_name(stage: Stage):
    first, other = await stage.invite("official", "BTP"), await stage.invite("official", "BYT")

    heard = await hears(stage, "Quân", first, f"Mã đăng ký: {other}")

    assert "Bộ Y tế" in heard


async def test_a_code_has_a_link_on_each_channel_that_has_one(stage: Stage):
    addresses = {
        "one": Addresses("https://one/{code}", ""),
        "two": Addresses("", ""),
        "three": Addresses("3:{code}", ""),
    }
    house, wanted = House(b"-", addresses=addresses), codes.WantedCode(Role.ADMIN)

    issued = await stage.write(partial(codes.issue, house=house, wanted=wanted, made_by=None, now=stage.now))

    assert issued.link == f"https://one/{issued.code}\n3:{issued.code}"


async def test_a_code_is_good_for_72_hours_and_not_a_minute_longer(stage: Stage):
    code = await stage.invite("official", "BTP")
    made = stage.now

    stage.now = made + timedelta(hours=71, minutes=58)
    assert await hears(stage, "Quân", code) == GOOD
    stage.now = made + timedelta(hours=72)
    assert await hears(stage, "Tùng", code) == WRONG


async def test_a_code_is_good_once(stage: Stage):
    code = await stage.invite("official", "BTP")
    await registers(stage, "Quân", code)

    assert await hears(stage, "Tùng", code) == WRONG
    assert await ask(stage, str, "select name from person join member on person = person.id where unit = 'BTP'") == [
        "Lê Anh Quân"
    ]


async def test_of_two_who_hold_the_same_code_only_the_first_to_finish_is_registered(stage: Stage):
    code = await stage.invite("official", "BTP")
    await hears(stage, "Tùng", code, "Hoàng Thanh Tùng", "Chuyên viên", "đúng", "đồng ý")
    await registers(stage, "Quân", code)

    assert await hears(stage, "Tùng", "đã rõ") == WRONG
    assert await ask(stage, int, "select count(*) from member where unit = 'BTP'") == [1]


async def test_wrong_used_expired_and_revoked_codes_get_one_and_the_same_answer(stage: Stage):
    used, expired, revoked = [await stage.invite("official", "BTP") for _ in range(3)]
    await registers(stage, "Quân", used)
    await hears(stage, "Hà", "/daumoi", "mã thứ 3", "thu hồi")
    before = [await hears(stage, "Tùng", code) for code in ("ABCDE12345", used, revoked)]
    stage.now += timedelta(hours=72)

    assert [*before, await hears(stage, "Tùng", expired)] == [WRONG] * 4


async def test_after_five_wrong_ones_an_address_waits_a_quarter_of_an_hour_even_with_a_good_one(stage: Stage):
    code = await stage.invite("official", "BTP")
    answers = [await hears(stage, "Quân", f"ZZZZZ1234{nth}") for nth in range(5)]

    assert answers == [WRONG] * 5
    assert await hears(stage, "Quân", code) == WAIT
    assert await hears(stage, "Tùng", code) == GOOD
    stage.now += timedelta(minutes=15)
    assert await hears(stage, "Quân", code) == GOOD


async def test_many_wrong_ones_from_everywhere_slow_whoever_has_had_one(stage: Stage):
    code = await stage.invite("official", "BTP")
    for nth in range(60):
        await ask(
            stage,
            int,
            "insert into wrong_code (channel, chat, at) values ('telegram', :chat, :at) returning id",
            chat=f"guesser {nth}",
            at=stage.now,
        )

    assert await hears(stage, "Quân", "ABCDE12345", code) == WAIT
    assert await hears(stage, "Tùng", code) == GOOD


async def test_the_code_itself_is_kept_nowhere(stage: Stage):
    code = await stage.invite("official", "BTP")
    await hears(stage, "Quân", code)

    kept = stage.path.read_bytes() + b"".join(file.read_bytes() for file in stage.path.parent.glob("d.db-*"))

    assert code.encode() not in kept


async def test_whoever_does_not_agree_is_forgotten_and_the_code_stays_good(stage: Stage):
    code = await stage.invite("official", "BTP")
    said = await hears(stage, "Quân", code, "Lê Anh Quân", "Chuyên viên", "đúng", "không đồng ý")

    assert said.startswith("Đã ghi nhận. Hệ thống không lưu thông tin của đồng chí")
    assert await ask(stage, int, "select count(*) from person where name like '%Quân%'") == [0]
    assert await ask(stage, int, "select count(*) from address where chat = 'Quân'") == [0]
    assert await hears(stage, "Quân", code) == GOOD


async def test_what_was_agreed_to_and_when_is_kept(stage: Stage):
    await registers(stage, "Quân", await stage.invite("official", "BTP"))

    assert await ask(stage, str, "select consent from person where name = 'Lê Anh Quân'") == ["2026-01"]
    assert await ask(stage, int, "select count(*) from person where name = 'Lê Anh Quân' and consented_at is null") == [
        0
    ]
