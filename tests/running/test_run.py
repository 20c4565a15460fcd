"""`python -m bot run` as its owner meets it: starting, stopping, orders from the command line, what goes wrong."""

import asyncio
import json
import signal
import sqlite3
from collections.abc import Iterator

import pytest

from bot import exits
from bot.sandbox import people
from bot.sandbox.bot_api import updates
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.people import SentFile
from bot.sandbox.world import TOKEN, Persona, add_person
from tests.kills.officials import Official, known
from tests.running import PATIENCE, PLAN, House, house, leave

LAN = 101


@pytest.fixture
def home(tmp_path) -> Iterator[House]:
    """A folder with the plan loaded, and a server where Lan has a chat; no bot runs yet."""
    one = house(tmp_path, log_level="DEBUG", messages_per_chat="100")
    one.order(order="load", plan=PLAN)
    one.running.do(add_person, one.running.world, Persona(LAN, "Lan"))
    yield one
    leave(one)


def register(home: House) -> Official:
    """Let Lan register for the ministry of foreign affairs, by chatting."""
    code = home.order(order="invite", unit="BNG", role="official")["code"]
    lan = Official(home.running, LAN, "BNG", code, 0, lambda _: True)
    asyncio.run(lan.live())
    return lan


def answer(home: House, text: str) -> str:
    """Write as Lan, and give the bot's next words."""
    told = home.running.do(people.write, home.running.world, LAN, text)[-1]["message_id"]

    def next_words() -> str:
        said = [each for each in people.messages(home.running.world, LAN, told) if each["from"]["is_bot"]]
        return said[-1]["text"] if said else ""

    return home.running.when(next_words).result(PATIENCE)


def rows(home: House, sql: str) -> list[tuple]:
    db = sqlite3.connect(home.data / "daumoi.db")
    try:
        return db.execute(sql).fetchall()
    finally:
        db.commit()
        db.close()


def test_it_ends_politely_and_a_second_one_names_the_first(home):
    home.anew = True
    home.start_and_wait()
    second = home.command("run")

    assert second.returncode == exits.OCCUPIED
    assert str(home.process.pid) in second.stderr
    assert "Traceback" not in second.stderr
    assert home.end() == 0


def test_codes_and_plans_are_made_while_it_runs_and_while_it_does_not(home):
    alone = home.command("invite", "BNG", "--role", "official", "--json")
    load_alone = home.command("plan", "load", str(PLAN), "--yes")
    home.start_and_wait()
    beside = home.command("invite", "Bộ Y tế", "--json")
    load_beside = home.command("plan", "load", str(PLAN), "--yes")

    first, second = json.loads(alone.stdout), json.loads(beside.stdout)
    assert {*first} == {*second} == {"code", "link", "expires"}
    assert second["link"] == f"https://t.me/dau_moi_bot?start={second['code']}"
    assert [load.returncode for load in (load_alone, load_beside)] == [0, 0]
    assert rows(home, "select unit, role from invitation") == [("BNG", "official"), ("BYT", "official")]
    assert rows(home, "select count(*), sum(running) from plan_version") == [(3, 1)]


@pytest.mark.parametrize(
    ("name", "key"), [("705", "705-2025"), ("hai-phong-2024", "hai-phong-2024"), (str(PLAN), "705-2025")]
)
def test_a_plan_that_comes_with_the_program_is_loaded_by_code_or_key_like_a_file(home, name, key):
    loaded = home.command("plan", "load", name, "--yes")

    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert loaded.stdout.startswith(f"Đã đưa {key} vào vận hành: ")


def test_a_refused_token_is_said_in_a_sentence(home):
    left = home.command("run", DAUMOI_TELEGRAM_TOKEN="705000001:of-somebody-who-has-no-bot-here")

    assert left.returncode == exits.CONFIGURATION
    assert known("cli.channel_stopped") in left.stderr
    assert "Traceback" not in left.stderr
    assert "of-somebody" not in left.stderr + left.stdout


