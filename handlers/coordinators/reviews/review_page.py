"""What waits for the office, shown: one entry with what may be decided of it, a list, those of one unit.

Each list is eight at a time; whatever it names is a button that opens it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.coordinators.reviews import by_letter, doubles_shown, noting
from handlers.desk import Desk
from handlers.entries import access, contents, deciding, on_paper, pages
from handlers.entries.contents import Content
from handlers.everyone import viewing
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import say
from plans.schema import Plan, Unit
from storage.results import history, papers, reviews
from storage.results.entries import Entry
from storage.results.reviews import InQueue, OfficeReview
from storage.results.status import Decision, Status
from storage.rows import from_json, instant

_TITLE: Final = 60  # characters of a title in a list


async def first(desk: Desk, note: str = "", after: InQueue | None = None) -> Prompt:
    """Show the entry that waits longest, or the next one behind a place in the queue; `note` is said first."""
    found = await reviews.waiting(desk.db, desk.plan.code, 1, after=after)
    if found:
        return _under(note, await one(desk, found[0]))
    left = await reviews.count(desk.db, desk.plan.code)
    if not left:
        statements = await noting.waiting(desk)
        return _under(note, noting.first(desk.plan, statements) if statements else Prompt(say("review.none")))
    again = Choice("/rasoat", say("review.from_first", n=left))
    return _under(note, Prompt(say("review.no_further", n=left), (again,)))


def _under(note: str, prompt: Prompt) -> Prompt:
    return replace(prompt, text=f"{note}\n\n{prompt.text}") if note else prompt


async def one(desk: Desk, entry: Entry) -> Prompt:
    """Show an entry, what is new since it was last decided of, and what may be decided now."""
    prompt = await viewing.shown(desk, entry)
    last = await reviews.latest(desk.db, entry.id)
    changed = await _changed(desk, entry, last)
    lines, finding_out = await doubles_shown.worded(desk, entry)
    text = "\n".join([prompt.text, *([say("review.changed"), *changed] if changed else []), *lines])
    number = access.number(entry)
    seen = reviews.seen(entry, last)
    choices = [
        Choice(f"/rasoat {number} {decision} {seen}", say(f"review.do.{decision}")) for decision in deciding.ways(entry)
    ]
    wish = await papers.word(desk.db, entry.id)
    if wish is not None and wish.is_open and not contents.of_entry(entry).is_classified:
        choices.append(Choice(f"/suathay {number} {wish.wish_field}", say("paper.do.amend")))
    choices += await by_letter.offered(desk, entry)
    if entry.status.counts and entry.waits_since is not None:
        choices.append(Choice(f"/rasoat sau {instant(entry.waits_since)} {entry.id}", say("review.later")))
        if await reviews.count(desk.db, desk.plan.code, entry.unit) > 1:
            unit = desk.plan.unit(entry.unit).short
            choices.append(Choice(f"/rasoat {entry.unit}", say("review.of_unit", unit=unit)))
    choices += finding_out
    left = await reviews.count(desk.db, desk.plan.code)
    if left > 1:
        choices.append(Choice("/rasoat danh sach", say("review.list", n=left)))
    return replace(prompt, text=text, choices=tuple(choices))


async def _changed(desk: Desk, entry: Entry, last: OfficeReview | None) -> list[str]:
    """Give the lines that read otherwise than when the office last decided."""
    if last is None or last.version == entry.version:
        return []
    before = await history.version(desk.db, entry.id, last.version)
    was = from_json(before.content)
    if not was:  # taken out: it has become status only
        return []
    return _differing(desk.plan, contents.read(was), contents.of_entry(entry)) or [say("review.changed.evidence")]


def _differing(plan: Plan, was: Content, now: Content) -> list[str]:
    before, after = (contents.lines(plan, content, "").split("\n") for content in (was, now))
    gone = [say("review.was", line=line) for line in before if line not in after]
    return [*gone, *(say("review.is", line=line) for line in after if line not in before)]


async def listed(desk: Desk, page: int) -> Prompt:
    """List what waits, the longest first."""
    found = await reviews.waiting(desk.db, desk.plan.code, pages.SIZE + 1, skip=(page - 1) * pages.SIZE)
    if not found:
        return await first(desk) if page == 1 else Prompt(say("review.no_page"), (_to_list(),))
    head = say("review.head", n=await reviews.count(desk.db, desk.plan.code))
    more = (Choice(f"/rasoat danh sach trang {page + 1}", say("pages.more")),) if found[pages.SIZE :] else ()
    statements = await noting.waiting(desk)
    note = (Choice("/ghinhan", say("note.open", n=len(statements))),) if statements else ()
    return Prompt(
        "\n".join([head, *_rows(desk.plan, found[: pages.SIZE])]), (*_opening(found[: pages.SIZE]), *more, *note)
    )


def _to_list() -> Choice:
    return Choice("/rasoat danh sach", say("review.to_list"))


async def of_unit(desk: Desk, unit: Unit, page: int) -> Prompt:
    """List what waits of a unit, the longest first, and offer to take in all that is shown at once."""
    skip = (page - 1) * pages.SIZE
    found = await reviews.waiting(desk.db, desk.plan.code, pages.SIZE + 1, skip=skip, unit=unit.code)
    if not found:
        return Prompt(say("review.none.unit", unit=unit.name), (_to_list(),))
    shown = found[: pages.SIZE]
    waiting = await reviews.count(desk.db, desk.plan.code, unit.code)
    head = say("review.head.unit", unit=unit.name, n=waiting)
    new = [entry for entry in shown if entry.status is Status.RECEIVED]
    every = ",".join(f"{entry.number}.{entry.version}" for entry in new)
    label = say("review.all", n=len(new), unit=unit.short)
    choice = (Choice(f"/rasoat {unit.code} {Decision.TAKEN_IN} {every}", label),) if len(new) > 1 else ()
    more = (Choice(f"/rasoat {unit.code} trang {page + 1}", say("pages.more")),) if found[pages.SIZE :] else ()
    return Prompt("\n".join([head, *_rows(desk.plan, shown)]), (*_opening(shown), *more, *choice))


def _opening(found: Sequence[Entry]) -> tuple[Choice, ...]:
    return tuple(Choice(f"/rasoat {access.number(entry)}", access.number(entry)) for entry in found)


def _rows(plan: Plan, found: Sequence[Entry]) -> list[str]:
    return [_row(plan, entry) for entry in found]


def _row(plan: Plan, entry: Entry) -> str:
    """Word an entry in a list: its number, what it is, its figures; what is asked of it where it is no new result."""
    content = contents.of_entry(entry)
    what = shortened(access.title(plan, content), _TITLE)
    figures = "" if content.is_sensitive else contents.figures_worded(plan, content)
    asked = say("review.row.withdrawal") if entry.status is Status.WITHDRAWAL_ASKED else ""
    if not asked and entry.taken_in is not None:
        asked = say("review.row.again")
    row = say("review.row", number=access.number(entry), since=entry.waits_since, what=what)
    return on_paper.marked("; ".join(filter(None, (row, figures, asked))), entry)
