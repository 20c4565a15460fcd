"""Long polling: hand over what arrived, and only then acknowledge it.

Telegram forgets an update as soon as a later offset is asked for; so `last + 1` is asked
for once, right after `keep` has returned. Every other poll names no offset: whatever is
not acknowledged comes again, which is harmless, and ids may begin anew after a silent
week without anything being passed over.
"""

import json
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from telegram.error import TelegramError

from bot.channel import Arrival, ChannelStopped, Contact, Keep, TwoBots
from bot.channels.telegram import failing, updates
from bot.channels.telegram.hearing import arrival_of
from bot.channels.telegram.request import SlowDown

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_LONGEST_PAUSE = 30.0
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}

Post = Callable[[str, dict[str, Any], float], Awaitable[tuple[int, bytes]]]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things last, in seconds: a poll, the first pause after a failure, a conflict until we give up."""

    poll: int = 25
    pause: float = 1.0
    conflict: float = 30.0
    conflict_pause: float = 3.0


USUAL = Timing()


class Failed(Exception):  # noqa: N818 - "raise Failed" reads as what it means
    """A poll gave nothing; try again, after `wait` seconds if we were told how long."""

    def __init__(self, why: str, wait: float = 0) -> None:
        """Say why."""
        super().__init__(why)
        self.wait = wait


class Conflict(Failed):
    """Someone else polls: most likely our own last poll, still open after a kill."""


class Poller:
    """Polls for ever. `ask(method, fields, seconds)` gives an answer's status and bytes."""

    def __init__(self, ask: Post, pace: Timing, pause: Sleep, contact: Contact | None = None) -> None:
        """Take how to ask, how to wait, and where to note how it goes."""
        self._contact = contact or Contact()
        self._ask = ask
        self._pace = pace
        self._pause = pause
        self._webhook_gone = False
        self._conflict_left = pace.conflict

    async def run(self, keep: Keep, pressed: Callable[[Sequence[str]], None], bot: str = "") -> None:
        """Hand over updates; `pressed` is told the ids of callback queries once they are kept."""
        failures, acknowledge = 0, 0
        while True:
            try:
                if not self._webhook_gone:
                    await self._drop_webhook()
                found = await self._poll(acknowledge)
            except Failed as failed:
                acknowledge = 0
                failures += 1
                self._contact.failed(str(failed))
                await self._wait(failed, failures)
                continue
            self._contact.answered()
            failures, acknowledge = 0, 0
            if not found:
                self._conflict_left = self._pace.conflict  # only a poll left alone to its end shows that we are alone
                continue
            await keep([_arrival(update, bot) for update in found])
            pressed([press for press in map(updates.press_of, found) if press])
            numbers = [number for number in map(updates.id_of, found) if number is not None]
            if numbers:
                acknowledge = max(numbers) + 1
            else:
                failures += 1
                await self._wait(Failed("updates without a number cannot be acknowledged"), failures)

    async def _poll(self, offset: int) -> list[Any]:
        fields: dict[str, Any] = {"timeout": self._pace.poll, "allowed_updates": list(ALLOWED)}
        if offset:
            fields["offset"] = offset
        payload = await self._answer("getUpdates", fields, self._pace.poll + 10)
        try:
            return updates.split(payload)
        except ValueError as error:
            raise Failed(str(error)) from error

    async def _drop_webhook(self) -> None:
        """Telegram refuses to be polled while a webhook is set; what waits for it is kept."""
        payload = await self._answer("getWebhookInfo", {}, 20)
        try:
            url = json.loads(payload)["result"].get("url")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Failed("getWebhookInfo: no answer of the Bot API") from error
        if url:
            log.warning("a webhook is set: it is removed, polling goes on")
            await self._answer("deleteWebhook", {"drop_pending_updates": False}, 20)
        self._webhook_gone = True

    async def _answer(self, method: str, fields: dict[str, Any], seconds: float) -> bytes:
        try:
            code, payload = await self._ask(method, fields, seconds)
        except SlowDown as error:
            raise Failed(str(error), error.wait) from error
        except TelegramError as error:
            raise Failed(str(failing.meaning(error))) from error
        if code == HTTPStatus.OK:
            return payload
        if code in _REFUSED:
            raise ChannelStopped(f"Telegram refuses the token, or the base URL is wrong ({method}: {code})")
        if code == HTTPStatus.CONFLICT:
            raise Conflict("another program polls with this bot's token, or a webhook is set")
        raise Failed(f"{method}: HTTP status {code}")

    async def _wait(self, failed: Failed, failures: int) -> None:
        wait = max(failed.wait, min(_LONGEST_PAUSE, self._pace.pause * 2 ** min(failures - 1, 8)))
        if isinstance(failed, Conflict):
            self._webhook_gone = False
            if self._conflict_left <= 0:
                raise TwoBots(str(failed)) from failed
            wait = self._pace.conflict_pause
            self._conflict_left -= wait
        log.warning("polling failed (%d in a row): %s", failures, failed)
        await self._pause(wait * random.uniform(1.0, 1.5))  # noqa: S311 - only so that not all come at once


def _arrival(update: Any, bot: str) -> Arrival:
    arrival = arrival_of(update, bot)
    if arrival.broken:
        log.error("update %s cannot be read and is set aside", arrival.key)
    return arrival
