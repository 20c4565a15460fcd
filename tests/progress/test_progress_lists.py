"""The lists behind the picture stay readable, also where thousands report."""

from datetime import datetime

from handlers.situation import lists
from messages.words import ZONE, speaking
from plans import obligations, reading
from plans.obligations import Key, Kind
from plans.schema import Plan, Unit, UnitKind
from storage.obligations.owed import Standing
from tests.dialogue import PLANS
from tests.standings import row_of

NOW = datetime(2025, 12, 5, 9, tzinfo=ZONE)


def of_communes(count: int) -> Plan:
    """Give Plan 705 with so many communes beside its 49 units."""
    body = reading.read(PLANS / "705-2025.yaml").model_dump()
    communes = [
        Unit(code=f"X{nth:04}", short=f"Xã {nth}", name=f"Ủy ban nhân dân xã {nth}", kind=UnitKind.PROVINCE)
        for nth in range(count)
    ]
    return Plan.model_validate({**body, "units": [*body["units"], *(one.model_dump() for one in communes)]})


def rows(plan: Plan, heard: int) -> list[Standing]:
    """Give what is owed; the first communes have given an update for the first phase."""
    given = {Key(Kind.UPDATE, f"X{nth:04}", "1") for nth in range(heard)}
    return [row_of(one, entries=int(one.key in given)) for one in obligations.of(plan)]


def test_the_list_of_thousands_names_a_hundred_of_each_sort_and_counts_the_others():
    plan = of_communes(3321)
    with speaking("vi"):
        text = lists.of_all(plan, rows(plan, 150), (), NOW)

    assert "– Xã 99: 01/03 giai đoạn\n– Còn 50 đơn vị khác" in text
    assert "Xã 100:" not in text
    assert "– Chưa có thông tin (3.205): Hà Nội" in text
    assert len(text) < 2 * 4096


def test_the_list_of_a_phase_counts_everybody_and_names_a_hundred():
    plan = of_communes(3321)
    with speaking("en"):
        text = lists.of_phase(plan, "1", rows(plan, 150), NOW)

    assert "Updated (150): Xã 0, Xã 1" in text
    assert "Xã 99 and 50 more" in text
    assert "No update yet (3,220): " in text
