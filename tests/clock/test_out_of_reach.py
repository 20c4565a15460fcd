"""That a channel is silent goes over another one, to the admins who have it; who has none hears once it is back."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.channel import Contact
from bot.health.watching import Watching
from bot.rehearsal.simulating import Settable
from handlers.clock import out_of_reach
from handlers.signs import Pulse
from storage.db import Database, Turn
from tests.dialogue import HOUSE, Stage

OTHER = "other"


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """A house with an official and two admins, of whom one has another channel as well."""
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    for who, *role in (("Lan", "official", "BNG"), ("Hà", "admin"), ("Minh", "admin")):
        await stage.enter(who, *role)
    await stage.write(partial(further, who="Hà"))
    await stage.write(partial(further, who="Lan"))
    return stage


async def further(db: Turn, who: str) -> None:
    await db.run(
        "insert into address (channel, chat, person, changed_at)"
        " select :other, chat, person, changed_at from address where chat = :who",
        other=OTHER,
        who=who,
    )


async def told(db: Turn) -> list[str]:
    return await db.all(
        str,
        "select channel || '/' || chat || ': ' || (body ->> '$.text') from outbox where state = 'waiting' order by id",
    )


async def test_an_alarm_goes_to_admins_over_another_channel_alone(stage: Stage) -> None:
    alarm = partial(out_of_reach.alarm, house=HOUSE, channel="telegram", since=stage.now, now=stage.now)
    before = await stage.write(told)
    await stage.write(alarm)
    new = [one for one in await stage.write(told) if one not in before]

    assert [one.partition(": Không liên lạc được với Telegram từ 08:30")[0] for one in new] == ["other/Hà"]


async def test_that_it_is_back_goes_to_every_admin(stage: Stage) -> None:
    over = partial(out_of_reach.back, house=HOUSE, channel="telegram", since=stage.now, now=stage.now)
    before = await stage.write(told)
    await stage.write(over)
    new = [one for one in await stage.write(told) if one not in before]

    assert sorted(one.partition(": Telegram không liên lạc được từ")[0] for one in new) == ["other/Hà", "telegram/Minh"]


@dataclass
class Silent:
    """A channel that answers again after three days."""

    contact: Contact
    name: str = "telegram"
    holds: timedelta = timedelta(hours=24)
    ahead: float = 0.0


@pytest.mark.parametrize(("is_played", "heard"), [(True, set()), (False, {"Lan", "Hà", "Minh"})])
async def test_days_that_a_sandbox_has_passed_are_no_silence(stage: Stage, is_played: bool, heard: set[str]) -> None:
    db = Database(stage.path)
    await db.open()
    clock, house = Settable(stage.now), replace(HOUSE, pulse=Pulse(is_played=is_played))
    watching = Watching(db, house, clock, Silent(Contact(answers=True)), stage.now)
    await watching.look()
    before = await stage.write(told)
    clock.at += timedelta(days=3)
    watching.channel.contact.broke = True
    await watching.look()
    new = [one for one in await stage.write(told) if one not in before]
    await db.close()

    assert {one.partition(": ")[0].rpartition("/")[2] for one in new} == heard
