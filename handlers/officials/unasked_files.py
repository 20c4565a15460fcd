"""Files that come while no question asks for them: a late part of an album, and those that are of nothing."""

from dataclasses import replace

from handlers import menu
from handlers.desk import Desk
from handlers.handler import Once
from handlers.officials import reporting_as
from handlers.officials.changing import adding
from handlers.officials.entering import sentences
from handlers.officials.entering.new_entry import REPORT
from handlers.officials.entering.sentences import SENTENCE
from handlers.officials.for_whom import FOR_WHOM
from handlers.unasked import Begin
from messages.said import Prompt, Said
from messages.words import say
from storage.results import entries, evidence


async def late_part(desk: Desk, said: Said) -> Once | None:
    """Keep a late part of an album with the entry that the earlier parts went to."""
    entry = await evidence.album_home(desk.db, desk.person.id, said.album) if said.album else None
    if entry is None:
        return None
    return await adding.late(desk, await entries.by_id(desk.db, entry), said)


async def outside(desk: Desk, said: Said) -> Begin | None:
    """Offer files, or a place, that come alone as a result, or as part of one."""
    is_alone = bool(said.attachments or said.place) and not said.text.strip()
    if desk.first_as(REPORT.roles) is None or said.edited or not is_alone:
        return None
    own, *others = reporting_as.possible(desk, "")
    return for_whom(own, said) if others else Begin(SENTENCE, own.member, sentences.held(said))


def for_whom(desk: Desk, said: Said) -> Begin:
    """Keep files while it is asked for which unit they are."""
    return Begin(FOR_WHOM, desk.member, sentences.held(said))


async def captioned(desk: Desk, said: Said) -> Begin | Once | None:
    """Take files whose words say nothing that is known as if they had come alone."""
    if not said.attachments:
        return None
    alone = replace(said, text="")
    return await adding.following(desk, alone) or await outside(desk, alone)


async def unread(desk: Desk, said: Said) -> Prompt | None:
    """Say what can be sent where something came that cannot be read: a voice message, a sticker."""
    if not said.unsupported or said.text.strip():
        return None
    return Prompt(say("heed.unsupported"), menu.usual(desk.member.role))
