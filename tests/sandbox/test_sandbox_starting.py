"""`python -m bot sandbox` where the bot itself does not come up."""

import sys
from pathlib import Path

import pytest
import typer

from bot.sandbox import starting


def test_a_bot_that_does_not_start_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\necho 'No module named bot' >&2\nexit 1\n")
    failing.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(failing))

    with pytest.raises(typer.Exit) as left:
        starting.start(0, tmp_path / "kept")

    assert (left.value.exit_code, capsys.readouterr().err) == (
        1,
        "Bot không khởi động được. Dòng cuối trong nhật ký của bot: No module named bot\n",
    )
