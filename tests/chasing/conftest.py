"""A house two working days past the deadline of the signed reports: two coordinators, a leader, four units."""

from datetime import datetime
from pathlib import Path

import pytest

from messages.words import ZONE
from tests.dialogue import Stage

WEDNESDAY = datetime(2026, 2, 11, 9, tzinfo=ZONE)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db", WEDNESDAY)
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Dung", "coordinator", "VPCQTT")
    await stage.enter("Hương", "leader", "VPCQTT")
    await stage.enter("Hà", "admin")
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Thảo", "official", "HNI")
    await stage.enter("Tâm", "official", "BTGDVTW")
    return stage
