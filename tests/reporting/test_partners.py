"""With whom: a unit is recognised by its name or code; whatever says more than that stays as it was typed."""

import pytest

from handlers.entries.contents import Partner
from handlers.officials.entering.partners import read
from messages.unclear import Unclear
from plans import reading
from plans.schema import Plan, recognised
from tests.dialogue import PLANS


@pytest.fixture(scope="module")
def plan() -> Plan:
    return reading.read(PLANS / "705-2025.yaml")


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("Bộ Tư pháp", ["BTP"]),
        ("bo tu phap", ["BTP"]),
        ("BTP, BNG", ["BTP", "BNG"]),
        ("Bộ Văn hóa, Thể thao và Du lịch", ["BVHTTDL"]),
        ("Bộ Công an, Bộ Văn hóa, Thể thao và Du lịch, Bộ Tư pháp", ["BCA", "BVHTTDL", "BTP"]),
        ("Bộ Công an và Bộ Tư pháp", ["BCA", "BTP"]),
        ("bo cong an; UNDP", ["BCA", ""]),
        ("Sở Y tế Hà Nội", [""]),
        ("Đài Phát thanh và Truyền hình Hà Nội", [""]),
        ("Công an tỉnh Ninh Bình", [""]),
        ("VPCQTT tỉnh Ninh Bình", [""]),
        ("Bộ", [""]),
        ("Hội", [""]),
    ],
)
def test_a_unit_is_recognised_only_where_nothing_more_is_said(plan: Plan, typed: str, units: list[str]) -> None:
    assert [partner.unit for partner in read(plan, typed)] == units


def test_what_was_typed_stays_beside_the_unit(plan: Plan) -> None:
    assert list(read(plan, "btp; Liên hợp quốc")) == [Partner("BTP", "btp"), Partner("", "Liên hợp quốc")]


def test_every_unit_is_recognised_by_its_own_name_and_code(plan: Plan) -> None:
    for unit in plan.units:
        assert [recognised(plan, unit.name), recognised(plan, unit.code)] == [unit.code, unit.code]
        assert [partner.unit for partner in read(plan, unit.name)] == [unit.code]


@pytest.mark.parametrize("typed", ["?", ";;", "x" * 251])
def test_what_names_nobody_is_asked_again(plan: Plan, typed: str) -> None:
    with pytest.raises(Unclear):
        list(read(plan, typed))
