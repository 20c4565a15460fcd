"""With whom something was held: units of the plan where they are recognised, else the name as it was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from handlers.entries.contents import Partner, partners_worded
from messages.questions.line import SAME, SKIP, choices, meant
from messages.questions.question import Heard
from messages.said import Prompt
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan, recognised

_AT_MOST: Final = 250


_APART: Final = re.compile(r"[;\n]")


_AND: Final = re.compile(r"\s+(?:và|va|and|&)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskPartners:
    """The units something was held with; none is an answer too. Kept: [[unit's code or "", as typed], ...]."""

    key: str
    plan: Plan
    last: tuple[Partner, ...] = ()
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> list[list[str]]:  # noqa: ARG002 - new ones replace the old
        """Keep whom it names, none, or those of the last time."""
        word = meant(heard, optional=True)
        if word == SKIP:
            return []
        if word == SAME and not self.last:
            raise Unclear("line.same.none")
        found = self.last if word == SAME else tuple(read(self.plan, heard.said.text))
        return [[partner.unit, partner.name] for partner in dict.fromkeys(found)]

    def value(self, kept: Any) -> tuple[Partner, ...]:
        """Give them."""
        return tuple(Partner(unit, name) for unit, name in kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask; skipping comes first, then those of the last time."""
        text = say("ask.partners")
        if kept:
            text += "\n" + say("ask.present", kept=partners_worded(self.plan, self.value(kept)))
        return Prompt(text, choices(partners_worded(self.plan, self.last), optional=True))

    def echo(self, kept: Any) -> str:
        """Say which units were recognised, and what is kept as it was typed."""
        known = [partner for partner in self.value(kept) if partner.unit]
        other = [partner for partner in self.value(kept) if not partner.unit]
        parts = (("echo.partners", known), ("echo.partners.typed", other))
        return "\n".join(say(key, names=partners_worded(self.plan, some)) for key, some in parts if some)


def read(plan: Plan, text: str) -> Iterator[Partner]:
    """Read names set apart by ";", "," or "và"; names of units may hold commas and "và" themselves."""
    if len(text) > _AT_MOST:
        raise Unclear("text.too_long", n=len(text), at_most=_AT_MOST)
    pieces = [piece.strip(" .") for piece in _APART.split(text)]
    if not any(c.isalnum() for c in text):
        raise Unclear("text.no_words")
    for piece in filter(None, pieces):
        yield from _listed(plan, [part.strip() for part in piece.split(",") if part.strip()])


def _listed(plan: Plan, parts: Sequence[str]) -> Iterator[Partner]:
    start = 0
    while start < len(parts):
        ends = range(len(parts), start, -1)  # the longest name first: "Bộ Văn hóa, Thể thao và Du lịch" is one
        end, code = next(
            ((end, code) for end in ends if (code := recognised(plan, ", ".join(parts[start:end])))), (start + 1, "")
        )
        name = ", ".join(parts[start:end])
        both = [Partner(recognised(plan, half), half) for half in _AND.split(name)]
        whole = code or len(both) == 1 or not all(partner.unit or partner.name.isupper() for partner in both)
        yield from [Partner(code, name)] if whole else both
        start = end
