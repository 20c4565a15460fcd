"""What was counted: several figures in one line, each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from messages import meanings
from messages.folding import folded
from messages.questions.question import Heard
from messages.reading.figures.figures import echoed, listed, read_figures
from messages.reading.figures.units import Counted, name
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.values import Figure
from messages.words import has, say

_NONE: Final = "none"
_FEW: Final = ("01", "03", "05")
_MANY: Final = ("hơn 120", "350", "1.200")
_OF_MANY: Final = ("lượt", "người", "đại biểu", "mét")  # of these there are never few


@dataclass(frozen=True, slots=True)
class AskFigures:
    """The figures of an activity. Its words stand under `ask.<words or key>`.

    `of` are the indicators usual for its form; `also` the others that may be told.
    """

    key: str
    of: Sequence[Counted]
    optional: bool = True
    also: Sequence[Counted] = ()
    words: str = ""
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> list[dict[str, Any]]:  # noqa: ARG002 - new figures replace the old
        """Keep the figures typed; an empty list when there are none to tell."""
        text = heard.picked or heard.said.text
        if heard.picked == _NONE or folded(text.strip(" .")) in _nothing():
            if not self.optional:
                raise Unclear("figures.must")
            return []
        return [figure.kept() for figure in read_figures(text, self.of, self.also)]

    def value(self, kept: Any) -> tuple[Figure, ...]:
        """Give the figures; an indicator may have been taken out of the plan meanwhile."""
        known = {counted.key for counted in self._all}
        if any(figure["indicator"] not in known for figure in kept):
            raise Unclear("figures.withdrawn")
        return tuple(map(Figure.of_kept, kept))

    def prompt(self, kept: Any) -> Prompt:
        """Ask; say what is usually counted, and how to type it."""
        asked = f"ask.{self.words or self.key}"
        lines = [say(asked if has(asked) else "ask.figures")]
        if self.of:
            lines.append(say("figures.usual", names="; ".join(counted.label for counted in self.of)))
            lines.append(say("figures.example", example=self._example()))
        if kept:
            lines.append(say("figures.present", figures=self._echoed(kept)))
        choices = (Choice(_NONE, say("figures.none")),) if self.optional else ()
        return Prompt("\n".join(lines), choices)

    def echo(self, kept: Any) -> str:
        """Say the figures back."""
        if not kept:
            return say("figures.echo.none")
        return say("figures.echo", figures=self._echoed(kept))

    def _echoed(self, kept: Any) -> str:
        return listed(self.value(kept), self._all, echoed)

    @property
    def _all(self) -> tuple[Counted, ...]:
        return (*self.of, *self.also)

    def _example(self) -> str:
        """Give an example as people may type it, in the words of this form."""
        few, many = iter(_FEW), iter(_MANY)
        shown = []
        for counted in self.of[: len(_FEW)]:
            amounts = many if counted.unit.startswith(_OF_MANY) else few
            shown.append(f"{next(amounts)} {name(counted)}")
        return "; ".join(shown)


@cache
def _nothing() -> dict[str, str]:
    """Give what people type for no figures, in either language."""
    return meanings.typed(dict.fromkeys(("figures.none.typed", "figures.none"), _NONE))
