"""Every written dialogue goes as it is written. `pytest --update-dialogues` writes them anew, to be read."""

from pathlib import Path

import pytest

from tests.dialogue import play

DIALOGUES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))


@pytest.mark.parametrize("file", DIALOGUES, ids=[file.stem for file in DIALOGUES])
async def test_the_dialogue_goes_as_written(file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = file.read_text(encoding="utf-8")
    plan = "hai-phong-2024" if file.stem.startswith("hp_") else "705-2025"

    went = await play(tmp_path / "daumoi.db", written, plan)

    if request.config.getoption("--update-dialogues"):
        file.write_text(went, encoding="utf-8")
    else:
        assert went == written
