"""One of several things, picked by button, number or a few words of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, Protocol, TypeVar

from rapidfuzz import fuzz

from messages import meanings
from messages.folding import agrees, folded, of_ours
from messages.questions.question import Forgetting, Heard
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import has, say

_AT_ONCE: Final = 15  # choices shown in one message; more are found by their words
_OFFERED: Final = 6
_FEW: Final = 2  # are listed too: to say that they are left takes as much room
_SHORT: Final = 3  # letters: "hop" would find "tổng hợp" where a meeting ("họp") is meant
_MARKS: Final = ".,;:()/"
_BARE: Final = ("choose.bare.typed",)  # a yes or a no, which is a word of many choices and means none of them
_ALIKE: Final = 82  # of 100: "hoi thoa" still finds "hội thảo", "hop" does not find everything


class Option(Protocol):
    """What can be chosen: a key that stays, a label to read, other words it is found by."""

    @property
    def key(self) -> str:
        """What is kept."""

    @property
    def label(self) -> str:
        """What is shown."""

    @property
    def words(self) -> Sequence[str]:
        """What it is found by, besides its label and key."""


@dataclass(frozen=True, slots=True)
class Plain:
    """An option that is nothing but its key and label."""

    key: str
    label: str
    words: tuple[str, ...] = ()


O = TypeVar("O", bound=Option)  # noqa: E741 - an option


@dataclass(frozen=True, slots=True)
class Choose(Forgetting, Generic[O]):
    """One of several things. The thing's key is kept, never its place in the list.

    Choosing one whose key is in `forgetting` drops every other answer at once.
    """

    key: str
    options: Sequence[O]
    words: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    forgetting: frozenset[str] = frozenset()
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> str:  # noqa: ARG002 - a new choice replaces the old
        """Keep the key picked, or the one whose words were typed."""
        if heard.picked:
            return heard.picked
        found = search(self.options, heard.said.text)
        if len(found) == 1:
            return found[0].key
        offers = tuple(Choice(option.key, option.label) for option in shown_of(found, _OFFERED))
        if rest := len(found) - len(offers):
            raise Unclear("choose.several.rest", offers, shown=len(offers), rest=rest)
        raise Unclear("choose.several" if found else "choose.none", offers)

    def value(self, kept: Any) -> O:
        """Give the option; it may have been withdrawn meanwhile."""
        for option in self.options:
            if option.key == kept:
                return option
        raise Unclear("choose.withdrawn")

    def prompt(self, kept: Any) -> Prompt:
        """Ask; a long list shows its beginning and says how to find the rest."""
        text = say(f"ask.{self.words or self.key}", **self.facts)
        if len(self.options) > _AT_ONCE:
            text += "\n" + say("choose.more", n=len(self.options) - _AT_ONCE)
        present = [option.label for option in self.options if option.key == kept]
        if present:
            text += "\n" + say("ask.present", kept=present[0])
        return Prompt(text, tuple(Choice(option.key, option.label) for option in self.options[:_AT_ONCE]))

    def echo(self, kept: Any) -> str:
        """Say what was chosen."""
        key = f"echo.{self.words or self.key}"
        return say(key if has(key) else "echo.chosen", label=self.value(kept).label)

    def forgets(self, kept: Any) -> bool:
        """Tell whether this choice drops every other answer."""
        return kept in self.forgetting


def shown_of(found: Sequence[O], at_most: int) -> Sequence[O]:
    """Give those to be listed: all of them where but a few more were left, else the first."""
    return found if len(found) <= at_most + _FEW else found[:at_most]


def search(options: Sequence[O], typed: str) -> list[O]:
    """Find options by words, without tone marks: a key or a whole label first, then all words, then nearly."""
    wanted = folded(typed.strip(" ./"))
    if not wanted:
        return []
    texts = {option.key: [of_ours(said) for said in (option.key, option.label, *option.words)] for option in options}
    exact = [option for option in options if wanted in texts[option.key]]
    if exact or all(meanings.is_exactly(word.strip(_MARKS), _BARE) for word in typed.split()):
        return exact or [option for option in options if of_ours(option.label.split(",")[0]) == wanted]
    parts = [part for word in typed.split() if (part := word.strip(_MARKS))]
    holding = [option for option in options if _holds([option.label, *option.words, option.key], parts)]
    if parts and holding:
        return holding
    ranked = sorted(((_likeness(wanted, texts[option.key]), option.key) for option in options), reverse=True)
    near = {key for score, key in ranked if score >= _ALIKE and score >= ranked[0][0] - 5}
    return [option for option in options if option.key in near]


def _holds(texts: Sequence[str], parts: Sequence[str]) -> bool:
    """Tell whether each part begins a word; a very short one alone begins the label, or is a whole word."""
    words = [word.strip(_MARKS) for text in texts for word in text.split()]
    if len(parts) == 1 and len(parts[0]) <= _SHORT:
        words = [*words[:1], *(word for word in words if agrees(word, parts[0]))]
    return all(any(agrees(part, word) for word in words) for part in parts)


def _likeness(wanted: str, texts: list[str]) -> float:
    whole = max(fuzz.ratio(wanted, text) for text in texts)
    part = fuzz.token_set_ratio(wanted, " ".join(texts)) if len(wanted) > 4 else 0  # noqa: PLR2004 - shorter ones match everything
    return max(whole, part)
