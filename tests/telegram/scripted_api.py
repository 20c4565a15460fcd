"""A small Bot API server that answers as it is told: for each method a script, then the usual answer."""

import asyncio
import json
import ssl
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "705:AAH-scripted_token_of_thirty_and_more"
ENDED = web.AppKey("ended", asyncio.Event)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Call:
    method: str
    fields: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # field: (file name, bytes)


def raw(body: bytes, status: int = 200, kind: str = "application/json") -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status, content_type=kind)

    return answer


def ok(result: Any) -> Answer:
    return raw(json.dumps({"ok": True, "result": result}).encode())


def failing(code: int, description: str, **parameters: Any) -> Answer:
    body = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return raw(json.dumps(body).encode(), code)


async def dropped(request: web.Request) -> web.StreamResponse:
    """The request was read to its end; then the line goes dead."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def silent(request: web.Request) -> web.StreamResponse:
    """No answer for as long as the server lives."""
    await request.app[ENDED].wait()
    return web.Response(status=503)


def message(number: int, chat: int = 101) -> dict[str, Any]:
    return {"message_id": number, "date": 1764898200, "chat": {"id": chat, "type": "private"}, "text": "…"}


class Api:
    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.scripts: dict[str, deque[Answer]] = defaultdict(deque)
        self.base_url = ""
        self.port = 0
        self._sent = 0
        self._came = asyncio.Condition()
        self._ended = asyncio.Event()

    def script(self, method: str, *answers: Answer) -> None:
        self.scripts[method].extend(answers)

    def fields(self, method: str) -> list[dict[str, Any]]:
        return [call.fields for call in self.calls if call.method == method]

    async def reached(self, method: str, times: int) -> None:
        async with asyncio.timeout(20), self._came:
            await self._came.wait_for(lambda: len(self.fields(method)) >= times)

    async def start(self, tls: ssl.SSLContext | None = None) -> web.AppRunner:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app[ENDED] = self._ended
        app.router.add_post("/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._serve_file)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
        await site.start()
        self.port = runner.addresses[0][1]
        self.base_url = f"http://127.0.0.1:{self.port}"
        return runner

    async def stop(self, runner: web.AppRunner) -> None:
        self._ended.set()
        await runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        await self._note(await _read(method, request))
        if self.scripts[method]:
            return await self.scripts[method].popleft()(request)
        return await self._usual(method)(request)

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        await self._note(Call("file", {"path": request.match_info["path"]}))
        return await self.scripts["file"].popleft()(request)

    async def _note(self, call: Call) -> None:
        async with self._came:
            self.calls.append(call)
            self._came.notify_all()

    def _usual(self, method: str) -> Answer:
        self._sent += 1
        usual: dict[str, Answer] = {
            "getMe": ok({"id": 705, "is_bot": True, "first_name": "Đầu Mối", "username": "DauMoiBot"}),
            "getUpdates": silent,
            "getWebhookInfo": ok({"url": "", "has_custom_certificate": False, "pending_update_count": 0}),
            "sendMediaGroup": ok([message(self._sent), message(self._sent + 1000)]),
        }
        answered_with_a_message = method.startswith(("send", "editMessage"))
        return usual.get(method) or ok(message(self._sent) if answered_with_a_message else True)


async def _read(method: str, request: web.Request) -> Call:
    if request.content_type == "application/json":
        return Call(method, await request.json())
    fields: dict[str, Any] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = (value.filename, value.file.read())
            value.file.close()
        else:
            fields[name] = value
    return Call(method, fields, files)
