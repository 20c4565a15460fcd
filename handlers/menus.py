"""The command menu of each person, by role and language; sent when either changes."""

import json

from handlers import offered
from handlers.desk import Desk
from messages.words import say
from storage import outbox, people
from storage.outbox import Lane, Outgoing
from storage.people import Member


async def offer(desk: Desk, member: Member) -> None:
    """Put the menu of this role in the outbox, for every address of the person."""
    commands = [[command, say(f"command.{command}")] for command in offered.COMMANDS[member.role]]
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
