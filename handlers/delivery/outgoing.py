"""Put a prompt in the outbox, with what each of its buttons will say when pressed.

A choice of a conversation says "turn:place"; a way out "turn:back"; a command is
kept under a short id, "c:id", that only its own person may press.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from messages.said import Choice, Prompt
from storage.db import Turn
from storage.queues import buttons, outbox
from storage.queues.outbox import Lane, ToSend
from storage.rows import to_json


@dataclass(frozen=True, slots=True)
class To:
    """To whom, when and until when, in which lane; `key` names what may wait once only."""

    channel: str
    chat: str
    person: int | None
    due_at: datetime
    lane: Lane = Lane.REPLY
    key: str | None = None
    not_after: datetime | None = None


def to_stranger(channel: str, chat: str, at: datetime) -> To:
    """Address somebody we do not know: only the last of what is to be said to them waits."""
    return To(channel, chat, None, at, Lane.STRANGER, key=f"stranger/{channel}/{chat}")


class AtOnce(Protocol):
    """Who sends: what is claimed in a turn goes as soon as the turn is committed, without being read again."""

    def may(self, channel: str, chat: str) -> bool:
        """Tell whether the pace lets a reply go to this chat now; it is then counted."""

    def may_not(self, channel: str, chat: str) -> None:
        """Take back what was counted: something else goes before it."""

    def take(self, claimed: ToSend) -> None:
        """Take a reply that is kept as being sent."""


async def put(db: Turn, to: To, prompt: Prompt, turn: int = 0) -> int:
    """Put it in; give the outbox row. `turn` is the turn its choices are shown in."""
    return await outbox.put(db, await _outgoing(db, to, prompt, turn))


async def withdraw(db: Turn, to: To) -> None:
    """Take back what waits there under its key."""
    assert to.key is not None, "what has no key cannot be found again"
    await outbox.withdraw(db, to.key)


async def reply(db: Turn, to: To, prompt: Prompt, turn: int, at_once: AtOnce | None) -> int:
    """Put a reply in, claimed where it may go at once; give the outbox row."""
    new = await _outgoing(db, to, prompt, turn)
    if at_once is not None and at_once.may(to.channel, to.chat):
        claimed = await outbox.claim(db, new)
        if claimed is not None:
            at_once.take(claimed)
            return claimed.id
        at_once.may_not(to.channel, to.chat)
    return await outbox.put(db, new)


async def _outgoing(db: Turn, to: To, prompt: Prompt, turn: int) -> outbox.Outgoing:
    return outbox.Outgoing(
        channel=to.channel,
        chat=to.chat,
        lane=to.lane,
        body=await body(db, to, prompt, turn),
        due_at=to.due_at,
        person=to.person,
        key=to.key,
        not_after=to.not_after,
    )


async def body(db: Turn, to: To, prompt: Prompt, turn: int = 0) -> str:
    """Give the body of its row, and keep what its buttons say."""
    choices = [
        [choice.label, await _data(db, to, choice, f"{turn}:{place}")] for place, choice in enumerate(prompt.choices)
    ]
    written: dict[str, object] = {
        "text": prompt.text,
        "choices": choices,
        "numbered": prompt.numbered,
        "alone": prompt.alone,
        "ways": [[way.label, f"{turn}:{way.key.removeprefix(':')}"] for way in prompt.ways],
        "files": [[file.kind.value, file.sha256, file.name] for file in prompt.enclosures],
    }
    if prompt.once:
        written["once"] = True
    return to_json(written)


async def _data(db: Turn, to: To, choice: Choice, otherwise: str) -> str:
    if not choice.key.startswith("/") or to.person is None:
        return otherwise
    return f"c:{await buttons.keep(db, to.person, choice.key, to.due_at)}"
