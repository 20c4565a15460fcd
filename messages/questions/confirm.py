"""The review screen: everything that was understood, to send or to change one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from messages import meanings
from messages.folding import folded
from messages.questions.question import Heard
from messages.questions.ways import CHANGE
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say

_YES: Final = "yes"


@dataclass(frozen=True, slots=True)
class Confirm:
    """Shows `shows`; is answered by yes alone. `changes` are the keys of the answers that can be changed here.

    `facts` fill the words of the yes: how many it is about, or whom.
    """

    key: str
    shows: str
    changes: tuple[str, ...] = ()
    words: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> str:  # noqa: ARG002 - there is but one answer
        """Keep yes; any other word is asked about, never taken for a yes."""
        if heard.picked == _YES or says_yes(heard.said.text):
            return _YES
        if folded(heard.said.text.strip(" .")) in _typed("confirm.no.typed"):
            raise Unclear("confirm.no")
        raise Unclear("confirm.unclear")

    def value(self, kept: Any) -> bool:
        """Give True."""
        return bool(kept == _YES)

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - there is but one answer
        """Show everything, then the choices."""
        yes = Choice(_YES, say(f"confirm.{self.words or self.key}", **self.facts))
        changes = tuple(Choice(CHANGE + key, say(f"change.{key}")) for key in self.changes)
        return Prompt(self.shows, (yes, *changes), alone=1)

    def echo(self, kept: Any) -> str:  # noqa: ARG002 - what follows says it
        """Say nothing."""
        return ""


def says_yes(text: str) -> bool:
    """Tell whether a text is a yes, in either language, with or without tone marks; those of a no make it none."""
    said = text.strip(" .!")
    return folded(said) in _typed("confirm.typed") and not meanings.is_exactly(said, ("confirm.no.typed",))


@cache
def _typed(key: str) -> dict[str, str]:
    return meanings.typed({key: key})
