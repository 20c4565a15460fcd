"""Misfortune: errors, lost connections and re-deliveries, as a client meets them."""

import pytest

from bot.sandbox import people
from bot.sandbox.faults import Fate, Fault, Faults
from bot.sandbox.limits import ApiLimits
from bot.sandbox.serving import Running

LAN = 101


def _order(running: Running, *script: Fault, **rates: float) -> None:
    running.world.fate = Fate(Faults(script=script, only=("sendMessage", "getUpdates"), **rates))


def _texts(running: Running) -> list[str]:
    return [said["text"] for said in running.do(people.messages, running.world, LAN, 1)]


async def test_too_many_requests_say_how_long_to_wait(running: Running, bot):
    import aiogram

    _order(running, Fault.TOO_MANY, retry_after=7)

    with pytest.raises(aiogram.exceptions.TelegramRetryAfter) as refused:
        await bot.send_message(LAN, "xin chào")
    assert (refused.value.retry_after, _texts(running)) == (7, [])


async def test_server_errors_leave_nothing_behind(running: Running, bot):
    import aiogram

    _order(running, Fault.SERVER_ERROR)

    with pytest.raises(aiogram.exceptions.TelegramServerError):
        await bot.send_message(LAN, "xin chào")
    assert _texts(running) == []


async def test_a_connection_is_lost_before_or_after_the_message_was_sent(running: Running, bot):
    import aiogram

    _order(running, Fault.DROP_BEFORE, Fault.DROP_AFTER)

    with pytest.raises(aiogram.exceptions.TelegramNetworkError):
        await bot.send_message(LAN, "trước")
    with pytest.raises(aiogram.exceptions.TelegramNetworkError):
        await bot.send_message(LAN, "sau")
    await bot.send_message(LAN, "được")

    assert _texts(running) == ["sau", "được"]


async def test_updates_come_twice_and_again(running: Running, bot):
    _order(running, duplicate=1, redeliver=1)
    first = await bot.get_updates()
    await bot.get_updates(offset=first[0].update_id + 1)
    running.do(people.write, running.world, LAN, "nữa")
    then = await bot.get_updates()

    assert [u.update_id for u in first] == [first[0].update_id] * 2
    assert [u.message.text for u in then if u.message] == ["xin chào", "nữa", "nữa"]


async def test_one_tap_can_come_as_two_presses(running: Running, bot):
    import aiogram

    keyboard = {"inline_keyboard": [[{"text": "Gửi", "callback_data": "1:0"}]]}
    sent = await bot.send_message(LAN, "Gửi?", reply_markup=aiogram.types.InlineKeyboardMarkup.model_validate(keyboard))
    _order(running, tap_twice=1)
    running.do(people.press, running.world, LAN, sent.message_id, "1:0")

    assert len([u for u in await bot.get_updates() if u.callback_query]) == 2


def test_the_same_seed_brings_the_same_misfortune():
    faults = Faults(seed=705, too_many=0.2, drop_after=0.2)
    first, second = Fate(faults), Fate(faults)
    drawn = [first.draw("sendMessage") for _ in range(200)]

    assert drawn == [second.draw("sendMessage") for _ in range(200)]
    assert {Fault.NONE, Fault.TOO_MANY, Fault.DROP_AFTER} == set(drawn)


async def test_a_pace_is_kept_where_the_limits_ask_for_it(running: Running, bot):
    import aiogram

    running.world.limits = ApiLimits(per_second=30, per_chat_per_second=1, burst=3)
    for _ in range(3):
        await bot.send_message(LAN, "xin chào")

    with pytest.raises(aiogram.exceptions.TelegramRetryAfter):
        await bot.send_message(LAN, "quá nhanh")


async def test_a_wrong_token_is_unauthorized(bot):
    import aiogram

    async with aiogram.Bot("1:wrong", session=bot.session) as stranger:
        with pytest.raises(aiogram.exceptions.TelegramUnauthorizedError):
            await stranger.get_me()
