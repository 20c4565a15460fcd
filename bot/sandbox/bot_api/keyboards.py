"""Keyboards below a message: read, and refused as Telegram refuses them."""

from typing import Any

from bot.sandbox.bot_api.calls import Call
from bot.sandbox.bot_api.problem import bad
from bot.sandbox.world import Json

_OTHERS = ("keyboard", "remove_keyboard", "force_reply")  # taken, but no part of the message


def inline(call: Call) -> Json | None:
    """Give the inline keyboard of a call; None for none, or for one with no buttons."""
    markup = call.parsed("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if any(key in markup for key in _OTHERS):
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('can\'t parse inline keyboard button: Field "inline_keyboard" must be of type Array')
    kept = [[_button(call, button) for button in row] for row in rows if row]
    if sum(len(row) for row in kept) > call.world.limits.buttons:
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _button(call: Call, button: Any) -> Json:
    if not isinstance(button, dict) or not str(button.get("text") or "").strip():
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data, url = button.get("callback_data"), button.get("url")
    if isinstance(data, str) and data:
        if len(data.encode()) > call.world.limits.callback_data:
            raise bad("BUTTON_DATA_INVALID")
        return {"text": str(button["text"]), "callback_data": data}
    if isinstance(url, str) and url:
        return {"text": str(button["text"]), "url": url}
    raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def data_of(message: Json) -> list[str]:
    """Give the data of a message's buttons, in reading order."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    return [button["callback_data"] for button in buttons if "callback_data" in button]
