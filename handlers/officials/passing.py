"""/nguoikhac: somebody else of the unit is its main focal point from now on, and is reminded in one's place.

Only the main one passes it on. Somebody who is not registered needs a code: the admins are told.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from storage.members import people
from storage.members.people import Listed, Role

_NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class Given:
    """The other focal points of the unit, the main one first; whether one is that oneself."""

    colleagues: tuple[Listed, ...]
    is_main: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """To whom; None: to somebody who is to register. Not `may`: only the main one may."""

    to: Listed | None = None
    may: bool = True
    main: str = ""


async def look(desk: Desk) -> Given:
    mine = [
        colleague
        for colleague in await people.listed(desk.db, desk.plan.code, (desk.unit.code,))
        if colleague.role is Role.OFFICIAL and colleague.person != desk.person.id
    ]
    return Given(tuple(mine), desk.member.main)


def talk(ask: Ask, given: Given) -> Passed:
    if not given.is_main:
        main = next((colleague.name for colleague in given.colleagues if colleague.main), "")
        return Passed(may=False, main=main)
    options = [
        Plain(f"member:{colleague.member}", _named(colleague), (colleague.name,)) for colleague in given.colleagues
    ]
    picked = ask(Choose("pass_to", (*options, Plain(_NEW, say("pass.new")))))
    if picked.key == _NEW:
        return Passed()
    to = next(colleague for colleague in given.colleagues if f"member:{colleague.member}" == picked.key)
    ask(Confirm("pass_on", say("pass.sure", name=_named(to))))
    return Passed(to)


def _named(colleague: Listed) -> str:
    return say("standin.colleague", name=colleague.name, title=colleague.title)


async def act(desk: Desk, passed: Passed) -> Prompt:
    unit = desk.unit.name
    if not passed.may:
        return Prompt(say("pass.not_main", name=passed.main) if passed.main else say("pass.nobody", unit=unit))
    if passed.to is None:
        await desk.note("pass.asked", about=desk.unit.code)
        key = f"pass/{desk.plan.code}/{desk.unit.code}"
        await telling.admins(desk.db, desk.house, News(partial(_told_admins, unit), (desk.plan,), desk.now, key=key))
        return Prompt(say("pass.asked", unit=unit))
    await people.make_main(desk.db, passed.to.member)
    await desk.note("pass.done", about=f"{desk.member.id} {passed.to.member}")
    news = News(partial(_told, desk.person.name, unit), (desk.plan,), desk.now)
    await telling.person(desk.db, desk.house, passed.to.person, news)
    return Prompt(say("pass.done", name=_named(passed.to), unit=unit))


def _told_admins(unit: str) -> Prompt:
    return Prompt(say("pass.told.new", unit=unit), (Choice("/capma", say("command.capma")),))


def _told(name: str, unit: str) -> Prompt:
    return Prompt(say("pass.told", name=name, unit=unit), (Choice("/nhiemvu", say("command.nhiemvu")),))


PASS: Final = Handler("passing", ("nguoikhac", "someoneelse"), OFFICIALS, look, talk, act, ways=(BACK, CANCEL))
