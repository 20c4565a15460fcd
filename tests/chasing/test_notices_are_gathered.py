"""What several may come of within an hour about one matter reaches the office together; near a deadline at once."""

from datetime import datetime, timedelta

from messages.words import ZONE
from tests.dialogue import Stage
from tests.talk.telling import ask, hears

WHY = "Đang trình lãnh đạo ký"


async def waiting(stage: Stage) -> list[str]:
    """Give what the first coordinator is told, in the order in which it was put in."""
    sql = "select body ->> 'text' from outbox where chat = 'Minh' and lane = 2 and state <> 'withdrawn' order by id"
    return await ask(stage, str, sql)


async def due(stage: Stage) -> list[datetime]:
    return await ask(stage, datetime, "select due_at from outbox where chat = 'Minh' and lane = 2 order by id")


async def test_a_unit_that_asks_again_for_more_time_within_the_hour_is_told_of_an_hour_after_the_first(stage: Stage):
    stage.now = datetime(2025, 12, 10, 9, tzinfo=ZONE)
    await hears(stage, "Lan", "/xingiahan 12/2", WHY)
    first = stage.now
    await hears(stage, "Lan", "/xingiahan 13/2", WHY)

    told = await due(stage)
    assert told[0] <= first
    assert told[1] == told[0] + timedelta(hours=1)


async def test_near_the_deadline_it_is_told_of_at_once(stage: Stage):
    stage.now = datetime(2026, 2, 6, 9, tzinfo=ZONE)
    await hears(stage, "Lan", "/xingiahan 12/2", WHY)
    await hears(stage, "Lan", "/xingiahan 13/2", WHY)

    assert all(at <= stage.now for at in await due(stage))
    assert len(await due(stage)) == 2


async def test_two_units_that_ask_within_the_hour_are_two_matters(stage: Stage):
    stage.now = datetime(2025, 12, 10, 9, tzinfo=ZONE)
    await hears(stage, "Lan", "/xingiahan 12/2", WHY)
    await hears(stage, "Quân", "/xingiahan 12/2", WHY)

    assert all(at <= stage.now for at in await due(stage))


async def test_what_waits_is_told_no_more_once_the_office_has_answered(stage: Stage):
    stage.now = datetime(2025, 12, 10, 18, tzinfo=ZONE)
    await hears(stage, "Lan", "/xingiahan 12/2", WHY)
    before = await waiting(stage)
    await hears(stage, "Minh", "/giahan BNG 12/02/2026", "đồng ý")

    assert any("gia hạn" in said for said in before)
    assert [said for said in await waiting(stage) if "đề nghị gia hạn" in said] == []
