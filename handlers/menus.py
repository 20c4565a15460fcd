"""The command menu of each person, by role and language; sent when either changes."""

import json

from handlers import offered
from handlers.desk import Desk
from messages.words import say
from storage import outbox, people
from storage.outbox import Lane, Outgoing


async def offer(desk: Desk) -> None:
    """Put the menu of the person's roles in the outbox, for every address."""
    roles = [member.role for member in await people.memberships(desk.db, desk.person.id)]
    commands = [[command, say(f"command.{command}")] for command in offered.commands(roles)]
    for address in await people.addresses(desk.db, desk.person.id):
        await outbox.put(
            desk.db,
            Outgoing(
                channel=address.channel,
                chat=address.chat,
                lane=Lane.TIDY,
                body=json.dumps({"menu": commands}, ensure_ascii=False),
                due_at=desk.now,
                person=desk.person.id,
                key=f"menu/{address.channel}/{address.chat}",
            ),
        )
