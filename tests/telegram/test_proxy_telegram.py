"""A proxy between the bot and Telegram: of every kind, with a user and a password; what it does wrong is a sentence."""

import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest
import trustme
from proxies import KINDS, PASSWORD, USER, Proxy
from scripted_api import TOKEN, Api, ok, raw

from bot.channel import ChannelError, Shown
from bot.channels.telegram.channel import Telegram
from bot.settings import Settings

NAME = "https://api.example"  # nobody but the proxy finds it
TRUTH = f"{quote(USER)}:{quote(PASSWORD, safe='')}"
REFUSED = "the proxy refuses the user or the password, or asks for them (DAUMOI_TELEGRAM_PROXY)"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The side of a server whom this machine trusts."""
    trusted = tmp_path / "trusted.pem"
    authority.cert_pem.write_to_path(str(trusted))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("api.example", "127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
async def api(tls: ssl.SSLContext) -> AsyncIterator[Api]:
    one = Api()
    runner = await one.start(tls)
    yield one
    await one.stop(runner)


async def through(kind: str, api: Api, tls: ssl.SSLContext, do, *, user: str = TRUTH + "@", **behaviour: bool):
    """Do something with a channel behind a proxy; give what the proxy was asked for."""
    proxy = Proxy(kind, api.port, **behaviour)
    async with proxy.open(tls) as port:
        telegram = Telegram(TOKEN, NAME, f"{kind}://{user}127.0.0.1:{port}")
        try:
            await do(telegram)
        finally:
            await telegram.close()
    return proxy.asked


async def failure(kind: str, api: Api, tls: ssl.SSLContext, do=None, **how) -> ChannelError:
    async def show(telegram: Telegram) -> None:
        await telegram.show("101", Shown("xin chào"))

    with pytest.raises(ChannelError) as failed:
        await through(kind, api, tls, do or show, **how)
    assert api.calls == []
    assert not {USER, PASSWORD, quote(PASSWORD, safe="")} & set(repr(failed.value).replace("'", " ").split())
    return failed.value


@pytest.mark.parametrize("kind", KINDS)
async def test_words_and_files_go_through_a_proxy_that_knows_the_user(kind, api, tls, tmp_path):
    api.script("getFile", ok({"file_id": "F", "file_unique_id": "U", "file_size": 3, "file_path": "photos/1.jpg"}))
    api.script("file", raw(b"\x00\x01\x02"))

    async def talk(telegram: Telegram) -> None:
        assert await telegram.ready() == "DauMoiBot"
        await telegram.show("101", Shown("xin chào"))
        await telegram.fetch("F", tmp_path / "file", 10)

    asked = await through(kind, api, tls, talk)

    assert set(asked) == {"api.example:443"}
    assert [call.method for call in api.calls] == ["getMe", "sendMessage", "getFile", "file"]
    assert (tmp_path / "file").read_bytes() == b"\x00\x01\x02"


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_wants_no_user_gets_none(kind, api, tls):
    asked = await through(kind, api, tls, Telegram.ready, user="", wants=False)

    assert asked == ["api.example:443"]


@pytest.mark.parametrize("user", ["", "other:word@"])
@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_refuses_the_user_is_told_in_a_sentence_and_nothing_was_sent(kind, user, api, tls):
    error = await failure(kind, api, tls, user=user)

    assert str(error) == f"NetworkError: {REFUSED}"
    assert (error.delivered_maybe, error.permanent) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_does_not_find_telegram_is_told_in_a_sentence(kind, api, tls):
    error = await failure(kind, api, tls, finds=False)

    assert str(error).startswith("NetworkError: the proxy does not lead to the Bot API (")
    assert (error.delivered_maybe, error.permanent) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_file_behind_a_proxy_that_refuses_the_user_leaves_nothing(kind, api, tls, tmp_path):
    async def fetch(telegram: Telegram) -> None:
        await telegram.fetch("F", tmp_path / "file", 10)

    error = await failure(kind, api, tls, fetch, user="other:word@")

    assert (str(error), error.permanent) == (f"NetworkError: {REFUSED}", False)
    assert not (tmp_path / "file").exists()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_is_not_there_leaves_no_doubt_that_nothing_was_sent(kind):
    telegram = Telegram(TOKEN, NAME, f"{kind}://{TRUTH}@127.0.0.1:9")

    with pytest.raises(ChannelError) as failed:
        await telegram.show("101", Shown("xin chào"))
    await telegram.close()

    assert (failed.value.delivered_maybe, failed.value.permanent) == (False, False)
    assert str(failed.value) == "NetworkError: the proxy cannot be reached (DAUMOI_TELEGRAM_PROXY)"


async def test_a_proxy_that_answers_for_a_server_spoken_to_without_tls_is_not_taken_for_it(tls):
    proxy = Proxy("http", 9)
    async with proxy.open(tls) as port:
        telegram = Telegram(TOKEN, "http://api.example", f"http://other:word@127.0.0.1:{port}")

        with pytest.raises(ChannelError) as failed:
            await telegram.show("101", Shown("xin chào"))
        await telegram.close()

    assert (str(failed.value), failed.value.permanent) == (f"NetworkError: {REFUSED}", False)


@pytest.mark.parametrize(
    "proxy", ["127.0.0.1:3128", "ftp://x:1", "socks4://x:1080", "http://x", "http://:3128", "socks5://x:many"]
)
def test_a_proxy_of_another_kind_or_without_a_port_is_refused_at_start_by_name(proxy):
    with pytest.raises(ValueError, match=r"telegram_proxy\n.*write one of http, https, socks5, socks5h") as refused:
        Settings(_env_file=None, telegram_proxy=proxy)

    assert proxy not in str(refused.value)


@pytest.mark.parametrize("user", ["lan:mật", "l%E1%BA%ADp:word"])
def test_a_password_that_no_proxy_could_read_is_refused_at_start(user):
    with pytest.raises(ValueError, match="without tone marks") as refused:
        Settings(_env_file=None, telegram_proxy=f"socks5://{user}@x:1080")

    assert user not in str(refused.value)


def test_the_password_of_a_proxy_is_not_shown_with_the_settings():
    told = Settings(_env_file=None, telegram_proxy=f"socks5://{TRUTH}@x:1080")

    assert quote(PASSWORD, safe="") not in repr(told)
