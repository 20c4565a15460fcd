"""Files that come while no question asks for them: a late part of an album, and those that are of nothing."""

from handlers import menu
from handlers.desk import Desk
from handlers.officials.entering.new_entry import REPORT
from handlers.unasked import Once
from messages.questions.evidence import heard_items
from messages.said import Prompt, Said
from messages.words import say
from storage.results import evidence


async def late_part(desk: Desk, said: Said) -> Once | None:
    """Keep a late part of an album with the entry that the earlier parts went to."""
    entry = await evidence.album_home(desk.db, desk.person.id, said.album) if said.album else None
    if entry is None:
        return None
    for item in heard_items(said):
        await evidence.add(desk.db, desk.person.id, desk.channel, evidence.NewEvidence(**item), desk.now, entry)
    return Once(Prompt(say("evidence.joined")), f"late/{entry}")


async def outside(desk: Desk, said: Said) -> Prompt | None:
    """Say to an official how files get into an entry."""
    if said.edited or not said.attachments or desk.first_as(REPORT.roles) is None:
        return None
    return Prompt(say("text.with_files"), menu.usual(desk.member.role))
