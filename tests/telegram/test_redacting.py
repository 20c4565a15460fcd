"""The token is in no log, at any level, from whomever it comes."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from pydantic import ValidationError
from scripted_api import TOKEN, dropped, failing, ok, raw
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import redacting
from bot.channel import ChannelError, ChannelStopped, Shown
from bot.channels.telegram.channel import Telegram
from bot.settings import Settings

SECRET = TOKEN.partition(":")[2]


class AsJson(logging.Formatter):
    """Words everything anew, whatever other formatters have cached."""

    def format(self, record: logging.LogRecord) -> str:
        shown = {name: str(value) for name, value in vars(record).items()} | {"message": record.getMessage()}
        if record.exc_info:
            shown["exception"] = self.formatException(record.exc_info)
        return json.dumps(shown)


@pytest.fixture(params=[logging.Formatter("%(name)s %(message)s"), AsJson()], ids=["text", "json"])
def written(request) -> Iterator[io.StringIO]:
    """What a handler on the root logger writes, with everything at DEBUG."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(request.param)
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", *redacting.TALKATIVE)}
    root.addHandler(handler)
    redacting.install()
    for name in levels:  # as if somebody had turned everything on afterwards
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    for each in [*root.handlers, logging.lastResort]:
        for present in [one for one in each.filters if isinstance(one, redacting.Redacting)]:
            each.removeFilter(present)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


log = logging.getLogger("tests.redacting")


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """Give it with a traceback, as one that was caught."""
    with pytest.raises(type(error)) as caught:
        raise error from cause
    return caught.value


@pytest.mark.parametrize(
    "write",
    [
        lambda: log.info("at https://api.telegram.org/bot%s/getMe", TOKEN),
        lambda: log.info(f"at /bot{TOKEN}/getMe"),  # noqa: G004 - the bad habit is what is tried
        lambda: log.info("%(url)s", {"url": f"/bot{TOKEN}/x"}),
        lambda: log.info("at %s", TOKEN.replace(":", "%3A")),
        lambda: log.info("%r", Bot(TOKEN)),
        lambda: log.info("nothing", Bot(TOKEN)),  # noqa: PLE1205 - the mistake is what is tried
        lambda: log.info("%d things", f"/bot{TOKEN}"),
        lambda: log.info("fine", extra={"url": f"/bot{TOKEN}/x"}),
        lambda: log.error("failed", exc_info=raised(InvalidToken(f"The token `{TOKEN}` was rejected by the server."))),
        lambda: log.error("failed", exc_info=raised(RuntimeError("outer"), cause=raised(ValueError(TOKEN)))),
        lambda: log.info("here", stack_info=True, extra={"token": TOKEN}),
    ],
)
def test_however_a_token_gets_into_a_record_it_does_not_get_out(written, write):
    write()

    assert written.getvalue()
    assert SECRET not in written.getvalue()


def test_what_holds_no_token_is_written_as_it_was(written):
    log.warning("%d%% of %s", 50, "12:30:45", exc_info=raised(ValueError("plain")))

    assert "50% of 12:30:45" in written.getvalue()
    assert "ValueError: plain" in written.getvalue()


def test_a_redacted_record_says_that_something_was_there(written):
    log.warning("at /bot%s/getMe", TOKEN)

    assert "at /bot[token]/getMe" in written.getvalue()


def test_installing_twice_filters_once(written):
    redacting.install()

    (handler,) = [each for each in logging.getLogger().handlers if getattr(each, "stream", None) is written]
    assert len(handler.filters) == 1


def test_those_who_log_addresses_and_whole_messages_are_quiet(written):
    redacting.install()

    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot1/getMe")
    logging.getLogger("telegram.Bot").debug("Calling Bot API endpoint `sendMessage` with parameters `lời riêng`")

    assert written.getvalue() == ""


async def test_a_channel_in_every_kind_of_trouble_logs_no_token(api, written):
    waits = []

    async def pause(seconds):
        waits.append(seconds)

    telegram = Telegram(TOKEN, api.base_url, pause=pause)
    broken = raw(b'{"ok":true,"result":[{"update_id":1,"message":{"text":"a\nb"}}]}')
    pressed = {"update_id": 2, "callback_query": {"id": "1", "from": {"id": 101}, "data": "1:0"}}
    api.script("getUpdates", failing(500, "x"), dropped, raw(b"<html>"), broken, ok([pressed]), failing(401, "No"))
    api.script("sendMessage", raw(b"no json"), dropped)

    async def keep(_):
        with pytest.raises(ChannelError) as failed:
            await telegram.show("101", Shown("xin chào"))
        log.warning("not sent", exc_info=failed.value)

    with pytest.raises(ChannelStopped) as stopped:
        await telegram.listen(keep)
    log.error("stopped: %r %r", telegram, Bot(TOKEN), exc_info=stopped.value)
    await telegram.close()

    assert "refuses the token" in written.getvalue()
    assert "not sent" in written.getvalue()
    assert SECRET not in written.getvalue()


async def test_even_a_traceback_on_the_screen_bears_no_token(api, telegram):
    """It is printed by the interpreter, past all logging."""
    api.script("getMe", failing(401, "Unauthorized"), failing(404, "Not Found"))

    for _ in range(2):
        try:
            await telegram.ready()
        except Exception as error:  # noqa: BLE001 - whatever it is
            told = error
        while told is not None:
            assert SECRET not in repr(told)
            told = told.__cause__ or told.__context__


@pytest.mark.parametrize("answer", [dropped, raw(b"<html>"), failing(400, f"Bad Request: {TOKEN} is odd")])
async def test_no_error_of_the_channel_names_the_token(api, telegram, answer):
    api.script("sendMessage", answer)

    with pytest.raises(ChannelError) as failed:
        await telegram.show("101", Shown("xin chào"))

    assert SECRET not in repr(failed.value)
    assert isinstance(failed.value.__cause__, TelegramError)


def test_settings_do_not_show_the_token_neither_a_right_one_nor_a_wrong_one():
    wrong = f"{TOKEN} "
    with pytest.raises(ValidationError) as refused:
        Settings(telegram_token=wrong)

    told = [str(refused.value), repr(Settings(telegram_token=TOKEN)), repr(Settings(telegram_token=TOKEN).model_dump())]
    assert [SECRET in one for one in told] == [False, False, False]
