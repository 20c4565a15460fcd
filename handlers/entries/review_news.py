"""What a unit hears of the office's decisions: that more is wanted at once, what was taken in once a day, gathered."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.entries import access, contents, deciding, paper_news
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import ZONE, language, say
from plans import calendar
from plans.schema import Plan
from storage.members import people
from storage.members.people import Role
from storage.queues import outbox
from storage.results import entries, reviews
from storage.results.entries import Entry
from storage.results.status import Decision

GATHERED_AT: Final = time(16)  # of a working day, local; office hours end soon after
_SHOWN: Final = 8
_TITLE: Final = 60  # characters


async def told(desk: Desk, entry: Entry, decision: Decision, field: str, reason: str) -> bool:
    """Tell the unit of a decision on one of its entries; what was taken in waits for the others of the day.

    Tell whether there is anybody to be told.
    """
    await outbox.withdraw_under(desk.db, f"review/{entry.id}/")  # what was decided before is decided otherwise
    await paper_news.overtaken(desk, entry)
    if decision is Decision.TAKEN_IN:
        await gathered(desk, entry.unit)
        return True
    word = partial(_worded, desk.plan, entry, decision, field, reason)
    key = f"review/{entry.id}"  # the next decision on it takes the place of one that waits still
    is_told = await tell(desk, entry, News(word, (desk.plan,), desk.now, key=key))
    if entry.taken_in is not None:  # that it was may wait to be told
        await gathered(desk, entry.unit)
    return is_told


async def overtaken(desk: Desk, entry: Entry) -> None:
    """Take back what waits to be told of an entry that the unit has changed, or withdrawn, since."""
    await outbox.withdraw_under(desk.db, f"review/{entry.id}/")
    await outbox.withdraw_under(desk.db, f"{paper_news.wish_key(entry)}/")
    await paper_news.overtaken(desk, entry)
    if entry.taken_in is not None:
        await gathered(desk, entry.unit)


async def forgotten(desk: Desk, entry: Entry) -> None:
    """Keep nothing of what the office and the unit wrote to each other of an entry that is found to be sensitive."""
    for key in (f"review/{entry.id}", paper_news.wish_key(entry)):
        await outbox.forget_under(desk.db, f"{key}/")


async def tell(desk: Desk, entry: Entry, news: News) -> bool:
    """Tell whoever entered it, while that person still reports for the unit; else its focal points, if any."""
    maker = await entries.maker(desk.db, entry.plan, entry.unit, entry.number)
    if await _reports(desk, maker, entry) and await people.address(desk.db, maker) is not None:
        await telling.person(desk.db, desk.house, maker, telling.in_hours(news))
        return True
    return await telling.unit(desk.db, desk.house, desk.plan, entry.unit, news)


def _worded(plan: Plan, entry: Entry, decision: Decision, field: str, reason: str) -> Prompt:
    number, what = access.number(entry), _what(plan, entry)
    text = say(
        f"review.told.{decision}",
        number=number,
        what=what,
        field=say(f"review.field.{field}") if field else "",
        reason=reason,
    )
    if decision is not Decision.MORE_WANTED:
        return Prompt(text, (Choice(f"/xem {number}", say("own.open")),))
    if field == deciding.EVIDENCE:
        return Prompt(text, (Choice(f"/bosung {number}", say("view.bosung")),))
    about = f"{number} send" if field == deciding.ANYTHING else f"{number} {field}"  # "send": the review screen
    return Prompt(text, (Choice(f"/sua {about}", say("review.amend")),))


async def gathered(desk: Desk, unit: str) -> None:
    """Let the unit hear in the afternoon what was taken in since it heard last; nothing, where nothing was."""
    at = _gathered_at(desk.now)
    taken = await reviews.taken_in_since(desk.db, desk.plan.code, unit, _before(at))
    key = f"taken_in/{desk.plan.code}/{unit}/{at.astimezone(ZONE).date()}"
    if not taken:
        await outbox.withdraw_under(desk.db, f"{key}/")
        return
    whole = News(partial(_taken_in, desk.plan, tuple(taken)), (desk.plan,), at, key=key)
    await telling.unit(desk.db, desk.house, desk.plan, unit, whole)
    told = {official.person for official in await telling.focal_points(desk.db, desk.plan.code, unit)}
    by_maker = await _by_maker(desk, taken)
    for listed in await people.listed(desk.db, desk.plan.code, [unit]):
        own = tuple(by_maker.get(listed.person, ()))
        if own and listed.person not in told:  # tasks were handed to them, no more
            news = News(partial(_taken_in, desk.plan, own), (desk.plan,), at, key=key)
            await telling.person(desk.db, desk.house, listed.person, telling.in_hours(news))
        elif listed.person not in told:
            await outbox.withdraw(desk.db, f"{key}/{listed.person}")


async def _by_maker(desk: Desk, taken: Sequence[Entry]) -> dict[int, list[Entry]]:
    """Give the entries of each who entered them and may see all of them still."""
    by_maker: dict[int, list[Entry]] = {}
    for entry in taken:
        maker = await entries.maker(desk.db, entry.plan, entry.unit, entry.number)
        if await _reports(desk, maker, entry):
            by_maker.setdefault(maker, []).append(entry)
    return by_maker


async def _reports(desk: Desk, person: int, entry: Entry) -> bool:
    """Tell whether somebody reports for the unit of an entry, for all its tasks."""
    return any(
        (member.plan, member.unit, member.role) == (entry.plan, entry.unit, Role.OFFICIAL)
        and access.is_all_of(member, entry)
        for member in await people.memberships(desk.db, person)
    )


def _gathered_at(now: datetime) -> datetime:
    """Give the next instant at which what was taken in is told."""
    local = now.astimezone(ZONE)
    day = local.date()
    if not calendar.is_working_day(day) or local.time() >= GATHERED_AT:
        day = calendar.next_working_day(day)
    return datetime.combine(day, GATHERED_AT, ZONE)


def _before(at: datetime) -> datetime:
    """Give the one before it."""
    return datetime.combine(calendar.working_day_before(at.date()), GATHERED_AT, ZONE) - timedelta(milliseconds=1)


def _taken_in(plan: Plan, taken: tuple[Entry, ...]) -> Prompt:
    rows = [say("review.told.row", number=access.number(entry), what=_what(plan, entry)) for entry in taken[:_SHOWN]]
    if taken[_SHOWN:]:
        rows.append(say("review.told.more", n=len(taken) - _SHOWN))
    text = "\n".join([say("review.told.taken_in", n=len(taken)), *rows, say("review.told.thanks")])
    return Prompt(text, (Choice("/dagui", say("command.dagui")),))


def _what(plan: Plan, entry: Entry) -> str:
    return shortened(access.title(plan.spoken(language()), contents.of_entry(entry)), _TITLE)
