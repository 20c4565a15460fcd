"""What more is wanted of a result is asked for by a letter where no message reaches anybody of its unit."""

from typing import Final

from handlers.delivery import long_work, telling
from handlers.delivery.long_work import Wanted
from handlers.desk import Desk
from handlers.documents.letters.drafting import ENTRY, KIND
from handlers.entries import access
from messages.said import Choice, Prompt
from messages.words import language, say
from storage.results.entries import Entry
from storage.results.status import Status

LETTER: Final = "duthao"


def choice(entry: Entry) -> Choice:
    """Offer the letter about a result."""
    return Choice(f"/rasoat {access.number(entry)} {LETTER}", say("review.letter"))


async def offered(desk: Desk, entry: Entry) -> tuple[Choice, ...]:
    """Offer it while more is wanted of the result and nobody of its unit is told."""
    if entry.status is not Status.MORE_WANTED:
        return ()
    there = await telling.focal_points(desk.db, entry.plan, entry.unit)
    return () if any(official.reachable for official in there) else (choice(entry),)


async def drafted(desk: Desk, entry: Entry) -> Prompt:
    """Let the letter be drafted."""
    number, back = access.number(entry), (Choice(f"/rasoat {access.number(entry)}", access.number(entry)),)
    if entry.status is not Status.MORE_WANTED:
        return Prompt(say("review.letter.not_wanted", number=number), back)
    wanted = Wanted(KIND, entry.plan, language(), (desk.person.id,), facts={ENTRY: entry.id})
    key = f"{KIND}/{desk.person.id}/{number}"
    await long_work.ask(desk.db, wanted, desk.now, by=desk.person.id, key=key)
    await desk.note("letter.drafted", about=number)
    return Prompt(say("review.letter.coming", unit=desk.plan.unit(entry.unit).name, number=number), back)
