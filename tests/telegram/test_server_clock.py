"""The server's time as its answers tell it, carried on from one to the next."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.channels.telegram.server_clock import ServerClock
from bot.clock import Clock


def date(ahead: timedelta) -> str:
    return format_datetime(Clock().now() - ahead, usegmt=True)


@pytest.mark.parametrize("ahead", [timedelta(days=3), timedelta(), timedelta(hours=-7)])
def test_it_tells_by_how_much_this_machines_clock_is_ahead(ahead: timedelta) -> None:
    clock = ServerClock()
    clock.hear(date(ahead))

    assert abs(clock.ahead - ahead.total_seconds()) < 60


def test_of_answers_close_to_each_other_the_first_is_enough() -> None:
    clock = ServerClock()
    clock.hear(date(timedelta(days=3)))
    clock.hear(date(timedelta()))

    assert clock.ahead > 3600


@pytest.mark.parametrize("said", [None, "", "yesterday", "Fri, 31 Dec 9999 23:59:59 -1200"])
def test_a_date_that_cannot_be_read_says_nothing(said: str | None) -> None:
    clock = ServerClock()
    clock.hear(said)

    assert clock.ahead == 0
