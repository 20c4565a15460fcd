"""What a running bot says of itself: to a command, to an admin in the chat, as a page of health, to Prometheus."""

import asyncio
import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot import exits
from bot.sandbox import people
from bot.sandbox.faults import Faults
from bot.sandbox.world import MORNING, TOKEN, Persona, add_person
from storage.db import reading
from tests.running import PATIENCE, PLAN, House, house, leave
from tests.starting import Started

HEALTH = "healthz"
LAN, ANOTHER = 101, 102


@pytest.fixture
def port() -> int:
    """A port that is free just now."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        return int(line.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path, port: int) -> Iterator[House]:
    one = house(tmp_path, messages_per_chat="100", health_port=str(port), language="en")
    one.order(order="load", plan=PLAN)
    for person in (LAN, ANOTHER):
        one.running.do(add_person, one.running.world, Persona(person, "Lan"))
    yield one
    leave(one)


def fetched(port: int, page: str) -> tuple[int, str]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{page}") as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def answers(home: House, person: int) -> int:
    """Count what the bot has said to somebody."""
    return sum(said["from"]["is_bot"] for said in people.messages(home.running.world, person))


def failing(home: House) -> None:
    """Let the channel be out of reach, until the bot has noticed."""
    home.running.do(home.fate.play, Faults(server_error=1, only=("getUpdates",)))
    home.running.when(lambda: home.struck["server_error"] > 1).result(PATIENCE)


def test_it_says_how_it_does_in_every_way_and_whether_somebody_has_to_look(home: House, port: int) -> None:
    home.start_and_wait()
    well, page = home.command("status"), fetched(port, HEALTH)
    told = json.loads(home.command("status", "--json").stdout)
    drawn = fetched(port, "metrics")[1]
    failing(home)
    home.set_clock(MORNING + timedelta(minutes=20))
    wrong, wrong_page = home.command("status"), fetched(port, HEALTH)

    assert (well.returncode, page) == (0, (200, '{"well": true, "reasons": []}'))
    assert {sign["sign"] for sign in told["signs"]} >= {
        *("unserved.none", "unsent.none", "polled", "dead", "unknown", "disk", "version")
    }
    assert {line.split()[0] for line in drawn.splitlines() if not line.startswith("#")} >= {
        *("daumoi_unserved", "daumoi_dead_letters", "daumoi_unknown_sends", "daumoi_disk_free_bytes", "daumoi_well"),
        'daumoi_poll_age_seconds{channel="telegram"}',
    }
    assert (wrong.returncode, wrong_page[0]) == (exits.FAILED, 503)
    assert "Telegram: out of reach since 08:30" in wrong.stdout
    assert any("Telegram: out of reach" in reason for reason in json.loads(wrong_page[1])["reasons"])


def test_no_bot_is_a_sentence(home: House) -> None:
    left = home.command("status")

    assert left.returncode == exits.FAILED
    assert left.stderr.startswith("No bot runs on ")


def test_it_says_so_too_while_it_waits_for_the_channel_at_its_start(home: House) -> None:
    home.running.do(home.fate.play, Faults(server_error=1, only=("getMe",)))
    waiting = home.running.when(lambda: home.calls["getMe"] >= 2)
    home.start()
    waiting.result(PATIENCE)
    status = home.command("status")

    assert "Telegram: out of reach since 08:30" in status.stdout


def test_a_port_that_is_taken_is_a_sentence_that_names_the_setting(home: House, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        left = home.command("run")

    assert left.returncode == exits.OCCUPIED
    assert left.stderr.splitlines()[-1].startswith(f"DAUMOI_HEALTH_PORT: another program has port {port} (")
    assert "Traceback" not in left.stderr


def test_a_folder_with_a_long_name_is_lived_in_like_any_other(tmp_path: Path) -> None:
    home = house(tmp_path)
    home.settings["data_dir"] = str(tmp_path / ("a" * 60) / ("b" * 60))
    try:
        home.start_and_wait()
        status = home.command("status", DAUMOI_LANGUAGE="en")
    finally:
        leave(home)

    assert status.returncode == 0
    assert "Telegram: answered last" in status.stdout


def test_the_data_of_another_bot_are_not_taken_for_its_own_until_that_is_meant(home: House) -> None:
    world = home.running.world
    home.start_and_wait()
    home.running.do(people.write, world, LAN, "hello")
    home.running.when(lambda: answers(home, LAN) or None).result(PATIENCE)
    home.end()
    another = "705000099:AAExampleExampleExampleExampleExample"
    home.running.do(world.bots.__setitem__, another, world.bot())
    home.settings["telegram_token"] = another
    refused = home.command("run")
    home.running.do(setattr, world.bot(), "next_update", 1)
    home.process = Started(("run", "--new-bot"), home.environment(), home.path, home.log, home.log)
    home.running.do(people.write, world, ANOTHER, "hello")

    assert refused.returncode == exits.CONFIGURATION
    assert "number 705000099" in refused.stderr
    assert "--new-bot" in refused.stderr
    assert home.running.when(lambda: answers(home, ANOTHER) or None).result(PATIENCE)  # though its number was served
    with reading(home.data / "daumoi.db") as db:
        assert asyncio.run(db.all(str, "select about from audit where act = 'bot.replaced'")) == [
            f"telegram {TOKEN.partition(':')[0]} 705000099"
        ]


def test_told_to_stop_while_it_waits_for_its_channel_it_leaves_as_always(home: House) -> None:
    home.running.do(home.fate.play, Faults(bad_gateway=1))
    home.anew = True
    home.start()
    home.running.when(lambda: home.calls["getMe"] > 1).result(PATIENCE)

    assert home.end() == 0
    assert not (home.data / "running").exists()
    assert "Traceback" not in home.log.read_text(encoding="utf-8")
