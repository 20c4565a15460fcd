"""The seven steps with python-telegram-bot's ConversationHandler and PicklePersistence, as its examples do it."""

import os
import sys
from functools import partial
from itertools import count
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.peers import steps

EDITS = "edits" in sys.argv
NUMBERS = count(1)
Context = ContextTypes.DEFAULT_TYPE


def keyboard(choices: tuple[str, ...]) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(label, callback_data=label)] for label in choices]
    return InlineKeyboardMarkup([*rows, [InlineKeyboardButton(label, callback_data=label) for label in steps.WAYS]])


async def say(update: Update, context: Context, text: str, markup: InlineKeyboardMarkup | None) -> None:
    assert update.effective_chat is not None
    data: dict[Any, Any] = context.user_data  # type: ignore[assignment]  # there is one in a private chat
    asked = data.pop("asked", None)
    if EDITS and asked:
        await context.bot.edit_message_text(asked[1], update.effective_chat.id, asked[0])
    sent = await context.bot.send_message(update.effective_chat.id, text, reply_markup=markup)
    if markup:
        data["asked"] = (sent.message_id, text)


async def begin(update: Update, context: Context) -> int:
    _, words, choices = steps.QUESTIONS[0]
    await say(update, context, words, keyboard(choices))
    return 0


async def hear(update: Update, context: Context, place: int) -> int:
    assert update.message is not None
    data: dict[Any, Any] = context.user_data  # type: ignore[assignment]  # there is one in a private chat
    key, words, choices = steps.QUESTIONS[place]
    value = steps.understood(key, update.message.text or "")
    if value is None:
        await say(update, context, words, keyboard(choices))
        return place
    data[key] = value
    if place + 1 == len(steps.QUESTIONS):
        await say(update, context, steps.review(data), keyboard((steps.SEND,)))
    else:
        _, words, choices = steps.QUESTIONS[place + 1]
        await say(update, context, words, keyboard(choices))
    return place + 1


async def send(update: Update, context: Context) -> int:
    await say(update, context, steps.receipt(next(NUMBERS)), None)
    return ConversationHandler.END


def main() -> None:
    base = os.environ["BASE_URL"]
    application = (
        Application.builder()
        .token(os.environ["TOKEN"])
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .persistence(PicklePersistence("conversations.pickle"))
        .build()
    )
    text = filters.TEXT & ~filters.COMMAND
    states: dict[object, Any] = {
        place: [MessageHandler(text, partial(hear, place=place))] for place in range(len(steps.QUESTIONS))
    }
    states[len(steps.QUESTIONS)] = [MessageHandler(text, send)]
    application.add_handler(
        ConversationHandler([CommandHandler("baocao", begin)], states, [], name="entry", persistent=True)
    )
    application.run_polling(allowed_updates=["message"])


if __name__ == "__main__":
    main()
