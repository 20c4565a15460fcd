"""A house with Plan 705: Lan and Hoa of one ministry, Quân of another, Minh of the office, Hà the admin."""

from pathlib import Path

import pytest

from tests.dialogue import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """Give it, with Lan about to speak."""
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Hà", "admin")
    await stage.enter("Hoa", "official", "BNG")
    await stage.enter("Lan", "official", "BNG")
    return stage
