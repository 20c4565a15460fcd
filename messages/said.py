"""All that crosses a channel: what a person did (`Said`), and what is shown (`Prompt`).

Plain text only: no markup, no channel's words. A channel turns its updates into
`Said` and a `Prompt` into buttons or a numbered list, as it can.
"""

import json
from dataclasses import dataclass, fields

import pydantic_core

from messages.values import Attachment, Enclosure, FileKind


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a person did.

    `source` is the channel's own key of the message: a re-delivered or edited
    message has the same. `pressed` is the data of a button. `album` is shared by
    the messages of one album. `unsupported` names what was sent and cannot be
    taken (sticker, voice, video, contact, ...). `written` is when it was written, in seconds
    since 1970 by the channel's clock; 0 where the channel does not say. `place` is one that was sent as such.
    """

    source: str
    text: str = ""
    pressed: str = ""
    attachments: tuple[Attachment, ...] = ()
    album: str = ""
    edited: bool = False
    unsupported: str = ""
    written: int = 0
    place: str = ""


_PARTS = tuple(part.name for part in fields(Said))


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick. A key that begins with "/" is a command to run, outside any conversation."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is shown: words, choices to pick from, ways out of the question, files.

    `ways` (back, save and leave, cancel) are never numbered: bare numbers are for choices,
    and not even for those where `numbered` is False, because a number is an answer there.
    The first `alone` choices each stand in a row of their own. What is said `once`, such as a code, has no choices,
    and is kept no longer than until it is sent.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    ways: tuple[Choice, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    numbered: bool = True
    alone: int = 0
    once: bool = False


def packed(said: Said) -> str:
    """Give JSON of what was said, without what is empty."""
    return pydantic_core.to_json({name: value for name in _PARTS if (value := getattr(said, name))}).decode()


def unpacked(body: str) -> Said:
    """Give what was said."""
    parts = json.loads(body)
    files = tuple(Attachment(**{**file, "kind": FileKind(file["kind"])}) for file in parts.pop("attachments", ()))
    return Said(**parts, attachments=files)
