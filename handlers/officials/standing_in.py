"""/nguoithay: a colleague of the same unit stands in from one day to another; shown to both, and ended by either."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import OFFICIALS
from messages.questions.ahead import DaysAhead
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.reading.days.spans import worded
from messages.said import Choice, Prompt
from messages.values import Days
from messages.words import say
from storage.members import people, stand_ins
from storage.members.people import Role
from storage.members.stand_ins import StandIn

_LONGEST: Final = 60  # days ahead
_END: Final = "end:"
_MEMBER: Final = "member:"  # a bare number would be taken for a place in the list


@dataclass(frozen=True, slots=True)
class Given:
    """The colleagues of the unit (member, name and title), who stands in for whom, as which member one acts; today."""

    colleagues: tuple[Plain, ...]
    present: tuple[StandIn, ...]
    member: int
    unit: str
    today: date


@dataclass(frozen=True, slots=True)
class StandInDecision:
    """A colleague and the days, or what to end; neither: there is nobody to ask."""

    colleague: Plain | None = None
    days: Days | None = None
    end: StandIn | None = None


async def look(desk: Desk) -> Given:
    today = desk.today
    colleagues = tuple(
        Plain(
            f"{_MEMBER}{colleague.member}",
            say("standin.colleague", name=colleague.name, title=colleague.title),
            (colleague.name,),
        )
        for colleague in await people.listed(desk.db, desk.plan.code, (desk.unit.code,))
        if colleague.role is Role.OFFICIAL and colleague.person != desk.person.id
    )
    present = tuple(await stand_ins.of_member(desk.db, desk.member.id, today))
    return Given(colleagues, present, desk.member.id, desk.unit.name, today)


def talk(ask: Ask, given: Given) -> StandInDecision:
    ends = tuple(
        Plain(f"{_END}{stand_in.id}", say("standin.end", who=line(given, stand_in))) for stand_in in given.present
    )
    if not given.colleagues and not ends:
        return StandInDecision()
    words = "standin" if given.colleagues else "standin_end"
    chosen = ask(Choose("standin", (*given.colleagues, *ends), words=words, facts={"now": _now(given)})).key
    if chosen.startswith(_END):
        ended = next(stand_in for stand_in in given.present if f"{_END}{stand_in.id}" == chosen)
        ask(Confirm("end_standin", say("standin.end.sure", who=line(given, ended))))
        return StandInDecision(end=ended)
    colleague = next(known for known in given.colleagues if known.key == chosen)
    days = ask(DaysAhead("standin_days", given.today, _LONGEST))
    ask(Confirm("stand_in", say("standin.sure", name=colleague.label, days=worded(days))))
    return StandInDecision(colleague, days)


def line(given: Given, stand_in: StandIn) -> str:
    """Say who stands in for whom and when, as the one who reads it sees it."""
    key, name = ("mine", stand_in.by_name) if stand_in.away == given.member else ("theirs", stand_in.away_name)
    return say(f"standin.{key}", name=name, first=stand_in.first_day, last=stand_in.last_day)


def _now(given: Given) -> str:
    return "\n".join(line(given, stand_in) for stand_in in given.present) or say("standin.nobody")


async def act(desk: Desk, decided: StandInDecision) -> Prompt:
    again = (Choice("/nguoithay", say("command.nguoithay")),)
    if decided.end is not None:
        stand_in = decided.end
        await stand_ins.revoke(desk.db, stand_in.id, desk.now)
        await desk.note("standin.ended", about=str(stand_in.id))
        other = stand_in.by_person if stand_in.away == desk.member.id else stand_in.away_person
        facts = {"name": desk.person.name, "first": stand_in.first_day, "last": stand_in.last_day}
        await _tell(desk, other, lambda: say("standin.told.ended", **facts))
        return Prompt(say("standin.ended"), again)
    if decided.colleague is None or decided.days is None:
        return Prompt(say("standin.alone", unit=desk.unit.name))
    return await _registered(desk, decided.colleague, decided.days)


async def _registered(desk: Desk, colleague: Plain, days: Days) -> Prompt:
    by = int(colleague.key.removeprefix(_MEMBER))
    await stand_ins.add(
        desk.db,
        desk.plan.code,
        desk.unit.code,
        away=desk.member.id,
        by=by,
        first=days.first,
        last=days.last,
        at=desk.now,
    )
    await desk.note("standin.registered", about=f"{desk.member.id} {by}")
    here = await stand_ins.of_member(desk.db, desk.member.id, desk.today)
    facts = {"name": desk.person.name, "unit": desk.unit.name}
    for person in {stand_in.by_person for stand_in in here if stand_in.by == by}:
        await _tell(desk, person, lambda: say("standin.told", **facts, days=worded(days)))
    return Prompt(say("standin.done", name=colleague.label, days=worded(days)))


async def _tell(desk: Desk, person: int, word: Callable[[], str]) -> None:
    await telling.person(desk.db, desk.house, person, News(lambda: Prompt(word()), (desk.plan,), desk.now))


STANDING_IN: Final = Handler("standing_in", ("nguoithay", "standin"), OFFICIALS, look, talk, act, ways=(BACK, CANCEL))
