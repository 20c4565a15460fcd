"""Lose a connection: no answer, not even a closing word, as when a line goes dead.

A web framework has no word for that, so the protocol remembers the transport of
each client, and the response cuts it.
"""

import asyncio

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_lines: dict[tuple[object, ...], asyncio.Transport] = {}  # by both ends


class Connection(H11Protocol):
    """A connection that can be cut."""

    def connection_made(  # type: ignore[override]  # uvicorn narrows it so
        self, transport: asyncio.Transport
    ) -> None:
        """Remember the line under both its ends."""
        super().connection_made(transport)
        self._ends = (self.client, self.server)
        _lines[self._ends] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the line."""
        _lines.pop(self._ends, None)
        super().connection_lost(exc)


class Dropped(Response):
    """In place of an answer: the line is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - nothing is sent
        """Cut it, and wait until the server has noticed."""
        line = _lines.get((scope["client"], scope["server"]))
        if line is None:  # the client has hung up meanwhile
            return
        line.abort()
        while (await receive())["type"] != "http.disconnect":
            pass
