"""The queue of updates, as aiogram sees it."""

import asyncio

import pytest

from bot.sandbox import people
from bot.sandbox.bot_api import updates
from bot.sandbox.serving import Running

LAN = 101


def _write(running: Running, *texts: str) -> None:
    for text in texts:
        running.do(people.write, running.world, LAN, text)


async def _texts(bot, **how: int) -> list[str]:
    return [update.message.text for update in await bot.get_updates(**how) if update.message]


async def test_an_update_comes_again_until_a_later_offset_acknowledges_it(bot):
    first = (await bot.get_updates())[0].update_id
    again = (await bot.get_updates(offset=first))[0].update_id
    gone = await bot.get_updates(offset=first + 1)

    assert (again, gone) == (first, [])


async def test_updates_come_in_order_and_at_most_as_many_as_asked_for(running: Running, bot):
    _write(running, "một", "hai", "ba")

    assert await _texts(bot, limit=3) == ["xin chào", "một", "hai"]


async def test_a_negative_offset_gives_the_last_and_forgets_the_others(running: Running, bot):
    _write(running, "một", "hai", "ba")

    assert await _texts(bot, offset=-2) == ["hai", "ba"]
    assert await _texts(bot) == ["hai", "ba"]


async def test_a_poll_waits_until_somebody_writes(running: Running, bot):
    await bot.get_updates(offset=-1)
    last = (await bot.get_updates())[0].update_id
    poll = asyncio.create_task(_texts(bot, offset=last + 1, timeout=30))
    await asyncio.wrap_future(running.when(lambda: running.world.bot().wake))
    _write(running, "chờ mãi")

    assert await poll == ["chờ mãi"]


async def test_a_second_poller_ends_the_first_with_a_conflict(running: Running, bot):
    import aiogram

    last = (await bot.get_updates())[0].update_id
    first = asyncio.create_task(bot.get_updates(offset=last + 1, timeout=30))
    await asyncio.wrap_future(running.when(lambda: running.world.bot().wake))
    second = await bot.get_updates(offset=last + 1, timeout=0)

    assert second == []
    with pytest.raises(aiogram.exceptions.TelegramConflictError, match="terminated by other getUpdates"):
        await first


async def test_kinds_of_updates_that_were_not_asked_for_are_never_queued(running: Running, bot):
    await bot.get_updates(offset=-1, allowed_updates=["message"])
    last = (await bot.get_updates())[0].update_id
    running.do(people.block, running.world, LAN)
    _write(running, "tôi đây")

    assert await _texts(bot, offset=last + 1) == ["tôi đây"]
    assert len(await bot.get_updates()) == 1


async def test_blocking_and_writing_again_are_told(running: Running, bot):
    await bot.get_updates(offset=-1)
    running.do(people.block, running.world, LAN)
    _write(running, "xin chào lại")
    told = [(u.event_type, u.event) for u in (await bot.get_updates())[1:]]

    assert [kind for kind, _ in told] == ["my_chat_member", "my_chat_member", "message"]
    assert [event.new_chat_member.status for kind, event in told if kind == "my_chat_member"] == ["kicked", "member"]


async def test_acknowledged_updates_can_be_delivered_again(running: Running, bot):
    first = (await bot.get_updates())[0].update_id
    await bot.get_updates(offset=first + 1)
    running.do(updates.redeliver, running.world, running.world.bot(), 1)

    assert [update.update_id for update in await bot.get_updates()] == [first]


async def test_updates_older_than_a_day_are_gone(running: Running, bot):
    now = running.world.now() + running.world.limits.updates_kept * 2
    running.world.now = lambda: now

    assert await bot.get_updates() == []


async def test_pending_updates_are_counted_and_can_be_dropped(bot):
    before = (await bot.get_webhook_info()).pending_update_count
    await bot.delete_webhook(drop_pending_updates=True)

    assert (before, (await bot.get_webhook_info()).pending_update_count) == (1, 0)
