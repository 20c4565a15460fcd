"""Play a whole campaign in simulated time, with the real handlers, in a database that is thrown away.

What was sent is read from the outbox afterwards, with what each message was about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.rehearsal import acting, cast
from bot.rehearsal.acts import Act
from bot.rehearsal.cast import Player
from bot.rehearsal.simulating import Delivered, Simulation, simulated
from handlers.house import House
from handlers.obligations import laying_down
from messages.words import ZONE, speaking
from plans import dates
from plans.schema import Plan
from storage import migrating
from storage.db import Turn
from storage.members import people
from storage.obligations import owed
from storage.queues import outbox, work
from storage.queues.outbox import Gone, Lane
from storage.rows import from_json
from storage.schedule import reminders
from storage.schedule.reminders import Hung

BEFORE: Final = timedelta(days=4)  # the first thing that happens
AFTER: Final = timedelta(days=14)  # the last one
_KINDS: Final = ("digest", "opening", "closing")  # as the keys of the outbox begin
HOUSE: Final = House(b"a rehearsal keeps no secrets, only their shape")


@dataclass(frozen=True, slots=True)
class PlayedMessage:
    """Something a person was sent: `kind` is reply, reminder, digest, opening, closing, picture or news.

    `about` are the rules and steps a reminder came by, `obligations` the keys it stood for.
    """

    at: datetime
    player: Player
    kind: str
    text: str
    about: tuple[tuple[str, str], ...] = ()
    obligations: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day in Viet Nam."""
        return self.at.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Played:
    """A rehearsal: from when to when, who took part, what they were sent, the earliest first.

    `received` are the days on which signed reports were in; `gave_up` are acts that could not be finished.
    """

    plan: Plan
    starts: datetime
    ends: datetime
    players: tuple[Player, ...]
    messages: tuple[PlayedMessage, ...]
    received: dict[str, date]
    gave_up: tuple[Act, ...]


def span(plan: Plan) -> tuple[datetime, datetime]:
    """Give from when to when a plan is played: some days before its first occasion to after its last."""
    occasions = [occasion.due_at.astimezone(ZONE).date() for occasion in dates.of(plan)]
    days = [*occasions, plan.starts, plan.ends]
    return dates.opens(min(days) - BEFORE), dates.at_latest(max(days) + AFTER)


async def play(plan: Plan, players: Sequence[Player], acts: Sequence[Act], told: Callable[[datetime], None]) -> Played:
    """Play it from the first to the last; `told` is told how far the campaign has come."""
    starts, ends = span(plan)
    with TemporaryDirectory(prefix="rehearsal-") as folder:
        path = Path(folder) / "rehearsal.db"
        migrating.migrate(path)
        async with simulated(path, HOUSE, starts, scratch=True) as simulation:
            gave_up = await through(simulation, plan, players, acts, told)
            messages = await simulation.db.write(
                partial(_messages, players=players, shown=simulation.channel.delivered)
            )
            rows = await simulation.db.read(lambda db: owed.of_plan(db, plan.code))
    received = {row.unit: row.received_on for row in rows if row.kind == "report" and row.received_on is not None}
    return Played(plan, starts, ends, tuple(players), messages, received, gave_up)


async def through(
    simulation: Simulation,
    plan: Plan,
    players: Sequence[Player],
    acts: Sequence[Act],
    told: Callable[[datetime], None],
) -> tuple[Act, ...]:
    """Load a plan, register its people, let all of it come to pass; give the acts that could not be finished."""
    (starts, ends), gave_up = span(plan), []
    await simulation.db.write(partial(laying_down.load, plan=plan, at=starts))
    await simulation.db.write(partial(cast.register, plan=plan.code, players=players, at=starts))
    for nth, act in enumerate(acts):
        await _until(simulation, act.at, told)
        with speaking("vi"):
            if not await acting.play(simulation, act, nth):
                gave_up.append(act)
    await _until(simulation, ends, told)
    return tuple(gave_up)


async def _until(simulation: Simulation, end: datetime, told: Callable[[datetime], None]) -> None:
    while (at := await simulation.next_at()) is not None and at <= end:
        await simulation.pass_to(max(at, simulation.clock.at))
        told(simulation.clock.at)
    simulation.clock.at = max(end, simulation.clock.at)


async def _messages(db: Turn, players: Sequence[Player], shown: Sequence[Delivered]) -> tuple[PlayedMessage, ...]:
    by_chat = {player.chat: player for player in players}
    hung = {id_: tuple(rows) for id_, rows in groupby(await reminders.every(db), key=lambda row: row.outbox)}
    found = []
    for row in await outbox.gone(db):
        delivered = shown[int(row.message) - 1]
        found.append(_message(by_chat[delivered.address], delivered, row, hung.get(row.id, ())))
    found += await _pictures(db, by_chat)
    return tuple(sorted(found, key=lambda message: (message.at, int(message.player.chat))))


def _message(player: Player, delivered: Delivered, row: Gone, about: Sequence[Hung]) -> PlayedMessage:
    prefix = (row.key or "").partition("/")[0]
    other = prefix if prefix in _KINDS else "news"
    kind = {Lane.REPLY: "reply", Lane.REMINDER: "reminder"}.get(Lane(row.lane), other)
    rules = tuple(dict.fromkeys((hung.rule, hung.step) for hung in about))
    keys = tuple(hung.obligation for hung in about)
    return PlayedMessage(delivered.at, player, kind, delivered.shown.text, rules, keys)


async def _pictures(db: Turn, by_chat: dict[str, Player]) -> list[PlayedMessage]:
    """Give the pictures that would have been drawn beside the digests: nothing is drawn in a rehearsal."""
    found = []
    while (row := await work.begin(db)) is not None:
        for person in from_json(row.asked)["persons"]:
            address = await people.address(db, person)
            if address:
                found.append(PlayedMessage(row.made_at, by_chat[address.chat], "picture", ""))
    return found
