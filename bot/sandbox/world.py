"""The state of the sandbox: people, their chats with a bot, files, and each bot's queue. Plain data, no network.

Messages and updates are kept as the JSON that the Bot API speaks. A changed
message is a new object, so that updates already queued keep what was said then.
Everything happens on the server's one thread.
"""

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.sandbox.faults import Fate
from bot.sandbox.limits import ApiLimits

Json = dict[str, Any]

TOKEN = "705000001:sandbox-token-that-opens-nothing-real"  # noqa: S105 - it is good for this server alone
MORNING = datetime(2025, 12, 5, 8, 30, tzinfo=UTC) - timedelta(hours=7)  # Friday 08:30 in Ha Noi


class ChatState(StrEnum):
    """Where a person stands with a bot."""

    NEW = "new"  # never wrote: the bot cannot write first
    OPEN = "open"
    BLOCKED = "blocked"
    GONE = "gone"  # the account was deleted


@dataclass(slots=True)
class Persona:
    """Somebody with a chat. `note` says who that is (role, unit); `code` is an invitation not used yet."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = "vi"
    note: str = ""
    code: str = ""

    def as_user(self) -> Json:
        """Give the sender of a message."""
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.language}

    def as_chat(self) -> Json:
        """Give the private chat."""
        return {"id": self.id, "type": "private", **self._names()}

    def _names(self) -> Json:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: name for key, name in names.items() if name}


@dataclass(slots=True)
class Chat:
    """What stands between one person and one bot."""

    person: Persona
    messages: dict[int, Json] = field(default_factory=dict)
    standing: ChatState = ChatState.NEW
    unread: int = 0
    sent_at: deque[float] = field(default_factory=deque)  # monotonic seconds, for the pace


@dataclass(frozen=True, slots=True)
class Query:
    """A press that the bot may still answer."""

    chat: Chat
    at: datetime


@dataclass(slots=True)
class Bot:
    """One bot: its chats, and the updates it has not acknowledged."""

    token: str
    username: str
    name: str
    next_update: int
    next_message: int = 1
    chats: dict[int, Chat] = field(default_factory=dict)
    queue: deque[tuple[datetime, Json]] = field(default_factory=deque)
    acknowledged: deque[Json] = field(default_factory=lambda: deque(maxlen=200))
    allowed: frozenset[str] = frozenset()  # empty for all
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # by scope and language
    queries: dict[str, Query] = field(default_factory=dict)
    sent_at: deque[float] = field(default_factory=deque)
    poll: object = None  # the poll now waiting; a newer one ends it
    wake: set[Callable[[], None]] = field(default_factory=set)

    @property
    def id(self) -> int:
        """The bot's own number: the first half of its token."""
        return int(self.token.partition(":")[0])

    def as_user(self) -> Json:
        """Give the sender of the bot's messages."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the server. `path` is where `getFile` says it lies."""

    id: str
    unique: str
    path: str
    name: str
    mime: str
    content: bytes


def ticking(since: datetime) -> Callable[[], datetime]:
    """Give a clock that stands at `since` now and goes on from there."""
    began = time.monotonic()
    return lambda: since + timedelta(seconds=time.monotonic() - began)


@dataclass(slots=True)
class World:
    """Everything the server knows. `watchers` are told of whatever happens, as JSON."""

    now: Callable[[], datetime] = field(default_factory=lambda: ticking(MORNING))
    limits: ApiLimits = field(default_factory=ApiLimits)
    fate: Fate = field(default_factory=Fate)
    people: dict[int, Persona] = field(default_factory=dict)
    bots: dict[str, Bot] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    files_by_path: dict[str, StoredFile] = field(default_factory=dict)
    disk: Path | None = None  # where files lie of a server that is run with --local, and hands none over
    watchers: set[Callable[[Json], None]] = field(default_factory=set)
    closing: bool = False

    def tell(self, event: Json) -> None:
        """Tell everybody who watches."""
        for watcher in tuple(self.watchers):
            watcher(event)

    def bot(self, token: str = "") -> Bot:
        """Give the bot of this token; without one the first."""
        return self.bots[token] if token else next(iter(self.bots.values()))


def new(now: Callable[[], datetime] | None = None, limits: ApiLimits | None = None) -> World:
    """Give a world with one bot and nobody in it."""
    world = World(now=now or ticking(MORNING), limits=limits or ApiLimits())
    add_bot(world, TOKEN, "dau_moi_bot", "Đầu Mối")
    return world


def add_bot(world: World, token: str, username: str, name: str) -> Bot:
    """Add a bot. Its updates are numbered from somewhere, as Telegram does: a kept inbox must not know them already."""
    bot = Bot(token, username, name, next_update=100_000_000 + secrets.randbelow(800_000_000))
    world.bots[token] = bot
    return bot


def add_person(world: World, person: Persona) -> Persona:
    """Let a person in; the same number again replaces what is known of them and keeps their chats."""
    world.people[person.id] = person
    for bot in world.bots.values():
        if person.id in bot.chats:
            bot.chats[person.id].person = person
    world.tell({"kind": "people"})
    return person


def chat(world: World, bot: Bot, person_id: int) -> Chat:
    """Give the chat of a person with a bot; an unknown number is a KeyError."""
    found = bot.chats.get(person_id)
    if found is None:
        found = bot.chats[person_id] = Chat(world.people[person_id])
    return found
