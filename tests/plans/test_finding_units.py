"""A unit is found however it is typed; what may mean two is asked about."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.folding import folded
from plans import reading
from plans.schema import Plan


@cache
def plan() -> Plan:
    return next(reading.read(path) for path in reading.shipped() if path.stem == "705-2025")


def codes(typed: str) -> list[str]:
    return [unit.code for unit in plan().find_units(typed)]


NAMES = [(name, unit.code) for unit in plan().units for name in unit.names]


@given(st.sampled_from(NAMES), st.sampled_from([str, str.upper, str.lower, folded, lambda name: f"  {name} "]))
def test_every_name_of_a_unit_finds_it_in_any_case_and_without_tone_marks(name, typed):
    assert codes(typed(name[0])) == [name[1]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bo y te", ["BYT"]),
        ("BTC", ["BTC"]),  # a code is a code, though it also stands for "ban tổ chức"
        ("bộ gd-đt", ["BGDDT"]),
        ("van hoa", ["BVHTTDL"]),
        ("Văn phòng Thượng trực", ["VPCQTT"]),  # as the document misspells it
        ("VPCQTT tỉnh Hà Nam", ["NBH"]),  # the office of a province, under its old name
        ("VPCQTT BCĐNQ 34 tỉnh", []),  # the provincial offices are not the office
        ("UBND thành phố Đà Nẵng", ["DNG"]),
        ("Bà Rịa Vũng Tàu", ["HCM"]),
        ("tphcm", ["HCM"]),
        ("Hà Nội và Hải Phòng", ["HNI", "HPG"]),
        ("học viện chính trị hồ chí minh", ["HVCTQG", "HCM"]),
        ("QN", ["QNH", "QNI"]),
        ("HN", []),
        ("TT", []),
        ("CAT", []),
        ("không có", []),
        ("", []),
        ("b", []),
        ("...", []),
    ],
)
def test_what_people_type_finds_the_units_they_may_mean(typed, found):
    assert codes(typed) == found


def test_a_word_many_share_finds_them_all_in_the_plans_order():
    assert codes("bộ")[:3] == ["BNG", "BCA", "BQP"]
