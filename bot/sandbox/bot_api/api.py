"""The Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`, with misfortune where it was ordered."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.bot_api import answers, calls, commands, drops, edits, polls, sends
from bot.sandbox.bot_api.calls import Call
from bot.sandbox.bot_api.problem import ApiProblem, too_many
from bot.sandbox.faults import Fault
from bot.sandbox.world import Bot, World

Method = Callable[[Call], Any] | Callable[[Call], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": answers.me,
    "getUpdates": polls.get,
    "getWebhookInfo": answers.webhook,
    "setWebhook": answers.set_webhook,
    "deleteWebhook": answers.delete_webhook,
    "sendMessage": sends.message,
    "sendPhoto": sends.photo,
    "sendDocument": sends.document,
    "sendMediaGroup": sends.album,
    "sendChatAction": sends.action,
    "editMessageText": edits.text,
    "editMessageCaption": edits.caption,
    "editMessageReplyMarkup": edits.markup,
    "deleteMessage": edits.delete,
    "answerCallbackQuery": edits.answer,
    "setMyCommands": commands.put,
    "getMyCommands": commands.get,
    "deleteMyCommands": commands.delete,
    "getFile": answers.file,
    "getChat": answers.chat,
    "logOut": answers.done,
    "close": answers.done,
}
_BY_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}  # names are read in any case
_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


async def call(request: Request) -> Response:
    """Serve one call."""
    world: World = request.app.state.world
    fault = world.fate.draw(request.path_params["method"])
    if (struck := await _strike(request, fault, world.fate.faults.retry_after)) is not None:
        return struck
    try:
        result = await _result(request, world)
        answer = _json({"ok": True, "result": result})
    except ApiProblem as problem:
        answer = _json(problem.envelope(), problem.code)
    if fault is Fault.DROP_AFTER:
        return drops.Dropped()
    return answer


async def download(request: Request) -> Response:
    """Give a file's bytes."""
    world: World = request.app.state.world
    fault = world.fate.draw("file")
    if (struck := await _strike(request, fault, world.fate.faults.retry_after)) is not None:
        return struck
    if fault is Fault.DROP_AFTER:
        return drops.Dropped()
    try:
        _bot(world, request.path_params["token"])
    except ApiProblem as problem:
        return _json(problem.envelope(), problem.code)
    if world.disk is None and (stored := world.files_by_path.get(request.path_params["path"])):
        return Response(stored.content, media_type="application/octet-stream")
    return _json(ApiProblem(404, "Not Found").envelope(), 404)


async def _result(request: Request, world: World) -> Any:
    bot = _bot(world, request.path_params["token"])
    found = _BY_NAME.get(request.path_params["method"].lower())
    if found is None:
        raise ApiProblem(404, "Not Found: method not found")
    read = await calls.read(request, world, bot)
    result = found[1](read)
    if isinstance(result, Awaitable):
        return await result
    return result


async def _strike(request: Request, fault: Fault, retry_after: int) -> Response | None:
    if fault in {Fault.NONE, Fault.DROP_AFTER}:
        return None
    await request.body()  # the client has written all of it before it hears
    match fault:
        case Fault.TOO_MANY:
            return _json(too_many(retry_after).envelope(), 429)
        case Fault.SERVER_ERROR:
            return _json(ApiProblem(500, "Internal Server Error").envelope(), 500)
        case Fault.BAD_GATEWAY:
            return Response(_GATEWAY, 502, media_type="text/html")
        case _:
            return drops.Dropped()


def _bot(world: World, token: str) -> Bot:
    if token in world.bots:
        return world.bots[token]
    number, _, secret = token.partition(":")
    if number.isdigit() and secret:
        raise ApiProblem(401, "Unauthorized")
    raise ApiProblem(404, "Not Found")


def _json(body: Any, status: int = 200) -> Response:
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(written, status, media_type="application/json")


ROUTES = [
    Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
    Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
]
