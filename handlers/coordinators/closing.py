"""/chotsolieu: the office closes its figures, now or as of an instant of the past day; closings are viewed again.

What is shown to be confirmed and what is stored come out the same, for both are computed
as of one instant, which is fixed when it is chosen. Leaders may look, not close.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from handlers.closings import approved, closing, snapshot, wording
from handlers.closings.approved import ApprovedUnits
from handlers.closings.closing import AfterClosing, ToClose
from handlers.closings.snapshot import Closed, Scope
from handlers.desk import Desk
from handlers.documents import worded_wish
from handlers.documents.worded_wish import WordedWish
from handlers.entries import access, doubles
from handlers.handler import Handler, Onward
from handlers.roles import OFFICE
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.moment import Moment
from messages.questions.question import Ask, Heard
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans.schema import Phase, Plan
from storage.members.people import Role
from storage.obligations import snapshots
from storage.obligations.snapshots import Snapshot
from storage.results.joinings import NamedPair

_WHAT: Final = "closing"
_CUT_OFF: Final = "closing_at"
_NOW: Final = "now"
_AT: Final = "@"  # between it and the instant at which it was chosen
_EARLIER: Final = "earlier"
_VIEW: Final = "view."  # with the number
_ALL: Final = "all"
_OTHER: Final = "other"
_BACK_TO: Final = timedelta(days=1)
_NONE: Final = ApprovedUnits(0, 0)
_NAMED: Final = 5  # pairs that may be one activity
_NUMBER: Final = re.compile(r"\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Given:
    """The closings there are; whether a new one may be made; what came after the one named after the command.

    `stood` is how things stood at the instant that was chosen before, by the phases that may be closed; `official` of
    how many units the figures were official then.
    """

    plan: Plan
    made: tuple[Snapshot, ...]
    may_close: bool
    now: datetime
    since: AfterClosing | None
    stood: Mapping[tuple[str, ...], Closed]
    official: ApprovedUnits = _NONE
    doubted: Sequence[NamedPair] = ()


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
        if picked != _NOW:
            return picked
        return f"{picked}{_AT}{self.now.isoformat()}"

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
    return None if kept is None else str(kept).partition(_AT)[0]


@dataclass(frozen=True, slots=True)
class ChosenClosing:
    """A closing to view with what came after it, or one to make; neither: there is none yet."""

    view: Snapshot | None = None
    since: AfterClosing | None = None
    close: ToClose | None = None
    official: ApprovedUnits = _NONE


async def look(desk: Desk) -> Given:
    plan, made = desk.plan.spoken("vi"), tuple(await snapshots.of_plan(desk.db, desk.plan.code))  # stored as it names
    may_close = desk.member.role is Role.COORDINATOR
    named, cut_off = _named(desk.words, made), _cut_off(desk.answers, desk.now)
    since = None if named is None else await closing.since(desk.db, plan, named, desk.now)
    stood: dict[tuple[str, ...], Closed] = {}
    if may_close and cut_off is not None:
        phases = [phase.key for phase in _begun(plan, cut_off)]
        scopes = (Scope(), *(Scope((key,)) for key in phases), Scope(tuple(phases)))
        stood = {closed.scope.phases: closed for closed in await closing.stood(desk.db, plan, cut_off, *scopes)}
    at = cut_off or desk.now if named is None else named.cut_off
    official = await approved.counted(desk.db, desk.plan, at)
    doubted = await doubles.unspoken_of(desk, at) if stood else []
    return Given(desk.plan, made, may_close, desk.now, since, stood, official, doubted)


def _cut_off(answers: Mapping[str, Any], now: datetime) -> datetime | None:
    """Give the instant that was chosen already."""
    what = answers.get(_WHAT, "")
    if what == _EARLIER:
        typed = answers.get(_CUT_OFF)
        return None if typed is None else _moment(now).value(typed)
    return _instant(what) if _AT in what else None


def _instant(what: str) -> datetime:
    """Give the instant kept with the choice to close now."""
    return datetime.fromisoformat(what.partition(_AT)[2])


def _moment(now: datetime) -> Moment:
    return Moment(_CUT_OFF, now - _BACK_TO, now)


def talk(ask: Ask, given: Given) -> ChosenClosing:
    views = tuple(_option(given.plan, made) for made in reversed(given.made))
    ways: tuple[Plain, ...] = ()
    if given.may_close:
        ways = tuple(Plain(way, say(f"closing.{way}")) for way in (_NOW, _EARLIER))
    if not (ways or views):
        return ChosenClosing()
    words = _WHAT if ways else "closing_view"
    what = ask(ClosingChoice(Choose(_WHAT, (*ways, *views), words), given.now))
    if what.startswith(_VIEW):
        view = next(made for made in given.made if _view(made) == what)
        return ChosenClosing(view=view, since=given.since, official=given.official)
    cut_off = ask(_moment(given.now)) if what == _EARLIER else _instant(what)
    scope = _scope(ask, given, cut_off)
    shown = replace(given.stood[scope.phases], scope=scope)
    summary = wording.summary(snapshot.named(shown, given.plan), wording.FEW)
    summary = closing.with_approvals(summary, shown, given.official)
    remarks = "\n".join([*_doubted_worded(given, shown), say("closing.sure")])
    ask(Confirm("close", f"{summary}\n\n{remarks}"))
    return ChosenClosing(close=ToClose(shown, cut_off.isoformat(timespec="milliseconds")))


def _doubted_worded(given: Given, shown: Closed) -> list[str]:
    """Name the pairs that may be one activity, but for those that the summary itself names."""
    said = {frozenset(part.number for part in activity.parts) for activity in shown.joint}
    pairs = [
        say("closing.doubted.pair", first=first, second=second)
        for first, second in (_numbers(given.plan, one) for one in given.doubted)
        if frozenset((first, second)) not in said
    ]
    if not pairs:
        return []
    rest = [say("closing.doubted.rest", n=len(pairs) - _NAMED)] if len(pairs) > _NAMED else []
    return [say("closing.doubted", n=len(pairs), pairs="; ".join([*pairs[:_NAMED], *rest]))]


def _numbers(plan: Plan, pair: NamedPair) -> tuple[str, str]:
    return (
        access.numbered(plan.code, pair.first_unit, pair.first_number),
        access.numbered(plan.code, pair.second_unit, pair.second_number),
    )


def _view(made: Snapshot) -> str:
    return f"{_VIEW}{made.number}"


def _option(plan: Plan, made: Snapshot) -> Plain:
    what = wording.title(snapshot.named(snapshot.read(made.body), plan))
    label = say("closing.row", number=made.number, at=made.cut_off, what=what)
    return Plain(_view(made), label, (str(made.number),))


def _scope(ask: Ask, given: Given, cut_off: datetime) -> Scope:
    """Ask what is closed: a phase that has begun, all of them, or what the office calls it.

    Each choice is of its instant: where another one is chosen meanwhile it is asked anew, and counted before that.
    """
    begun = _begun(given.plan, cut_off)
    word, at = given.plan.period_word, f"{_AT}{cut_off.isoformat()}"
    options = [
        Plain(f"of {phase.key}{at}", say("closing.option", phase=say("closing.phase", period=word, name=phase.name)))
        for phase in begun
    ]
    if len(begun) > 1:
        options.append(Plain(_ALL + at, say("closing.all", period=word)))
    options.append(Plain(_OTHER + at, say("closing.other")))
    what = ask(Choose("closing_of", tuple(options))).key.removesuffix(at)
    if what == _OTHER:
        return Scope(name=ask(Text("closing_name", 80)))
    return Scope(tuple(phase.key for phase in begun if what in {_ALL, f"of {phase.key}"}))


def _begun(plan: Plan, cut_off: datetime) -> list[Phase]:
    return [phase for phase in plan.phases if phase.starts <= cut_off.astimezone(ZONE).date()]


async def act(desk: Desk, wanted: ChosenClosing) -> Prompt:
    if wanted.close is not None:
        made = await closing.store(desk.db, desk.plan, replace(wanted.close, member=desk.member.id), desk.now)
        if made is None:
            return Prompt(say("closing.already"), (_again(),))
        await desk.note("figures.closed", about=str(made.number))
        return Prompt(say("closing.done", number=made.number, at=made.cut_off), (_again(made), _on_paper(made)))
    if wanted.view is None:
        return Prompt(say("closing.none"))
    if wanted.since is None:  # chosen from the list: named like this, what came after it is read first
        raise Onward("close", {}, _WHAT, words=str(wanted.view.number))
    head = say("closing.viewed", number=wanted.view.number, at=wanted.view.made_at)
    return Prompt(
        f"{head}\n{closing.summary(wanted.view, desk.plan, wanted.official)}\n\n{wanted.since.worded(desk.plan)}",
        (_again(), *((_on_paper(wanted.view),) if desk.member.role is Role.COORDINATOR else ())),
    )


def _again(made: Snapshot | None = None) -> Choice:
    if made is None:
        return Choice("/chotsolieu", say("command.chotsolieu"))
    return Choice(f"/chotsolieu xem {made.number}", say("closing.open", number=made.number))


def _on_paper(made: Snapshot) -> Choice:
    """Offer the report that has its figures."""
    return Choice(f"/xuat {worded_wish.spelled(WordedWish(closing=made.number))}", say("closing.on_paper"))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take which closing to view ("xem 2", "2"; the last where no number is said)."""
    named = _named(words, given.made)
    return {} if named is None else {_WHAT: _view(named)}


def _named(words: str, made: Sequence[Snapshot]) -> Snapshot | None:
    """Give the closing that is named after the command."""
    if not words:
        return None
    number = _NUMBER.search(words)
    wanted = int(number[0]) if number else len(made)
    return next((closed for closed in made if closed.number == wanted), None)


CLOSE: Final = Handler(
    "close", ("chotsolieu", "closing"), OFFICE, look, talk, act, start, ways=(BACK, CANCEL), reads_long=True
)
