"""The board in words: group by group who owes what until when, the last contact, what was promised and tried.

Names and titles, never a telephone number. A page has eight units, each a button that opens the unit's own page.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import count, groupby
from typing import Final

from handlers.coordinators.chasing.looking import NUDGE, Given
from handlers.entries import pages
from handlers.obligations import tallies
from handlers.obligations.tallies import Unsent
from handlers.situation import blocks, lists, overview, owing, timed
from handlers.situation.overview import Overview
from handlers.situation.owing import Owing
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans import calendar
from plans.obligations import Key, Kind
from storage.obligations.chases import Chase
from storage.obligations.owed import Standing
from storage.schedule.reminders import SentReminder

COMMAND: Final = "/donduc"


def prompt(given: Given) -> Prompt:
    """Word a page, with its buttons and that which reminds all."""
    here, page = given.here, given.wanted.page
    shown = pages.shown(given.owing, page)
    if not shown:
        text = say("chase.board.none", at=here.now) if not given.owing else say("chase.board.no_more")
        return Prompt("\n".join([text, *_ended(here)]) if page == 1 else text)
    lines = list(_head(given)) if page == 1 else [say("chase.board.page", n=len(given.owing), page=page)]
    lines += _rows(given, shown)
    if page == 1:
        lines += _ended(here)
    opens = [
        Choice(f"{COMMAND} {owed.unit}", here.plan.unit(owed.unit).short)
        for owed in given.owing[(page - 1) * pages.SIZE :]
    ]
    return Prompt("\n".join(lines), (*pages.opening(opens, COMMAND, page), *_all(given)))


def _all(given: Given) -> tuple[Choice, ...]:
    """Offer to remind all that can be, where there are several."""
    n = len(given.ready)
    return (Choice(f"{COMMAND} {NUDGE}", say("chase.nudge.all", n=n)),) if given.may and n > 1 else ()


def _head(given: Given) -> Iterator[str]:
    here = given.here
    yield say("chase.board.head", n=len(given.owing), at=here.now)
    for group, n in owing.grouped(given.owing).items():
        yield say(f"digest.unsent.{group}", n=n, names="")
    yield from (line.text for line in blocks.agreed(here))


def _ended(here: Overview) -> list[str]:
    """Say of which tasks that have ended there is no word: that is no delay, but has to be asked for."""
    lines = [line.text for line in timed.windows(here, ended=True)]
    return ["", *lines] if lines else []


def _rows(given: Given, shown: Sequence[Owing]) -> Iterator[str]:
    """Word the units of a page; what several of a group owe alike, and how they all stand, stands once above them."""
    here, place = given.here, count(1)
    for head, alike in groupby(shown, partial(_group, here)):
        units = [(owed.unit, _state(given, owed)) for owed in alike]
        states = [state for _, state in units]
        common = [part for part in states[0] if all(part in state for state in states)] if len(units) > 1 else []
        yield from ("", head)
        if common:
            yield say("chase.board.common", state="; ".join(common))
        for unit, state in units:
            differs = "; ".join(part for part in state if part not in common)
            name = lists.named(here.plan, unit, here.rows)
            key = "chase.board.row" if differs else "chase.board.row.alike"
            yield say(key, nth=next(place), unit=name, state=differs)


def _group(here: Overview, owed: Owing) -> str:
    what = "; ".join(due(here, row) for row in owed.rows)
    return say("chase.board.group", group=say(f"chase.group.{owed.why}"), what=what)


def _state(given: Given, owed: Owing) -> list[str]:
    """Say part by part whether it was reached, what it promised, what the office did."""
    parts = [*_contacts(given, owed), _promised(given.here, owed), done(given.here, owed)]
    return [part for part in parts if part]


def due(here: Overview, row: Standing) -> str:
    """Say what is owed, until when, and how long that is or was."""
    key = Key.parse(row.key)
    what = say("chase.report") if key.kind is Kind.REPORT else say("chase.request", number=int(key.of))
    assert row.due is not None, "only what has a deadline is chased"
    if row.due == here.today:
        return say("chase.due.today", what=what, due=row.due)
    if row.due > here.today:
        return say("chase.due.ahead", what=what, due=row.due, n=calendar.working_days(here.today, row.due))
    n = calendar.working_days(row.due + timedelta(days=1), here.today)
    return say("chase.due.past" if n else "chase.due.over", what=what, due=row.due, n=n)


def contact(given: Given, owed: Owing) -> str:
    """Say how often it was reminded, when last and whom; or why no message reaches anybody."""
    return "; ".join(_contacts(given, owed))


def _contacts(given: Given, owed: Owing) -> list[str]:
    here, told = given.here, messages(given, owed)
    parts = [] if owed.unit in here.heard.reached else [_unreached(here, owed.unit)]
    if told:
        times, last = len({one.sent_at for one in told}), told[-1]
        whom = next((member for member in given.members if member.person == last.person), None)
        name = "" if whom is None else say("chase.whom", name=whom.name, title=whom.title)
        parts.append(say("chase.reminded", n=times, day=last.sent_at.astimezone(ZONE).date()) + name)
    elif not parts:
        parts.append(say("chase.reminded.never"))
    return parts


def messages(given: Given, owed: Owing) -> list[SentReminder]:
    """Give what a unit was told of what it owes now."""
    apart = given.here.for_reports
    of = {tallies.matter(Key.parse(row.key), apart) for row in owed.rows}
    mine = (one for one in given.told if one.unit == owed.unit)
    return [one for one in mine if tallies.matter(Key.parse(one.obligation), apart) in of]


def _unreached(here: Overview, code: str) -> str:
    return say(f"chase.why.{overview.reasons(here, [code])[0][0]}")


def _promised(here: Overview, owed: Owing) -> str:
    """Say for which day the unit promised it, unless that was on the telephone: then what was done says so."""
    agreed = here.follow_ups.get(owed.unit)
    if owed.promised is None or (agreed is not None and agreed.day == owed.promised):
        return ""
    return say("chase.promised", day=owed.promised)


def done(here: Overview, owed: Owing) -> str:
    """Say what the office did about it last; what was agreed on stands until its day has been seen to."""
    mine = here.done.get(owed.unit, ())
    if not mine:
        return say("chase.nothing.talk" if owed.why is Unsent.APART else "chase.nothing")
    last, agreed = mine[-1], here.follow_ups.get(owed.unit)
    words = [what_was_done(last)]
    if agreed is not None and agreed is not last:
        words.append(what_was_done(agreed))
    return "; ".join(words)


def what_was_done(chase: Chase) -> str:
    """Word what was done, with its note."""
    words = say(f"chase.done.{chase.step}", day=chase.day)
    return f"{words} ({chase.note})" if chase.note else words
