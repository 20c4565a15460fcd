"""Who reads English hears of phases, tasks and units by the plan's English names, from the clock too."""

import re
from pathlib import Path

from plans import reading
from plans.units import UnitKind
from tests.dialogue import PLANS, Stage
from tests.office.mornings import at, house, morning
from tests.talk.telling import hears

VIETNAMESE = re.compile(r"\b\w*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]\w*\b", re.IGNORECASE)
PLAN = reading.read(PLANS / "705-2025.yaml")
PROVINCES = {word for unit in PLAN.units if unit.kind is UnitKind.PROVINCE for word in re.findall(r"\w+", unit.short)}


async def english(path: Path) -> Stage:
    stage = await house(path / "english.db", "2025-11-10 08:00")
    await stage.enter("Oanh", "coordinator", "VPCQTT", language="en")
    return stage


def left(text: str) -> list[str]:
    return sorted(set(VIETNAMESE.findall(text)) - PROVINCES)


async def test_the_digest_and_the_opening_name_everything_in_english(tmp_path: Path):
    stage = await english(tmp_path)
    opening = (await morning(stage, "2025-11-14 08:00"))["Oanh"]
    digest = (await morning(stage, "2025-12-08 07:15"))["Oanh"]

    assert "16.4. Banners with slogans" in opening
    assert "Before World Human Rights Day" in digest
    assert (left(opening), left(digest)) == ([], [])


async def test_what_is_closed_in_english_is_stored_in_the_words_of_the_plan(tmp_path: Path):
    stage = await english(tmp_path)
    stage.now = at("2025-12-12 16:00")
    await hears(stage, "Oanh", "/closing", "1", "All phases that have begun", "close the figures")
    seen = await hears(stage, "Oanh", "/closing view 1")
    read = await hears(stage, "Minh", "/chotsolieu xem 1")

    assert "Before World Human Rights Day" in seen
    assert "Trước thời điểm Ngày Nhân quyền thế giới" in read
    assert left(seen) == []
    assert "World" not in read
