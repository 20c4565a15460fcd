"""Campaigns recounted from their results alone: what workbook, report, closing and digest say is what they come to.

Of both plans: one with everything that makes sums hard, and one that invented officials lived through.
"""

import asyncio
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bot.rehearsal import acts, cast, playing
from bot.rehearsal.cast import Entries
from bot.rehearsal.simulating import simulated
from handlers.documents.sentences import amount
from messages.reading.figures.units import name
from messages.words import speaking
from plans.obligations import SCALES, Kind
from plans.schema import Plan
from storage import migrating
from tests.documents import counted_apart, odd
from tests.documents.conftest import PLANS
from tests.documents.counted_apart import CountedApart
from tests.documents.odd import Odd
from tests.documents.sheet_cells import column, numbers_in, rows


async def rehearsed(folder: Path, plan: Plan) -> Odd:
    """Let invented officials of all manners live through a plan; give what came of it at its end."""
    path, players = folder / "rehearsed.db", cast.invented(plan)
    migrating.migrate(path)
    starts, ends = playing.span(plan)
    async with simulated(path, playing.HOUSE, starts, scratch=True) as simulation:
        doing = acts.of(plan, players, Entries.TYPICAL)
        assert await playing.through(simulation, plan, players, doing, lambda _: None) == ()
        return await odd.documents(simulation.db, plan, ends)


CAMPAIGNS = {"odd": odd.made, "rehearsed": rehearsed}


@pytest.fixture(scope="session", params=["705 odd", "HP24 odd", "705 rehearsed", "HP24 rehearsed"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Odd:
    code, how = request.param.split()
    with speaking("vi"):
        return asyncio.run(CAMPAIGNS[how](tmp_path_factory.mktemp("made"), PLANS[code]))


def recounted(made: Odd) -> dict[tuple[str, str, str], CountedApart]:
    """Count every row of the sums anew, by indicator, unit ("all": of all units) and phase ("all": all of it)."""
    found = {}
    for phase in ("", *(phase.key for phase in made.plan.phases)):
        for indicator, of in counted_apart.of_all(made.plan, made.results, made.pairs, phase).items():
            found[indicator, "all", phase or "all"] = of
        for (unit, indicator), of in counted_apart.of_unit(made.plan, made.results, phase).items():
            found[indicator, unit, phase or "all"] = of
    return found


def test_every_row_of_the_sums_is_what_a_count_of_the_results_alone_comes_to(made: Odd):
    told = {
        (indicator, unit, phase): (Decimal(str(value)), precision, results, units)
        for indicator, _, unit, _, phase, value, precision, results, units in rows(made.coded["sums"])
    }
    counted = {
        key: (of.value, of.precision, len(of.numbers), of.units if key[1] == "all" else None)
        for key, of in recounted(made).items()
    }
    assert told == counted
    assert len(told) == made.coded["sums"].max_row - 1


def test_each_figure_of_the_report_comes_from_the_results_that_stand_beside_it(made: Odd):
    by_number = {f"{made.plan.code}-{one.unit}-{one.number:03}": one for one in made.results}
    by_noun = {name(indicator): indicator.key for indicator in made.plan.indicators}
    followed, numbers = 0, []
    for sentence, figure, _, n, part, some in rows(made.book["Nguồn số liệu"]):
        assert figure in sentence
        numbers = [*(numbers if part > 1 else []), *numbers_in(some)]
        noun = re.sub(r"^(hơn |gần |khoảng )?[\d.,]+ ", "", figure)
        if len(numbers) < n or noun not in by_noun:
            continue
        mine = [by_number[number] for number in numbers]
        (come_to,) = {
            of.value for key, of in counted_apart.of_all(made.plan, mine, made.pairs).items() if key == by_noun[noun]
        }
        assert come_to == int(re.search(r"\d[\d.]*", figure)[0].replace(".", "")), (sentence, figure)
        followed += 1
    assert followed > len(made.results) / 20


def test_each_source_counts_an_activity_of_several_units_once_and_names_them_all(made: Odd):
    joint = {frozenset(f"{made.plan.code}-{unit}-{nth:03}" for unit, nth in pair) for pair in made.pairs}
    cells: list[tuple[int, str]] = []
    for *_, n, part, some in rows(made.book["Nguồn số liệu"]):
        before = cells.pop()[1] if part > 1 else ""
        cells.append((n, f"{before} {some or ''}"))
    seen = set()
    for n, some in cells:
        listed = set(numbers_in(some))
        once = {pair for pair in joint if "(chung với" in some and pair <= listed}
        assert n == len(listed) - len(once)
        seen |= once
    assert seen == joint


def test_report_workbook_closing_and_digest_say_the_same(made: Odd):
    body = "\n".join(one.text for one in docx.Document(BytesIO(made.report.file)).paragraphs)
    of_all = {
        indicator: (value, precision)
        for indicator, _, unit, _, phase, value, precision, *_ in rows(made.coded["sums"])
        if (unit, phase) == ("all", "all")
    }
    states = column(made.coded["tasks"], "state")
    reports = [state for state in column(made.coded["units"], "report") if state]

    assert of_all == {one.indicator.key: (one.value, one.precision.value) for one in made.closed.totals}
    assert [total for total in made.closed.totals if amount(total) not in body] == []
    assert {state: states.count(state.value) for state in SCALES[Kind.TASK]} == dict(made.closed.tasks)
    assert {state: reports.count(state.value) for state in made.closed.reports} == dict(made.closed.reports)
    of = len(made.plan.assignments())
    assert f"Trong {of} đầu việc được giao" in body
    sent = len(reports) - reports.count("not_sent")
    if reports:
        assert f"{sent:02}/{len(reports):02} đơn vị đã gửi báo cáo" in body
        assert f"Báo cáo bằng văn bản: {sent:02}/{len(reports):02} đơn vị" in made.digest
    assert f"chưa có thông tin {states.count('no_word'):02}" in made.digest


def test_what_is_kept_beside_agrees_with_a_count_from_the_beginning(made: Odd):
    assert made.differs == []


@pytest.mark.parametrize("made", ["705 odd", "HP24 odd"], indirect=True)
def test_a_total_a_part_and_a_joint_activity_are_among_them(made: Odd):
    """What makes sums hard has to be there, or the count above would prove little."""
    counts = {result.content["counts"] for result in made.results}
    (pair,) = made.pairs
    plain = [
        Decimal(one["value"]) for r in made.results for one in r.content["figures"] if one["indicator"] == "people"
    ]
    (told,) = (row[5] for row in rows(made.coded["sums"]) if row[:1] == ("people",) and row[2:5:2] == ("all", "all"))

    assert counts == {"new", "extra", "within", "total"}
    assert len({unit for unit, _ in pair}) == 2
    assert told < sum(plain)
