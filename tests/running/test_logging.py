"""What the log tells: each line with its turn, an error by its kind and place, nobody's words, no token, no code."""

import json
import logging
import re
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.channel import ChannelError
from bot.health import logs
from bot.sandbox import people
from bot.sandbox.world import TOKEN, Persona, add_person
from tests.running import PATIENCE, PLAN, House, hears, house, leave, of_the_bot

LAN = 101
WORDS = "hội thảo kín tại nhà ông Bảy"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    one = house(tmp_path, messages_per_chat="100", log_level="DEBUG", log_format="json")
    one.order(order="load", plan=PLAN)
    one.running.do(add_person, one.running.world, Persona(LAN, "Lan"))
    yield one
    leave(one)


def test_a_turn_can_be_followed_and_nobodys_words_are_told(home: House) -> None:
    home.start_and_wait()
    code = home.order(order="invite", unit="BNG", role="official")["code"]
    hears(home, LAN, code, "Nguyễn Thị Lan", "Chuyên viên", "đúng", "đồng ý", "đã rõ", "/baocao 2.1b")
    home.end()
    spoil(home)
    home.start_and_wait()
    answers = len(of_the_bot(home, LAN))
    home.running.do(people.write, home.running.world, LAN, WORDS)
    home.running.when(lambda: len(of_the_bot(home, LAN)) > answers or None).result(PATIENCE)
    home.end()
    log = home.log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    failed = [line for line in lines if "could not be served" in line["message"]]

    assert {*lines[0]} == {"at", "level", "logger", "turn", "message"}
    assert failed[0]["trace"].rstrip().rpartition("\n")[2].isidentifier()  # the kind, and nothing more
    assert {line["message"].partition(" ")[0] for line in lines if line["turn"] == failed[0]["turn"]} >= {
        "taken",
        "message",
    }
    for secret in (WORDS, code, TOKEN.partition(":")[2], "Nguyễn Thị Lan", "apscheduler"):
        assert secret not in log


def spoil(home: House) -> None:
    """Let the draft be one that nobody can read."""
    with closing(sqlite3.connect(home.data / "daumoi.db")) as db:
        db.execute("update session set answers = 'a draft that nobody can read'")
        db.commit()


class BrokenError(Exception):
    pass


def fails(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError(WORDS), "ValueError"),
        (KeyError(WORDS), "KeyError"),
        (BrokenError(WORDS), "BrokenError"),
        (OSError(28, "No space left on device"), "OSError: [Errno 28] No space left on device"),
        (ChannelError("NetworkError: no route"), "ChannelError: NetworkError: no route"),
    ],
)
def test_an_error_tells_its_own_words_only_where_they_are_no_persons(error: Exception, told: str) -> None:
    try:
        try:
            fails(error)
        except Exception as first:
            raise RuntimeError(WORDS) from first
    except RuntimeError as last:
        worded = logs.worded(last)
        before = traceback.format_exc()

    assert WORDS in before
    assert WORDS not in worded
    assert [line for line in worded.splitlines() if re.match(r"\w", line) and "Traceback" not in line] == [
        told,
        "RuntimeError",
    ]


def test_what_nobody_fetched_of_a_task_is_told_by_its_kind_as_well() -> None:
    record = logging.LogRecord(
        "asyncio", logging.ERROR, "", 1, "never retrieved\nfuture: ValueError(%r)", (WORDS,), None
    )

    with logs.following("7"), logs.following("8"):
        logs.Marking().filter(record)

    assert (record.getMessage(), record.__dict__["turn"]) == ("never retrieved", "7")
