"""/xacnhan: the unit says whether what the office entered for it from paper is right, or what is to be changed.

What is confirmed is what was shown: the yes stands below the last page, and says of how many results it is; those that
were changed, or entered, meanwhile are shown anew.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Final

from handlers import menu
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.entries import access, contents, deciding, on_paper, pages, paper_news
from handlers.handler import Handler
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.reason import GiveReason
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.words import language, say
from plans.schema import Plan
from storage.results import papers
from storage.results.entries import Entry
from storage.results.papers import Source
from storage.results.status import Status

YES: Final = "yes"
WISH: Final = "wish"
_REASONS: Final = ("differs", "not_ours")
_NEXT: Final = "next"  # the next page
_TITLE: Final = 60  # characters
_SOURCE: Final = "confirm_source"  # the answers' keys
_WHAT: Final = "confirm_what"
_PAGE: Final = "confirm_page"
_LAST: Final = "confirm_last"
_ENTRY: Final = "confirm_entry"
_BUTTON: Final = re.compile(
    rf"(?P<source>\d{{1,9}})(?:\s+(?P<seen>(?P<n>\d{{1,9}})\.[0-9a-f]{{1,9}})\s+(?P<what>{YES}|{WISH}))?"
)


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A document, and the results from it that the unit has not confirmed."""

    source: Source
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What waits for the unit's word; whether the member may speak for all of it; the document a button named."""

    plan: Plan
    unit: str
    awaiting: tuple[Awaiting, ...]
    whole: bool
    named: Source | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Which results are right; or the one of which something is to be changed, in which part, and what."""

    given: Given
    awaiting: Awaiting | None = None
    entry: Entry | None = None
    field: str = ""
    wish: str = ""


async def look(desk: Desk) -> Given:
    plan, unit = desk.plan, desk.unit
    found = await papers.awaited(desk.db, plan.code, unit.code)
    known = {source.id: source for source in await papers.of_unit(desk.db, plan.code, unit.code)}
    pairs = groupby(found, lambda one: one.source)
    awaiting = tuple(Awaiting(known[id_], tuple([one.entry for one in mine])) for id_, mine in pairs)
    button = _BUTTON.fullmatch(desk.words)
    named = None if button is None else known.get(int(button["source"]))
    return Given(plan, unit.name, awaiting, desk.member.tasks is None, named)


def talk(ask: Ask, given: Given) -> Confirmed:
    if not given.awaiting or not given.whole or _is_settled(given):
        return Confirmed(given)
    awaiting = _of_which(ask, given.awaiting)
    seen = _read_through(ask, given.plan, awaiting)
    if not seen:
        return Confirmed(given, awaiting)
    rest = [one for one in awaiting.entries if one not in seen]
    entries = [Plain(access.number(one), _row(given.plan, one)) for one in (*seen, *rest) if _may_change(one)]
    if not entries:
        return Confirmed(given)
    number = ask(Choose(_ENTRY, entries)).key
    entry = next(one for one in awaiting.entries if access.number(one) == number)
    content = contents.of_entry(entry)
    fields = [Plain(field, say(f"review.field.{field}")) for field in deciding.fields(content)]
    field = ask(Choose("confirm_field", fields, facts={"number": number})).key
    why = [Plain(reason, say(f"paper.wish.{reason}")) for reason in _REASONS]
    wish = ask(GiveReason("confirm_wish", why, facts={"number": number}, closed=content.is_sensitive))
    return Confirmed(given, awaiting, entry, field, wish)


def _of_which(ask: Ask, awaiting: Sequence[Awaiting]) -> Awaiting:
    if len(awaiting) == 1:
        return awaiting[0]
    options = [Plain(str(one.source.id), on_paper.of(one.source)) for one in awaiting]
    picked = ask(Choose(_SOURCE, options)).key
    return next(one for one in awaiting if str(one.source.id) == picked)


class _Page(Choose[Plain]):
    """A page of the results. The next one follows."""

    def echo(self, kept: Any) -> str:
        """Say only what is said of all."""
        return "" if kept == _NEXT else super().echo(kept)


def _read_through(ask: Ask, plan: Plan, awaiting: Awaiting) -> Sequence[Entry]:
    """Show the results page by page; give those of the page below which a change is wanted, none: all are right."""
    every, source = awaiting.entries, on_paper.of(awaiting.source)
    wish = Plain(WISH, say("paper.confirm.wish"))
    for first in range(0, len(every), pages.SIZE):
        mine = every[first : first + pages.SIZE]
        last = first + len(mine)
        rows = "\n".join(f"– {_row(plan, entry)}" for entry in mine)
        facts = {"source": source, "rows": rows, "n": len(every), "first": first + 1, "last": last}
        key = _key(awaiting) if first == 0 else f"{_key(awaiting)}.{first}"
        words = _WHAT if len(mine) == len(every) else _PAGE if last < len(every) else _LAST
        yes = Plain(YES, paper_news.right(len(every)), tuple(say("confirm.typed").split("|")))
        on = yes if last == len(every) else Plain(_NEXT, say("pages.more"))
        if ask(_Page(key, (on, wish), words, facts)).key == WISH:
            return mine
    return ()


def _is_settled(given: Given) -> bool:
    """Tell whether a button was of a document from which nothing waits any more."""
    return given.named is not None and given.named.id not in {one.source.id for one in given.awaiting}


def _may_change(entry: Entry) -> bool:
    """Tell whether the office may be asked to change it: what is to be withdrawn is not changed any more."""
    return entry.status is not Status.WITHDRAWAL_ASKED


def _key(awaiting: Awaiting) -> str:
    """Give the key under which the answer is kept: that of these results as they read now."""
    return f"{_WHAT}.{awaiting.source.id}.{on_paper.seen(awaiting.entries)}"


def _row(plan: Plan, entry: Entry) -> str:
    content = contents.of_entry(entry)
    what = shortened(access.title(plan, content), _TITLE)
    figures = "" if content.is_sensitive else contents.figures_worded(plan, content)
    row = f"{access.number(entry)}: {what}"
    return f"{row}; {figures}" if figures else row


async def act(desk: Desk, end: Confirmed) -> Prompt:
    given, here = end.given, menu.addressed(desk.plan.code, desk.unit.code)
    sent = Choice(f"/dagui {here}", say("command.dagui"))
    if end.awaiting is None:
        return Prompt(_nothing(given), (sent,))
    source = on_paper.of(end.awaiting.source)
    if end.entry is None:
        for entry in end.awaiting.entries:
            await papers.confirm(desk.db, entry, desk.member.id, desk.now)
        await paper_news.overtaken(desk, end.awaiting.entries[0])
        numbers = on_paper.numbers(end.awaiting.entries)
        await desk.note("paper.confirmed", about=f"{end.awaiting.source.id} {numbers}")
        text = say("paper.confirmed", n=len(end.awaiting.entries), source=source, numbers=numbers, unit=given.unit)
        more = (Choice(f"/xacnhan {here}", say("paper.confirm.more")),) if len(given.awaiting) > 1 else ()
        return Prompt(text, (*more, sent))
    number = access.number(end.entry)
    await papers.want_changed(desk.db, end.entry, end.field, end.wish, desk.member.id, desk.now)
    await desk.note("paper.change_wanted", about=f"{number} {end.field}")
    facts = {"number": number, "field": say(f"review.field.{end.field}"), "wish": end.wish}
    word = partial(_told, desk.plan, desk.unit.code, end)
    news = News(word, (desk.plan,), desk.now, key=paper_news.wish_key(end.entry))
    await telling.office(desk.db, desk.house, desk.plan, news)
    return Prompt(say("paper.wished", **facts), (Choice(f"/xacnhan {here}", say("paper.confirm.more")),))


def _nothing(given: Given) -> str:
    if not given.whole:
        return say("paper.confirm.not_yours", unit=given.unit)
    if given.named is not None:
        return say("paper.confirm.settled", source=on_paper.of(given.named))
    return say("paper.confirm.none", unit=given.unit)


def _told(plan: Plan, unit: str, end: Confirmed) -> Prompt:
    """Word it for the office, with the ways on."""
    assert end.entry is not None, "one of them is to be changed"
    number, name = access.number(end.entry), plan.spoken(language()).unit(unit).name
    text = say("paper.wish.told", unit=name, number=number, field=say(f"review.field.{end.field}"), wish=end.wish)
    review = Choice(f"/rasoat {number}", say("view.rasoat"))
    if contents.of_entry(end.entry).is_classified:
        return Prompt(text, (review,))
    return Prompt(text, (Choice(f"/suathay {number} {end.field}", say("paper.do.amend")), review))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the document and the answer on our own button; it counts for what was shown then."""
    button = _BUTTON.fullmatch(words)
    if button is None or _is_settled(given) or given.named is None:
        return {}
    chosen = {_SOURCE: button["source"]}
    if button["what"] is None or (button["what"] == YES and int(button["n"]) > pages.SIZE):  # more than it showed
        return chosen
    return {**chosen, f"{_WHAT}.{button['source']}.{button['seen']}": button["what"]}


CONFIRMING: Final = Handler(
    "confirming", ("xacnhan", "confirm"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL)
)
