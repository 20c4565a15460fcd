"""Backups that the bot makes: asked for, kept, told. Where they lie only the owner of the machine can read them."""

from datetime import datetime
from functools import partial
from typing import Final

from handlers.delivery import long_work, telling
from handlers.delivery.long_work import BackupOutcome, Wanted
from handlers.delivery.telling import News
from handlers.house import House, NightlyBackup, running
from messages.said import Prompt
from messages.words import say
from storage import audit
from storage.db import Turn
from storage.members import people
from storage.members.people import Role
from storage.queues import backups
from storage.queues.outbox import Lane
from storage.queues.work import Work

KIND: Final = "backup"
_MEGABYTE: Final = 1_000_000


async def ask(db: Turn, house: House, at: datetime, by: int | None = None) -> None:
    """Ask for one; `by` is the admin who wants it, None the clock."""
    persons = () if by is None else (by,)
    how = house.nightly or NightlyBackup()
    facts = {"recipient": how.recipient, "kept": how.kept}
    await long_work.ask(db, Wanted(KIND, "", "vi", persons, facts=facts), at, by=by, key=f"{KIND}/{by or 0}")


async def keep(db: Turn, house: House, made_at: datetime, name: str, size: int, sha256: str) -> None:
    """Keep that one was made."""
    await backups.add(db, made_at, name, size, sha256)
    await audit.add(db, house.secret, "backup.made", at=made_at, about=name)


async def tell(db: Turn, house: House, row: Work, outcome: BackupOutcome, now: datetime) -> None:
    """Keep and tell what came of one: to who asked for it; that the clock's was not made, to every admin."""
    if not outcome.because:
        await keep(db, house, outcome.made_at or now, outcome.name, outcome.size, outcome.sha256)
    plans = (await running(db)).values()
    admins = await people.of_role(db, Role.ADMIN)
    if asked_by := long_work.asked(row).persons:
        news = News(partial(_word, outcome), plans, now, Lane.REPLY)
        await telling.each(db, house, [person for person in asked_by if person in admins], news)
    elif outcome.because:
        await telling.each(db, house, admins, telling.in_hours(News(partial(_word, outcome), plans, now)))


def _word(outcome: BackupOutcome) -> Prompt:
    if outcome.because:
        return Prompt(say("backup.failed", why=say(outcome.because, **outcome.facts)))
    size = max(1, round(outcome.size / _MEGABYTE))
    lines = [say("backup.done", name=outcome.name, size=size, sha256=outcome.sha256)]
    lines.append(say("backup.done.locked" if outcome.is_encrypted else "backup.done.open"))
    if outcome.gone:
        lines.append(say("backup.done.gone", n=outcome.gone))
    return Prompt("\n".join(lines))
