"""A proxy between the bot and Telegram."""

import asyncio

import pytest
from scripted_api import TOKEN

from bot.channel import ChannelError, Shown
from bot.channels.telegram.channel import Telegram

ANSWER = b'{"ok":true,"result":{"id":705,"is_bot":true,"first_name":"D","username":"QuaProxyBot"}}'


async def test_requests_go_through_the_proxy_that_is_set():
    asked = []

    async def proxy(reader, writer):
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(ANSWER) + ANSWER
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(proxy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    telegram = Telegram(TOKEN, "http://api.example", proxy=f"http://user:word@127.0.0.1:{port}")

    name = await telegram.ready()
    await telegram.close()
    server.close()

    assert name == "QuaProxyBot"
    assert asked[0].startswith(b"POST http://api.example/bot705:")
    assert b"Proxy-Authorization: Basic dXNlcjp3b3Jk" in asked[0]


async def test_a_proxy_that_is_not_there_leaves_no_doubt_that_nothing_was_sent():
    telegram = Telegram(TOKEN, "http://api.example", proxy="http://user:word@127.0.0.1:9")

    with pytest.raises(ChannelError) as failed:
        await telegram.show("101", Shown("xin chào"))
    await telegram.close()

    assert (failed.value.delivered_maybe, failed.value.permanent) == (False, False)
    assert "word" not in str(failed.value)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "127.0.0.1:3128", "ftp://x"])
def test_a_proxy_of_another_kind_is_refused_with_what_would_do(proxy):
    with pytest.raises(ValueError, match="http://"):
        Telegram(TOKEN, proxy=proxy)
