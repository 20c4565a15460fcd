"""The Telegram channel: python-telegram-bot as transport, its `Bot` only.

Nothing here is queued, paced or tried again: that is the sender's. A message that
becomes several (files, a long text) goes on where it stopped when it is shown again.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.channel import Capabilities, ChannelError, ChannelStopped, Contact, Keep, Menu, Shown
from bot.channels.telegram import failing, local_files, showing, uploading
from bot.channels.telegram.polling import USUAL, Poller, Sleep, Timing
from bot.channels.telegram.request import AiohttpRequest, AnswerLost
from bot.channels.telegram.showing import Files, TextMessage

log = logging.getLogger(__name__)

_REMEMBERED = 1000
_NO_PREVIEW = showing.NO_PREVIEW.to_dict()


class Telegram:
    """One bot. `base_url` is the Bot API's ("http://host:port" for a server of one's own), `proxy` a proxy's.

    `files` is the folder of a server of one's own that is run with --local.
    """

    name = "telegram"
    can = Capabilities(buttons=True, edits=True)
    holds = timedelta(hours=24)  # Bot API, Getting updates: "will not be stored longer than 24 hours"
    group = r"-\d{1,20}(?:/\d{1,20})?"  # a group's id is negative (Bot API, Chat); a topic of it stands behind

    def __init__(
        self,
        token: str,
        base_url: str = "https://api.telegram.org",
        proxy: str = "",
        files: Path | None = None,
        *,
        pace: Timing = USUAL,
        pause: Sleep = asyncio.sleep,
        request: AiohttpRequest | None = None,
    ) -> None:
        """Take the token; nothing is asked of Telegram yet."""
        base = base_url.rstrip("/")
        self._request = request or AiohttpRequest(proxy)
        self._api = f"{base}/bot{token}"
        self._files = f"{base}/file/bot{token}/"
        self._folder = files
        self._bot = Bot(token, f"{base}/bot", f"{base}/file/bot", self._request, self._request)
        self.account = token.partition(":")[0]  # the bot's own number; it does not change with the token
        self.contact = Contact()
        self._poller = Poller(self._ask, pace, pause, self.contact)
        self._answering: set[asyncio.Task[None]] = set()
        self._sent: OrderedDict[tuple[str, Shown], list[str]] = OrderedDict()  # of what was shown in part only
        self.username = ""

    async def ready(self) -> str:
        """Give the bot's name on Telegram. Raise ChannelStopped for a refused token, else ChannelError."""
        try:
            self.username = (await self._bot.get_me()).username or ""
        except InvalidToken as error:
            raise ChannelStopped("Telegram refuses the token, or the base URL is wrong") from error
        except TelegramError as error:
            meant = failing.meaning(error)
            self.contact.failed(str(meant))
            raise meant from error
        self.contact.answered()
        return self.username

    @property
    def code_link(self) -> str:
        """The link to the bot, whose name is known once it is `ready` (Bot features, Deep linking)."""
        return f"https://t.me/{self.username}?start={{code}}" if self.username else ""

    @property
    def ahead(self) -> float:
        """The seconds by which this machine's clock is ahead of Telegram's; 0 before any answer."""
        return self._request.server_clock.ahead

    async def listen(self, keep: Keep) -> None:
        """Poll for ever; see `polling`."""
        await self._poller.run(keep, self._answer_presses, self.username)

    async def show(self, address: str, shown: Shown) -> str:
        """Send files, then words, or both as one message. After an error the same `shown` goes on where it stopped."""
        parts = showing.messages(replace(shown, files=await uploading.fitting(shown.files)))
        if not parts:
            raise ChannelError("nothing to show", permanent=True)
        sent = self._sent.pop((address, shown), [])
        try:
            for part in parts[len(sent) :]:
                async with _speaking():
                    sent.append(await self._send(address, part))
        except ChannelError as error:
            if sent and not error.permanent:
                self._sent[address, shown] = sent
                if len(self._sent) > _REMEMBERED:
                    self._sent.popitem(last=False)
            raise
        return sent[-1]

    async def settle(self, address: str, message: str, text: str) -> None:
        """Replace the text and take the buttons away; without a text only the buttons go."""
        async with _speaking():
            try:
                if cut := showing.pieces(text):
                    await self._bot.edit_message_text(
                        cut[0], int(address), int(message), link_preview_options=showing.NO_PREVIEW
                    )
                else:
                    await self._bot.edit_message_reply_markup(int(address), int(message))
            except BadRequest as error:
                if not failing.is_settled(error):
                    raise

    async def at_work(self, address: str) -> None:
        """Show that the bot is writing."""
        async with _speaking():
            await self._bot.send_chat_action(int(address), ChatAction.TYPING)

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:
        """Stream a file to `into`; nothing is left there after an error."""
        async with _speaking():
            file = await self._request.call(f"{self._api}/getFile", {"file_id": ref})
            if not isinstance(file, dict):
                raise NetworkError("no file in the answer")
            if (file.get("file_size") or 0) > at_most:
                raise ChannelError("the file is too large", permanent=True, too_large=True)
            path = str(file.get("file_path") or "")
            try:
                if path.startswith("/"):
                    await local_files.copy(path, self._folder, into, at_most)
                else:
                    await self._request.download(self._files + _safe(path), into, at_most)
            except BaseException:
                into.unlink(missing_ok=True)  # also when it was cancelled
                raise

    async def offer(self, menu: Menu) -> None:
        """Set the command menu for one chat or for all; no commands take it away."""
        scope = BotCommandScopeChat(int(menu.address)) if menu.address else BotCommandScopeDefault()
        async with _speaking():
            if menu.commands:
                commands = [BotCommand(*command) for command in menu.commands]
                await self._bot.set_my_commands(commands, scope, menu.language or None)
            else:
                await self._bot.delete_my_commands(scope, menu.language or None)

    async def close(self) -> None:
        """Let go of connections; presses not yet answered stay unanswered."""
        for task in self._answering:
            task.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)
        await self._request.shutdown()

    async def _ask(self, method: str, fields: dict[str, Any], seconds: float) -> tuple[int, bytes]:
        return await self._request.ask(f"{self._api}/{method}", fields, seconds)

    def _answer_presses(self, presses: Sequence[str]) -> None:
        for press in presses:
            task = asyncio.get_running_loop().create_task(self._answer_press(press))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _answer_press(self, press: str) -> None:
        try:
            await self._bot.answer_callback_query(press)
        except TelegramError as error:  # above all "query is too old": the press itself is kept and served
            log.debug("a press was not answered: %s", failing.meaning(error))

    async def _send(self, address: str, part: TextMessage | Files) -> str:
        chat, _, topic = address.partition("/")
        if isinstance(part, TextMessage):
            return await self._say(int(chat), topic, part)
        return await uploading.send(self._bot, int(chat), part.files, part.caption)

    async def _say(self, chat: int, topic: str, words: TextMessage) -> str:
        """Send words. The library reads the whole message that comes back into objects; all we want is its number."""
        fields: dict[str, Any] = {
            "chat_id": chat,
            "text": words.text,
            "link_preview_options": _NO_PREVIEW,
        }
        if topic:
            fields["message_thread_id"] = int(topic)
        if words.keyboard is not None:
            fields["reply_markup"] = words.keyboard
        message = await self._request.call(f"{self._api}/sendMessage", fields)
        if not isinstance(message, dict) or "message_id" not in message:
            raise AnswerLost("no message in the answer")
        return str(message["message_id"])


def _safe(path: str) -> str:
    """Give the place of a file below that of the bot's files. Raise ChannelError for one that leads elsewhere."""
    if not path or ".." in PurePosixPath(path).parts:
        raise ChannelError("the server names no file that could be fetched", permanent=True)
    return path


@asynccontextmanager
async def _speaking() -> AsyncIterator[None]:
    try:
        yield
    except TelegramError as error:
        raise failing.meaning(error) from error
