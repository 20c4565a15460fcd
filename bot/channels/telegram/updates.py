"""What is read of an answer to getUpdates: its updates one by one, and of each only what matters here.

python-telegram-bot's own classes refuse a whole update for one strange field deep
inside it; these models do not look at what they do not need. Fields: Bot API, "Update".
"""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

_ID = re.compile(r'"update_id"\s*:\s*(\d+)')
_FAR_OFF = 2**35  # seconds: the year 3058
_MARKS = re.compile(rb'["{}\[\]]')
_STRING_END = re.compile(rb'(?:[^"\\]|\\.)*"', re.DOTALL)


def _keepable(text: str) -> str:
    """JSON may carry half a surrogate pair and U+0000; a database takes neither."""
    return text.encode(errors="replace").decode().replace("\0", "")


Keepable = Annotated[str, AfterValidator(_keepable)]


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True)


class ChatRef(_Read):
    """Where it was said; `type` is private, group, supergroup or channel."""

    id: int
    type: str = "private"


class PhotoSize(_Read):
    """A photo, in one of several sizes."""

    file_id: Keepable
    file_size: int = 0
    width: int = 0
    height: int = 0


class Document(_Read):
    """A file sent as a file."""

    file_id: Keepable
    file_name: Keepable = ""
    file_size: int = 0


class Sender(_Read):
    """Who wrote or pressed; in a private chat the chat has the same id."""

    id: int


def _seconds(value: Any) -> int:
    """Give Unix time; a strange one is none at all, the message is read all the same."""
    return value if type(value) is int and 0 <= value < _FAR_OFF else 0


Seconds = Annotated[int, BeforeValidator(_seconds)]


class Entity(_Read):
    """A part of a text that is more than text; places and lengths count UTF-16 units."""

    type: str = ""
    offset: int = 0
    length: int = 0
    url: Keepable = ""


def _if_any(value: Any) -> Any:
    """Give entities; strange ones are none, the message is read all the same."""
    try:
        return tuple(map(Entity.model_validate, value))
    except (ValidationError, TypeError):
        return ()


Entities = Annotated[tuple[Entity, ...], BeforeValidator(_if_any)]


class Location(_Read):
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


class Venue(_Read):
    """A place with a name."""

    title: Keepable = ""
    address: Keepable = ""


class Message(_Read):
    """A message; every other kind of content is only named, see `hearing`."""

    message_id: int
    chat: ChatRef
    date: Seconds = 0
    edit_date: Seconds = 0
    text: Keepable = ""
    caption: Keepable = ""
    entities: Entities = ()
    caption_entities: Entities = ()
    photo: tuple[PhotoSize, ...] = ()
    document: Document | None = None
    location: Location | None = None
    venue: Venue | None = None
    media_group_id: Keepable = ""
    sender: Sender | None = Field(default=None, alias="from")
    sender_chat: ChatRef | None = None
    message_thread_id: int = 0
    is_topic_message: bool = False


class Press(_Read):
    """A callback query. Its message may be too old to be accessible, and then has only its id and chat."""

    id: Keepable
    person: Sender = Field(alias="from")
    data: Keepable = ""
    message: Message | None = None


class Membership(_Read):
    """What the bot is in a chat now: member, administrator, restricted, left, kicked."""

    status: str
    is_member: bool = True


class MembershipChange(_Read):
    """my_chat_member: the person blocked or unblocked the bot, or a group took it in or threw it out."""

    chat: ChatRef
    new_chat_member: Membership


class Update(_Read):
    """One update: one of the four kinds that are asked for, or none of them."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: MembershipChange | None = None


def split(payload: bytes) -> list[Any]:
    """Give each update of an answer as JSON, or as its text where that is broken.

    Raise ValueError when this is no answer of the Bot API at all.
    """
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        return [_parsed(piece.decode(errors="replace")) for piece in _pieces(payload)]
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, list):
        raise ValueError("no list of updates")  # noqa: TRY004 - like any other answer that cannot be read
    return result


def id_of(update: Any) -> int | None:
    """Give an update's id, even of a broken one, so that it can be acknowledged."""
    if isinstance(update, dict) and type(update.get("update_id")) is int:
        return int(update["update_id"])
    found = _ID.search(update) if isinstance(update, str) else None
    return int(found[1]) if found else None


def press_of(update: Any) -> str:
    """Give the id of a callback query, which wants an answer ("" for anything else)."""
    query = update.get("callback_query") if isinstance(update, dict) else None
    press = query.get("id") if isinstance(query, dict) else None
    return press if isinstance(press, str) else ""


def _parsed(text: Keepable) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _pieces(payload: bytes) -> Iterator[bytes]:
    """Cut the objects out of the list under "result" by their brackets, without reading what is inside them."""
    found = re.search(rb'"result"\s*:\s*\[', payload)
    if found is None:
        raise ValueError("no list of updates")
    depth, start, place = 0, 0, found.end()
    while mark := _MARKS.search(payload, place):
        place = mark.end()
        if mark[0] == b'"':
            end = _STRING_END.match(payload, place)
            if end is None:  # the rest is one unfinished string
                break
            place = end.end()
        elif mark[0] in b"{[":
            if depth == 0:
                start = mark.start()
            depth += 1
        elif depth == 0:  # the end of the list
            return
        else:
            depth -= 1
            if depth == 0:
                yield payload[start:place]
    if depth:  # cut off in the middle
        yield payload[start:]
