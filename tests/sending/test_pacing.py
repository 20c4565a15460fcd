"""How fast we may send; the seconds are handed in, nothing waits."""

from bot.loops.pacing import Pace


def sent_in(pace: Pace, chats: list[str], seconds: float) -> list[float]:
    """Send as fast as the pace allows, one to each chat in turn; give when each went."""
    at, went = 0.0, []
    for chat in chats:
        at = max(at, pace.any_at(at))
        if at > seconds:
            break
        if pace.may(chat, at):
            pace.spend(chat, at)
            went.append(at)
    return went


def test_no_second_sees_more_than_the_limit() -> None:
    went = sent_in(Pace(28, 3), [f"chat {n}" for n in range(200)], 5)

    assert len(went) == 141
    assert max(sum(at <= other < at + 0.999999 for other in went) for at in went) == 28


def test_a_chat_gets_a_short_burst_then_one_a_second() -> None:
    pace = Pace(1000, 3)
    allowed = []
    for tenth in range(40):
        now = tenth / 10
        if pace.may("lan", now):
            pace.spend("lan", now)
            allowed.append(now)

    assert allowed == [0.0, 0.1, 0.2, 1.0, 2.0, 3.0]


def test_a_chat_told_to_wait_does_not_hold_up_the_others() -> None:
    pace = Pace(28, 3)
    pace.pause("lan", 5, now=0)

    assert (pace.may("lan", 4.9), pace.may("lan", 5.1), pace.may("minh", 0.1), pace.any_at(0.1)) == (
        False,
        True,
        True,
        0.1,
    )


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
    for _ in range(3):
        pace.spend("telegram/-1001", now=0)
        pace.spend("telegram/1001", now=0)

    assert (pace.may("telegram/1001", 1), pace.may("telegram/-1001", 2.9), pace.may("telegram/-1001", 3)) == (
        True,
        False,
        True,
    )
