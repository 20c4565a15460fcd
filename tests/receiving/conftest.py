"""A house with Lan, who reports, Minh, who coordinates, and Quân of another unit."""

from pathlib import Path

import pytest

from tests.dialogue import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Lan", "official", "BNG")
    return stage
