"""The shape of a question, and how it says that it did not understand.

A question does three things. `hear` turns what was said into what is kept (plain
JSON: str, int, bool, list, dict, None). `value` turns what was kept, perhaps days
ago, into a value, and checks it again: options are withdrawn meanwhile. `prompt`
words it. `echo` says in a line how the answer was understood.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

from messages.said import Prompt, Said
from messages.unclear import Unclear

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a question is given to hear: the message, and the key picked from what was shown, if one was."""

    said: Said
    picked: str = ""


@runtime_checkable
class Question(Protocol[T_co]):
    """One question of a conversation."""

    @property
    def key(self) -> str:
        """The name of the answer everywhere: in the session, in a change, in a test."""

    @property
    def numbered(self) -> bool:
        """Whether a bare number picks from what was shown (Choose, Confirm), or is itself the answer."""

    def hear(self, heard: Heard, kept: Any, /) -> Any:
        """Give what to keep; `kept` is the present answer (None at first). Raise Unclear."""

    def value(self, kept: Any, /) -> T_co:
        """Give the value of what was kept. Raise Unclear when it is no longer acceptable."""

    def prompt(self, kept: Any, /) -> Prompt:
        """Word the question; `kept` is the present answer, where it is asked again."""

    def echo(self, kept: Any, /) -> str:
        """Give the first line of the next question: how this answer was understood ("" for nothing)."""


class Ask(Protocol):
    """What a talk is handed to ask with."""

    def __call__(self, question: Question[T_co], /) -> T_co:
        """Give the answer, or stop the reading here."""


class More(Unclear):
    """What was heard is kept, and the question stays open for more."""

    def __init__(self) -> None:
        """Ask on."""
        super().__init__("gather.more")


class Corrected(Unclear):
    """What was heard answers a question asked before, `key`, anew, and not this one; `picked` is the answer's key."""

    def __init__(self, key: str, because: str, picked: str = "") -> None:
        """Name that question, and why this one has no answer where that was not asked."""
        super().__init__(because)
        self.key = key
        self.picked = picked


class Gathering(ABC):
    """A question that hears item after item; a late part of an album joins the earlier ones."""

    __slots__ = ()

    @abstractmethod
    def holds(self, kept: Any, album: str, /) -> bool:
        """Tell whether parts of this album are among what was kept."""

    @abstractmethod
    def opened(self, kept: Any, /) -> Any:
        """Give what to keep for the question to be open again, with what was gathered."""

    @abstractmethod
    def joined(self, kept: Any, said: Said, /) -> Any:
        """Give what to keep with the items of this message added."""

    @abstractmethod
    def holds_of(self, kept: Any, source: str, /) -> bool:
        """Tell whether items of this message are among what was kept."""

    @abstractmethod
    def exchanged(self, kept: Any, said: Said, /) -> Any:
        """Give what to keep where a message was edited: its items as they are now."""


class TakingWords:
    """A question that takes words of any kind: those that it refuses are meant for nothing else, and kept nowhere."""

    __slots__ = ()


class Forgetting(ABC):
    """A question one of whose answers makes the other answers go at once (a sensitive task)."""

    __slots__ = ()

    @abstractmethod
    def forgets(self, kept: Any, /) -> bool:
        """Tell whether this answer does."""


class Spreading(ABC):
    """A question whose answer may hold those of questions behind it."""

    __slots__ = ()

    @abstractmethod
    def spread(self, kept: Any, /) -> Mapping[str, Any]:
        """Give what to keep of others, by their keys, or the Unclear with which one is to be asked."""

    def tells(self, text: str, asked: str, answered: Collection[str], /) -> bool:  # noqa: ARG002 - most are told once
        """Tell whether words said at the question `asked` behind it hold more than that, of what is not `answered`."""
        return False


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A question to come that takes files, or a place, before it is asked: from the question `since` on.

    Before that it is not settled whether they may be kept. They are taken at those of `early` too, and go again
    where it turns out that they may not.
    """

    question: Question[Any]
    since: str
    early: frozenset[str] = frozenset()
