"""The command menu of a bot: kept by scope and language, and found for a person as Telegram's clients find it."""

import re

from bot.sandbox.bot_api.calls import Call
from bot.sandbox.bot_api.problem import bad
from bot.sandbox.world import Bot, Json, Persona

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_DESCRIPTION = 256
_AT_MOST = 100


def put(call: Call) -> bool:
    """Set a menu (setMyCommands)."""
    given = call.parsed("commands")
    if not isinstance(given, list) or len(given) > _AT_MOST:
        raise bad("can't parse list of bot commands")
    call.bot.commands[_place(call)] = [_command(item) for item in given]
    call.world.tell({"kind": "commands"})
    return True


def get(call: Call) -> list[Json]:
    """Give the menu of exactly this scope and language (getMyCommands)."""
    return call.bot.commands.get(_place(call), [])


def delete(call: Call) -> bool:
    """Drop a menu (deleteMyCommands)."""
    call.bot.commands.pop(_place(call), None)
    call.world.tell({"kind": "commands"})
    return True


def shown(bot: Bot, person: Persona) -> list[Json]:
    """Give the menu a person sees: the narrowest scope wins, in it the person's language."""
    for scope in (f"chat:{person.id}", "all_private_chats", "default"):
        for language in (person.language, ""):
            if menu := bot.commands.get((scope, language)):
                return menu
    return []


def _place(call: Call) -> tuple[str, str]:
    scope = call.parsed("scope") or {}
    kind = str(scope.get("type") or "default")
    where = f"chat:{scope.get('chat_id')}" if kind == "chat" else kind
    return where, call.text("language_code")


def _command(item: Json) -> Json:
    name = str(item.get("command", "")).removeprefix("/")
    description = str(item.get("description", "")).strip()
    if not _NAME.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
