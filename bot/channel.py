"""What a channel is: it listens, shows, settles an old prompt, and fetches files.

A channel is a folder under `bot/channels/` and knows nothing of people, plans or
the database; whatever goes wrong in it is a `ChannelError`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from messages.said import Said
from messages.values import FileKind


class ChannelError(Exception):
    """The channel could not do it.

    `permanent`: trying again cannot help. `unreachable`: the person blocked the bot
    or never began. `retry_after`: seconds the channel told us to wait (0: unknown).
    `delivered_maybe`: the answer was lost after the request was written.
    `moved_to`: the address has become this one. `too_large`: a file is larger than was allowed for.
    """

    def __init__(
        self,
        why: str,
        *,
        permanent: bool = False,
        unreachable: bool = False,
        retry_after: float = 0,
        delivered_maybe: bool = False,
        moved_to: str = "",
        too_large: bool = False,
    ) -> None:
        """Say why, and what that means for the sender."""
        super().__init__(why)
        self.permanent = permanent
        self.unreachable = unreachable
        self.retry_after = retry_after
        self.delivered_maybe = delivered_maybe
        self.moved_to = moved_to
        self.too_large = too_large


class ChannelStopped(Exception):  # noqa: N818 - a state, worded for the log
    """The channel cannot go on at all: a bad token. Stop loudly."""


@dataclass(slots=True)
class Contact:
    """How listening goes: noted by a channel, heeded by whoever watches over it.

    `answers` is None until the first answer or failure; `why` says why there is none at present. `broke`: there was a
    failure since whoever watches looked last.
    """

    answers: bool | None = None
    why: str = ""
    broke: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def answered(self) -> None:
        """Note that the channel answered."""
        self.answers, self.why = True, ""
        self.changed.set()

    def failed(self, why: str) -> None:
        """Note that it did not."""
        self.answers, self.why, self.broke = False, why, True
        self.changed.set()


class TwoBots(ChannelStopped):
    """Another program listens with this bot's token: a copy of this house, most likely."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update, read but not yet kept.

    `key` is unique on the channel and equal on re-delivery. `address` is the chat.
    `said` is None when there is nothing to serve (a blocking, a broken update):
    `reachable` then tells of blocking (False) and unblocking (True), and `broken`
    holds the raw text of an update that could not be read.
    `texts` is everything the guard must look at: text, caption, file, forward and
    contact names. `private` is False in groups.
    `in_group`: one of GROUP_COMMANDS was given in a group, and its text goes on with the group's
    address; `address` is then the private chat of whoever gave it. `nameless`: nobody is told who gave it.
    """

    key: str
    address: str
    said: Said | None
    texts: tuple[str, ...] = ()
    private: bool = True
    reachable: bool | None = None
    broken: str = ""
    in_group: bool = False
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message; `data` is at most 64 bytes."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to send, from our own store."""

    kind: FileKind
    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it goes out: plain text, rows of buttons, files (sent before the text)."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the channel can do; the rest is done in words."""

    buttons: bool
    edits: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands offered to one address: (command without slash, a few words)."""

    address: str  # "" for everybody
    language: str  # "" for every language
    commands: tuple[tuple[str, str], ...]


# All that is heard in a group, and only from an admin.
GROUP_COMMANDS = ("/nhomtonghop", "/groupchat")

Keep = Callable[[Sequence[Arrival]], Awaitable[None]]


class Channel(Protocol):
    """One way for people and the bot to speak."""

    @property
    def name(self) -> str:
        """The channel's name in the database: "telegram"."""

    @property
    def code_link(self) -> str:
        """A link that opens the bot with the invitation code that stands at "{code}"; "" where there is none."""

    @property
    def group(self) -> str:
        """A regular expression that the address of a group fits, and no other."""

    @property
    def can(self) -> Capabilities:
        """What the channel can do."""

    async def listen(self, keep: Keep) -> None:
        """Hand over updates for ever; acknowledge them only after `keep` has returned. Raises ChannelStopped."""

    async def show(self, address: str, shown: Shown) -> str:
        """Send; give the channel's id of the message that carries the text. Raises ChannelError."""

    async def settle(self, address: str, message: str, text: str) -> None:
        """Replace the text of an earlier message and take its buttons away. Raises ChannelError."""

    async def at_work(self, address: str) -> None:
        """Show for a few seconds that the bot is at work. Raises ChannelError."""

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:
        """Write a file's bytes to `into`; at most `at_most` bytes. Raises ChannelError."""

    async def offer(self, menu: Menu) -> None:
        """Set the command menu. Raises ChannelError."""

    async def close(self) -> None:
        """Let go of connections."""
