"""Where a person is in a conversation, and where its reading stops.

A conversation is an ordinary function: it asks questions and returns what it
learned. It is never suspended. At every message it is read again from the top;
`ask` hands back the answers we have, and stops the reading at the first question
without one. So the answers, kept under their questions' keys, are all the state
there is: saving them is surviving a restart, and dropping one is asking again.

The price is one rule: a conversation may look, but it must not touch. Whatever
it decides is done by its handler, once, with the value it returns.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, TypeVar

from messages.questions.question import Ask, Forgetting, More, Question, Spreading
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say

G = TypeVar("G")
D = TypeVar("D")
T = TypeVar("T")
Talk = Callable[[Ask, G], D]

MAX_QUESTIONS: Final = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What was kept of an answer, and the message it came in."""

    kept: Any
    source: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a question could not be answered from what a message held, as it was worded then, and what was offered."""

    reason: str
    offers: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in a conversation.

    `shown` are the keys of the choices in the order shown: they decide what a number
    or a button means. `turn` is the turn they were shown in. `turns` are the turn and
    the looks in which each question was shown last: what is shown again as it was keeps
    its turn, so that a button of any copy counts. `reopened` keeps the old answer of a
    change until a new one is heard. `doubts` are of questions that may be asked later.
    `last` and `last_at` are the text heard last, to know a repeat.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    asked: str = ""
    turn: int = 0
    turns: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    tries: int = 0
    reopened: tuple[str, Answer] | None = None
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    last: str = ""
    last_at: datetime | None = None


@dataclass(frozen=True)  # no slots: its wording is kept
class Waiting:
    """The reading stopped at this question; `why`: the answer we had is no longer acceptable."""

    question: Question[Any]
    key: str
    asked: Mapping[str, Question[Any]]
    why: Unclear | None = None

    def prompt(self, kept: Any) -> Prompt:
        """Word the question; `kept` is the present answer."""
        return self._prompt if kept is None else self.question.prompt(kept)

    @cached_property
    def _prompt(self) -> Prompt:
        """Word it once where nothing is kept: it is shown, named by its looks, and heard by its labels."""
        return self.question.prompt(None)


@dataclass(frozen=True, slots=True)
class Finished:
    """The conversation has come to its end, with this value."""

    value: Any
    asked: Mapping[str, Question[Any]]


Stand = Waiting | Finished


class Heed(StrEnum):
    """What became of a message."""

    ANSWERED = "answered"
    GATHERED = "gathered"  # one more item; the question stays open
    JOINED = "joined"  # files for a question that is answered already: a late part of an album, a forgotten photo
    MISPLACED = "misplaced"  # files where none are asked for yet
    CHANGED = "changed"  # an edited message changed its answer
    SAME = "same"  # an edited message that says what it said: a reaction to it comes like this
    UNCHANGED = "unchanged"  # an edited message that cannot be understood: the old answer stays
    UNCLEAR = "unclear"
    STALE = "stale"  # an old button, or the question has changed since it was shown
    REPEATED = "repeated"
    TAIL = "tail"  # the rest of a text that was too long for one message
    WENT_BACK = "back"
    REOPENED = "reopened"
    WAY = "way"  # a way out that is the caller's: save and leave, cancel


@dataclass(frozen=True, slots=True)
class Step:
    """What a message led to. `echo` words how it was understood, `way` is the way out that was taken.

    `files`: it held some, and more may follow; `joined`: they were put with the others, and its words are the answer.
    `left` is how many files were dropped, because of this no evidence is kept.
    """

    place: Place
    stand: Stand
    heed: Heed
    echo: str = ""
    why: Unclear | None = None
    way: str = ""
    files: bool = False
    joined: bool = False
    left: int = 0


class Stop(BaseException):
    """Ends a reading. A BaseException, so that no `except Exception` in a talk can swallow it."""

    def __init__(self, waiting: Waiting) -> None:
        """Stop where an answer is missing."""
        super().__init__()
        self.waiting = waiting


def read(talk: Talk[G, D], given: G, answers: Mapping[str, Answer]) -> Stand:
    """Read a conversation as far as its answers go."""
    asked: dict[str, Question[Any]] = {}

    def ask(question: Question[T]) -> T:
        key = _unused(question.key, asked)
        if len(asked) >= MAX_QUESTIONS:
            raise RuntimeError(f"a conversation asked more than {MAX_QUESTIONS} questions, the last one {key}")
        if key not in answers:
            raise Stop(Waiting(question, key, asked))
        try:
            value = question.value(answers[key].kept)
        except More:
            raise Stop(Waiting(question, key, asked)) from None
        except Unclear as why:  # no longer acceptable (a withdrawn task): ask again, and say why
            raise Stop(Waiting(question, key, asked, why)) from None
        asked[key] = question
        return value

    try:
        return Finished(talk(ask, given), asked)
    except Stop as stop:
        return stop.waiting


def looks(stand: Waiting, choices: tuple[str, ...]) -> str:
    """Give a short name of what a prompt says, whatever is kept of its answer, and of its choices."""
    said = stand.prompt(None).text
    return hashlib.blake2b("\0".join((said, *choices)).encode(), digest_size=8).hexdigest()


def present(place: Place, key: str) -> Any:
    """Give what is kept under this key now, also while it is being changed."""
    if key in place.answers:
        return place.answers[key].kept
    if place.reopened is not None and place.reopened[0] == key:
        return place.reopened[1].kept
    return None


def remembered(answers: Mapping[str, Answer], stand: Stand) -> dict[str, Answer]:
    """Give the answers that may stay: where one makes the others go at once, only those that are still asked."""
    asked = stand.asked.items()
    if not any(isinstance(question, Forgetting) and question.forgets(answers[key].kept) for key, question in asked):
        return dict(answers)
    open_now = stand.key if isinstance(stand, Waiting) else ""
    return {key: answer for key, answer in answers.items() if key in stand.asked or key == open_now}


def _unused(key: str, asked: Mapping[str, object]) -> str:
    """Name a question asked again in a loop: place, place#2, ..."""
    if key not in asked:
        return key
    times = 2
    while f"{key}#{times}" in asked:
        times += 1
    return f"{key}#{times}"


