"""A channel out of reach: the admins hear of an hour of it, everybody whom it may concern of what may be lost.

Against the real server with its faults, by a clock that is moved.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox import people
from bot.sandbox.faults import Faults
from bot.sandbox.world import MORNING, Persona, add_person
from tests.running import PATIENCE, PLAN, House, hears, house, leave, of_the_bot

LAN, MINH, ADMIN, STRANGER = 101, 102, 103, 104
WHO = ((LAN, "BNG", "official"), (MINH, "", "coordinator"), (ADMIN, "", "admin"))
HOURS = timedelta(hours=1)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """A house in which an official, a coordinator and an admin are registered; the bot runs."""
    one = house(tmp_path, messages_per_chat="100")
    one.order(order="load", plan=PLAN)
    for person in (LAN, MINH, ADMIN, STRANGER):
        one.running.do(add_person, one.running.world, Persona(person, "Lan"))
    one.start_and_wait()
    for person, unit, role in WHO:
        code = one.order(order="invite", unit=unit, role=role)["code"]
        hears(one, person, code, "Nguyễn Thị Lan", "Chuyên viên", "đúng", "đồng ý", "đã rõ")
    yield one
    leave(one)


def told(home: House, person: int) -> list[str]:
    """Give what the bot has said to somebody of a channel's silence."""
    words = ("không liên lạc được từ", "không nhận được tin qua")
    return [text for text in of_the_bot(home, person) if any(word in text for word in words)]


def out_of_reach(home: House) -> None:
    """Let every poll fail, until the bot has noticed; what somebody writes ends the poll that is open."""
    before = home.struck["server_error"]
    home.running.do(home.fate.play, Faults(server_error=1, only=("getUpdates",)))
    home.running.do(people.write, home.running.world, STRANGER, "hello")
    home.running.when(lambda: home.struck["server_error"] > before or None).result(PATIENCE)


def back(home: House) -> None:
    """Let calls be answered, until a poll has been."""
    polling = home.polling()
    home.running.do(home.fate.play, Faults())
    polling.result(PATIENCE)


def awaited(home: House, person: int, n: int = 1) -> list[str]:
    """Wait until somebody is told so many times."""
    return home.running.when(lambda: told(home, person) if len(told(home, person)) >= n else None).result(PATIENCE)


def test_a_silence_of_an_hour_is_told_to_the_admin_once_it_is_over(home: House) -> None:
    out_of_reach(home)
    home.set_clock(MORNING + 2 * HOURS)
    back(home)

    (one,) = awaited(home, ADMIN)
    assert one.startswith("Telegram không liên lạc được từ 08:30 ngày 05/12/2025 đến 10:30 ngày 05/12/2025.")
    assert told(home, LAN) == told(home, MINH) == []
    assert told(home, STRANGER) == []


def test_a_silence_of_less_is_told_to_nobody(home: House) -> None:
    out_of_reach(home)
    home.set_clock(MORNING + 0.9 * HOURS)
    back(home)
    hears(home, ADMIN, "/trangthai")  # whatever was told before was told by then

    assert told(home, ADMIN) == []


def test_after_more_than_a_day_each_whom_it_may_concern_hears_once_what_may_be_lost(home: House) -> None:
    out_of_reach(home)
    home.set_clock(MORNING + 49 * HOURS)
    back(home)
    admin = awaited(home, ADMIN, 2)
    home.set_clock(MORNING + 72 * HOURS)  # Monday, in office hours
    official, office = awaited(home, LAN), awaited(home, MINH)

    assert len(admin) == 2
    assert "từ 08:30 ngày 05/12/2025 đến 09:30 ngày 07/12/2025" in admin[1]
    for one in (official, office):
        assert len(one) == 1
        assert "Tin gửi trước 09:30 ngày 06/12/2025 có thể không đến được" in one[0]
    assert told(home, STRANGER) == []


def test_a_gap_in_which_the_bot_itself_did_not_run_is_named_as_well(home: House) -> None:
    home.end()
    home.set_clock(MORNING + 72 * HOURS)
    home.start()

    assert len(awaited(home, LAN)) == 1
    assert "Tin gửi trước 08:30 ngày 07/12/2025" in told(home, LAN)[0]
    assert [("không liên lạc" in one) for one in awaited(home, ADMIN)] == [False]
