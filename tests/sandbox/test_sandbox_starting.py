"""`python -m bot sandbox` and the bot it starts: one that does not come up, one that is left alone."""

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import typer

from bot.sandbox import starting
from tests.processes import PATIENCE, children, ended, watched
from tests.trial import ROOT, address


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


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_sandbox_whose_bot_has_drawn(tmp_path: Path, how: int):
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--keep", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as sandbox:
        ask_for_a_picture(address(sandbox))
        (bot,) = children(sandbox.pid)
        drawing = children(bot)  # it, and the tracker that multiprocessing sets beside it
        with watched([bot, *drawing]) as processes:
            sandbox.send_signal(how)
            sandbox.wait(PATIENCE)

            assert drawing
            assert [ended(one) for one in processes] == [True] * len(processes)


def ask_for_a_picture(page: str) -> None:
    """Ask as a coordinator, and wait until it is there."""
    said = Request(f"{page}/sandbox/people/104/text", json.dumps({"text": "/tiendo"}).encode(), method="POST")
    with urlopen(said) as answer:
        after = json.load(answer)[-1]["message_id"]
    while True:
        with urlopen(f"{page}/sandbox/people/104/messages?after={after}&wait=20") as answer:
            messages = json.load(answer)
        if any("photo" in one for one in messages):
            return
        after = max([after, *(one["message_id"] for one in messages)])


def test_a_port_that_is_taken_is_told_in_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = [sys.executable, "-m", "bot", "sandbox", "--port", port]
        left = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert left.returncode != 0
    assert left.stderr.startswith(f"Cổng {port} trên máy này đang có chương trình khác dùng.")
    assert left.stderr.count("\n") == 1
    assert left.stdout == ""
