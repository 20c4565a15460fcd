"""/xuat: the office has documents made of a plan's results. What is wanted stands behind the command.

They are made in another process; meanwhile the command says how far that is, and stops it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from handlers.desk import Desk
from handlers.documents import worded_wish
from handlers.documents.consolidated.report import IssuedBy
from handlers.documents.in_chat import KIND
from handlers.documents.making import DocumentKind
from handlers.documents.own_documents import OF_UNIT
from handlers.documents.worded_wish import MAKE, STOP, ReadWish, WordedWish
from handlers.handler import Handler
from handlers.roles import COORDINATORS
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.shortening import shortened
from messages.values import DocumentsByChat
from messages.words import ZONE, language, say
from plans.schema import Plan
from storage.obligations import snapshots
from storage.obligations.snapshots import Snapshot
from storage.queues import work
from storage.queues.work import UnderWay

_COMMAND: Final = "/xuat"
_CLOSINGS: Final = 3  # the newest are offered
_TYPED: Final = 60  # characters of what nothing was made of


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed, the closings there are, and what this person has asked for and is not there yet."""

    asked: ReadWish
    plan: Plan
    closings: tuple[Snapshot, ...]
    under_way: UnderWay | None
    goes: bool


async def look(desk: Desk) -> Given:
    plan = desk.plan
    closings = tuple(await snapshots.of_plan(desk.db, plan.code))
    asked = worded_wish.read(desk.words, plan, desk.now.astimezone(ZONE).date())
    if asked.wish.closing is None:
        newest = closings[-1].number if closings else 0
        asked = replace(asked, wish=replace(asked.wish, closing=newest))
    under_way = await work.under_way(desk.db, desk.person.id, KIND)
    return Given(asked, plan, closings, under_way, desk.house.by_chat is DocumentsByChat.ALL)


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    wish, verb = given.asked.wish, given.asked.verb
    if verb == STOP:
        stopped = await work.stop(desk.db, desk.person.id, KIND, desk.now)
        return Prompt(say("export.stopped" if stopped else "export.nothing_to_stop"), (_choice(wish, "export.again"),))
    if given.under_way is not None:
        return _how_far(given.under_way)
    if given.asked.left:
        typed = shortened(given.asked.left, _TYPED)
        return Prompt(
            say("export.unknown", typed=typed, unit=given.plan.units[0].code), (_choice(wish, "export.show"),)
        )
    if wish.closing and _closing(given) is None:
        return Prompt(say("export.no_closing", n=wish.closing), (_choice(replace(wish, closing=0), "export.show"),))
    if not wish.kinds:
        lists = replace(wish, kinds=frozenset({DocumentKind.EVIDENCE}))
        return Prompt(
            say("export.sums_of_all", period=given.plan.period_word)
            if wish.days
            else say("export.office_has_none", unit=given.plan.unit(wish.unit).name),
            (_choice(lists, "export.lists"), _choice(WordedWish(closing=wish.closing), "export.whole")),
        )
    if wish.is_units_own and (wish.closing or wish.phase):
        return Prompt(say("export.unit_all"), (_choice(replace(wish, closing=0, phase=""), "export.show"),))
    if verb == MAKE:
        facts = {"words": worded_wish.spelled(wish), "at": desk.now.isoformat()}
        wanted = Wanted(KIND, given.plan.code, language(), (desk.person.id,), facts=facts)
        key = f"{KIND}/{given.plan.code}/{desk.person.id}"
        await long_work.ask(desk.db, wanted, desk.now, by=desk.person.id, key=key)
        await desk.note("documents.asked", about=facts["words"])
        return Prompt(say("export.begun", what=_kinds(wish)), (Choice(_COMMAND, say("export.how_far")), _stop()))
    return Prompt("\n".join(_lines(given)), tuple(_choices(given)))


def _how_far(under_way: UnderWay) -> Prompt:
    if not under_way.has_begun:
        text = say("export.waiting", at=under_way.made_at)
    elif under_way.of == 0:
        text = say("export.at_it", at=under_way.made_at)
    else:
        text = say("export.read", at=under_way.made_at, read=under_way.read, of=under_way.of)
    return Prompt(text, (Choice(_COMMAND, say("export.how_far")), _stop()))


def _stop() -> Choice:
    return Choice(f"{_COMMAND} {worded_wish.word(STOP)}", say("export.stop"))


