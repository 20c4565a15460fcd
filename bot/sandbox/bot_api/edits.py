"""The methods by which a bot changes what it wrote, takes it back, and answers a press."""

from datetime import UTC, datetime

from bot.sandbox.bot_api import entities, keyboards, pace, sends
from bot.sandbox.bot_api.calls import Call
from bot.sandbox.bot_api.problem import bad
from bot.sandbox.world import Chat, Json

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def text(call: Call) -> Json:
    """Replace a text (editMessageText); without a keyboard in the call, the old one goes."""
    chat, old = _own(call)
    if "text" not in old:
        raise bad("there is no text in the message to edit")
    said = sends.text(call)
    new = _without(old, "text", "entities") | {"text": said}
    if marked := call.parsed("entities") or entities.found(said):
        new["entities"] = marked
    return _replace(call, chat, old, new)


def caption(call: Call) -> Json:
    """Replace a caption (editMessageCaption)."""
    chat, old = _own(call)
    if "text" in old:
        raise bad("there is no caption in the message to edit")
    return _replace(call, chat, old, _without(old, "caption") | sends.caption(call))


def markup(call: Call) -> Json:
    """Replace the keyboard, or take it away (editMessageReplyMarkup)."""
    chat, old = _own(call)
    return _replace(call, chat, old, dict(old))


def delete(call: Call) -> bool:
    """Take a message out of the chat (deleteMessage)."""
    chat = call.chat()
    number = call.whole("message_id")
    if number not in chat.messages:
        raise bad("message to delete not found")
    written = datetime.fromtimestamp(chat.messages[number]["date"], UTC)
    if call.world.now() - written > call.world.limits.deletable:
        raise bad("message can't be deleted for everyone")
    del chat.messages[number]
    call.world.tell({"kind": "deleted", "person": chat.person.id, "message_id": number})
    return True


def answer(call: Call) -> bool:
    """Answer a press (answerCallbackQuery)."""
    query = call.bot.queries.get(call.text("callback_query_id"))
    if query is None or call.world.now() - query.at > call.world.limits.query_kept:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    said = {"text": call.text("text"), "alert": call.flag("show_alert")}
    call.world.tell({"kind": "answered", "person": query.chat.person.id, **said})
    return True


def _own(call: Call) -> tuple[Chat, Json]:
    if call.text("inline_message_id"):
        raise bad("this server has no inline messages")
    chat = call.chat()
    old = chat.messages.get(call.whole("message_id"))
    if old is None:
        raise bad("message to edit not found")
    if not old["from"]["is_bot"]:
        raise bad("message can't be edited")
    return chat, old


def _without(message: Json, *keys: str) -> Json:
    return {key: message[key] for key in message if key not in keys}


def _replace(call: Call, chat: Chat, old: Json, new: Json) -> Json:
    new.pop("reply_markup", None)
    if keyboard := keyboards.inline(call):
        new["reply_markup"] = keyboard
    if _without(new, "edit_date") == _without(old, "edit_date"):
        raise bad(_SAME)
    pace.check(call.world, call.bot, chat)
    new["edit_date"] = int(call.world.now().timestamp())
    chat.messages[new["message_id"]] = new
    call.world.tell({"kind": "edited", "person": chat.person.id, "message": new})
    return new
