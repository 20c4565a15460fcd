"""When a sign says that somebody has to look: a table of what is seen, and whether it is wrong."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from handlers import signs
from handlers.signs import Polling, Pulse
from storage.db import Turn
from storage.queues import inbox, outbox
from storage.queues.outbox import Lane, Outgoing
from tests.dialogue import FRIDAY, Stage

MINUTE = timedelta(minutes=1)


async def kept(db: Turn, minutes: int) -> None:
    await inbox.keep(db, channel="telegram", key="u", chat="Lan", said="{}", album="", at=FRIDAY - minutes * MINUTE)


async def due(db: Turn, lane: Lane, minutes: int) -> None:
    await outbox.put(db, Outgoing("telegram", "Lan", lane, "{}", FRIDAY - minutes * MINUTE))


@pytest.mark.parametrize(
    ("seen", "pulse", "wrong"),
    [
        (partial(kept, minutes=4), Pulse(), set()),
        (partial(kept, minutes=6), Pulse(), {"unserved"}),
        (partial(due, lane=Lane.REPLY, minutes=9), Pulse(), set()),
        (partial(due, lane=Lane.REPLY, minutes=11), Pulse(), {"unsent"}),
        (partial(due, lane=Lane.DIGEST, minutes=59), Pulse(), set()),
        (partial(due, lane=Lane.DIGEST, minutes=61), Pulse(), {"unsent"}),
        (partial(due, lane=Lane.DIGEST, minutes=-61), Pulse(), set()),
        (None, Pulse(ticked_at=FRIDAY - 2 * MINUTE), set()),
        (None, Pulse(ticked_at=FRIDAY - 4 * MINUTE), {"ticked"}),
        (None, Pulse(started_at=FRIDAY - 4 * MINUTE), {"ticked.not_yet"}),
        (None, Pulse(channels={"telegram": Polling(FRIDAY - 4 * MINUTE)}), set()),
        (None, Pulse(channels={"telegram": Polling(FRIDAY - 6 * MINUTE)}), {"polled"}),
        (None, Pulse(channels={"telegram": Polling(FRIDAY - 4 * MINUTE, "no route")}), set()),
        (None, Pulse(channels={"telegram": Polling(FRIDAY - 6 * MINUTE, "no route")}), {"polled.failing"}),
        (None, Pulse(channels={"telegram": Polling(FRIDAY, ahead=299)}), set()),
        (None, Pulse(channels={"telegram": Polling(FRIDAY, ahead=301)}), {"clock.ahead"}),
        (None, Pulse(channels={"telegram": Polling(FRIDAY, ahead=-301)}), {"clock.behind"}),
        (None, Pulse(free=lambda: 200 * 1024 * 1024), set()),
        (None, Pulse(free=lambda: 199 * 1024 * 1024), {"disk.little"}),
        (None, Pulse(trouble=lambda: "disk full"), {"unkept"}),
    ],
)
async def test_a_sign_is_wrong_beyond_its_limit_and_not_before(
    tmp_path: Path, seen, pulse: Pulse, wrong: set[str]
) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    if seen is not None:
        await stage.write(seen)
    found = await stage.write(partial(signs.read, pulse=pulse, now=FRIDAY))

    assert {sign.what for sign in found if sign.wrong} == wrong
    assert all(sign.word() for sign in found)
