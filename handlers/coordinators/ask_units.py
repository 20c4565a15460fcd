"""Which units are meant: several names in one line, typed as people type them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from messages.questions.choose import Choose, Plain, search
from messages.questions.question import Heard
from messages.said import Prompt
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan, Unit

_BETWEEN: Final = re.compile(r"[;,\n]")
_UNITS: Final = "units:"  # before the codes of units that were typed where a group is chosen
_NAMED: Final = 6  # units that a name may mean; the others are counted


@dataclass(frozen=True, slots=True)
class AskUnits:
    """One unit or more, of those with these codes; kept are the codes."""

    key: str
    plan: Plan
    codes: Sequence[str]
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> list[str]:  # noqa: ARG002 - new names replace the old
        """Keep each unit named; a name that may mean several is said back with them."""
        codes = [self._code(part.strip()) for part in _BETWEEN.split(heard.said.text) if part.strip()]
        if not codes:
            raise Unclear("units.none", name=heard.said.text.strip() or "–")
        return list(dict.fromkeys(codes))

    def _code(self, name: str) -> str:
        found = [unit for unit in self.plan.find_units(name) if unit.code in self.codes]
        if len(found) > 1:
            raise Unclear("units.several", name=name, units=_named(found))
        if not found:
            raise Unclear("units.none", name=name[:60])
        return found[0].code

    def value(self, kept: Any) -> tuple[Unit, ...]:
        """Give the units; one may have left the plan meanwhile."""
        if not set(kept) <= set(self.codes):
            raise Unclear("choose.withdrawn")
        return tuple(self.plan.unit(code) for code in kept)

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - the review screen shows them
        """Ask, with two of them as an example."""
        example = "; ".join(self.plan.unit(code).short for code in self.codes[:2])
        return Prompt(say(f"ask.{self.key}", example=example))

    def echo(self, kept: Any) -> str:
        """Say the units back."""
        return say("echo.chosen", label="; ".join(unit.short for unit in self.value(kept)))


@dataclass(frozen=True, slots=True)
class ToWhom(Choose[Plain]):
    """A group of units to be chosen, or units typed in its place: kept are the group's key, or the units' codes."""

    units: AskUnits = field(kw_only=True)

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep the group; words that name none are names of units."""
        if heard.picked or search(self.options, heard.said.text):
            return Choose.hear(self, heard, kept)
        return _UNITS + ",".join(self.units.hear(heard, kept))

    def value(self, kept: Any) -> Plain:
        """Give the group, or the units as one."""
        if codes := codes_typed(kept):
            return Plain(kept, "; ".join(unit.short for unit in self.units.value(codes)))
        return Choose.value(self, kept)


def codes_typed(kept: Any) -> Sequence[str]:
    """Give the codes of the units typed in the place of a group; none where a group was chosen."""
    return kept.removeprefix(_UNITS).split(",") if str(kept).startswith(_UNITS) else ()


def _named(units: Sequence[Unit]) -> str:
    names = "; ".join(unit.short for unit in units[:_NAMED])
    rest = len(units) - _NAMED
    return say("units.several.rest", units=names, rest=rest) if rest > 0 else names
