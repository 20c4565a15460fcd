"""How requests reach the Bot API: python-telegram-bot's `BaseRequest`, standing on aiohttp.

No error raised here bears an address: the token is a part of it. An error says whether
the request was written (`AnswerLost`) or surely was not (`TimedOut`, `NetworkError`).
"""

import asyncio
import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram import proxying
from bot.channels.telegram.server_clock import ServerClock
from bot.redacting import redacted
from storage.rows import to_json

_DEFAULT = BaseRequest.DEFAULT_NONE
_Seconds = Any  # a number, None for no limit, or _DEFAULT, which is of a private type
_CHUNK = 256 * 1024
# What python-telegram-bot words by itself; every other 4xx it would take for a failure of the network.
_WORDED = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
}


class AnswerLost(NetworkError):  # noqa: N818 - says what happened, as TimedOut does
    """The request was written and its answer is unknown: what was asked for may have been done."""


class TooLarge(TelegramError):  # noqa: N818 - says what happened, as TimedOut does
    """The file is larger than was allowed for."""


class SlowDown(TelegramError):  # noqa: N818 - says what happened, as TimedOut does
    """Too many requests; `wait` is in seconds, 0 if not told. The library's RetryAfter warns whenever it is made."""

    def __init__(self, wait: float) -> None:
        """Keep how long to wait."""
        super().__init__(f"too many requests, wait {wait:g} s")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class _Fields:
    """Fields that are JSON already, with the two attributes that matter of the library's `RequestData`."""

    parameters: dict[str, Any]
    contains_files: bool = False


class _Answer(dict[str, Any]):
    """An answer of the Bot API; one without a result says nothing about what was done."""

    def __missing__(self, key: str) -> Any:
        raise AnswerLost(f"no {key} in the answer")