def test_an_error_at_start_shows_where_it_happened_and_no_value(home):
    home.anew = True
    left = home.command("run", DAUMOI_CLOCK_FILE=str(home.path))

    assert left.returncode == 1
    assert "IsADirectoryError" in left.stderr
    assert TOKEN.partition(":")[2] not in left.stderr + left.stdout


def test_a_token_of_another_shape_is_said_in_a_sentence_that_does_not_repeat_it(home):
    left = home.command("run", DAUMOI_TELEGRAM_TOKEN="the token is 705000001:of-somebody")

    assert left.returncode == exits.CONFIGURATION
    assert "DAUMOI_TELEGRAM_TOKEN: " in left.stderr
    assert "Traceback" not in left.stderr
    assert "of-somebody" not in left.stderr + left.stdout


def test_it_waits_for_a_server_that_does_not_answer_yet(home):
    home.running.do(home.fate.play, Faults(server_error=1, only=("getMe",)))
    called = home.running.when(lambda: home.calls["getMe"] >= 2)
    home.start()
    called.result(PATIENCE)
    polling = home.polling()
    home.running.do(home.fate.play, Faults())

    assert polling.result(PATIENCE)


def test_the_token_is_in_no_log_whatever_goes_wrong(home):
    home.start_and_wait()
    script = tuple(Fault(name) for name in Fault if name is not Fault.NONE)
    one_each = tuple(fault for each in script for fault in (each, Fault.NONE))
    home.running.do(home.fate.play, Faults(script=one_each, only=("sendMessage",)))
    lan = register(home)
    home.running.do(home.fate.play, Faults(script=script[:1], only=("getUpdates",)))
    home.running.do(people.files_of, home.running.world, LAN, [SentFile(b"%PDF-1.7 ...", "bc.pdf", photo=False)])
    assert answer(home, "/nhiemvu")
    home.end()

    log = home.log.read_text(encoding="utf-8")
    assert lan.acts
    assert "DEBUG" in log
    assert all(home.struck[fault] for fault in script)
    assert TOKEN.partition(":")[2] not in log


def test_who_blocks_the_bot_cannot_be_reached_until_they_write_again(home):
    home.start_and_wait()
    register(home)
    home.running.do(people.block, home.running.world, LAN)
    home.running.when(lambda: not home.running.world.bot().queue).result(PATIENCE)
    blocked = rows(home, "select reachable from address")
    words = answer(home, "/nhiemvu")

    assert blocked == [(0,)]
    assert words
    assert rows(home, "select reachable from address") == [(1,)]


def test_an_update_that_cannot_be_read_is_set_aside_and_the_next_is_served(home):
    home.start_and_wait()
    world = home.running.world
    home.running.do(updates.put, world, world.bot(), "message", {"message_id": "none", "chat": 7})
    words = answer(home, "xin chào")

    assert words == known("stranger.greeting")
    assert rows(home, "select state, count(*) from inbox group by state order by 1") == [("broken", 1), ("served", 1)]


def test_a_message_that_cannot_be_served_is_kept_and_said_and_the_next_goes_on(home):
    home.start_and_wait()
    register(home)
    assert known("ask.task") in answer(home, "/baocao")
    home.end()  # politely: a reply that was being noted as sent would come once more
    rows(home, "update session set answers = 'a draft that nobody can read'")
    home.start_and_wait()

    assert known("error.turn") in answer(home, "6.1")
    assert rows(home, "select count(*) from inbox where state = 'dead'") == [(1,)]
    assert answer(home, "/trogiup")
    assert rows(home, "select count(*) from inbox where state = 'kept'") == [(0,)]


def test_an_interrupt_from_the_keyboard_is_an_end_like_any_other(home):
    home.anew = True
    home.start_and_wait()
    home.process.send_signal(signal.SIGINT)

    assert home.process.wait(PATIENCE) == 0
