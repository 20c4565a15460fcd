"""The way to the Bot API, straight or through a proxy: http, https or SOCKS5, with a user and a password or without.

Names are looked up by the proxy: where Telegram is held back, its names often lead astray. What a proxy does wrong is
said in a sentence that bears neither user nor password.
"""

import ssl
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote, urlsplit

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError, ProxyType

_REFUSED: Final = "the proxy refuses the user or the password, or asks for them (DAUMOI_TELEGRAM_PROXY)"
_NOT_REACHED: Final = "the proxy cannot be reached (DAUMOI_TELEGRAM_PROXY)"
_NO_WAY: Final = "the proxy does not lead to the Bot API"
_SOCKS: Final = ("socks5", "socks5h")

# Whatever of these is raised, nothing reached the Bot API.
ERRORS: Final = (
    aiohttp.ClientProxyConnectionError,
    aiohttp.ClientHttpProxyError,
    ProxyConnectionError,
    ProxyError,
    ProxyTimeoutError,
)


def connector(proxy: str) -> aiohttp.BaseConnector:
    """Give what opens connections; whom to trust stands with the system, or where SSL_CERT_FILE says."""
    trusted, parts = ssl.create_default_context(), urlsplit(proxy)
    if parts.scheme not in _SOCKS:
        return aiohttp.TCPConnector(ssl=trusted)
    return ProxyConnector(
        parts.hostname or "",
        parts.port or 0,
        ProxyType.SOCKS5,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        rdns=True,
        ssl=trusted,
    )


def of_request(proxy: str) -> str | None:
    """Give the proxy that each request has to name."""
    return None if not proxy or urlsplit(proxy).scheme in _SOCKS else proxy


def heed(answer: aiohttp.ClientResponse) -> None:
    """Raise ClientHttpProxyError where a proxy answers in the place of a Bot API that is spoken to without TLS."""
    if answer.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        raise aiohttp.ClientHttpProxyError(answer.request_info, answer.history, status=answer.status)


def sentence(error: BaseException) -> str:
    """Say what a proxy did wrong; "" for an error of another kind."""
    match error:
        case aiohttp.ClientProxyConnectionError() | ProxyConnectionError():
            return _NOT_REACHED
        case aiohttp.ClientHttpProxyError(status=HTTPStatus.PROXY_AUTHENTICATION_REQUIRED):
            return _REFUSED
        case aiohttp.ClientHttpProxyError():
            return f"{_NO_WAY} (it answers {error.status})"
        case ProxyTimeoutError():
            return f"{_NO_WAY} in time"
        case ProxyError():
            return _REFUSED if _is_about_names(error) else f"{_NO_WAY} ({error})"
    return ""


def _is_about_names(error: ProxyError) -> bool:
    """Tell whether SOCKS failed before a way was asked for: its answers to that have a number."""
    return error.error_code is None and "authentication" in str(error).lower()
