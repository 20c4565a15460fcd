"""What each error of the Bot API means for the sender: one `ChannelError` for each.

The order matters: BadRequest and TimedOut are kinds of NetworkError.
"""

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channel import ChannelError
from bot.channels.telegram.request import AnswerLost, SlowDown, TooLarge
from bot.redacting import redacted

_LONGEST = 300  # of an answer's own words; a gateway's page of HTML says no more
# 400, yet the person is gone: the chat was deleted, or never begun with this bot.
_GONE = ("chat not found", "peer_id_invalid", "user not found", "input_user_deactivated")
_LARGE = ("file is too big",)
# 400, yet another time it may work.
_PASSING = ("temporarily unavailable", "try again later")


def meaning(error: TelegramError) -> ChannelError:
    """Give what the sender must know of an error."""
    why = redacted(f"{type(error).__name__}: {error.message}")[:_LONGEST]
    words = error.message.lower()
    match error:
        case Forbidden():
            return ChannelError(why, permanent=True, unreachable=True)
        case ChatMigrated():
            return ChannelError(why, moved_to=str(error.new_chat_id))
        case SlowDown():
            return ChannelError(why, retry_after=error.wait)
        case BadRequest() | TooLarge():
            gone = any(phrase in words for phrase in _GONE)
            passing = any(phrase in words for phrase in _PASSING)
            large = isinstance(error, TooLarge) or any(phrase in words for phrase in _LARGE)
            return ChannelError(why, permanent=not passing, unreachable=gone, too_large=large)
    # The rest may pass. On a refused token or a conflict the poller stops; a message waits until that is mended.
    return ChannelError(why, delivered_maybe=isinstance(error, AnswerLost))


def is_settled(error: TelegramError) -> bool:
    """Tell whether an edit failed only because the message already reads so."""
    return isinstance(error, BadRequest) and "message is not modified" in error.message.lower()