def named(first: Mapping[str, Any], source: str) -> dict[str, Answer]:
    """Give answers to keep of those that one message holds; evidence without a name is named after it."""
    kept = {key: value for key, value in first.items() if not isinstance(value, Unclear)}
    return {key: Answer(_named(value, source), source) for key, value in kept.items()}


def _named(kept: Any, source: str) -> Any:
    if not holds_items(kept):
        return kept
    items = [{**i, "item": f"{source}{i['item']}" if i["item"].startswith(":") else i["item"]} for i in kept["items"]]
    return {**kept, "items": items}


def holds_items(kept: Any) -> bool:
    """Tell whether pieces of evidence were gathered in an answer."""
    return isinstance(kept, Mapping) and "items" in kept


def spread(
    question: Question[Any], answer: Answer, answers: Mapping[str, Answer]
) -> tuple[dict[str, Answer], Mapping[str, Any]]:
    """Add to the answers what this one holds of others; give them, and what it holds, with what is to be asked."""
    if not isinstance(question, Spreading):
        return dict(answers), {}
    first = question.spread(answer.kept)
    return beside(named(first, answer.source), answers), first


def beside(new: dict[str, Answer], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Add new answers to those there are: what was answered otherwise stays; evidence comes together."""
    for key, before in answers.items():
        if key in new and holds_items(before.kept):
            more = [item for item in new[key].kept["items"] if item not in before.kept["items"]]
            new[key] = replace(before, kept={**before.kept, "items": [*before.kept["items"], *more]})
        else:
            new[key] = before
    return new


def spreads(asked: Mapping[str, Question[Any]], answers: Mapping[str, Answer], source: str) -> str:
    """Give the key of the answer from which others were taken that came in this message; "" where there is none."""
    return next(
        (
            key
            for key, question in asked.items()
            if answers[key].source == source and isinstance(question, Spreading) and question.spread(answers[key].kept)
        ),
        "",
    )


def without(answers: Mapping[str, Answer], source: str) -> dict[str, Answer]:
    """Give the answers that did not come in this message; files, and what came in other messages, stay gathered."""
    left: dict[str, Answer] = {}
    for key, answer in answers.items():
        if holds_items(answer.kept):
            items = [i for i in answer.kept["items"] if i.get("ref") or not i["item"].startswith(f"{source}:")]
            if items:
                left[key] = replace(answer, kept={**answer.kept, "items": items})
        elif answer.source != source:
            left[key] = answer
    return left


def doubts(first: Mapping[str, Any]) -> dict[str, Doubt]:
    """Give why questions could not be answered from what one message holds."""
    unclear = {key: value for key, value in first.items() if isinstance(value, Unclear)}
    return {key: Doubt(say(why.because, **why.facts), why.offers) for key, why in unclear.items()}


def unclear_in(first: Mapping[str, Any], stand: Stand) -> Unclear | None:
    """Give why the question that is now asked could not be answered from what one message holds."""
    unclear = None if isinstance(stand, Finished) else first.get(stand.key)
    return unclear if isinstance(unclear, Unclear) else None
