"""The signs by which one sees that the bot lives: each a plain function that reads one thing.

What is told by `status`, in the chat, as the page of health and to Prometheus is this one
tuple: a further sign is a further function in it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from messages.words import say
from storage.db import Db
from storage.queues import backups, depth, reach, stuck
from storage.queues.outbox import Lane
from storage.queues.stuck import StuckKind

_UNSERVED: Final = timedelta(minutes=5)  # a message is served within a second, behind a flood within minutes
_UNANSWERED: Final = timedelta(minutes=10)
_UNSENT: Final = timedelta(hours=1)  # what no one waits for goes behind all that somebody does
_UNTICKED: Final = timedelta(minutes=3)
_UNPOLLED: Final = timedelta(minutes=5)
_OLD: Final = timedelta(days=2)  # of a backup
_OFF: Final = timedelta(minutes=5)  # of this machine's clock: beyond, it is told, and nothing is done or judged by it
_LITTLE: Final = 200 * 1024 * 1024  # bytes
_MEGABYTE: Final = 1024 * 1024


@dataclass(slots=True)
class Polling:
    """How a channel's polls go: the last that was answered, and why those since were not; `ahead` as in `Channel`."""

    answered_at: datetime | None = None
    why: str = ""
    ahead: float = 0.0


def _nothing() -> str:
    return ""


def _unknown() -> int | None:
    return None


@dataclass(slots=True)
class Pulse:
    """What only the process that runs knows of itself; its loops write it down here.

    `is_played`: the days that pass are those of a sandbox, whose server loses nothing meanwhile.
    `trouble` says why nothing can be kept at present, "" where it can; `free` how many bytes the disk has left.
    """

    version: str = ""
    started_at: datetime | None = None
    ticked_at: datetime | None = None
    channels: dict[str, Polling] = field(default_factory=dict)
    trouble: Callable[[], str] = _nothing
    free: Callable[[], int | None] = _unknown
    is_played: bool = False
    lived_until: datetime | None = None  # of the run before, where that was ended without a word
    restored_of: datetime | None = None  # of which moment everything is, where this is the first run on it


@dataclass(frozen=True, slots=True)
class Measured:
    """A number for a program that draws curves: its name without the product's, and what it is of."""

    name: str
    value: float
    of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """What was seen. Its words are "status.<what>"; `wrong`: somebody has to look."""

    what: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    wrong: bool = False
    measured: tuple[Measured, ...] = ()

    def word(self) -> str:
        """Say it in the language now spoken."""
        return say(f"status.{self.what}", **self.facts)


Look = Callable[[Db, Pulse, datetime], Awaitable[list[Sign]]]


async def unserved(db: Db, _pulse: Pulse, now: datetime) -> list[Sign]:
    """What came in and is not served."""
    found = await depth.unserved(db)
    age = _age(found.since, now)
    measured = (Measured("unserved", found.n), Measured("unserved_oldest_seconds", age.total_seconds()))
    if found.since is None:
        return [Sign("unserved.none", measured=measured)]
    return [Sign("unserved", {"n": found.n, "at": found.since}, age > _UNSERVED, measured)]


async def unsent(db: Db, _pulse: Pulse, now: datetime) -> list[Sign]:
    """What is due and not sent, by lane."""
    signs = []
    for lane in await depth.unsent(db, now):
        of, age = Lane(lane.lane), _age(lane.since, now)
        named = {"lane": of.name.lower()}
        measured = (Measured("unsent", lane.n, named), Measured("unsent_oldest_seconds", age.total_seconds(), named))
        facts = {"lane": say(f"status.lane.{named['lane']}"), "n": lane.n, "at": lane.since}
        signs.append(Sign("unsent", facts, age > (_UNANSWERED if of is Lane.REPLY else _UNSENT), measured))
    return signs or [Sign("unsent.none")]


async def ticked(_db: Db, pulse: Pulse, now: datetime) -> list[Sign]:
    """When the clock's work was done last."""
    since = pulse.ticked_at or pulse.started_at
    if since is None:
        return []
    age = _age(since, now)
    measured = (Measured("tick_age_seconds", age.total_seconds()),)
    if pulse.ticked_at is None:
        return [Sign("ticked.not_yet", {"at": since}, age > _UNTICKED, measured)]
    return [Sign("ticked", {"at": since}, age > _UNTICKED, measured)]


