"""A matter is kept under a number of its own, its thread says where it stands, and how it stood at any instant."""

from datetime import datetime, timedelta
from functools import partial

from storage import matters
from storage.db import Turn
from storage.matters import Matter, MatterKind, MatterState, NewLine, NewMatter, Side, Unanswered
from tests.dialogue import Stage

DIFFICULTY, INQUIRY = MatterKind.DIFFICULTY, MatterKind.INQUIRY


async def add(stage: Stage, kind: MatterKind = DIFFICULTY, unit: str = "BNG") -> Matter:
    new = NewMatter(kind, "Chưa có kinh phí")
    found: Matter = await stage.write(partial(matters.add, plan="705", unit=unit, new=new, by=1, at=stage.now))
    return found


async def speak(stage: Stage, matter: Matter, state: MatterState, side: Side = Side.OFFICE) -> None:
    await stage.write(partial(matters.speak, matter=matter.id, new=NewLine(side, "", state), by=1, at=stage.now))


async def unanswered(stage: Stage, at: datetime) -> Unanswered:
    found: Unanswered = await stage.write(partial(matters.unanswered, plan="705", at=at))
    return found


async def test_each_unit_counts_its_difficulties_and_its_inquiries_apart(stage: Stage) -> None:
    numbers = [
        (await add(stage, kind, unit)).number
        for kind, unit in ((DIFFICULTY, "BNG"), (DIFFICULTY, "BTP"), (INQUIRY, "BNG"), (DIFFICULTY, "BNG"))
    ]

    assert numbers == [1, 1, 1, 2]


async def test_what_waits_for_an_answer_stands_before_what_was_answered_and_what_is_closed_stands_nowhere(
    stage: Stage,
) -> None:
    answered, closed, waiting = [await add(stage) for _ in range(3)]
    await speak(stage, answered, MatterState.ANSWERED)
    await speak(stage, closed, MatterState.CLOSED)

    async def listed(db: Turn) -> list[int]:
        return [matter.id for matter in await matters.not_closed(db, "705", (DIFFICULTY,))]

    assert await stage.write(listed) == [waiting.id, answered.id]


async def test_how_many_waited_can_be_told_of_any_instant(stage: Stage) -> None:
    start = stage.now
    difficulty, inquiry = await add(stage), await add(stage, INQUIRY)
    stage.now += timedelta(hours=1)
    await speak(stage, difficulty, MatterState.IN_HAND)
    stage.now += timedelta(hours=1)
    await speak(stage, difficulty, MatterState.ANSWERED)
    await speak(stage, inquiry, MatterState.CLOSED, Side.UNIT)
    stage.now += timedelta(hours=1)
    await speak(stage, difficulty, MatterState.OPEN, Side.UNIT)

    hours = [start + timedelta(hours=n) for n in (-1, 0, 1, 2, 3)]
    assert [await unanswered(stage, at) for at in hours] == [
        Unanswered(0, 0),
        Unanswered(1, 1),
        Unanswered(1, 1),
        Unanswered(0, 0),
        Unanswered(1, 0),
    ]
