"""A number beside a list is that of the list, or says how many more there are, and how to come to them."""

import re

import pytest

from handlers.coordinators.ask_units import AskUnits
from messages.questions.choose import Choose, Plain
from messages.questions.question import Heard
from messages.said import Said
from messages.unclear import Unclear
from plans import reading
from tests.dialogue import PLANS, Stage
from tests.officials.entering import enter
from tests.talk.telling import hears


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("VPCQTT", "nhân quyền"),
        ("VPCQTT", "tuyên truyền"),
        ("BVHTTDL", "tổ chức"),
        ("BVHTTDL", "hoạt động"),
        ("BNG", "hội nghị"),
    ],
)
async def test_as_many_tasks_are_listed_as_are_said_to_be_near_or_the_rest_is_named(
    stage: Stage, unit: str, typed: str
) -> None:
    await stage.enter("Vy", "official", unit)
    heard = await hears(stage, "Vy", f"/baocao {typed}")
    listed = len(re.findall(r"^\d+\. ", heard, re.MULTILINE))
    said = re.search(r"Có (\d+) nhiệm vụ gần với", heard)
    rest = re.search(r"trong đó có (\d+) nhiệm vụ dưới đây.*trong (\d+) nhiệm vụ còn lại", heard)

    if rest:
        assert said is not None
        assert (int(rest[1]), int(rest[1]) + int(rest[2])) == (listed, int(said[1]))
    elif said:
        assert int(said[1]) == listed


@pytest.mark.parametrize(("n", "listed"), [(2, 2), (6, 6), (7, 7), (8, 8), (9, 6), (20, 6)])
def test_of_many_things_that_fit_it_is_said_how_many_are_not_listed(n: int, listed: int) -> None:
    question = Choose("task", tuple(Plain(str(place), f"Hội thảo thứ {place}") for place in range(n)))
    with pytest.raises(Unclear) as why:
        question.hear(Heard(Said("", "hội thảo")), None)

    assert len(why.value.offers) == listed
    assert why.value.because == ("choose.several.rest" if n > listed else "choose.several")
    assert why.value.facts.get("rest", 0) == n - listed


@pytest.mark.parametrize("typed", ["bộ", "hà"])
def test_of_many_units_that_a_name_may_mean_the_others_are_counted(typed: str) -> None:
    plan = reading.read(PLANS / "705-2025.yaml")
    found = plan.find_units(typed)
    with pytest.raises(Unclear) as why:
        AskUnits("units", plan, tuple(unit.code for unit in plan.units)).hear(Heard(Said("", typed)), None)
    told = why.value.facts["units"]
    more = re.search(r"và (\d+) đơn vị khác", told)
    named = sum(unit.short in told for unit in found)

    assert named + (int(more[1]) if more else 0) == len(found)


async def test_a_document_of_many_units_counts_those_that_are_not_offered(stage: Stage) -> None:
    heard = await hears(stage, "Minh", "/nhapthay bộ")
    listed = len(re.findall(r"^\d+\. ", heard, re.MULTILINE))
    more = re.search(r"ngoài (\d+) đơn vị dưới đây còn (\d+) đơn vị khác", heard)

    assert more is not None
    assert int(more[1]) == listed


async def test_of_many_results_that_can_be_changed_the_way_to_the_earlier_ones_is_named(stage: Stage) -> None:
    await stage.enter("Lan")
    for nth in range(11):
        await enter(stage, title=f"Hội thảo về Công ước CEDAW, khu vực {nth}")

    for command in ("/sua", "/rut"):
        assert "– Các kết quả trước đó: xem mã số ở /dagui." in await hears(stage, "Lan", command)
