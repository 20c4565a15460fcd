"""Put a prompt in the outbox, with what each of its buttons will say when pressed.

A choice of a conversation says "turn:place"; a way out "turn:back"; a command is
kept under a short id, "c:id", that only its own person may press.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from messages.said import Choice, Prompt
from storage.db import Turn
from storage.queues import buttons, outbox
from storage.queues.outbox import Lane


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


async def put(db: Turn, to: To, prompt: Prompt, turn: int = 0) -> int:
    """Put it in; give the outbox row. `turn` is the turn its choices are shown in."""
    return await outbox.put(
        db,
        outbox.Outgoing(
            channel=to.channel,
            chat=to.chat,
            lane=to.lane,
            body=await body(db, to, prompt, turn),
            due_at=to.due_at,
            person=to.person,
            key=to.key,
            not_after=to.not_after,
        ),
    )


async def body(db: Turn, to: To, prompt: Prompt, turn: int = 0) -> str:
    """Give the body of its row, and keep what its buttons say."""
    choices = [
        [choice.label, await _data(db, to, choice, f"{turn}:{place}")] for place, choice in enumerate(prompt.choices)
    ]
    written = {
        "text": prompt.text,
        "choices": choices,
        "numbered": prompt.numbered,
        "alone": prompt.alone,
        "ways": [[way.label, f"{turn}:{way.key.removeprefix(':')}"] for way in prompt.ways],
        "files": [[file.kind.value, file.sha256, file.name] for file in prompt.enclosures],
    }
    return json.dumps(written, ensure_ascii=False)


async def _data(db: Turn, to: To, choice: Choice, otherwise: str) -> str:
    if not choice.key.startswith("/") or to.person is None:
        return otherwise
    return f"c:{await buttons.keep(db, to.person, choice.key, to.due_at)}"
