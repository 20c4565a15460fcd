"""An occasion failed again and again and was given up: the admins are told, for somebody has to look."""

from datetime import datetime

from handlers.delivery import outgoing, speech
from handlers.house import Clockwork
from messages.said import Prompt
from messages.words import say, speaking
from storage.db import Turn
from storage.members import people
from storage.members.people import Role
from storage.queues.outbox import Lane
from storage.schedule.occasions import Occasion


async def given_up(turn: Turn, clockwork: Clockwork, occasion: Occasion, now: datetime) -> None:
    """Tell every admin which it was."""
    for admin in await people.of_role(turn, Role.ADMIN):
        person = await people.find(turn, admin)
        with speaking(person.language, **speech.facts(person.language, (), {}, clockwork.house)):
            what = say("occasion.given_up", plan=occasion.plan, rule=occasion.rule, step=occasion.step, id=occasion.id)
            for address in await people.addresses(turn, admin):
                key = f"occasion/{occasion.id}/{address.channel}/{address.chat}"
                to = outgoing.To(address.channel, address.chat, admin, now, Lane.DIGEST, key)
                await outgoing.put(turn, to, Prompt(what))
