"""/chotsolieu: the office closes its figures, now or as of an instant of the past day; closings are viewed again.

What is shown to be confirmed and what is stored come out the same, for both are computed
as of one instant, which is fixed when it is chosen. Leaders may look, not close.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from handlers.closings import as_of, closing, snapshot, wording
from handlers.closings.as_of import KeptUntil
from handlers.closings.closing import ToClose
from handlers.closings.snapshot import Scope
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import OFFICE
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.moment import Moment
from messages.questions.question import Ask, Heard
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans.schema import Plan
from storage.members.people import Role
from storage.obligations import snapshots
from storage.obligations.snapshots import Snapshot

_WHAT: Final = "closing"
_NOW: Final = "now"
_AT: Final = "@"  # between it and the instant at which it was chosen
_EARLIER: Final = "earlier"
_VIEW: Final = "view."  # with the number
_ALL: Final = "all"
_OTHER: Final = "other"
_BACK_TO: Final = timedelta(days=1)
_NUMBER: Final = re.compile(r"\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Given:
    """The closings there are; for a coordinator what was kept until now."""

    plan: Plan
    made: tuple[Snapshot, ...]
    kept: KeptUntil | None
    now: datetime


@dataclass(frozen=True, slots=True)
class ClosingChoice:
    """What to do; of closing now the instant is kept with it, so that what is confirmed is what is stored."""

    choose: Choose[Plain]
    now: datetime
    key = _WHAT
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep what was picked, and when."""
        picked = self.choose.hear(heard, kept)
        return f"{picked}{_AT}{self.now.isoformat()}" if picked == _NOW else picked

    def value(self, kept: Any) -> str:
        """Give what was picked, with its instant."""
        self.choose.value(_picked(kept))
        return str(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask."""
        return self.choose.prompt(_picked(kept))

    def echo(self, kept: Any) -> str:
        """Say what was chosen."""
        return self.choose.echo(_picked(kept))


def _picked(kept: Any) -> Any:
    return kept if kept is None else str(kept).partition(_AT)[0]


@dataclass(frozen=True, slots=True)
class ChosenClosing:
    """A closing to view, or one to make; neither: there is none yet."""

    view: Snapshot | None = None
    close: ToClose | None = None


async def look(desk: Desk) -> Given:
    made = tuple(await snapshots.of_plan(desk.db, desk.plan.code))
    kept = None
    if desk.member.role is Role.COORDINATOR:
        kept = await as_of.read(desk.db, desk.plan.code, desk.now)
    return Given(desk.plan, made, kept, desk.now)


def talk(ask: Ask, given: Given) -> ChosenClosing:
    views = tuple(_option(one) for one in reversed(given.made))
    ways = () if given.kept is None else tuple(Plain(way, say(f"closing.{way}")) for way in (_NOW, _EARLIER))
    if not (ways or views):
        return ChosenClosing()
    words = _WHAT if ways else "closing_view"
    what = ask(ClosingChoice(Choose(_WHAT, (*ways, *views), words), given.now))
    if what.startswith(_VIEW):
        return ChosenClosing(view=next(one for one in given.made if _option(one).key == what))
    if what == _EARLIER:
        cut_off = ask(Moment("closing_at", given.now - _BACK_TO, given.now))
    else:
        cut_off = datetime.fromisoformat(what.partition(_AT)[2])
    scope = _scope(ask, given, cut_off)
    assert given.kept is not None, "only a coordinator is offered to close"
    shown = snapshot.of(given.plan, as_of.stood(given.plan, given.kept, cut_off), scope)
    ask(Confirm("close", wording.summary(shown) + "\n\n" + say("closing.sure")))
    return ChosenClosing(close=ToClose(scope, cut_off.isoformat(timespec="milliseconds"), cut_off))


def _option(made: Snapshot) -> Plain:
    what = wording.title(snapshot.read(made.body))
    label = say("closing.row", number=made.number, at=made.cut_off, what=what)
    return Plain(f"{_VIEW}{made.number}", label, (str(made.number),))


def _scope(ask: Ask, given: Given, cut_off: datetime) -> Scope:
    """Ask what is closed: a phase that has begun, all of them, or what the office calls it."""
    begun = [phase for phase in given.plan.phases if phase.starts <= cut_off.astimezone(ZONE).date()]
    word = given.plan.period_word
    options = [
        Plain(f"of {one.key}", say("closing.option", phase=say("closing.phase", period=word, name=one.name)))
        for one in begun
    ]
    options += [Plain(_ALL, say("closing.all", period=word))] if len(begun) > 1 else []
    options.append(Plain(_OTHER, say("closing.other")))
    what = ask(Choose("closing_of", tuple(options))).key
    if what == _OTHER:
        return Scope(name=ask(Text("closing_name", 80)))
    return Scope(tuple(one.key for one in begun if what in {_ALL, f"of {one.key}"}))


async def act(desk: Desk, wanted: ChosenClosing) -> Prompt:
    if wanted.close is not None:
        new = ToClose(wanted.close.scope, wanted.close.step, wanted.close.cut_off, desk.member.id)
        made = await closing.store(desk.db, desk.plan, new, desk.now)
        if made is None:
            return Prompt(say("closing.already"), (_again(),))
        await desk.note("figures.closed", about=str(made.number))
        return Prompt(say("closing.done", number=made.number, at=made.cut_off), (_again(made),))
    if wanted.view is None:
        return Prompt(say("closing.none"))
    since = await closing.since(desk.db, desk.plan, wanted.view, desk.now)
    head = say("closing.viewed", number=wanted.view.number, at=wanted.view.made_at)
    return Prompt(f"{head}\n{closing.summary(wanted.view)}\n\n{since}", (_again(),))


def _again(made: Snapshot | None = None) -> Choice:
    if made is None:
        return Choice("/chotsolieu", say("command.chotsolieu"))
    return Choice(f"/chotsolieu xem {made.number}", say("closing.open", number=made.number))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take which closing to view ("xem 2", "2"; the last where no number is said)."""
    number = _NUMBER.search(words)
    wanted = int(number[0]) if number else len(given.made)
    views = [one for one in given.made if one.number == wanted] if words else []
    return {_WHAT: _option(views[0]).key} if views else {}


CLOSE: Final = Handler("close", ("chotsolieu", "closing"), OFFICE, look, talk, act, start, ways=(BACK, CANCEL))
