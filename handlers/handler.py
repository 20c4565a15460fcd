"""The shape of a handler: start, look, talk, act.

`look` reads what may be needed. `talk` asks: a plain function without I/O. `act` does
what was decided, once, in the transaction that also keeps the reply. Only `act`
changes anything. `start` turns the words after a command into first answers.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from handlers.desk import Desk
from messages.questions import ways
from messages.questions.question import Ask, Foreseen
from messages.said import Prompt
from storage.members.people import Member, Role

G = TypeVar("G")


D = TypeVar("D")


class Refused(Exception):  # noqa: N818 - "raise Refused" reads as what it means
    """A rule says no to one answer: it is dropped and asked again, with the reason."""

    def __init__(self, key: str, because: str, **facts: object) -> None:
        """Name the answer, and the words of the reason."""
        super().__init__(because)
        self.key = key
        self.because = because
        self.facts: Mapping[str, Any] = facts


class Onward(Exception):  # noqa: N818 - "raise Onward" reads as what it means
    """Another conversation begins with these first answers; they count as said in the message of answer `source`.

    Where no answer holds it, `source` is "". `words` are as if typed after its command; `note` is said first. It is of
    `member`, where that is another one.
    """

    def __init__(
        self,
        handler: str,
        answers: Mapping[str, Any],
        source: str = "",
        words: str = "",
        note: str = "",
        member: Member | None = None,
    ) -> None:
        """Name the handler, its first answers by key, and the answer that holds their message."""
        super().__init__(handler)
        self.words = words
        self.note = note
        self.member = member
        self.handler = handler
        self.answers = answers
        self.source = source


@dataclass(frozen=True, slots=True)
class Once:
    """A reply to several messages: said once for all with this key, when no more of them come."""

    prompt: Prompt
    key: str


def nothing(_words: str, _given: Any) -> Mapping[str, Any]:
    """Start with no answer: the words after the command mean nothing here."""
    return {}


def nothing_foreseen(_given: Any) -> Sequence[Foreseen]:
    """Take no file before it is asked for."""
    return ()


async def nothing_kept(_desk: Desk, _key: str, _kept: Any) -> None:
    """Keep nothing of an answer but the answer."""


@dataclass(frozen=True, slots=True)
class Handler(Generic[G, D]):
    """What a person can do. `commands`: the first is shown, all are heard; each is without its slash.

    `roles` may use it. `start(words, given)` gives kept answers by key, or an Unclear
    for one that has to be asked. `ways` are the
    ways out that its questions offer. `of_unit`: what `look` finds depends on nothing but the unit's rows, the plan,
    the person's memberships and language, the local day and the answers, so that it holds until one of them changes.
    `reads_long`: what `look` reads may take more than 20 ms, so that a reader does it outside the turn; it may only
    read. `about` is the answer that says what a draft is about:
    a command that names something else begins anew. `takes_words`: what is typed after it without its slash is for
    it, and never a sentence that only begins like it. `foreseen(given)` are the
    questions that take files, or a place, before they are asked; `below_files(words, given)` gives what is kept of
    words that come after these, and that the first question makes nothing of. `along` does what an answer does by
    itself, before the end; it may not change what is asked.
    """

    name: str
    commands: tuple[str, ...]
    roles: frozenset[Role]
    look: Callable[[Desk], Awaitable[G]]
    talk: Callable[[Ask, G], D]
    act: Callable[[Desk, D], Awaitable[Prompt | Once]]
    start: Callable[[str, G], Mapping[str, Any]] = nothing
    ways: tuple[str, ...] = field(default=ways.ALL)
    about: str = ""
    of_unit: bool = False
    reads_long: bool = False
    takes_words: bool = False
    foreseen: Callable[[G], Sequence[Foreseen]] = nothing_foreseen
    below_files: Callable[[str, G], Mapping[str, Any]] = nothing
    along: Callable[[Desk, str, Any], Awaitable[None]] = nothing_kept
