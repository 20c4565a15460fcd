"""A unit's name where the number of a result is looked for, or alone: the way to its page, to all that is its own."""

from dataclasses import replace
from typing import Final

from handlers.desk import Desk
from handlers.roles import OFFICE, OFFICIALS
from messages.said import Choice, Prompt, Said
from messages.words import say
from plans.units import spelled
from storage.members.people import Role

_MOST: Final = 8  # more units than this are not worth choosing from


def offered(desk: Desk, typed: str, *, whole: bool = False) -> Prompt | None:
    """Offer the pages of the units that may be meant (`whole`: by their whole name); to an official the own unit's."""
    if any(letter.isdecimal() for letter in typed):
        return None  # a number that is not known
    units = desk.plan.find_units(typed)
    if whole:
        units = tuple(unit for unit in units if spelled(typed) in map(spelled, unit.names))
    if desk.member.role is Role.OFFICIAL:
        if units != (desk.unit,):
            return None
        return Prompt(say("unit_named.own", unit=desk.unit.name), (Choice("/dagui", say("command.dagui")),))
    if not 0 < len(units) <= _MOST:
        return None
    choices = tuple(Choice(f"/donvi {unit.code}", say("view.unit", unit=unit.short)) for unit in units)
    return Prompt(say("unit_named", typed=typed), choices)


async def alone(desk: Desk, said: Said) -> Prompt | None:
    """Offer the same where the whole name of a unit is all that was typed."""
    if said.pressed or said.edited or said.attachments:
        return None
    mine = (member for member in desk.members if member.role in OFFICIALS | OFFICE and member.plan in desk.plans)
    found = (offered(replace(desk, member=member), said.text.strip(), whole=True) for member in mine)
    return next((prompt for prompt in found if prompt is not None), None)