def _closing(given: Given) -> Snapshot | None:
    return next((made for made in given.closings if made.number == given.asked.wish.closing), None)


def _kinds(wish: WordedWish) -> str:
    return "; ".join(_kind(kind, wish) for kind in DocumentKind if kind in wish.kinds)


def _kind(kind: DocumentKind, wish: WordedWish) -> str:
    return say(f"export.kind.{OF_UNIT.get(kind, kind) if wish.unit else kind}")


def _lines(given: Given) -> Iterator[str]:
    """Word what would be made."""
    wish, plan, closing = given.asked.wish, given.plan, _closing(given)
    yield say("export.head", plan=plan.short.upper())
    yield say("export.what", what=_kinds(wish))
    yield say("export.as_closed", number=closing.number, at=closing.cut_off) if closing else say("export.as_now")
    if not closing and not wish.is_of_part:
        name = plan.phase(wish.phase).name if wish.phase else ""
        yield say("export.of_phase", period=plan.period_word, name=name) if name else say("export.of_all")
    if wish.unit:
        yield say("export.of_unit", unit=plan.unit(wish.unit).name)
    if wish.days:
        yield say("export.of_days", first=wish.days[0], last=wish.days[1])
    if DocumentKind.DOCX in wish.kinds and not wish.unit:
        form = plan.consolidated
        issuer = form.committee if form and wish.by is IssuedBy.COMMITTEE else form.office if form else None
        yield say("export.by", issuer=issuer.reporter if issuer else plan.office_name)
        yield say("export.annex" if wish.names_silent else "export.no_annex")
    yield say("export.goes" if given.goes else "export.stays")
    if not wish.is_of_part:
        yield say("export.hint", unit=plan.units[0].code)


def _choices(given: Given) -> Iterator[Choice]:
    """Give a button that makes it, and one for each thing that may be otherwise."""
    wish = given.asked.wish
    yield _choice(wish, "export.make", MAKE)
    for kind in DocumentKind:
        if kind in wish.kinds and len(wish.kinds) > 1:
            yield _choice(replace(wish, kinds=wish.kinds - {kind}), "export.without", what=_kind(kind, wish))
        elif kind not in wish.kinds | worded_wish.without(wish, given.plan):
            yield _choice(replace(wish, kinds=wish.kinds | {kind}), "export.with", what=_kind(kind, wish))
    if wish.is_of_part:
        yield _choice(replace(wish, unit="", days=None), "export.whole")
        return
    yield from _of_what(given)
    if DocumentKind.DOCX in wish.kinds:
        yield from _about_the_report(given)


def _of_what(given: Given) -> Iterator[Choice]:
    """Give a button for each other closing and phase, and for all of it as it stands."""
    wish, plan = given.asked.wish, given.plan
    if wish.closing or wish.phase:
        yield _choice(replace(wish, closing=0, phase=""), "export.now")
    for made in reversed(given.closings[-_CLOSINGS:]):
        if made.number != wish.closing:
            yield _choice(
                replace(wish, closing=made.number, phase=""), "export.closed", number=made.number, at=made.cut_off
            )
    for phase in plan.phases if len(plan.phases) > 1 else ():
        if phase.key != wish.phase:
            chosen = replace(wish, closing=0, phase=phase.key)
            yield _choice(chosen, "export.phase.only", period=plan.period_word, name=phase.name)


def _about_the_report(given: Given) -> Iterator[Choice]:
    wish, form = given.asked.wish, given.plan.consolidated
    if form is not None and form.committee is not None:
        by, issuer = (
            (IssuedBy.COMMITTEE, form.committee) if wish.by is IssuedBy.OFFICE else (IssuedBy.OFFICE, form.office)
        )
        yield _choice(replace(wish, by=by), "export.issuer", issuer=issuer.reporter)
    key = "export.leave_annex" if wish.names_silent else "export.add_annex"
    yield _choice(replace(wish, names_silent=not wish.names_silent), key)


def _choice(wish: WordedWish, words: str, verb: str = "", **facts: object) -> Choice:
    return Choice(f"{_COMMAND} {worded_wish.spelled(wish, verb)}", say(words, **facts))


EXPORTING: Final = Handler("exporting", ("xuat", "export"), COORDINATORS, look, talk, act, takes_words=True)
