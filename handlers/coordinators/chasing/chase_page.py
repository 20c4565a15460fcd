"""One unit on the board: what it owes, who is there, every contact and what came of it, and what can be done next."""

from collections.abc import Iterator

from handlers.coordinators.chasing import barring, board
from handlers.coordinators.chasing.board import COMMAND
from handlers.coordinators.chasing.looking import CALL, DRAFT, LETTER, NUDGE, TELEPHONE, Given
from handlers.documents.letters import whom
from handlers.situation import lists
from handlers.situation.owing import Owing
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Unit

_LATEST = 6  # contacts; what was before is counted


def prompt(given: Given, unit: Unit, note: str = "") -> Prompt:
    """Word the page; a coordinator finds what can be done, a leader the way to all about the unit."""
    owed = given.of(unit.code)
    lines = [note, ""] if note else []
    lines.append(say("chase.page.head", unit=unit.name.upper(), at=given.here.now))
    if owed is None:
        lines.append(say("chase.page.nothing"))
    else:
        lines += [*_owed(given, owed), *_people(given), *_tried(given, owed)]
    return Prompt("\n".join(lines), choices(given, unit))


def choices(given: Given, unit: Unit) -> tuple[Choice, ...]:
    """Offer what can be done about the unit now."""
    owed, code = given.of(unit.code), unit.code
    doing: list[str] = []
    if given.may and owed is not None:
        doing += [NUDGE] if given.barred[code] is None else []
        doing += [CALL, LETTER]
    if given.may and whom.of_unit(given.here, code) is not None:
        doing.append(DRAFT)
    if given.may and given.members:
        doing.append(TELEPHONE)
    mine = tuple(Choice(f"{COMMAND} {code} {what}", say(f"chase.do.{what}")) for what in doing)
    return (*mine, Choice(f"/donvi {code}", say("chase.do.unit")), Choice(COMMAND, say("chase.do.board")))


def _owed(given: Given, owed: Owing) -> Iterator[str]:
    here = given.here
    yield say("chase.page.state", state=say(f"chase.group.{owed.why}"))
    yield from (say("chase.page.row", what=board.due(here, row)) for row in owed.rows)
    named = lists.named(here.plan, owed.unit, here.rows)
    if named != here.plan.unit(owed.unit).short:
        yield say("chase.page.row", what=named)
    if owed.promised is not None:
        yield say("chase.page.promised", day=owed.promised)


def _people(given: Given) -> Iterator[str]:
    """Name the focal points, say whom no message reaches, and when each was here last: nobody sees what was read."""
    yield ""
    if not given.members:
        yield say("unit_page.nobody")
        return
    yield say("unit_page.people", n=len(given.members))
    for member in given.members:
        reach = "" if member.reachable else say("people.blocked")
        key = "unit_page.main" if member.main else "unit_page.person"
        at = given.active.get(member.member)
        seen = "" if at is None else say("chase.page.active", at=at)
        yield say(key, name=member.name, title=member.title, reach=reach) + seen


def _tried(given: Given, owed: Owing) -> Iterator[str]:
    """Tell every contact about what is owed now, the earliest first, and why it is not reminded, if it is not."""
    here, names = given.here, {member.person: member.name for member in given.members}
    by_day = {nudge.day: nudge for nudge in given.nudges}
    rows = []
    for one in board.messages(given, owed):
        nudge = by_day.get(one.sent_at.astimezone(here.now.tzinfo).date())
        by = say("chase.by.system") if nudge is None else nudge.by or say("chase.by.nameless")
        told = names.get(one.person) or say("chase.by.left")
        rows.append((one.sent_at, say("chase.page.reminded", at=one.sent_at, by=by, whom=told)))
    for chase in here.done.get(owed.unit, ()):
        by = chase.by or say("chase.by.nameless")
        rows.append((chase.at, say("chase.page.done", at=chase.at, by=by, done=board.what_was_done(chase))))
    rows = sorted(dict.fromkeys(rows))
    yield ""
    yield say("chase.page.tried", n=len(rows)) if rows else say("chase.page.untried")
    if len(rows) > _LATEST:
        yield say("chase.page.earlier", n=len(rows) - _LATEST)
    yield from (row for _, row in rows[-_LATEST:])
    why = given.barred[owed.unit]
    if given.may and why is not None:
        yield ""
        yield barring.of_unit(given, owed.unit)
