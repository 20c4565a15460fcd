"""/chuabaocao: who has entered nothing yet, by name, with whom a message reaches."""

from dataclasses import dataclass
from typing import Final

from handlers import figures
from handlers.desk import Desk
from handlers.handler import OFFICE, Handler
from messages.questions.question import Ask
from messages.said import Prompt
from messages.words import say
from plans.schema import UnitKind
from storage import owed, people
from storage.owed import Standing
from storage.people import Listed, Role


@dataclass(frozen=True, slots=True)
class Given:
    """What is owed, and who is here of those who have entered nothing."""

    rows: tuple[Standing, ...]
    members: tuple[Listed, ...]


async def look(desk: Desk) -> Given:
    rows = tuple(await owed.of_plan(desk.db, desk.plan.code))
    silent = figures.silent_units(desk.plan, rows)
    return Given(rows, tuple(await people.listed(desk.db, desk.plan.code, silent)))


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    plan = desk.plan
    silent = figures.silent_units(plan, given.rows)
    if not silent:
        return Prompt(say("silent.none", n=len(plan.units), at=desk.now))
    text = [say("silent.head", n=len(silent), of=len(plan.units), at=desk.now)]
    for kind in UnitKind:
        codes = [code for code in silent if plan.unit(code).kind is kind]
        if codes:
            text += ["", say(f"silent.kind.{kind.value}", n=len(codes))]
            text += [_row(desk, given, code) for code in codes]
    return Prompt("\n".join(text))


def _row(desk: Desk, given: Given, code: str) -> str:
    unit = desk.plan.unit(code)
    mine = [member for member in given.members if member.unit == code and member.role is Role.OFFICIAL]
    if not mine:
        return say("silent.row.unmanned", unit=unit.name)
    main = mine[0]
    key = "silent.row.reached" if any(member.reachable for member in mine) else "silent.row.blocked"
    return say(key, unit=unit.name, name=main.name, title=main.title)


SILENT: Final = Handler("silent", ("chuabaocao", "silent"), OFFICE, look, talk, act)
