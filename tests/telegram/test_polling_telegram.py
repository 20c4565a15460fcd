"""Keep, then acknowledge: what is asked for after what was answered."""

import asyncio
import contextlib
import json

import pytest
from scripted_api import TOKEN, dropped, failing, ok, raw

from bot.channel import ChannelStopped, TwoBots
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.polling import Timing


def text(number, words="xin chào"):
    chat = {"id": 101, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": 0, "chat": chat, "text": words}}


def press(number, query):
    return {
        "update_id": number,
        "callback_query": {"id": query, "from": {"id": 101}, "chat_instance": "1", "data": "1:0"},
    }


class Kept(list):
    """An inbox: the keys of all that was kept, batch by batch."""

    async def keep(self, arrivals):
        self.append([arrival.key for arrival in arrivals])


@contextlib.asynccontextmanager
async def listening(telegram, keep):
    task = asyncio.create_task(telegram.listen(keep))
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def offsets(api):
    return [fields.get("offset") for fields in api.fields("getUpdates")]


async def test_an_update_is_acknowledged_once_and_only_after_it_is_kept(api, telegram):
    api.script("getUpdates", ok([text(7), text(8)]))
    inbox, may_keep = Kept(), asyncio.Event()

    async def keep(arrivals):
        await may_keep.wait()
        await inbox.keep(arrivals)

    async with listening(telegram, keep):
        await api.reached("getUpdates", 1)
        before = offsets(api)
        may_keep.set()
        await api.reached("getUpdates", 2)

    assert (before, offsets(api), inbox) == ([None], [None, 9], [["u7", "u8"]])


async def test_after_an_empty_answer_no_offset_is_named_so_that_ids_may_begin_anew(api, telegram):
    api.script("getUpdates", ok([text(900)]), ok([]), ok([text(3)]))
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("getUpdates", 4)

    assert offsets(api) == [None, 901, None, 4]
    assert inbox == [["u900"], ["u3"]]


async def test_an_acknowledgement_that_may_not_have_arrived_is_not_repeated_later(api, telegram):
    """The updates come again instead, and the inbox knows them."""
    api.script("getUpdates", ok([text(7)]), dropped, ok([text(7), text(8)]))
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("getUpdates", 4)

    assert offsets(api) == [None, 8, None, 9]
    assert inbox == [["u7"], ["u7", "u8"]]


async def test_what_could_not_be_kept_is_not_acknowledged(api, telegram):
    api.script("getUpdates", ok([text(7)]))

    async def keep(_):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        await telegram.listen(keep)

    assert offsets(api) == [None]


async def test_a_poll_asks_for_four_kinds_of_updates_and_waits_long(api, telegram):
    async with listening(telegram, Kept().keep):
        await api.reached("getUpdates", 1)

    kinds = ["message", "edited_message", "callback_query", "my_chat_member"]
    assert api.fields("getUpdates") == [{"timeout": 25, "allowed_updates": kinds}]


async def test_a_press_is_answered_after_it_is_kept(api, telegram):
    api.script("getUpdates", ok([press(7, "first"), text(8), press(9, "second")]))
    inbox = Kept()
    seen = []

    async def keep(arrivals):
        seen.extend(api.fields("answerCallbackQuery"))
        await inbox.keep(arrivals)

    async with listening(telegram, keep):
        await api.reached("answerCallbackQuery", 2)

    answered = {fields["callback_query_id"] for fields in api.fields("answerCallbackQuery")}
    assert (seen, answered) == ([], {"first", "second"})


async def test_a_press_too_old_to_be_answered_disturbs_nothing(api, telegram):
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    api.script("answerCallbackQuery", failing(400, too_old))
    api.script("getUpdates", ok([press(7, "old")]), ok([text(8)]))
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("answerCallbackQuery", 1)
        await api.reached("getUpdates", 3)

    assert inbox == [["u7"], ["u8"]]


async def test_one_broken_update_is_set_aside_and_its_neighbours_are_heard(api, telegram):
    odd = {"update_id": 8, "message": {"text": ["?"]}}
    cut = b'{"update_id":9,"message":{"text":"a\nb, } ] \\" {"}}'
    whole = [json.dumps(text(number)).encode() for number in (7, 10)]
    api.script(
        "getUpdates",
        raw(b'{"ok":true,"result":[' + b",".join([whole[0], json.dumps(odd).encode(), cut, whole[1]]) + b"]}"),
    )
    kept = []

    async def keep(arrivals):
        kept.extend(arrivals)

    async with listening(telegram, keep):
        await api.reached("getUpdates", 2)

    assert [(arrival.key, bool(arrival.broken)) for arrival in kept] == [
        ("u7", False),
        ("u8", True),
        ("u9", True),
        ("u10", False),
    ]
    assert kept[2].broken == cut.decode()
    assert offsets(api) == [None, 11]


async def test_garbage_outages_and_dead_lines_are_outlived(api, telegram, waits):
    api.script(
        "getUpdates",
        raw(b"<html>captive portal</html>"),
        raw(b'{"ok":true,"result":{}}'),
        raw(b"[]"),
        failing(500, "Internal Server Error"),
        raw(b"<html>502</html>", 502, "text/html"),
        dropped,
        ok([text(7)]),
    )
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("getUpdates", 8)

    assert inbox == [["u7"]]
    assert len(waits) == 6
    assert waits == sorted(waits)  # each pause is longer than the one before, whatever is added by chance


async def test_the_wait_that_telegram_asks_for_is_kept(api, telegram, waits):
    api.script("getUpdates", failing(429, "Too Many Requests: retry after 40", retry_after=40), ok([text(7)]))
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("getUpdates", 3)

    assert 40 <= waits[0] <= 60
    assert inbox == [["u7"]]


class EnoughError(Exception):
    pass


async def test_a_server_that_is_not_there_is_waited_for(waits):
    async def pause(seconds):
        waits.append(seconds)
        if len(waits) == 12:
            raise EnoughError

    telegram = Telegram(TOKEN, "http://127.0.0.1:9", pause=pause)
    with pytest.raises(EnoughError):
        await telegram.listen(Kept().keep)
    await telegram.close()

    assert 30 <= waits[-1] <= 45


async def test_an_old_poll_left_behind_by_a_kill_is_outwaited(api, telegram, waits):
    conflict = failing(409, "Conflict: terminated by other getUpdates request")
    api.script("getUpdates", conflict, conflict, ok([text(7)]))
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("getUpdates", 4)

    assert inbox == [["u7"]]
    assert len(waits) == 2


async def test_another_bot_that_keeps_polling_stops_the_channel_even_if_some_updates_come(api, telegram):
    conflict = failing(409, "Conflict: terminated by other getUpdates request")
    api.script("getUpdates", conflict, ok([text(7)]), conflict, conflict)

    with pytest.raises(TwoBots, match="another program polls"):
        await telegram.listen(Kept().keep)


async def test_a_quiet_poll_forgives_earlier_conflicts(api, telegram):
    conflict = failing(409, "Conflict: terminated by other getUpdates request")
    api.script("getUpdates", conflict, conflict, ok([]), conflict, conflict, ok([text(7)]))
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("getUpdates", 7)

    assert inbox == [["u7"]]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_refused_token_stops_the_channel_and_is_not_named(api, code):
    telegram = Telegram(TOKEN, api.base_url, pace=Timing())
    api.script("getWebhookInfo", failing(code, "Unauthorized"))

    with pytest.raises(ChannelStopped) as stopped:
        await telegram.listen(Kept().keep)
    await telegram.close()

    assert TOKEN not in repr(stopped.value)


async def test_a_webhook_is_removed_before_polling_and_nothing_that_waits_is_dropped(api, telegram):
    api.script("getWebhookInfo", ok({"url": "https://example.vn/hook"}))

    async with listening(telegram, Kept().keep):
        await api.reached("getUpdates", 1)

    assert [call.method for call in api.calls] == ["getWebhookInfo", "deleteWebhook", "getUpdates"]
    assert api.fields("deleteWebhook") == [{"drop_pending_updates": False}]


async def test_a_webhook_set_meanwhile_is_removed_too(api, telegram):
    api.script("getWebhookInfo", ok({"url": ""}), ok({"url": "https://example.vn/hook"}))
    api.script("getUpdates", failing(409, "Conflict: can't use getUpdates method while webhook is active"))

    async with listening(telegram, Kept().keep):
        await api.reached("getUpdates", 2)

    assert len(api.fields("deleteWebhook")) == 1


async def test_updates_without_a_number_are_kept_but_cannot_be_acknowledged(api, telegram, waits):
    api.script("getUpdates", ok([{"message": "?"}]), ok([{"message": "?"}, text(7)]))
    inbox = Kept()

    async with listening(telegram, inbox.keep):
        await api.reached("getUpdates", 3)

    assert offsets(api) == [None, None, 8]
    assert inbox[0][0] == inbox[1][0]
    assert len(waits) == 1
