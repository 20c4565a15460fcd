"""What the office and a message of an entry read does not grow with the results there are."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from handlers.coordinators.chasing import looking
from handlers.desk import Desk
from handlers.entries import contents, doubles
from handlers.entries.contents import Content, Partner
from handlers.house import running
from handlers.officials.entering import new_entry
from handlers.situation import overview
from messages.values import Days
from messages.words import ZONE
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import people
from storage.members.people import Member, Person, Role
from storage.results import coming, entries, finding, meeting
from storage.results.entries import Entry
from storage.results.status import Status
from tests.dialogue import FRIDAY, HOUSE, Stage

FEW, MANY = 40, 400
LONG_AGO = FRIDAY - timedelta(days=30)
TIES = {("2.2b", "15.3"), ("15.3", "2.2b"), ("6.1a", "15.5a"), ("15.5a", "6.1a")}
TASKS = ("2.2b", "15.3", "6.1a", "15.5a", "2.1b")
UNITS = ("BNG", "BYT", "HNI", "VPCQTT")


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    for unit in UNITS:
        await stage.enter(unit, "official", unit)
    await stage.enter("Minh", "coordinator", "VPCQTT")
    return stage


async def keep(db: Turn, unit: str, nth: int, content: Content) -> None:
    person = await people.at_address(db, "telegram", unit)
    assert person is not None
    (member,) = await people.memberships(db, person.id)
    desk = Desk(db, HOUSE, LONG_AGO, await running(db), person, member, "telegram", f"draft {unit} {nth}")
    await entries.add(db, member.id, new_entry.entry_of(desk, content), LONG_AGO)


def held(task: str, first: date, days: int = 1, form: str = "conference", *, planned: bool = False) -> Content:
    span = Days(first, first + timedelta(days=days - 1), "")
    return Content(task, finished=False, days=span, phase="1", form=form, title="Hội thảo", planned=planned)


async def steps(db: Db, read: Callable[[Db], Awaitable[object]]) -> int:
    """Count what the database does for something that is read, in hundreds of its smallest steps."""
    counted = 0

    def one() -> int:
        nonlocal counted
        counted += 1
        return 0

    db.connection.set_progress_handler(one, 100)
    await read(db)
    db.connection.set_progress_handler(None, 0)
    return counted


async def situation(db: Db) -> object:
    plans = await running(db)
    return await overview.read(db, plans["705"], FRIDAY, FRIDAY - timedelta(days=1))


async def board(db: Db) -> object:
    plans = await running(db)
    person = await people.at_address(db, "telegram", "Minh")
    assert person is not None
    (member,) = await people.memberships(db, person.id)
    now = datetime(2026, 2, 11, 9, tzinfo=ZONE)
    return await looking.look(Desk(db, HOUSE, now, plans, person, member, "telegram"))


def seen_by(db: Db, plans: Mapping[str, Plan], unit: str) -> Desk:
    """Give a desk at which somebody of a unit hears of one of its results."""
    person = Person(1, unit, "", "vi", 1, LONG_AGO)
    member = Member(1, 1, "705", unit, Role.OFFICIAL, main=True, since=LONG_AGO)
    return Desk(Turn(db.connection), HOUSE, FRIDAY, plans, person, member, "telegram")


async def question(db: Db) -> object:
    entry = await entries.find(db, "705", "BYT", 1)
    assert entry is not None
    return await doubles.to_ask(seen_by(db, await running(db), "BYT"), entry)


@pytest.mark.parametrize(
    "read",
    [
        question,
        situation,
        board,
        partial(coming.ahead, plan="705", first=date(2025, 12, 5), last=date(2025, 12, 11)),
        partial(coming.of_unit, plan="705", unit="BNG"),
        partial(coming.and_latest, plan="705", unit="BNG"),
        partial(finding.found, sought=finding.Sought((("unit_705_bng",), ("task_705_2_1b",))), at_most=FEW),
    ],
    ids=[
        "the question below a receipt",
        "the situation",
        "the chase board",
        "what is ahead",
        "what a unit plans",
        "and its latest",
        "a search",
    ],
)
async def test_it_takes_as_many_steps_beside_many_results_as_beside_few(
    stage: Stage, read: Callable[[Db], Awaitable[object]]
) -> None:
    async def measured(db: Turn) -> tuple[int, int]:
        await keep(db, "BNG", 0, held("2.1b", date(2025, 12, 8), planned=True))
        await keep(db, "BYT", 0, held("2.1b", LONG_AGO.date()))
        for nth in range(1, FEW):
            await keep(db, "BNG", nth, held("2.1b", LONG_AGO.date()))
        few = await steps(db, read)
        for nth in range(FEW, MANY):
            await keep(db, "BNG", nth, held("2.1b", LONG_AGO.date()))
        return few, await steps(db, read)

    few, many = await stage.write(measured)

    assert many <= few + few // 4 + 2


@pytest.mark.parametrize("seed", range(5))
async def test_what_meets_is_what_a_look_at_every_pair_finds(stage: Stage, seed: int) -> None:
    chance = Random(seed)

    async def found(db: Turn) -> tuple[list[Entry], list[Entry]]:
        for nth in range(50):
            first = date(2025, 11, 1) + timedelta(days=chance.randrange(60))
            content = held(
                chance.choice(TASKS), first, chance.choice((1, 1, 3, 15)), chance.choice(("training", "talks"))
            )
            await keep(db, chance.choice(UNITS), nth, content)
        for entry in (await finding.after(db, "705", 0, 100))[::7]:
            await entries.withdraw(db, entry.id, FRIDAY)
        return await meeting.of_plan(db, "705", TIES), await finding.after(db, "705", 0, 100)

    meets, every = await stage.write(found)
    stands = [(entry, contents.of_entry(entry)) for entry in every if entry.status is Status.RECEIVED]
    right = {entry.id for entry, one in stands if any(_meet(entry, one, *other) for other in stands)}

    assert {entry.id for entry in meets} == right
    assert [(entry.unit, entry.number) for entry in meets] == sorted((entry.unit, entry.number) for entry in meets)


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_asked_about_is_what_a_look_at_every_pair_finds(stage: Stage, seed: int) -> None:
    chance = Random(seed)

    async def found(db: Turn) -> tuple[dict[int, set[int]], list[Entry]]:
        plans = await running(db)
        for nth in range(40):
            first = date(2025, 11, 1) + timedelta(days=chance.randrange(30))
            length, form = chance.choice((1, 1, 3, 15)), chance.choice(("training", "talks"))
            partners = tuple(Partner(unit, unit) for unit in UNITS if chance.random() < 0.2)
            content = replace(held(chance.choice(TASKS), first, length, form), partners=partners)
            await keep(db, chance.choice(UNITS), nth, content)
        every = await finding.after(db, "705", 0, 100)
        asked = {one.id: await doubles.to_ask(seen_by(db, plans, one.unit), one) for one in every}
        return {id_: {double.entry.id for double in those} for id_, those in asked.items()}, every

    asked, every = await stage.write(found)

    assert any(asked.values())
    for one in every:
        assert asked[one.id] == {other.id for other in every if _may_know(one, other)}


def _may_know(entry: Entry, other: Entry) -> bool:
    one, theirs = contents.of_entry(entry), contents.of_entry(other)
    assert one.days is not None
    assert theirs.days is not None
    a_day = timedelta(days=1)
    touch = one.days.first <= theirs.days.last + a_day and theirs.days.first <= one.days.last + a_day
    known = (one.task, theirs.task) in TIES or any(partner.unit == entry.unit for partner in theirs.partners)
    return known and entry.unit != other.unit and one.form == theirs.form and touch


def _meet(entry: Entry, one: Content, other_entry: Entry, other: Content) -> bool:
    assert one.days is not None
    assert other.days is not None
    days = one.days.first <= other.days.last and other.days.first <= one.days.last
    return (one.task, other.task) in TIES and entry.unit != other_entry.unit and one.form == other.form and days
