"""From an update of Telegram to an `Arrival`. Pure; tried with a recorded update of every kind.

Whatever is unknown is let through as far as it can be: an unknown field is not looked
at, an unknown kind of message is "other", and an update that cannot be read is set aside.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from bot.channel import GROUP_COMMANDS, Arrival
from bot.channels.telegram.updates import ChatRef, Entity, Membership, Message, Press, Update, id_of
from messages.reading.links import LINK
from messages.said import Said
from messages.values import Attachment, FileKind

# What can be sent and is not taken; the order matters: an animation is a document too.
UNSUPPORTED = (
    "sticker",
    "voice",
    "video",
    "video_note",
    "animation",
    "audio",
    "contact",
    "poll",
    "dice",
    "story",
    "game",
    "checklist",
    "paid_media",
)
OTHER = "other"
# Telegram tells of these in the form of a message; nobody said anything.
_SERVICE = frozenset(
    {
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "chat_shared",
        "connected_website",
        "delete_chat_photo",
        "direct_message_price_changed",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "gift",
        "group_chat_created",
        "left_chat_member",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_members",
        "new_chat_photo",
        "new_chat_title",
        "paid_message_price_changed",
        "pinned_message",
        "proximity_alert_triggered",
        "supergroup_chat_created",
        "unique_gift",
        "users_shared",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "write_access_allowed",
    }
)
_COMMAND = re.compile(r"(/\w+)@(\w+)")
# Of a message: not what the person sends (who and where it is, and what was said before by us or by them).
_AROUND = frozenset({"from", "chat", "sender_chat", "via_bot", "reply_to_message", "quote", "pinned_message"})
# Anywhere: Telegram's own keys and kinds, never words of people.
_KEYS = frozenset({"id", "type", "mime_type", "language_code"})
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def arrival_of(update: Any, bot: str = "") -> Arrival:
    """Read an update's JSON, or set it aside; a text is an update that is broken.

    `bot` is our own name, which a command in a group may carry ("" fits any name).
    """
    try:
        read = Update.model_validate(update)
    except ValidationError:
        return _set_aside(update)
    key = f"u{read.update_id}"
    if read.callback_query is not None:
        return _pressed(key, read.callback_query)
    if read.my_chat_member is not None:
        chat = read.my_chat_member.chat
        return _arrival(key, chat, None, reachable=_is_in(read.my_chat_member.new_chat_member))
    for kind, message in (("message", read.message), ("edited_message", read.edited_message)):
        if message is not None:
            said = _said(message, update[kind], bot, edited=kind == "edited_message")
            arrival = _arrival(key, message.chat, said, texts=words_in(update[kind]))
            return _of_group(arrival, message) or arrival
    return Arrival(key, "", None)


def words_in(message: Mapping[str, Any]) -> tuple[str, ...]:
    """Give every text a message carries, also in fields that are new to us: nothing gets past the guard."""
    around = _AROUND - {"quote"} if "external_reply" in message else _AROUND  # then the quote is new here
    sent = {key: value for key, value in message.items() if key not in around}
    return tuple(dict.fromkeys(_words(sent)))


def _set_aside(update: Any) -> Arrival:
    if isinstance(update, str):
        text = update
        words: tuple[str, ...] = (_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\\n", "\n"),)
    else:
        try:
            text = json.dumps(update)  # in ASCII: half a surrogate pair could not be kept
        except RecursionError:
            text = f"nested too deeply: {id_of(update)}"
        words = tuple(_words(update))
    number = id_of(update)
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    key = f"x{digest}" if number is None else f"u{number}"
    return Arrival(key, "", None, texts=words, broken=text)


def _words(value: Any) -> Iterator[str]:
    waiting = [value]  # no recursion: how deep it goes is not ours to say
    while waiting:
        match waiting.pop():
            case str(text) if text:
                yield text
            case dict(fields):
                kept = [inner for key, inner in fields.items() if key not in _KEYS and not key.endswith("_id")]
                waiting.extend(reversed(kept))
            case list(items):
                waiting.extend(reversed(items))


def _arrival(
    key: str, chat: ChatRef, said: Said | None, texts: tuple[str, ...] = (), reachable: bool | None = None
) -> Arrival:
    return Arrival(key, str(chat.id), said, texts, private=chat.type == "private", reachable=reachable)


def _of_group(arrival: Arrival, message: Message) -> Arrival | None:
    """Give a command of a group as if its sender had given it in private, with the group's address behind it.

    Of an anonymous administrator the sender is the group itself (Bot API, Message, sender_chat).
    """
    said, sender = arrival.said, message.sender
    if arrival.private or said is None or said.edited or said.text not in GROUP_COMMANDS:
        return None
    group = f"{arrival.address}/{message.message_thread_id}" if message.is_topic_message else arrival.address
    if message.sender_chat is not None and message.sender_chat.id == message.chat.id:
        return replace(arrival, address=group, nameless=True)
    if sender is None:
        return None
    said = replace(said, text=f"{said.text} {group}")
    return replace(arrival, address=str(sender.id), said=said, private=True, in_group=True)


def _pressed(key: str, press: Press) -> Arrival:
    chat = press.message.chat if press.message is not None else ChatRef(id=press.person.id)
    return _arrival(key, chat, Said(f"{chat.id}:press:{press.id}", pressed=press.data))


def _said(message: Message, raw: Mapping[str, Any], bot: str, edited: bool) -> Said | None:
    unsupported = next((kind for kind in UNSUPPORTED if kind in raw), "")
    attachments = () if unsupported else tuple(_attachments(message))
    place = _place(message)
    text = _with_links(message.text, message.entities) or _with_links(message.caption, message.caption_entities)
    if not (unsupported or attachments or text or place):
        if not _SERVICE.isdisjoint(raw):
            return None
        unsupported = OTHER
    if edited and (unsupported or place) and not text:  # a place that is being shared moves every few seconds
        return None
    return Said(
        f"{message.chat.id}:{message.message_id}",
        text=_without_name(text, bot),
        attachments=attachments,
        album=message.media_group_id,
        edited=edited,
        unsupported=unsupported,
        written=message.edit_date or message.date,
        place=place,
    )


def _place(message: Message) -> str:
    """Name the place that was sent: a venue's name and address, else where the point lies."""
    if message.venue is not None:
        return ", ".join(part for part in (message.venue.title, message.venue.address) if part)
    return f"{message.location.latitude:.5f}, {message.location.longitude:.5f}" if message.location else ""


