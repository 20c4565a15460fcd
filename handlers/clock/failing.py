"""An occasion failed again and again and was given up: the admins are told, for somebody has to look."""

from datetime import datetime

from handlers import speech, telling
from handlers.clock.clockwork import Clockwork
from messages.said import Prompt
from messages.words import say, speaking
from storage import people
from storage.db import Turn
from storage.occasions import Occasion
from storage.outbox import Lane
from storage.people import Role


async def given_up(turn: Turn, clockwork: Clockwork, occasion: Occasion, now: datetime) -> None:
    """Tell every admin which it was."""
    for admin in await people.of_role(turn, Role.ADMIN):
        person = await people.find(turn, admin)
        with speaking(person.language, **speech.facts(person.language, (), {}, clockwork.house)):
            what = say("occasion.given_up", plan=occasion.plan, rule=occasion.rule, step=occasion.step, id=occasion.id)
            for address in await people.addresses(turn, admin):
                key = f"occasion/{occasion.id}/{address.channel}/{address.chat}"
                to = telling.To(address.channel, address.chat, admin, now, Lane.DIGEST, key)
                await telling.put(turn, to, Prompt(what))