async def polled(db: Db, pulse: Pulse, now: datetime) -> list[Sign]:
    """When each channel answered last, before this start too, and why it does not."""
    signs = []
    for name, polling in pulse.channels.items():
        before = (await reach.of(db, name)).reached_at if polling.why else None
        since = polling.answered_at or before or pulse.started_at or now
        age = _age(since, now)
        measured = (Measured("poll_age_seconds", age.total_seconds(), {"channel": name}),)
        facts = {"channel": name.capitalize(), "at": since, "why": polling.why}
        if polling.why:
            signs.append(Sign("polled.failing", facts, age > _UNPOLLED, measured))
        elif polling.answered_at is None:
            signs.append(Sign("polled.not_yet", facts, age > _UNPOLLED, measured))
        else:
            signs.append(Sign("polled", facts, age > _UNPOLLED, measured))
    return signs


def is_off(ahead: timedelta) -> bool:
    """Tell whether a clock is wrong that is so much ahead of the channel's (negative: behind)."""
    return abs(ahead) > _OFF


async def clocks(_db: Db, pulse: Pulse, _now: datetime) -> list[Sign]:
    """By how much this machine's clock is off that of a channel, where that is much."""
    return [
        Sign(
            "clock.ahead" if polling.ahead > 0 else "clock.behind",
            {"channel": name.capitalize(), "seconds": round(abs(polling.ahead))},
            wrong=True,
            measured=(Measured("clock_ahead_seconds", polling.ahead, {"channel": name}),),
        )
        for name, polling in pulse.channels.items()
        if is_off(timedelta(seconds=polling.ahead))
    ]


async def stuck_messages(db: Db, _pulse: Pulse, _now: datetime) -> list[Sign]:
    """What waits for a person. Nobody need come at night for it: it is not wrong."""
    counts = await stuck.counted(db)
    dead = counts[StuckKind.DEAD] + counts[StuckKind.BROKEN]
    return [
        Sign("dead", {"n": dead}, measured=(Measured("dead_letters", dead),)),
        Sign(
            "unknown",
            {"n": counts[StuckKind.UNKNOWN]},
            measured=(Measured("unknown_sends", counts[StuckKind.UNKNOWN]),),
        ),
    ]


async def kept(_db: Db, pulse: Pulse, _now: datetime) -> list[Sign]:
    """Whether anything can be kept, and the room that is left."""
    signs = [Sign("unkept", {"why": why}, wrong=True)] if (why := pulse.trouble()) else []
    if (free := pulse.free()) is not None:
        facts, measured = {"megabytes": megabytes(free)}, (Measured("disk_free_bytes", free),)
        signs.append(Sign("disk.little" if is_little(free) else "disk", facts, is_little(free), measured))
    return signs


def is_little(free: int) -> bool:
    """Tell whether so few bytes are left on the disk that somebody has to make room."""
    return free < _LITTLE


def megabytes(free: int) -> int:
    """Give them as they are told."""
    return free // _MEGABYTE


async def backed_up(db: Db, _pulse: Pulse, now: datetime) -> list[Sign]:
    """When the last backup was made. The admins are told where that is long ago; nobody need come at night for it."""
    last = await backups.last(db)
    if last is None:
        return [Sign("backup.none")]
    age = _age(last.made_at, now)
    measured = (Measured("backup_age_seconds", age.total_seconds()),)
    return [Sign("backup.old" if age > _OLD else "backup", {"at": last.made_at}, measured=measured)]


async def version(_db: Db, pulse: Pulse, _now: datetime) -> list[Sign]:
    """Which release runs, since when, and what was before."""
    if pulse.started_at is None:
        return []
    measured = (Measured("info", 1, {"version": pulse.version}),)
    signs = [Sign("version", {"version": pulse.version, "at": pulse.started_at}, measured=measured)]
    if pulse.lived_until is not None:
        signs.append(Sign("fallen", {"since": pulse.lived_until}))
    if pulse.restored_of is not None:
        signs.append(Sign("restored", {"first": pulse.restored_of, "last": pulse.started_at}))
    return signs


SIGNS: Final[tuple[Look, ...]] = (unserved, unsent, ticked, polled, clocks, stuck_messages, kept, backed_up, version)


async def read(db: Db, pulse: Pulse, now: datetime) -> list[Sign]:
    """Give every sign."""
    return [sign for look in SIGNS for sign in await look(db, pulse, now)]


def _age(since: datetime | None, now: datetime) -> timedelta:
    return timedelta() if since is None else max(timedelta(), now - since)
