"""The sandbox's web application: the Bot API, the control API and the page, for this machine alone."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox import control
from bot.sandbox.bot_api import api
from bot.sandbox.machinery import Machinery
from bot.sandbox.travelling import Travel
from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
_POLICY = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"
_HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})


class OnlyHere:
    """Serve only requests meant for this machine: no other site may talk through the browser to the sandbox."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it pass, or refuse."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            origin = headers.get("origin", "")
            foreign = origin and _host(origin.partition("://")[2]) not in _HERE
            if foreign or _host(headers.get("host", "")) not in _HERE:
                await PlainTextResponse("This server answers on this machine alone.", 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def application(world: World, machinery: Machinery | None = None) -> Starlette:
    """Give the application over a world. Without machinery the page has no clock and no button to kill the bot."""
    app = Starlette(
        routes=[
            *api.ROUTES,
            *control.ROUTES,
            Route("/", _index),
            Mount("/page", StaticFiles(directory=PAGE)),
        ],
        middleware=[Middleware(OnlyHere)],
    )
    app.state.world = world
    app.state.machinery = machinery
    app.state.travel = Travel(world, machinery) if machinery else None
    return app


async def _index(_: Request) -> Response:
    return FileResponse(PAGE / "index.html", headers={"content-security-policy": _POLICY, "cache-control": "no-cache"})


def _host(address: str) -> str:
    name, separator, port = address.rpartition(":")
    return name if separator and port.isdigit() else address
