"""Files on their way in: bounded, whole or not there at all."""

import asyncio
import os

import pytest
from aiohttp import web
from scripted_api import TOKEN, failing, ok, raw

from bot.channel import ChannelError
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.request import AiohttpRequest

PHOTO = ok({"file_id": "F", "file_unique_id": "U", "file_size": 5, "file_path": "photos/file_1.jpg"})


async def failure(telegram, into, at_most=1000):
    with pytest.raises(ChannelError) as failed:
        await telegram.fetch("F", into, at_most)
    assert not into.exists()
    assert TOKEN not in repr(failed.value)
    return failed.value


async def test_a_file_is_streamed_into_its_place(api, telegram, tmp_path):
    content = bytes(range(256)) * 4096
    api.script("getFile", PHOTO)
    api.script("file", raw(content, kind="image/jpeg"))

    await telegram.fetch("F", tmp_path / "part", at_most=len(content))

    assert (tmp_path / "part").read_bytes() == content
    assert api.fields("file") == [{"path": "photos/file_1.jpg"}]
    assert api.fields("getFile") == [{"file_id": "F"}]


async def test_a_file_announced_as_too_large_is_not_even_asked_for(api, telegram, tmp_path):
    api.script("getFile", PHOTO)

    error = await failure(telegram, tmp_path / "part", at_most=4)

    assert (error.permanent, error.too_large) == (True, True)
    assert api.fields("file") == []


async def unannounced(request):
    """Chunked: the length is not told beforehand."""
    answer = web.StreamResponse()
    answer.enable_chunked_encoding()
    await answer.prepare(request)
    for _ in range(20):
        await answer.write(b"x" * 100)
    return answer


@pytest.mark.parametrize("content", [unannounced, raw(b"x" * 2000)])
async def test_a_file_that_turns_out_too_large_is_given_up(api, telegram, tmp_path, content):
    api.script("getFile", PHOTO)
    api.script("file", content)

    error = await failure(telegram, tmp_path / "part")

    assert (error.permanent, error.too_large) == (True, True)


async def cut_short(request):
    answer = web.StreamResponse(headers={"Content-Length": "900"})
    await answer.prepare(request)
    await answer.write(b"x" * 100)
    request.transport.abort()
    return answer


@pytest.mark.parametrize("content", [cut_short, raw(b"", 502), raw(b"gone", 404)])
async def test_half_a_file_is_thrown_away_and_may_be_fetched_again(api, telegram, tmp_path, content):
    api.script("getFile", PHOTO)
    api.script("file", content)

    assert not (await failure(telegram, tmp_path / "part")).permanent


def lying(at: object):
    return ok({"file_id": "F", "file_unique_id": "U", "file_path": str(at)})


@pytest.mark.parametrize("path", ["photos/../../x", ""])
async def test_a_path_that_leads_out_of_the_bots_files_is_not_asked_for(api, telegram, tmp_path, path):
    api.script("getFile", lying(path))

    error = await failure(telegram, tmp_path / "part")

    assert (error.permanent, error.too_large) == (True, False)
    assert api.fields("file") == []


@pytest.mark.parametrize("path", ["/etc/passwd", "/var/lib/telegram-bot-api/x/photos/1.jpg"])
async def test_a_path_on_the_servers_own_disk_is_not_opened_unless_its_folder_is_named(api, telegram, tmp_path, path):
    api.script("getFile", lying(path))

    error = await failure(telegram, tmp_path / "part")

    assert (error.permanent, error.too_large) == (True, False)
    assert str(error).endswith("(--local): set DAUMOI_TELEGRAM_FILES")
    assert api.fields("file") == []


@pytest.fixture
async def beside(api, tmp_path):
    """A channel that knows where a server on this machine, run with --local, keeps its files."""
    (tmp_path / "server").mkdir()
    channel = Telegram(TOKEN, api.base_url, files=tmp_path / "server")
    yield channel
    await channel.close()


@pytest.mark.parametrize("place", ["outside", "server/../outside", "server/link", "server", "server/pipe"])
async def test_only_files_that_lie_in_the_servers_folder_are_opened(api, beside, tmp_path, place):
    (tmp_path / "outside").write_bytes(b"not the server's")
    (tmp_path / "server" / "link").symlink_to(tmp_path / "outside")
    os.mkfifo(tmp_path / "server" / "pipe")
    api.script("getFile", lying(tmp_path / place))

    error = await failure(beside, tmp_path / "part")

    assert (error.permanent, str(error)) == (True, "the server names a file that is not in DAUMOI_TELEGRAM_FILES")


async def test_a_file_of_the_servers_folder_that_is_not_there_yet_may_be_fetched_again(api, beside, tmp_path):
    api.script("getFile", lying(tmp_path / "server" / TOKEN / "photos" / "1.jpg"))

    error = await failure(beside, tmp_path / "part")

    assert (error.permanent, error.too_large) == (False, False)
    assert str(error).endswith("a file in DAUMOI_TELEGRAM_FILES cannot be read (No such file or directory)")


async def test_a_file_of_the_servers_folder_that_turns_out_too_large_is_given_up(api, beside, tmp_path):
    (tmp_path / "server" / "1.jpg").write_bytes(b"x" * 1001)
    api.script("getFile", lying(tmp_path / "server" / "1.jpg"))

    error = await failure(beside, tmp_path / "part")

    assert (error.permanent, error.too_large) == (True, True)


@pytest.mark.parametrize(
    ("answer", "permanent", "too_large"),
    [
        (failing(400, "Bad Request: file is too big"), True, True),
        (failing(400, "Bad Request: invalid file_id"), True, False),
        (failing(400, "Bad Request: wrong file_id or the file is temporarily unavailable"), False, False),
        (failing(500, "Internal Server Error"), False, False),
    ],
)
async def test_a_refused_file_says_whether_to_try_again_and_why(api, telegram, tmp_path, answer, permanent, too_large):
    api.script("getFile", answer)

    error = await failure(telegram, tmp_path / "part")

    assert (error.permanent, error.too_large) == (permanent, too_large)


async def trickling(request):
    """A byte now and then, for ever."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    while True:
        await answer.write(b"x")
        await asyncio.sleep(0.01)


async def test_a_file_that_trickles_is_given_up_for_this_time(api, tmp_path):
    channel = Telegram(TOKEN, api.base_url, request=AiohttpRequest(read_timeout=5, download_timeout=0.2))
    api.script("getFile", PHOTO)
    api.script("file", trickling)

    error = await failure(channel, tmp_path / "part", at_most=10_000_000)

    assert not error.permanent
    await channel.close()
