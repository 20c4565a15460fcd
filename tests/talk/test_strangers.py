"""A stranger is greeted at most once a minute, learns nothing, and leaves nothing but address, time and count."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.dialogue import Stage
from tests.talk.telling import ask, hears

GREETING = (
    "Kính chào đồng chí. Đây là kênh nội bộ, hệ thống trả lời tự động. Đề nghị nhập mã đăng ký. "
    "Trường hợp chưa có mã, đề nghị liên hệ cơ quan phụ trách."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a stranger."""

    chat: str
    seen: int
    seen_at: datetime


async def test_a_stranger_is_greeted_at_most_once_a_minute(stage: Stage):
    answers = [await hears(stage, "khách", said) for said in ("/start", "xin chào", "[ảnh]")]
    stage.now += timedelta(seconds=30)

    assert answers == [GREETING, "", ""]
    assert await hears(stage, "khách", "có ai không") == GREETING


async def test_two_strangers_are_greeted_each(stage: Stage):
    assert [await hears(stage, who, "alo") for who in ("khách 1", "khách 2")] == [GREETING, GREETING]


async def test_of_a_stranger_only_address_time_and_count_are_kept(stage: Stage):
    await hears(stage, "khách", "Tôi là Nguyễn Văn Lạ, số 0912", "[ảnh] ảnh nhà tôi", "[tệp don-thu.pdf]")

    assert await ask(stage, Seen, "select chat, seen, seen_at from stranger") == [Seen("khách", 3, stage.now)]
    told = await ask(stage, str, "select said from inbox where chat = 'khách' and said is not null")
    assert told == []
    assert await ask(stage, int, "select count(*) from evidence") == [0]
    assert await ask(stage, int, "select count(*) from address where chat = 'khách'") == [0]


async def test_the_greeting_names_neither_plan_nor_office(stage: Stage):
    said = await hears(stage, "khách", "Đây là kế hoạch nào?")

    assert said == GREETING
    assert [word for word in ("705", "Văn phòng", "Nhân quyền", "0900") if word in said] == []


async def test_whoever_registers_is_no_stranger_any_more(stage: Stage):
    await hears(stage, "Quân", "xin chào", await stage.invite("official", "BTP"))

    assert await ask(stage, int, "select count(*) from stranger") == [0]
