"""Something due that cannot be done holds up nothing else, is tried again, and in the end a person is told."""

import logging
from functools import partial
from pathlib import Path

import pytest

from plans.notices import Rule
from storage.schedule import occasions
from storage.schedule.occasions import NewOccasion
from tests.clock.living import campaign, days, local, told


async def test_what_fails_is_given_up_after_five_tries_and_the_admins_are_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Hà", "admin")
    no_day = NewOccasion(Rule.PROMISED, "no day at all", local("12-08", "07:00"), "BNG")
    await stage.write(partial(occasions.add, plan="705", occasion=no_day))

    went = await told(stage, local("12-09", "17:00"))

    assert days(went, "Lan") == ["12-08"]
    [message] = [one for one in went if one.who == "Hà" and "promised" in one.text]
    assert f"{message.at:%m-%d %H:%M}" == "12-08 07:50"
    assert await told(stage, local("12-10")) == []


async def test_a_message_that_finds_no_words_holds_up_nobody_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    stage = await campaign(tmp_path, local("12-05"))
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Quân", "official", "HNI")
    await stage.write(lambda turn: turn.run("update person set language = 'none' where name like '%Lan'"))

    assert {one.who for one in await told(stage, local("12-09"))} == {"Quân"}
