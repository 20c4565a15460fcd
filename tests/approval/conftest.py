"""A house with a coordinator, and a unit that has entered one result."""

from pathlib import Path

import pytest

from tests.dialogue import Stage
from tests.played import played
from tests.talk.telling import entry, hears


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    return await played(tmp_path / "d.db", entered)


async def entered(stage: Stage) -> Stage:
    """Let everybody register, and Lan enter a result."""
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Quân", "official", "BYT")
    await stage.enter("Lan", "official", "BNG")
    await hears(stage, "Lan", *entry("2.1b"))
    return stage
