"""What the control API shows of the world, as JSON."""

from dataclasses import asdict
from datetime import datetime

from bot.sandbox.bot_api import commands
from bot.sandbox.machinery import Machinery
from bot.sandbox.world import ChatState, Json, Persona, World, chat


def state(world: World, machinery: Machinery | None, goal: datetime | None) -> Json:
    """Give all that a page needs to draw itself, but the messages."""
    bot = world.bot()
    return {
        "bot": {"id": bot.id, "username": bot.username, "name": bot.name},
        "people": people(world),
        "limits": {"text": world.limits.text, "album": world.limits.album_to, "photo": world.limits.photo},
        "now": world.now().isoformat(),
        "clock": clock(machinery, goal) if machinery else None,
        "machine": machine(machinery) if machinery else None,
    }


def people(world: World) -> list[Json]:
    """Give everybody, in the order they came."""
    return [person(world, persona) for persona in world.people.values()]


def person(world: World, persona: Persona) -> Json:
    """Give one person, with where they stand and what they have not read."""
    talk = chat(world, world.bot(), persona.id)
    last = next(reversed(talk.messages.values()), None)
    return asdict(persona) | {
        "started": talk.standing is not ChatState.NEW,
        "standing": talk.standing.value,
        "unread": talk.unread,
        "last": last,
        "commands": commands.shown(world.bot(), persona),
    }


def queue(world: World, token: str = "") -> Json:
    """Give the state of a bot's queue."""
    bot = world.bot(token)
    return {
        "pending": [update["update_id"] for _, update in bot.queue],
        "next_update": bot.next_update,
        "acknowledged": len(bot.acknowledged),
        "polling": bool(bot.wake),
        "allowed": sorted(bot.allowed),
    }


def clock(machinery: Machinery, goal: datetime | None) -> Json:
    """Give the simulated clock, and where it is being led."""
    return {"at": machinery.now().isoformat(), "goal": goal.isoformat() if goal else None}


def machine(machinery: Machinery) -> Json:
    """Give the state of the bot's process."""
    return {"running": machinery.is_running()}
