"""A matter is kept under a number of its own, its thread says where it stands, and how it stood at any instant."""

from datetime import datetime, timedelta
from functools import partial
from random import Random

import pytest

from storage import matters
from storage.db import Turn
from storage.matters import Matter, MatterKind, MatterLine, MatterState, NewLine, NewMatter, Side, Unanswered
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


@pytest.mark.parametrize("seed", range(3))
async def test_after_anything_at_all_the_count_of_any_instant_is_what_the_threads_recount_to(
    stage: Stage, seed: int
) -> None:
    dice, start = Random(seed), stage.now
    kept: list[Matter] = []
    for _ in range(30):
        stage.now += timedelta(minutes=10)
        if not kept or dice.random() < 0.3:
            kept.append(await add(stage, dice.choice(list(MatterKind)), dice.choice(["BNG", "BTP"])))
        else:
            await speak(stage, dice.choice(kept), dice.choice(list(MatterState)), dice.choice(list(Side)))
    threads = {matter: await stage.write(partial(matters.lines, matter=matter.id)) for matter in kept}

    for minutes in range(0, 320, 10):
        at = start + timedelta(minutes=minutes)
        assert await unanswered(stage, at) == recounted(threads, at)


def recounted(threads: dict[Matter, list[MatterLine]], at: datetime) -> Unanswered:
    last = {matter: [line for line in lines if line.at <= at][-1:] for matter, lines in threads.items()}
    waiting = [matter for matter, line in last.items() if line and line[0].state.is_waiting]
    leaders = [matter for matter in waiting if last[matter][0].state is MatterState.PASSED_ON]
    kinds = [matter.kind for matter in waiting]
    return Unanswered(kinds.count(DIFFICULTY), kinds.count(INQUIRY), len(leaders))
