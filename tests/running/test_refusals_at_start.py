"""What keeps the bot from starting is one sentence that names the setting and what to do, with a code for whoever
started it, and never a traceback; a disk that is full while it runs is one line, and over by itself.
"""

import errno
import os
import resource
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import exits
from bot.__main__ import commands
from bot.data_dir import Unusable, usable
from bot.sandbox import people
from bot.sandbox.world import TOKEN, Persona, add_person
from messages.words import say
from storage.connecting import Obstructed, unobstructed
from tests.running import PATIENCE, PLAN, House, house, leave, of_the_bot

LAN = 101


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    one = house(tmp_path, messages_per_chat="100", language="en")
    one.running.do(add_person, one.running.world, Persona(LAN, "Lan"))
    yield one
    leave(one)


def a_file(home: House) -> None:
    home.data.write_bytes(b"")


def below_a_file(home: House) -> None:
    a_file(home)
    home.settings["data_dir"] = str(home.data / "within")


def utf16(home: House) -> None:
    (home.path / ".env").write_text("DAUMOI_LANGUAGE=en", encoding="utf-16")


def no_text(home: House) -> None:
    (home.path / ".env").write_bytes(b"\xff\xfe not text")


def no_token(home: House) -> None:
    home.settings["telegram_token"] = ""


def no_such_level(home: House) -> None:
    home.settings["log_format"] = "xml"


def no_such_port(home: House) -> None:
    home.settings["health_port"] = "70000"


def cut(home: House) -> None:
    home.order(order="load", plan=PLAN)
    database = home.data / "daumoi.db"
    os.truncate(database, database.stat().st_size // 3)


def cut_within_the_first_page(home: House) -> None:
    home.order(order="load", plan=PLAN)
    os.truncate(home.data / "daumoi.db", 60)


@pytest.mark.parametrize(
    ("harm", "names"),
    [
        (a_file, "DAUMOI_DATA_DIR: "),
        (below_a_file, "DAUMOI_DATA_DIR: "),
        (utf16, ".env"),
        (no_text, ".env"),
        (no_token, "DAUMOI_TELEGRAM_TOKEN"),
        (no_such_level, "DAUMOI_LOG_FORMAT: "),
        (no_such_port, "DAUMOI_HEALTH_PORT: "),
        (cut, "daumoi.db"),
        (cut_within_the_first_page, "daumoi.db"),
    ],
)
def test_what_no_restart_helps_against_is_a_sentence_and_a_code_of_its_own(
    home: House, harm: Callable[[House], None], names: str
) -> None:
    harm(home)
    left = home.command("run")

    assert left.returncode == exits.CONFIGURATION
    assert names in left.stderr
    assert len(left.stderr.splitlines()) == 1
    assert TOKEN.partition(":")[2] not in left.stderr


def test_settings_saved_with_a_mark_in_front_are_read_like_others(home: House) -> None:
    (home.path / ".env").write_text("DAUMOI_LOG_FORMAT=xml", encoding="utf-8-sig")

    assert "DAUMOI_LOG_FORMAT" in home.command("run").stderr


@pytest.mark.parametrize(
    ("error", "because", "code"),
    [
        (errno.EEXIST, "data.no_folder", exits.CONFIGURATION),
        (errno.EACCES, "data.no_rights", exits.CONFIGURATION),
        (errno.EPERM, "data.no_rights", exits.CONFIGURATION),
        (errno.EROFS, "data.read_only", exits.CONFIGURATION),
        (errno.ENOSPC, "data.full", exits.OCCUPIED),
        (errno.EDQUOT, "data.full", exits.OCCUPIED),
        (errno.EIO, "data.failed", exits.CONFIGURATION),
    ],
)
def test_what_stands_in_the_way_of_a_file_is_named(error: int, because: str, code: int) -> None:
    with pytest.raises(Unusable) as refused, usable(Path("data")):
        raise OSError(error, os.strerror(error))

    assert (refused.value.because, refused.value.code) == (because, code)
    assert say(because, **refused.value.facts).startswith("DAUMOI_DATA_DIR: ")


def read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def full(path: Path) -> sqlite3.Connection:
    made = sqlite3.connect(path)
    made.execute("pragma max_page_count = 1")
    return made


def held(path: Path) -> sqlite3.Connection:
    sqlite3.connect(path, isolation_level=None).execute("begin exclusive")
    return sqlite3.connect(path, timeout=0)


@pytest.mark.parametrize(("connect", "what"), [(read_only, "read_only"), (full, "full"), (held, "in_use")])
@pytest.mark.filterwarnings("ignore:unclosed database")  # the one that holds it ends with the test
def test_what_stands_in_the_way_of_the_database_is_named(
    tmp_path: Path, connect: Callable[[Path], sqlite3.Connection], what: str
) -> None:
    path = tmp_path / "d.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("create table one (of int)")
    with closing(connect(path)) as db, pytest.raises(Obstructed) as no, unobstructed():
        db.execute("create table another (of int)")

    assert no.value.what == what


def test_a_disk_without_room_for_the_first_file_is_a_sentence(home: House) -> None:
    left = subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        env=home.environment() | {"PYTHONDONTWRITEBYTECODE": "1"},  # or it would leave half a file of it
        cwd=home.path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
    )

    assert left.returncode in (exits.OCCUPIED, exits.CONFIGURATION)
    assert left.stderr.startswith("DAUMOI_DATA_DIR: ")
    assert len(left.stderr.splitlines()) == 1


def test_a_port_of_the_sandbox_that_is_taken_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = str(line.getsockname()[1])
        left = CliRunner().invoke(commands, ["sandbox", "--port", port])

    assert left.exit_code == exits.OCCUPIED
    assert port in left.stderr
    assert isinstance(left.exception, SystemExit)


def test_a_disk_that_is_full_while_it_runs_is_one_line_and_over_by_itself(home: House) -> None:
    home.order(order="load", plan=PLAN)
    home.start_and_wait()
    assert home.process is not None
    resource.prlimit(home.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    home.running.do(people.write, home.running.world, LAN, "hello " * 500)
    home.running.when(lambda: home.command("status").returncode or None).result(PATIENCE)
    status, answers = home.command("status"), of_the_bot(home, LAN)
    resource.prlimit(home.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    home.running.when(lambda: of_the_bot(home, LAN) or None).result(PATIENCE)
    log = home.log.read_text(encoding="utf-8")

    assert (status.returncode, answers) == (exits.FAILED, [])
    assert "Nothing can be kept" in status.stdout
    assert log.count("cannot be written") == 1
    assert "Traceback" not in log
