"""Forget the earlier words of a message that was edited to bear a mark of secrecy, and what was said of them."""

from bot.dialogue import drafts
from storage.db import Turn
from storage.members import people
from storage.queues import inbox, outbox, sessions


async def forget(db: Turn, channel: str, chat: str, source: str) -> None:
    """Take the answers that came of a message out of all drafts of whoever sent it; they are asked for again."""
    await inbox.refuse_source(db, channel, chat, source)
    await outbox.forget_said(db, channel, chat)  # which repeats what was heard, in words of its own
    person = await people.at_address(db, channel, chat)
    if person is None:
        return
    opened = await sessions.open_of(db, person.id)
    for session in [*([opened] if opened else []), *await sessions.parked(db, person.id)]:
        left = drafts.without_message(session, source)
        if left is not None:
            await sessions.save(db, left)
