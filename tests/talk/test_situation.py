"""/tinhhinh: the parts of every block sum to its total, in one message, whatever happened."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.obligations import tallies
from handlers.obligations.standing import states
from messages.words import number
from plans import obligations, reading
from plans.obligations import Kind, State
from plans.schema import Plan
from storage.members import manning, people
from storage.members.manning import Manned
from storage.obligations.owed import Standing
from tests.dialogue import PLANS, Stage
from tests.standings import row_of
from tests.talk.telling import ask, entry, hears

LONG = "Nguyễn Phúc Thị Phương Thảo Quỳnh Như"


@cache
def plan() -> Plan:
    return reading.read(PLANS / "705-2025.yaml")


@cache
def rows() -> tuple[Standing, ...]:
    """Give what is owed with nothing known of it."""
    return tuple(row_of(one) for one in obligations.of(plan()))


def known(row: Standing) -> st.SearchStrategy[Standing]:
    days = st.none() | st.dates(date(2025, 11, 1), date(2026, 3, 31))
    return st.builds(
        partial(replace, row),
        entries=st.integers(0, 3),
        completed_on=days,
        not_arising=st.none() | st.sampled_from([one.value for one in obligations.Reason]),
        accepted=st.booleans(),
        promised_for=days,
        received_on=days,
    )


@st.composite
def happened(draw: st.DrawFn) -> Sequence[Standing]:
    """Give the standings after anything may have happened to some of them."""
    changed = draw(st.lists(st.sampled_from(range(len(rows()))), max_size=40, unique=True))
    stand = list(rows())
    for nth in changed:
        stand[nth] = draw(known(stand[nth]))
    return stand


@settings(max_examples=60)
@given(happened(), st.dates(date(2025, 11, 15), date(2026, 4, 1)))
def test_every_figure_sums_to_its_total(stand: Sequence[Standing], today: date):
    tasks, reports = tallies.tasks(plan(), stand, today), tallies.signed_reports(plan(), stand, today)
    silent = tallies.silent_units(plan(), stand, ())

    assert sum(tasks.values()) == 238
    assert sum(reports.values()) == 48
    assert {row.unit for row in stand if row.entries}.isdisjoint(silent)


@settings(max_examples=30)
@given(happened(), st.dates(date(2025, 11, 15), date(2026, 4, 1)))
def test_silence_is_never_called_late_even_after_a_promise(stand: Sequence[Standing], today: date):
    where = states(plan(), stand, today)
    umbrellas = {str(one.key) for one in obligations.of(plan()) if one.covers}
    silent = {row.key for row in stand if row.kind == Kind.TASK and not (row.entries or row.completed_on)} - umbrellas

    assert {where[key] for key in silent} <= {State.NO_WORD, State.SAID_NOTHING, State.NOT_ARISING}


async def test_who_can_be_reached_is_counted_for_every_unit_as_those_who_are_listed(stage: Stage):
    for nth, code in enumerate(["BCA", "BCA", "BTP", "HNI", "HNI", "HNI"]):
        await stage.enter(f"{LONG} {nth}", "official", code)
    for nth in (1, 2):
        await stage.write(
            partial(people.reach, channel="telegram", chat=f"{LONG} {nth}", reachable=False, at=stage.now)
        )

    found = tallies.manned(plan(), await stage.write(partial(manning.by_unit, plan="705")))

    assert set(found) == {unit.code for unit in plan().units}
    assert [found["BCA"], found["BTP"], found["HNI"], found["BQP"]] == [
        Manned("BCA", 2, 1),
        Manned("BTP", 1, 0),
        Manned("HNI", 3, 3),
        Manned("BQP", 0, 0),
    ]


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


async def test_it_is_one_short_message_with_every_unit_silent(stage: Stage):
    everybody = await hears(stage, "Minh", "/tinhhinh")
    for unit in plan().units:
        await stage.enter(f"{LONG} {unit.code}", "official", unit.code)
    registered = await hears(stage, "Minh", "/tinhhinh")
    for unit in plan().units[:12]:
        await stage.write(
            partial(people.reach, channel="telegram", chat=f"{LONG} {unit.code}", reachable=False, at=stage.now)
        )
    blocked = await hears(stage, "Minh", "/tinhhinh")

    assert max(map(units_of, (everybody, registered, blocked))) < 1500
    assert "49/49" in everybody


async def test_it_stays_short_after_many_long_entries(stage: Stage):
    await stage.enter("Thảo", "official", "HNI")
    for _ in range(7):
        long = "Hội nghị tuyên truyền, phổ biến pháp luật " * 5
        await hears(stage, "Thảo", *entry("16.3", title=long, figures="không có"))

    said = await hears(stage, "Minh", "/tinhhinh")

    assert units_of(said) < 1500
    assert "và 02 kết quả khác" in said


async def test_what_it_says_is_what_is_in_the_house(stage: Stage):
    await stage.enter("Thảo", "official", "HNI")
    await hears(stage, "Lan", *entry("2.1b", finished="2"))
    await hears(stage, "Thảo", *entry("16.3"))

    said = await hears(stage, "Minh", "/tinhhinh")
    done, late, going, overdue, not_arising, stated, silent = map(int, re.findall(r"(\d+)(?=;|\n|$)", _tasks(said)))

    assert (done, late, going, overdue, not_arising, stated, silent) == (1, 0, 1, 0, 0, 0, 236)
    assert "47/49" in said
    assert f"MỚI TRONG 24 GIỜ: {number(2):0>2} kết quả của 02 đơn vị" in said
    assert await ask(stage, int, "select count(*) from entry") == [2]


def _tasks(said: str) -> str:
    return said.partition("cập nhật)\n")[2].partition("\n\n")[0]
