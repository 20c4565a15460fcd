"""A call of a Bot API method, read from JSON, a form or a multipart body: all three are equal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.sandbox.bot_api.problem import ApiProblem, bad, forbidden
from bot.sandbox.world import Bot, Chat, ChatState, World, chat

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_FIELD_AT_MOST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked of which bot. Values are text in forms and typed in JSON; ask by type."""

    world: World
    bot: Bot
    values: Mapping[str, Any]
    uploads: Mapping[str, Upload]

    def text(self, key: str) -> str:
        """Give a text, "" if none."""
        value = self.values.get(key)
        return "" if value is None else str(value)

    def whole(self, key: str, otherwise: int = 0) -> int:
        """Give a whole number."""
        value = self.text(key)
        try:
            return int(value) if value else otherwise
        except ValueError:
            raise bad(f"{key} must be an Integer") from None

    def flag(self, key: str) -> bool:
        """Give a yes or no, in any of its spellings."""
        return self.text(key).lower() in {"true", "1", "yes"}

    def parsed(self, key: str) -> Any:
        """Give a value that is JSON inside a form; None if absent."""
        value = self.values.get(key)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {key.replace('_', ' ')} JSON object") from None

    def chat(self) -> Chat:
        """Give the chat the call is for, where the bot may write."""
        person = self.whole("chat_id")
        if person not in self.world.people:
            raise bad("chat not found")
        found = chat(self.world, self.bot, person)
        match found.standing:
            case ChatState.NEW:
                raise forbidden("bot can't initiate conversation with a user")
            case ChatState.BLOCKED:
                raise forbidden("bot was blocked by the user")
            case ChatState.GONE:
                raise forbidden("user is deactivated")
            case _:
                return found


async def read(request: Request, world: World, bot: Bot) -> Call:
    """Read the call out of a request: the address's query, then the body."""
    values: dict[str, Any] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(request.headers.get("content-length") or 0) > world.limits.upload + _FIELD_AT_MOST:
        raise ApiProblem(413, "Request Entity Too Large")
    if kind in _FORMS:
        async with request.form(max_part_size=_FIELD_AT_MOST) as form:
            for key, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[key] = Upload(value.filename or key, await value.read())
                else:
                    values[key] = value
    elif kind == "application/json":
        values |= _object(await request.body())
    if any(len(upload.content) > world.limits.upload for upload in uploads.values()):
        raise ApiProblem(413, "Request Entity Too Large")
    return Call(world, bot, values, uploads)


def _object(body: bytes) -> dict[str, Any]:
    try:
        read_in = json.loads(body) if body else {}
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(read_in, dict):
        raise bad("object expected")
    return read_in
