"""The numbers that a unit's officials gave for calls: shown to a coordinator who asks, each time with an audit line."""

from handlers.coordinators.chasing.board import COMMAND
from handlers.coordinators.chasing.looking import CALL, Given
from handlers.desk import Desk
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Unit
from storage.members import personal


async def shown(desk: Desk, given: Given, unit: Unit) -> Prompt:
    """Give the numbers; say who gave none, and what to do where there is none at all."""
    found = await personal.telephones(desk.db, desk.plan.code, unit.code)
    known = [one for one in found if one.phone]
    await desk.note("phone.viewed", about=" ".join([unit.code, *(str(one.member) for one in known)]))
    if not known:
        return Prompt(say("chase.phone.none" if found else "chase.phone.nobody", unit=unit.name), _next(given, unit))
    lines = [say("chase.phone.head", unit=unit.name)]
    lines += [say("chase.phone.row", name=one.name, title=one.title, phone=one.phone) for one in known]
    silent = [one.name for one in found if not one.phone]
    if silent:
        lines.append(say("chase.phone.without", names=", ".join(silent)))
    return Prompt("\n".join([*lines, say("chase.phone.noted")]), _next(given, unit))


def _next(given: Given, unit: Unit) -> tuple[Choice, ...]:
    called = (Choice(f"{COMMAND} {unit.code} {CALL}", say(f"chase.do.{CALL}")),) if given.of(unit.code) else ()
    return (*called, Choice(f"{COMMAND} {unit.code}", unit.short))
