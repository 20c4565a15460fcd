"""/chuabaocao: who has entered nothing yet, by name, with whom a message reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import tallies
from handlers.roles import OFFICE
from messages.questions.question import Ask
from messages.said import Prompt
from messages.words import say
from plans.schema import UnitKind
from storage.members import manning
from storage.members.manning import NamedOfficial
from storage.obligations import owed
from storage.obligations.owed import Standing
from storage.results import tally


@dataclass(frozen=True, slots=True)
class Given:
    """What is owed, which units have results, and whom to name of the silent ones, where anybody is here.

    The officials of those in `left` have all left.
    """

    rows: tuple[Standing, ...]
    entered: tuple[str, ...]
    named: Mapping[str, NamedOfficial]
    left: frozenset[str]


async def look(desk: Desk) -> Given:
    rows = tuple(await owed.of_plan(desk.db, desk.plan.code))
    entered = tuple(await tally.units(desk.db, desk.plan.code))
    named = await manning.named(desk.db, desk.plan.code, tallies.silent_units(desk.plan, rows, entered))
    left = frozenset(await manning.left(desk.db, desk.plan.code))
    return Given(rows, entered, {official.unit: official for official in named}, left)


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    plan = desk.plan
    silent = tallies.silent_units(plan, given.rows, given.entered)
    nothing = tallies.nothing_arises(plan, given.rows, given.entered)
    known = ", ".join(plan.unit(code).short for code in nothing)
    apart = ["", say("silent.nothing", n=len(nothing), names=known)] if nothing else []
    if not silent:
        key = "silent.none.nothing" if nothing else "silent.none"
        return Prompt("\n".join([say(key, n=len(plan.units), at=desk.now), *apart]))
    text = [say("silent.head", n=len(silent), of=len(plan.units), at=desk.now)]
    for kind in UnitKind:
        codes = [code for code in silent if plan.unit(code).kind is kind]
        if codes:
            text += ["", say(f"silent.kind.{kind.value}", n=len(codes))]
            text += _rows(desk, given, codes)
    return Prompt("\n".join([*text, *apart]))


def _rows(desk: Desk, given: Given, codes: Sequence[str]) -> list[str]:
    """Name whom a message reaches, a line a unit; those of whom nobody is here share one."""
    promised = tallies.promised_results(given.rows, desk.today)
    rows = [_row(desk, given.named[code], promised.get(code)) for code in codes if code in given.named]
    absent = [code for code in codes if code not in given.named]
    parts = {
        "unmanned": [code for code in absent if code not in given.left],
        "left": [code for code in absent if code in given.left],
    }
    for part, found in parts.items():
        if found:
            names = ", ".join(desk.plan.unit(code).short for code in found)
            rows.append(say(f"digest.silent.{part}", n=len(found), names=f": {names}"))
    return rows


def _row(desk: Desk, main: NamedOfficial, promised: date | None) -> str:
    unit = desk.plan.unit(main.unit)
    key = "silent.row.reached" if main.reached else "silent.row.blocked"
    row = say(key, unit=unit.name, name=main.name, title=main.title)
    return row if promised is None else say("silent.promised", row=row, day=promised)


SILENT: Final = Handler("silent", ("chuabaocao", "silent"), OFFICE, look, talk, act, reads_long=True)
