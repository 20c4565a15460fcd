"""Of a message in which several things are in doubt, each is asked about with its own reason and its own buttons."""

from pathlib import Path

import pytest

from tests.dialogue import Stage
from tests.officials.entering import hears

DOUBTFUL = "/baocao 2.1b hội thảo về quyền phụ nữ, hình như hôm qua, 1,200 đại biểu"


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    return stage


@pytest.mark.parametrize(
    ("said", "between"),
    [
        (DOUBTFUL, ()),
        (DOUBTFUL, ("để sau", "/baocao")),
        (DOUBTFUL, ("không rõ",)),
    ],
    ids=["at once", "after a rest", "after an unclear answer"],
)
async def test_each_doubt_keeps_its_reason_and_its_buttons(stage: Stage, said: str, between: tuple[str, ...]) -> None:
    first = await hears(stage, "Lan", said, *between)
    second = await hears(stage, "Lan", "thứ Năm, 04/12/2025", *between)
    third = await hears(stage, "Lan", "[nút 1.200 lượt người]")

    assert "[thứ Năm, 04/12/2025]" in first
    assert "“1,200” có thể hiểu theo nhiều cách" in second or "không rõ" in between
    assert "[1.200 lượt người]" in second
    assert "Đã ghi: 1.200" in third