class AiohttpRequest(BaseRequest):
    """One pool of connections, kept open between requests. Times are in seconds."""

    __slots__ = (
        "_closed",
        "_connect_timeout",
        "_download_timeout",
        "_media_timeout",
        "_proxy",
        "_read_timeout",
        "_session",
        "server_clock",
    )

    def __init__(
        self,
        proxy: str = "",
        read_timeout: float = 20,
        connect_timeout: float = 10,
        media_timeout: float = 120,
        download_timeout: float = 600,
    ) -> None:
        """Take the address of a proxy, "" for none; see `proxying`."""
        self._proxy = proxy
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._media_timeout = media_timeout
        self._download_timeout = download_timeout  # for a whole file, however it trickles
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        self.server_clock = ServerClock()

    @property
    def read_timeout(self) -> float:
        """How long an answer is waited for, in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Let requests be made; the pool itself opens with the first."""
        self._closed = False

    async def shutdown(self) -> None:
        """Let go of every connection."""
        session, self._session, self._closed = self._session, None, True
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. The original logs what it cannot read; that may be somebody's words."""
        try:
            data = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise AnswerLost("the answer is not JSON") from error
        if not isinstance(data, dict):
            raise AnswerLost("the answer is no object")
        return _Answer(data)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: _Seconds = _DEFAULT,
        write_timeout: _Seconds = _DEFAULT,
        connect_timeout: _Seconds = _DEFAULT,
        pool_timeout: _Seconds = _DEFAULT,  # noqa: ARG002 - the connection's time covers the wait for a free one
    ) -> tuple[int, bytes]:
        """Give an answer's status and bytes. Raise TimedOut or NetworkError, or AnswerLost, see above."""
        files = bool(request_data and request_data.contains_files)
        body: dict[str, Any] = {}
        if request_data is not None and files:
            body["data"] = _form(request_data)
        elif request_data is not None:
            body["json"] = request_data.parameters
        read = _seconds(read_timeout, self._read_timeout)
        write = _seconds(write_timeout, self._media_timeout if files else self._read_timeout)
        limits = self._limits(_seconds(connect_timeout, self._connect_timeout), write, read)
        return await self._exchange(method, url, limits, body)

    async def call(self, url: str, fields: dict[str, Any]) -> Any:
        """Give the result of a method as JSON, its errors worded by the library, nothing made into objects."""
        return await self.post(url, cast(RequestData, _Fields(fields)))

    async def ask(self, url: str, fields: dict[str, Any], seconds: float) -> tuple[int, bytes]:
        """Post plain fields and give the answer as it came, within so many seconds; raises as `do_request`."""
        limits = self._limits(self._connect_timeout, self._read_timeout, seconds)
        return await self._exchange("POST", url, limits, {"json": fields})

    async def download(self, url: str, into: Path, at_most: int) -> None:
        """Stream a file's bytes to `into`. Raise TooLarge after `at_most` bytes, NetworkError otherwise."""
        file = await asyncio.to_thread(into.open, "wb")
        try:
            async with self._opened().get(
                url,
                proxy=proxying.of_request(self._proxy),
                timeout=self._limits(self._connect_timeout, self._download_timeout, self._read_timeout),
                allow_redirects=False,
            ) as answer:
                proxying.heed(answer)
                if answer.status != HTTPStatus.OK:
                    raise NetworkError(_phrase(answer.status))
                left = at_most
                if (answer.content_length or 0) > left:
                    raise TooLarge("the file is too large")
                async for chunk in answer.content.iter_chunked(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise TooLarge("the file is too large")
                    await asyncio.to_thread(file.write, chunk)
        except (aiohttp.ClientError, TimeoutError, *proxying.ERRORS) as error:
            raise NetworkError(_why(error)) from None
        finally:
            await asyncio.to_thread(file.close)

    async def _exchange(
        self, method: str, url: str, limits: aiohttp.ClientTimeout, body: dict[str, Any]
    ) -> tuple[int, bytes]:
        try:
            async with self._opened().request(
                method, url, proxy=proxying.of_request(self._proxy), timeout=limits, allow_redirects=False, **body
            ) as answer:
                proxying.heed(answer)
                code, payload = answer.status, await answer.read()
                self.server_clock.hear(answer.headers.get("Date"))
        except aiohttp.ConnectionTimeoutError:
            raise TimedOut("no connection in time") from None
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL, *proxying.ERRORS) as error:
            raise NetworkError(_why(error)) from None
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise AnswerLost(_why(error)) from None
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            raise SlowDown(asked_to_wait(payload))
        if code == HTTPStatus.GATEWAY_TIMEOUT:  # the server behind the gateway may still have done it
            raise AnswerLost("Gateway Timeout (504)")
        if HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR and code not in _WORDED:
            raise BadRequest(_phrase(code))  # above all 413: the file is too large, now and always
        return code, payload

    def _opened(self) -> aiohttp.ClientSession:
        if self._closed:
            raise NetworkError("the connections are closed")
        if self._session is None:  # not earlier: it belongs to the running event loop
            jar = aiohttp.DummyCookieJar()  # the Bot API has none
            self._session = aiohttp.ClientSession(
                connector=proxying.connector(self._proxy),
                headers={"User-Agent": "daumoi"},
                cookie_jar=jar,
                json_serialize=to_json,
            )
        return self._session

    @staticmethod
    def _limits(connect: float | None, write: float | None, read: float | None) -> aiohttp.ClientTimeout:
        # aiohttp measures no writing: the whole is bounded instead, or a stalled upload would hang for ever.
        total = None
        if connect is not None and write is not None and read is not None:
            total = connect + write + read
        return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


def asked_to_wait(payload: bytes) -> float:
    """Give the seconds that an answer asks to wait; 0 if it does not say."""
    try:
        return max(0.0, float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return 0.0


def _form(request_data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # the Bot API takes names as they are, in UTF-8
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _seconds(given: _Seconds, otherwise: float) -> float | None:
    return otherwise if given is _DEFAULT else given


def _phrase(code: int) -> str:
    try:
        return f"{HTTPStatus(code).phrase} ({code})"
    except ValueError:
        return f"HTTP status {code}"


def _why(error: BaseException) -> str:
    if sentence := proxying.sentence(error):
        return sentence
    if isinstance(error, aiohttp.ClientResponseError | aiohttp.InvalidURL):  # their text is the address
        return type(error).__name__
    return redacted(f"{type(error).__name__}: {error}".removesuffix(": "))
