"""What a unit hears of results that the office entered for it: all from one document in one message.

It asks for a word on what waits for one when it goes: what was confirmed, changed or withdrawn meanwhile is not in it.
A yes to results that it does not show is not offered: they are read through first.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from handlers import menu
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.entries import access, contents, on_paper, pages
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import language, say
from plans.schema import Plan
from storage.queues import outbox
from storage.results import papers
from storage.results.entries import Entry
from storage.results.papers import Source
from storage.results.status import Confirmation

_TITLE: Final = 60  # characters


async def awaited(desk: Desk, source: int) -> list[Entry]:
    """Give the results from a document that the unit has not confirmed."""
    return [one for one in await papers.results(desk.db, source) if one.confirmation is Confirmation.AWAITED]


async def tell(desk: Desk, id_: int, at: datetime) -> bool:
    """Let the unit be told at an instant, in the place of what waits to be told; tell whether it reaches anybody."""
    waits, source = await awaited(desk, id_), await papers.by_id(desk.db, id_)
    if not waits:
        await outbox.withdraw_under(desk.db, f"{_key(id_)}/")
        return bool(await telling.focal_points(desk.db, desk.plan.code, source.unit))
    word = partial(_told, desk.plan, source, waits)
    news = News(word, (desk.plan,), at, key=_key(id_))
    return await telling.unit(desk.db, desk.house, desk.plan, source.unit, news)


async def told_at(desk: Desk, id_: int) -> datetime | None:
    """Give when the unit was told of all that waits, as it reads now; None where something has come since."""
    sent = await outbox.sent_under(desk.db, f"{_key(id_)}/")
    if sent is None or any(one.said_at > sent for one in await awaited(desk, id_)):
        return None
    return sent


async def overtaken(desk: Desk, entry: Entry) -> None:
    """Let what waits to be told of an entry's document say what waits for the unit's word still."""
    source = await papers.source_of(desk.db, entry.id)
    last = None if source is None else await outbox.last_under(desk.db, f"{_key(source.id)}/")
    if source is not None and last is not None and last.due_at > desk.now:  # else it has gone
        await tell(desk, source.id, last.due_at)


def wish_key(entry: Entry) -> str:
    """Give under what the office is told which change the unit wants."""
    return f"paper_wish/{entry.id}"


def _key(source: int) -> str:
    return f"paper/{source}"


def _told(plan: Plan, source: Source, waits: Sequence[Entry]) -> Prompt:
    spoken = plan.spoken(language())
    rows = [
        say(
            "review.told.row",
            number=access.number(entry),
            what=shortened(access.title(spoken, contents.of_entry(entry)), _TITLE),
        )
        for entry in waits[: pages.SIZE]
    ]
    command = f"/xacnhan {menu.addressed(plan.code, source.unit)} {source.id}"
    choices = [(f"{command} {on_paper.seen(waits)} yes", right(len(waits)))]
    if waits[pages.SIZE :]:
        rows.append(say("paper.told.more", n=len(waits) - pages.SIZE))
        choices = [(command, say("paper.told.all", n=len(waits)))]
    choices.append((f"{command} {on_paper.seen(waits)} wish", say("paper.confirm.wish")))
    text = "\n".join([say("paper.told", n=len(waits), source=on_paper.of(source)), *rows])
    return Prompt(text, tuple(Choice(value, label) for value, label in choices))


def right(n: int) -> str:
    """Word the yes to so many results."""
    return say("paper.confirm.yes") if n == 1 else say("paper.confirm.yes.all", n=n)
