"""Run the sandbox's server in a thread of its own, beside a test, a benchmark or the bot's starter."""

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

import uvicorn

from bot.sandbox import live
from bot.sandbox import world as worlds
from bot.sandbox.bot_api import drops
from bot.sandbox.machinery import Machinery
from bot.sandbox.server import application
from bot.sandbox.world import World

P = ParamSpec("P")
T = TypeVar("T")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Running(AbstractContextManager["Running"]):
    """A server that listens. Whatever touches the world goes through `do`: only the server's thread acts on it."""

    def __init__(self, server: uvicorn.Server, line: socket.socket, world: World) -> None:
        """Start the thread; connections wait from now on."""
        self.world = world
        self.port: int = line.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._server = server
        self._loop: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = threading.Thread(target=self._run, args=(line,), name="sandbox", daemon=True)
        self._thread.start()

    def do(self, deed: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something in the server's thread: `running.do(people.write, running.world, 101, "xin chào")`."""

        async def run() -> T:
            return deed(*args, **kwargs)

        return asyncio.run_coroutine_threadsafe(run(), self._loop.result()).result()

    def when(self, claim: Callable[[], T | None]) -> Future[T]:
        """Give what the claim gives as soon as it is true: looked at now and whenever something happens.

        `running.when(...).result(10)` waits in a thread, `await asyncio.wrap_future(running.when(...))` in a loop.
        """
        return asyncio.run_coroutine_threadsafe(live.true(self.world, claim), self._loop.result())

    def stop(self) -> None:
        """Let the polls go and end the thread."""
        if self._thread.is_alive():
            self.do(self._close)
            self._thread.join()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop."""
        self.stop()

    def __enter__(self) -> Self:
        """Give the server itself."""
        return self

    def _run(self, line: socket.socket) -> None:
        async def serve() -> None:
            self._loop.set_result(asyncio.get_running_loop())
            await self._server.serve(sockets=[line])

        asyncio.run(serve())

    def _close(self) -> None:
        self.world.closing = True
        self.world.tell({"kind": "closing"})
        for bot in self.world.bots.values():
            for wake in tuple(bot.wake):
                wake()
        self._server.should_exit = True


def start(
    port: int = 0, world: World | None = None, machinery: Machinery | None = None, host: str = "127.0.0.1"
) -> Running:
    """Listen on this machine alone; port 0 takes a free one. Any other host is refused with a ValueError."""
    if host not in LOOPBACK:
        raise ValueError(f"the sandbox listens on this machine alone, not on {host}")
    served = world or worlds.new(now=machinery.now if machinery else None)
    line = socket.create_server((host, port), backlog=512)
    # asyncio does not know this for a socket of TCP; without it each answer waits 40 ms for the caller's ACK
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        application(served, machinery),
        http=drops.Connection,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
    )
    return Running(uvicorn.Server(config), line, served)
