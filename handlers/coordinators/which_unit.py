"""Ask which unit somebody means whose words behind a command name none, or several."""

from collections.abc import Sequence
from typing import Final

from handlers import menu
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Plan, Unit

_CHOICES: Final = 8  # more units than this are not worth choosing from


def among(plan: Plan, typed: str, found: Sequence[Unit], command: str) -> Prompt:
    """Offer the units that may be meant; where they are too many, or none, say what to type after the command."""
    facts = {"typed": typed, "command": menu.shown(command), "unit": plan.units[0].code}
    if not found:
        return Prompt(say("which_unit.unknown", plan=plan.short, **facts))
    if len(found) > _CHOICES:
        return Prompt(say("which_unit.too_many", n=len(found), **facts))
    choices = tuple(Choice(f"/{command} {unit.code}", unit.name) for unit in found)
    return Prompt(say("which_unit.several", typed=typed), choices)
