"""A house with two coordinators, a leader, an admin and officials of two units, at Friday 05/12/2025, 08:30."""

from pathlib import Path

import pytest

from tests.dialogue import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Dung", "coordinator", "VPCQTT")
    await stage.enter("Hương", "leader", "VPCQTT")
    await stage.enter("Hà", "admin")
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Lan", "official", "BNG")
    return stage
