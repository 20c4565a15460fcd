"""The methods by which a bot asks about itself, a chat or a file."""

from bot.sandbox.bot_api import files
from bot.sandbox.bot_api.calls import Call
from bot.sandbox.bot_api.problem import bad
from bot.sandbox.world import Json


def me(call: Call) -> Json:
    """Say who the bot is (getMe)."""
    return call.bot.as_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat(call: Call) -> Json:
    """Describe a chat (getChat); of one that never began, Telegram tells a bot nothing."""
    found = call.bot.chats.get(call.whole("chat_id"))
    if found is None:
        raise bad("chat not found")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return found.person.as_chat() | {
        "accent_color_id": found.person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def file(call: Call) -> Json:
    """Say where a file lies (getFile)."""
    found = call.world.files.get(call.text("file_id"))
    if found is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if call.world.disk is None and len(found.content) > call.world.limits.download:
        raise bad("file is too big")
    return {
        "file_id": found.id,
        "file_unique_id": found.unique,
        "file_size": len(found.content),
        "file_path": files.place(call.world, call.bot, found),
    }


def webhook(call: Call) -> Json:
    """Say that there is no webhook (getWebhookInfo)."""
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(call.bot.queue)}
    if call.bot.allowed:
        info["allowed_updates"] = sorted(call.bot.allowed)
    return info


def set_webhook(call: Call) -> bool:
    """Refuse a webhook; an empty address takes one away (setWebhook)."""
    if call.text("url"):
        raise bad("this server has no webhooks; use getUpdates")
    return delete_webhook(call)


def delete_webhook(call: Call) -> bool:
    """Drop what waits, where that is asked (deleteWebhook)."""
    if call.flag("drop_pending_updates"):
        call.bot.queue.clear()
    return True


def done(call: Call) -> bool:  # noqa: ARG001 - every method is handed its call
    """Agree (logOut, close): nothing is held that could be let go."""
    return True
