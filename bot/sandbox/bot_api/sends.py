"""The methods by which a bot writes: text, photos, documents, albums."""

import secrets
from typing import Any

from bot.sandbox.bot_api import entities, files, keyboards, pace
from bot.sandbox.bot_api.calls import Call
from bot.sandbox.bot_api.problem import bad
from bot.sandbox.limits import units
from bot.sandbox.world import Chat, Json


def message(call: Call) -> Json:
    """Send a text (sendMessage)."""
    body: Json = {"text": text(call)}
    if marked := call.parsed("entities") or entities.found(body["text"]):
        body["entities"] = marked
    if preview := call.parsed("link_preview_options"):
        body["link_preview_options"] = preview
    return _post(call, call.chat(), body)


def photo(call: Call) -> Json:
    """Send a photo (sendPhoto)."""
    chat = call.chat()
    return _post(call, chat, {"photo": _photo(call, "photo", call.text("photo"))} | caption(call))


def document(call: Call) -> Json:
    """Send a document (sendDocument)."""
    chat = call.chat()
    return _post(call, chat, {"document": _document(call, "document", call.text("document"))} | caption(call))


def album(call: Call) -> list[Json]:
    """Send two to ten photos, or documents, as one (sendMediaGroup)."""
    chat = call.chat()
    items = call.parsed("media")
    limits = call.world.limits
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise bad("expected an Array of InputMedia")
    if not limits.album_from <= len(items) <= limits.album_to:
        raise bad(f"group send failed: an album takes {limits.album_from} to {limits.album_to} items")
    if len({item.get("type") for item in items}) > 1:
        raise bad("document can't be mixed with other media types")
    group = str(secrets.randbelow(10**16))
    bodies = [_item(call, item) | {"media_group_id": group} for item in items]
    return [_post(call, chat, body) for body in bodies]


def action(call: Call) -> bool:
    """Show that the bot is at work (sendChatAction)."""
    chat = call.chat()
    call.world.tell({"kind": "action", "person": chat.person.id, "action": call.text("action")})
    return True


def text(call: Call) -> str:
    """Give the text of a call, as long as a message may be. Markup is refused: this server shows plain text."""
    if call.text("parse_mode"):
        raise bad("this server shows plain text only; leave parse_mode out")
    given = call.text("text").strip()
    if not given:
        raise bad("message text is empty")
    if units(given) > call.world.limits.text:
        raise bad("message is too long")
    return given


def caption(call: Call) -> Json:
    """Give the caption of a call as a part of a message."""
    return _caption(call, call.text("caption"), call.text("parse_mode"))


def _caption(call: Call, given: str, parse_mode: str) -> Json:
    if parse_mode:
        raise bad("this server shows plain text only; leave parse_mode out")
    if units(given) > call.world.limits.caption:
        raise bad("message caption is too long")
    return {"caption": given.strip()} if given.strip() else {}


def _item(call: Call, item: Json) -> Json:
    given = str(item.get("media") or "")
    words = _caption(call, str(item.get("caption") or ""), str(item.get("parse_mode") or ""))
    match item.get("type"):
        case "photo":
            return {"photo": _photo(call, "", given)} | words
        case "document":
            return {"document": _document(call, "", given)} | words
        case other:
            raise bad(f"this server takes no {other} in an album")


def _photo(call: Call, key: str, given: str) -> list[Json]:
    content, _ = _file(call, key, given)
    return files.photo(call.world, content)


def _document(call: Call, key: str, given: str) -> Json:
    if kept := call.world.files.get(given):
        return files.described(kept)
    content, name = _file(call, key, given)
    return files.document(call.world, content, name)


def _file(call: Call, key: str, given: str) -> tuple[bytes, str]:
    # A file comes under its own name, under a name that the value points to, or was sent before.
    part = given.removeprefix("attach://") if given.startswith("attach://") else key
    upload = call.uploads.get(part)
    if upload:
        return upload.content, upload.name
    if kept := call.world.files.get(given):
        return kept.content, kept.name
    if not given:
        raise bad(f"there is no {key or 'media'} in the request")
    raise bad("wrong file identifier/HTTP URL specified")


def _post(call: Call, chat: Chat, body: Json) -> Json:
    world, bot = call.world, call.bot
    keyboard = keyboards.inline(call)
    answered = _answered(call, chat)
    pace.check(world, bot, chat)
    posted: dict[str, Any] = {
        "message_id": bot.next_message,
        "from": bot.as_user(),
        "chat": chat.person.as_chat(),
        "date": int(world.now().timestamp()),
        **answered,
        **body,
    }
    if keyboard:
        posted["reply_markup"] = keyboard
    chat.messages[bot.next_message] = posted
    bot.next_message += 1
    chat.unread += 1
    world.tell({"kind": "message", "person": chat.person.id, "message": posted, "unread": chat.unread})
    return posted


def _answered(call: Call, chat: Chat) -> Json:
    wanted = call.parsed("reply_parameters") or {}
    number = int(wanted.get("message_id") or call.whole("reply_to_message_id"))
    if not number:
        return {}
    if number in chat.messages:
        said = chat.messages[number]
        return {"reply_to_message": {key: said[key] for key in said if key != "reply_to_message"}}
    if wanted.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")
