"""The seven steps with aiogram's finite state machine and its storage in memory, as its examples do it."""

import asyncio
import os
import sys
from functools import partial
from itertools import count
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.peers import steps

EDITS = "edits" in sys.argv
NUMBERS = count(1)


class Entry(StatesGroup):
    """One state a question."""

    days = State()
    form = State()
    title = State()
    figures = State()
    evidence = State()
    send = State()


def keyboard(choices: tuple[str, ...]) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=label, callback_data=label)] for label in choices]
    ways = [InlineKeyboardButton(text=label, callback_data=label) for label in steps.WAYS]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, ways])


async def say(message: Message, state: FSMContext, text: str, markup: InlineKeyboardMarkup | None) -> None:
    asked = (await state.get_data()).get("asked")
    assert message.bot is not None
    if EDITS and asked:
        await message.bot.edit_message_text(asked[1], chat_id=message.chat.id, message_id=asked[0])
    sent = await message.answer(text, reply_markup=markup)
    await state.update_data(asked=(sent.message_id, text) if markup else None)


async def begin(message: Message, state: FSMContext) -> None:
    key, words, choices = steps.QUESTIONS[0]
    await state.set_state(getattr(Entry, key))
    await say(message, state, words, keyboard(choices))


async def hear(message: Message, state: FSMContext, place: int) -> None:
    key, words, choices = steps.QUESTIONS[place]
    value = steps.understood(key, message.text or "")
    if value is None:
        await say(message, state, words, keyboard(choices))
        return
    data: dict[str, Any] = await state.update_data({key: value})
    if place + 1 == len(steps.QUESTIONS):
        await state.set_state(Entry.send)
        await say(message, state, steps.review(data), keyboard((steps.SEND,)))
    else:
        key, words, choices = steps.QUESTIONS[place + 1]
        await state.set_state(getattr(Entry, key))
        await say(message, state, words, keyboard(choices))


async def send(message: Message, state: FSMContext) -> None:
    await say(message, state, steps.receipt(next(NUMBERS)), None)
    await state.clear()


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BASE_URL"]))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.message.register(begin, Command("baocao"))
    for place, (key, _, _) in enumerate(steps.QUESTIONS):
        dispatcher.message.register(partial(hear, place=place), getattr(Entry, key), F.text)
    dispatcher.message.register(send, Entry.send, F.text)
    await dispatcher.start_polling(Bot(os.environ["TOKEN"], session=session))


if __name__ == "__main__":
    asyncio.run(main())
