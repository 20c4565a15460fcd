"""A house with two units that report and two coordinators who review."""

from pathlib import Path

import pytest

from tests.dialogue import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Hà", "coordinator", "VPCQTT")
    await stage.enter("Quân", "official", "BYT")
    await stage.enter("Lan", "official", "BNG")
    return stage
