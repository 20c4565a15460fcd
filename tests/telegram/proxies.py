"""Small proxies on loopback, of each kind: CONNECT, plain or over TLS, and SOCKS5. Each knows one user."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "dau moi", "p@ss:word/1"
KINDS = ("http", "https", "socks5", "socks5h")


@dataclass
class Proxy:
    """It leads everything that is asked of it to one port of this machine: names are known to it alone."""

    kind: str
    to: int
    wants: bool = True  # user and password
    finds: bool = True  # what it is asked for
    asked: list[str] = field(default_factory=list)
    lines: set["asyncio.Task[None]"] = field(default_factory=set)

    @asynccontextmanager
    async def open(self, tls: ssl.SSLContext) -> AsyncIterator[int]:
        """Listen; give the port."""
        serve = self._connect if self.kind.startswith("http") else self._socks
        server = await asyncio.start_server(
            self._until_closed(serve), "127.0.0.1", 0, ssl=tls if self.kind == "https" else None
        )
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            for line in self.lines:
                line.cancel()
            await asyncio.gather(*self.lines, return_exceptions=True)

    def _until_closed(self, serve):
        async def line(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            self.lines.add(task)
            try:
                await serve(reader, writer)
            except (asyncio.IncompleteReadError, ConnectionError):
                pass  # who spoke has gone
            finally:
                writer.close()
                self.lines.discard(task)

        return line

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(asked.split(" ")[1])
        known = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.wants and f"Proxy-Authorization: {known}\r\n" not in asked:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        elif not self.finds:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        elif not asked.startswith("CONNECT "):
            writer.write(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await self._carry(reader, writer)
        await writer.drain()

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        method = 2 if self.wants else 0
        writer.write(bytes([5, method if method in methods else 0xFF]))
        if method not in methods:
            return await writer.drain()
        if self.wants:
            await reader.readexactly(1)
            said = [await reader.readexactly((await reader.readexactly(1))[0]) for _ in range(2)]
            fits = said == [USER.encode(), PASSWORD.encode()]
            writer.write(bytes([1, 0 if fits else 1]))
            if not fits:
                return await writer.drain()
        _, _, _, kind = await reader.readexactly(4)
        assert kind == 3, "a name is looked up by the proxy"
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        self.asked.append(f"{host}:{int.from_bytes(await reader.readexactly(2), 'big')}")
        writer.write(bytes([5, 0 if self.finds else 4, 0, 1, 0, 0, 0, 0, 0, 0]))
        if self.finds:
            await self._carry(reader, writer)
        return await writer.drain()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.to)

        async def carry(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
            while some := await source.read(65536):
                to.write(some)
                await to.drain()

        try:
            tasks = [asyncio.ensure_future(carry(reader, back)), asyncio.ensure_future(carry(there, writer))]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            back.close()
