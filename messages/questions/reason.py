"""Why: one of a few reasons, by button or number, or words of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from messages.questions.choose import Option, search
from messages.questions.question import Heard
from messages.questions.text import Text
from messages.said import Choice, Prompt
from messages.unclear import Unclear

_AT_MOST: Final = 250  # characters


@dataclass(frozen=True, slots=True)
class GiveReason:
    """A reason in a line. Kept are its words: those of the one picked, or what was typed.

    `closed`: nothing but these may be said, for own words might tell what may not be told here.
    """

    key: str
    options: Sequence[Option]
    words: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    closed: bool = False
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep what was picked or typed."""
        picked = next((option.label for option in self.options if option.key == heard.picked), "")
        if picked:
            return picked
        if self.closed:
            found = search(self.options, heard.said.text)
            if len(found) == 1:
                return found[0].label
            raise Unclear("choose.several" if found else "choose.none")
        return self._text.hear(heard, kept)

    def value(self, kept: Any) -> str:
        """Give the reason, to be put in a sentence."""
        return str(kept).rstrip(" .;!?")

    def prompt(self, kept: Any) -> Prompt:
        """Ask, with the reasons there are."""
        asked = self._text.prompt(kept)
        return Prompt(asked.text, tuple(Choice(option.key, option.label) for option in self.options))

    def echo(self, kept: Any) -> str:
        """Say it back, where there are words for it."""
        return self._text.echo(kept)

    @property
    def _text(self) -> Text:
        return Text(self.key, _AT_MOST, self.words, self.facts)
