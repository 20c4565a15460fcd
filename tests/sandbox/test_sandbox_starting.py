"""`python -m bot sandbox` and the bot it starts: one that does not come up, one that is left alone."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from bot.sandbox import starting
from tests.processes import children, ended, watched


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


def test_the_bot_ends_with_a_sandbox_that_is_killed(tmp_path: Path):
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--keep", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as sandbox:
        while not (started := children(sandbox.pid)):
            assert sandbox.poll() is None
            time.sleep(0.05)
        with watched(started) as bots:
            sandbox.kill()

            assert [ended(one) for one in bots] == [True]