def _with_links(text: str, entities: Sequence[Entity]) -> str:
    """Give a text with the links that Telegram shows in it: those behind words stand at its end."""
    if not entities:
        return text
    behind = [entity.url for entity in entities if entity.type == "text_link" and entity.url]
    units = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda one: -one.offset):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        shown = units[start:end].decode("utf-16-le", errors="replace")
        if entity.type == "url" and 0 <= start < end <= len(units) and not LINK.match(shown):
            units = units[:start] + f"https://{shown}".encode("utf-16-le") + units[end:]
    return " ".join([units.decode("utf-16-le", errors="replace"), *dict.fromkeys(behind)])


def _attachments(message: Message) -> Iterator[Attachment]:
    if message.photo:
        largest = max(message.photo, key=lambda size: (size.width * size.height, size.file_size))
        yield Attachment(FileKind.PHOTO, largest.file_id, size=largest.file_size)
    if message.document is not None:
        file = message.document
        yield Attachment(FileKind.DOCUMENT, file.file_id, file.file_name, file.file_size)


def _without_name(text: str, bot: str) -> str:
    found = _COMMAND.match(text)
    if found and (not bot or found[2].lower() == bot.lower()):
        return found[1] + text[found.end() :]
    return text


def _is_in(now: Membership) -> bool:
    return now.status not in {"left", "kicked"} and now.is_member
