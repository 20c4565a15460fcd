"""How fast we may send; the seconds are handed in, nothing waits."""

from bot.loops.pacing import Pace


def sent_in(pace: Pace, seconds: float, *, reply: bool) -> list[float]:
    """Send as fast as the pace allows, each to a chat of its own; give when each went."""
    at, went = 0.0, []
    while (at := pace.any_at(at, reply=reply)) < seconds:
        if pace.take(f"chat {len(went)}", at, reply=reply):
            went.append(at)
    return went


def most_in_a_second(went: list[float]) -> int:
    return max(sum(at <= other < at + 0.999999 for other in went) for at in went)


def test_no_second_sees_more_than_the_limit() -> None:
    went = sent_in(Pace(28, 3), 5, reply=True)

    assert (len(went), most_in_a_second(went)) == (28 * 5, 28)


def test_a_reply_goes_at_once_where_the_last_second_has_room() -> None:
    pace = Pace(28, 3)

    assert all(pace.take(f"chat {n}", 0.0, reply=True) for n in range(28))
    assert not pace.take("one more", 0.99, reply=True)
    assert pace.any_at(0.99) == 1.0


def test_whatever_else_goes_evenly_and_leaves_room_for_replies() -> None:
    pace = Pace(28, 3)
    went = sent_in(pace, 1, reply=False)

    assert len(went) == 16
    assert max(later - went[n] for n, later in enumerate(went[1:])) < 0.12
    assert all(pace.take(f"who writes {n}", went[-1], reply=True) for n in range(12))
    assert not pace.take("one more", went[-1], reply=True)


def test_even_one_message_in_two_seconds_can_be_asked_for() -> None:
    assert sent_in(Pace(0.5, 3), 5, reply=True) == [0.0, 2.0, 4.0]


def test_a_chat_gets_a_short_burst_then_one_a_second() -> None:
    pace = Pace(1000, 3)
    allowed = [tenth / 10 for tenth in range(40) if pace.take("lan", tenth / 10, reply=True)]

    assert allowed == [0.0, 0.1, 0.2, 1.0, 2.0, 3.0]


def test_what_was_not_sent_after_all_makes_room_again() -> None:
    pace = Pace(1, 1)
    pace.take("lan", 0.0, reply=True)
    pace.give_back("lan", 0.0)

    assert pace.take("lan", 0.0, reply=True)


def test_a_chat_told_to_wait_does_not_hold_up_the_others() -> None:
    pace = Pace(28, 3)
    pace.pause("lan", 5, now=0)

    assert not pace.take("lan", 4.9, reply=True)
    assert pace.take("minh", 4.9, reply=True)
    assert pace.take("lan", 5.1, reply=True)


def test_a_second_chat_told_to_wait_means_everybody() -> None:
    pace = Pace(28, 3)
    pace.pause("lan", 5, now=0)
    pace.pause("minh", 7, now=1)

    assert pace.any_at(1) == 8


def test_the_second_pause_counts_only_while_the_first_lasts() -> None:
    pace = Pace(28, 3)
    pace.pause("lan", 5, now=0)
    pace.pause("minh", 7, now=6)

    assert pace.any_at(6) == 6


def test_a_group_gets_twenty_a_minute_after_its_burst() -> None:
    pace = Pace(28, 3)
    for chat in ("telegram/-1001", "telegram/1001") * 3:
        assert pace.take(chat, 0.0, reply=True)

    assert pace.take("telegram/1001", 1.0, reply=True)
    assert not pace.take("telegram/-1001", 2.9, reply=True)
    assert pace.take("telegram/-1001", 3.0, reply=True)
