"""The real bot and the process in which it draws: what was asked for comes as a photo, whatever befalls the two."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import people
from bot.sandbox.world import Persona, add_person
from tests.processes import children, ended, watched
from tests.running import PATIENCE, PLAN, House, house, leave

MINH = 104
REGISTERING = ("/start {code}", "Trần Văn Minh", "Chuyên viên", "đúng", "đồng ý", "đã rõ")


@pytest.fixture
def home(tmp_path) -> Iterator[House]:
    one = house(tmp_path, messages_per_chat="100")
    one.anew = True
    one.order(order="load", plan=PLAN)
    one.running.do(add_person, one.running.world, Persona(MINH, "Minh"))
    yield one
    leave(one)


def answer(home: House, text: str) -> str:
    """Write as Minh, and give the bot's next words."""
    told = home.running.do(people.write, home.running.world, MINH, text)[-1]["message_id"]
    return home.running.when(lambda: next((one.get("text", "") for one in said(home, told)), "")).result(PATIENCE)


def said(home: House, after: int = 0) -> list[dict]:
    return [one for one in people.messages(home.running.world, MINH, after) if one["from"]["is_bot"]]


def ask_for_a_picture(home: House) -> None:
    """Become a coordinator, and ask for the picture."""
    code = home.order(order="invite", role="coordinator", unit="")["code"]
    for line in REGISTERING:
        answer(home, line.format(code=code))
    assert "TIẾN ĐỘ KẾ HOẠCH 705" in answer(home, "/tiendo")


def picture(home: House) -> str:
    """Wait for the picture, and give the words below it."""
    shown = home.running.when(lambda: next((one["caption"] for one in said(home) if "photo" in one), None))
    return shown.result(PATIENCE)


def test_a_picture_asked_for_before_a_kill_comes_after_it(home):
    home.start_and_wait()
    ask_for_a_picture(home)
    home.kill()
    home.start_and_wait()

    assert "Ảnh tiến độ Kế hoạch 705" in picture(home)
    assert home.end() == 0


def test_a_file_of_the_folder_the_bot_runs_in_does_not_stand_in_for_a_module_of_ours(home):
    home.start_and_wait()
    for name in ("bot", "handlers", "messages", "matplotlib", "pickle", "signal"):
        (home.path / f"{name}.py").write_text("raise SystemExit('not ours')")
    ask_for_a_picture(home)

    assert "Ảnh tiến độ Kế hoạch 705" in picture(home)


def test_nor_does_one_that_lay_there_before_the_bot_was_started(home):
    for name in ("daumoi", "bot", "messages", "telegram", "json", "sqlite3", "matplotlib", "pickle", "signal"):
        (home.path / f"{name}.py").write_text("raise SystemExit('not ours')")
    installed = Path(sys.executable).with_name("daumoi")
    polling = home.polling()
    with home.log.open("ab") as log:
        home.process = subprocess.Popen([installed, "run"], env=home.environment(), cwd=home.path, stderr=log)
    polling.result(PATIENCE)
    ask_for_a_picture(home)

    assert "Ảnh tiến độ Kế hoạch 705" in picture(home)
    assert home.end() == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_it_ends_with_the_bot_however_the_bot_ends(home, how):
    home.start_and_wait()
    ask_for_a_picture(home)
    picture(home)
    with watched(children(home.process.pid)) as processes:  # it, and the tracker that multiprocessing sets beside it
        home.process.send_signal(how)
        home.process.wait(PATIENCE)

        assert processes
        assert [ended(one) for one in processes] == [True] * len(processes)
