"""A house with two coordinators, a unit that reports, and one of which nobody has registered."""

from pathlib import Path

import pytest

from tests.dialogue import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Hà", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", "BQP")
    await stage.enter("Quân", "official", "BYT")
    return stage
