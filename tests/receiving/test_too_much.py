"""Who sends more than anybody needs to is told so once; what was taken before is served, and time forgives."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.serving import enough
from bot.serving.enough import FILES, MESSAGES, OF_A_STRANGER, Beyond, Enough, Limit
from messages.said import Said
from messages.values import Attachment, FileKind
from tests.dialogue import FRIDAY, Stage
from tests.receiving.lives import life, says

MINUTE = timedelta(minutes=1)
FILE = (Attachment(FileKind.PHOTO, "x"),)


def counted(limit: Limit, many: int, *, known: bool) -> list[Beyond | None]:
    counting = Enough()
    files = FILE if limit is FILES else ()
    said = (Said(str(nth), attachments=files) for nth in range(many))
    return [counting.beyond("telegram", "Lan", one, FRIDAY, known=known) for one in said]


@pytest.mark.parametrize(("limit", "known"), [(MESSAGES, True), (OF_A_STRANGER, False)])
def test_all_up_to_the_limit_is_taken_then_one_word_then_silence(limit: Limit, known: bool) -> None:
    *before, first, second, third = counted(limit, limit.at_most + 3, known=known)

    assert before == [None] * limit.at_most
    assert first == Beyond(limit, FRIDAY + limit.within, is_told=False)
    assert (second.is_told, third.is_told) == (True, True)


def test_files_are_counted_by_the_hour_and_messages_go_on() -> None:
    counting = Enough()
    for nth in range(FILES.at_most):
        at = FRIDAY + nth * timedelta(seconds=1)
        assert counting.beyond("telegram", "Lan", Said(str(nth), attachments=FILE), at, known=True) is None

    later = FRIDAY + timedelta(minutes=30)
    one_more = counting.beyond("telegram", "Lan", Said("more", attachments=FILE), later, known=True)
    assert one_more == Beyond(FILES, FRIDAY + FILES.within, is_told=False)
    assert counting.beyond("telegram", "Lan", Said("words", "hôm nay"), later, known=True) is None
    assert counting.beyond("telegram", "Lan", Said("x", attachments=FILE), FRIDAY + FILES.within, known=True) is None


def test_somebody_else_and_the_next_minute_are_free() -> None:
    counting = Enough()
    for nth in range(MESSAGES.at_most + 5):
        counting.beyond("telegram", "Lan", Said(str(nth)), FRIDAY, known=True)

    assert counting.beyond("telegram", "Quân", Said("q"), FRIDAY, known=True) is None
    assert counting.beyond("telegram", "Lan", Said("next"), FRIDAY + MINUTE, known=True) is None


def test_a_message_that_is_served_anew_counts_once() -> None:
    counting = Enough()

    assert {counting.beyond("telegram", "Lan", Said("one"), FRIDAY, known=True) for _ in range(500)} == {None}


def test_the_word_itself_is_said_again_where_its_turn_failed() -> None:
    counting = Enough()
    for nth in range(MESSAGES.at_most):
        counting.beyond("telegram", "Lan", Said(str(nth)), FRIDAY, known=True)

    told = [counting.beyond("telegram", "Lan", Said("last"), FRIDAY, known=True) for _ in range(2)]
    assert [one.is_told for one in told] == [False, False]


@pytest.mark.parametrize(("who", "limit"), [("Thảo", "MESSAGES"), ("a stranger", "OF_A_STRANGER")])
async def test_a_flood_is_answered_up_to_the_limit_and_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str, limit: str
) -> None:
    monkeypatch.setattr(enough, limit, Limit("limit.messages", 12, MINUTE))
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Thảo", "official", "HNI")

    async with life(stage) as one:
        said = await one.hears(*(says(who, f"f{nth}", "/nhiemvu") for nth in range(40)))
        said += await one.serves()
        lan = await one.hears(says("Lan", "l", "/nhiemvu"))

    words = [text for name, text in said if name == who]
    assert [text.startswith("Hệ thống nhận được quá nhiều tin") for text in words].count(True) == 1
    assert words[-1].startswith("Hệ thống nhận được quá nhiều tin")
    assert len(words) <= 13
    assert [name for name, _ in lan] == ["Lan"]
