"""What is missing, damaged or of a later release in DATA_DIR: one sentence with what to do, and never a new house."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import exits
from bot.__main__ import commands
from bot.sandbox import people
from bot.sandbox.world import Persona, add_person
from tests.failing_disk import damage
from tests.running import PATIENCE, PLAN, House, hears, house, leave, of_the_bot

LAN, ADMIN = 101, 102


@pytest.fixture(scope="module")
def in_use(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a house that was in use: a plan, a secret, a file of evidence."""
    one = house(tmp_path_factory.mktemp("in-use"))
    one.order(order="load", plan=PLAN)
    one.order(order="invite", unit="BNG", role="official")
    kept = one.data / "evidence" / "aa" / "aa00"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"evidence")
    leave(one)
    return one.data


@pytest.fixture
def home(tmp_path: Path, in_use: Path) -> Iterator[House]:
    """A house in such a folder; no bot runs."""
    one = house(tmp_path, messages_per_chat="100")
    shutil.copytree(in_use, one.data)
    for number, name in ((LAN, "Lan"), (ADMIN, "Hà")):
        one.running.do(add_person, one.running.world, Persona(number, name))
    yield one
    leave(one)


def database(home: House) -> Path:
    return home.data / "daumoi.db"


def lose(home: House) -> None:
    database(home).unlink()


def empty(home: House) -> None:
    database(home).write_bytes(b"")


def lose_both(home: House) -> None:
    lose(home)
    (home.data / "secret").unlink()


def scribble(home: House) -> None:
    database(home).write_bytes(b"this is no database, whatever its name says" * 100)


def lose_secret(home: House) -> None:
    (home.data / "secret").unlink()


def empty_secret(home: House) -> None:
    (home.data / "secret").write_bytes(b"")


def cut_secret(home: House) -> None:
    (home.data / "secret").write_bytes(b"short")


def of_a_later_release(home: House) -> None:
    with closing(sqlite3.connect(database(home))) as db:
        db.execute("insert into migration values ('9999_later')")
        db.commit()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lose, "Không thấy dữ liệu"),
        (empty, "Không thấy dữ liệu"),
        (lose_both, "Không thấy dữ liệu"),
        (scribble, "bị hỏng"),
        (lose_secret, "Tệp khóa"),
        (empty_secret, "Tệp khóa"),
        (cut_secret, "Tệp khóa"),
        (of_a_later_release, "9999_later"),
    ],
)
def test_nothing_goes_on_and_each_command_says_in_a_sentence_what_to_do(
    home: House, harm: Callable[[House], None], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    harm(home)
    before = sorted(path.name for path in home.data.iterdir())
    monkeypatch.chdir(home.path)
    here = [
        CliRunner().invoke(commands, command, env=home.environment()) for command in (["doctor"], ["invite", "BNG"])
    ]
    run = home.command("run")  # what it does to its process is for a process of its own

    assert [told.exit_code for told in here] == [exits.CONFIGURATION] * 2
    assert all(says in told.stderr and isinstance(told.exception, SystemExit) for told in here)
    assert run.returncode == exits.CONFIGURATION
    assert says in run.stderr
    assert "Traceback" not in run.stderr
    assert {path.name for path in home.data.iterdir()} - {*before} <= {"lock"}


def test_a_new_folder_is_a_new_house(tmp_path: Path) -> None:
    one = house(tmp_path)
    try:
        assert one.command("doctor").returncode == 0
        assert (one.data / "secret").stat().st_size == 32
    finally:
        leave(one)


def test_a_first_start_that_was_killed_between_database_and_secret_goes_on(tmp_path: Path) -> None:
    one = house(tmp_path)
    try:
        one.command("doctor")
        lose_secret(one)

        assert one.command("doctor").returncode == 0
    finally:
        leave(one)


def test_a_page_damaged_while_people_write_stops_the_bot_loudly_and_loses_nothing(home: House) -> None:
    home.start_and_wait()
    for person, unit, role in ((LAN, "BNG", "official"), (ADMIN, "", "admin")):
        code = home.order(order="invite", unit=unit, role=role)["code"]
        hears(home, person, code, "Nguyễn Thị Lan Hà", "Chuyên viên", "đúng", "đồng ý", "đã rõ")
    home.end()
    whole = home.path / "backup"
    shutil.copytree(home.data, whole)
    told = len(of_the_bot(home, ADMIN))

    damage(database(home), "inbox")
    home.start()
    home.running.do(people.write, home.running.world, LAN, "/trogiup")
    assert home.process is not None
    left_with = home.process.wait(PATIENCE)
    again, examined = home.command("run"), home.command("doctor")

    assert left_with == again.returncode == exits.CONFIGURATION
    assert examined.returncode != 0
    assert "bị hỏng" in home.log.read_text(encoding="utf-8")
    assert "bị hỏng" in again.stderr
    assert "bị hỏng" in examined.stdout + examined.stderr
    assert ["bị hỏng" in text for text in of_the_bot(home, ADMIN)[told:]] == [True]

    shutil.rmtree(home.data)
    shutil.copytree(whole, home.data)
    answers = len(of_the_bot(home, LAN))
    home.start()
    home.running.when(lambda: len(of_the_bot(home, LAN)) > answers or None).result(PATIENCE)  # to what was written


def test_a_database_put_in_order_runs_again_once_the_doctor_has_looked(home: House) -> None:
    (home.data / "damaged").write_text("database disk image is malformed", encoding="utf-8")

    refused, examined = home.command("run"), home.command("doctor")
    home.start_and_wait()

    assert "bị hỏng" in refused.stderr
    assert "bị hỏng" not in examined.stdout + examined.stderr
