"""A whole campaign day by day, as a few people saw it; `pytest --update-dialogues` writes it anew, to be read.

Everybody takes part, as typical units do, but for one unit that has no focal point. Written down
is what some of them were sent, pictures apart, and what they typed; the answers stand in the dialogues.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from bot.rehearsal import acts, cast, playing
from bot.rehearsal.acts import Act
from bot.rehearsal.cast import Entries
from bot.rehearsal.playing import Played, PlayedMessage
from messages.words import ZONE, say, speaking
from plans import reading
from storage.members.people import Role

HERE = Path(__file__).parent
# Of which units, and which of them has nobody: a silent ministry, a diligent one, two provinces.
CAMPAIGNS = {
    "705-2025": (("BTP", "BNG", "NAN", "THA"), "CBG"),
    "hai-phong-2024": (("VPS", "LSNVNONN"), ""),
}


@pytest.mark.parametrize("plan", CAMPAIGNS)
async def test_the_campaign_goes_as_written(plan: str, request: pytest.FixtureRequest) -> None:
    file = HERE / f"{plan}.txt"

    went = await transcript(plan)

    if request.config.getoption("--update-dialogues"):
        file.write_text(went, encoding="utf-8")
    else:
        assert went == file.read_text(encoding="utf-8")


async def transcript(key: str) -> str:
    plan = next(plan for plan in map(reading.read, reading.shipped()) if plan.key == key)
    units, bare = CAMPAIGNS[key]
    with speaking("vi"):
        players = tuple(one for one in cast.invented(plan) if (one.unit, one.role) != (bare, Role.OFFICIAL))
        planned = acts.of(plan, players, Entries.TYPICAL)
        played = await playing.play(plan, players, planned, lambda _: None)
        return "\n".join(_days(played, planned, units)) + "\n"


def _days(played: Played, planned: tuple[Act, ...], units: tuple[str, ...]) -> Iterator[str]:
    seen = [one for one in played.messages if one.kind not in ("reply", "picture") and _is_seen(one, units)]
    typed = [one for one in planned if one.player.unit in units and one.player.role is Role.OFFICIAL]
    rows = sorted([(one.at.astimezone(ZONE), _heard(one)) for one in seen] + [(one.at, _typed(one)) for one in typed])
    yield f"{played.plan.title} ({played.plan.short})"
    for day, of_day in groupby(rows, key=lambda row: row[0].date()):
        yield from ("", "", f"════ {say('rehearse.day.of', day=day)} ════")
        for at, lines in of_day:
            yield from ("", f"{at:%H:%M}  {lines[0]}", *(f"       {line}".rstrip() for line in lines[1:]))


def _is_seen(one: PlayedMessage, units: tuple[str, ...]) -> bool:
    mine = one.player.unit in units and one.player.role is Role.OFFICIAL
    return mine or one.player.role in (Role.COORDINATOR, Role.ADMIN)


def _heard(one: PlayedMessage) -> list[str]:
    kind = say(f"rehearse.kind.{one.kind}")
    return [f"{one.player.name} – {kind}", *one.text.split("\n")]


def _typed(one: Act) -> list[str]:
    return [f"{one.player.name} > {one.line}"]
