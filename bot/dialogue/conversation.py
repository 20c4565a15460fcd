"""Carry a conversation on, one message at a time.

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
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, TypeVar

from messages.folding import folded, of_ours
from messages.questions import line
from messages.questions.question import Ask, Foreseen, Forgetting, Gathering, Heard, More, Question
from messages.questions.ways import BACK, CHANGE, way_typed
from messages.said import Prompt, Said
from messages.unclear import Unclear

G = TypeVar("G")
D = TypeVar("D")
T = TypeVar("T")
Talk = Callable[[Ask, G], D]

MAX_QUESTIONS: Final = 300
LABEL: Final = 100  # characters: nobody types out a longer choice
LONG: Final = 3500  # characters: a client cuts what is longer into several messages; no answer is
REPEATED_WITHIN: Final = timedelta(seconds=2)  # a weak connection sends a message twice; to read takes longer


@dataclass(frozen=True, slots=True)
class Answer:
    """What was kept of an answer, and the message it came in."""

    kept: Any
    source: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in a conversation.

    `shown` are the keys of the choices in the order shown: they decide what a number
    or a button means. `turn` is the turn they were shown in. `turns` are the turn and
    the looks in which each question was shown last: what is shown again as it was keeps
    its turn, so that a button of any copy counts. `reopened` keeps the old answer of a
    change until a new one is heard. `last` and `last_at` are the text heard last, to
    know a repeat.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    asked: str = ""
    turn: int = 0
    turns: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    tries: int = 0
    reopened: tuple[str, Answer] | None = None
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
    """What a message led to. `echo` words how it was understood, `way` is the way out that was taken."""

    place: Place
    stand: Stand
    heed: Heed
    echo: str = ""
    why: Unclear | None = None
    way: str = ""


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


def carry_on(
    talk: Talk[G, D],
    given: G,
    place: Place,
    said: Said,
    at: datetime,
    stand: Stand | None = None,
    foreseen: Foreseen | None = None,
) -> Step:
    """Hear one message; give the new place and where the conversation stands then.

    `stand` is where it stood after the last one, if that is known still; `foreseen` takes files before its time.
    """
    stand = stand or read(talk, given, place.answers)
    if isinstance(stand, Finished):  # a release asks less than it did: what there is, is enough
        return Step(place, stand, Heed.ANSWERED)
    if said.edited:
        return _edited(talk, given, place, stand, said)
    if said.album and (joined := _joined(place, stand, said)):
        return Step(joined, read(talk, given, joined.answers), Heed.JOINED)
    if said.attachments and not isinstance(stand.question, Gathering):
        return _elsewhere(talk, given, place, stand, said, foreseen)
    if stand.key != place.asked:
        return Step(place, stand, Heed.STALE, why=stand.why)
    if _repeated(place, said, at):
        return Step(place, stand, Heed.REPEATED)
    if _is_tail(place, said, at):
        return Step(replace(place, last_at=at), stand, Heed.TAIL)
    place = replace(place, last=said.text, last_at=at)
    try:
        picked = _picked(place, stand, said)
    except Unclear as why:
        return _unclear(place, stand, why)
    if picked is None:
        return Step(place, stand, Heed.STALE)
    return _take(talk, given, place, stand, said, picked)


def _take(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, picked: str) -> Step:
    if picked == BACK:
        return _back(talk, given, place, stand)
    if picked.startswith(":"):
        return Step(place, stand, Heed.WAY, way=picked)
    if picked.startswith(CHANGE) and picked.removeprefix(CHANGE) in stand.asked:
        return reopen(talk, given, place, picked.removeprefix(CHANGE))
    before = present(place, stand.key)
    try:
        kept = stand.question.hear(Heard(said, picked), before)
        stand.question.value(kept)
    except More:
        answers = {**place.answers, stand.key: Answer(kept, said.source)}
        place = replace(place, answers=answers, tries=0)
        heed = Heed.ANSWERED if picked else Heed.GATHERED  # what is picked is no further item
        return Step(place, read(talk, given, answers), heed)
    except Unclear as why:
        return _unclear(place, stand, why)
    answers = {**place.answers, stand.key: Answer(kept, said.source)}
    if isinstance(stand.question, Forgetting) and stand.question.forgets(kept):
        answers = {key: answer for key, answer in answers.items() if key in stand.asked or key == stand.key}
    after = read(talk, given, answers)
    place = replace(place, answers=answers, tries=0, reopened=None)
    return Step(place, after, Heed.ANSWERED, echo=stand.question.echo(kept))


def looks(stand: Waiting, choices: tuple[str, ...]) -> str:
    """Give a short name of what a prompt says, whatever is kept of its answer, and of its choices."""
    said = stand.prompt(None).text
    return hashlib.blake2b("\0".join((said, *choices)).encode(), digest_size=8).hexdigest()


def drop(talk: Talk[G, D], given: G, place: Place, key: str, why: Unclear) -> Step:
    """Drop an answer that a rule refused, and ask it again. Raise KeyError for one that was not given."""
    if key not in place.answers:
        raise KeyError(key)
    answers = {name: answer for name, answer in place.answers.items() if name != key}
    place = replace(place, answers=answers, tries=place.tries + 1)
    return Step(place, read(talk, given, answers), Heed.UNCLEAR, why=why)


def reopen(talk: Talk[G, D], given: G, place: Place, key: str) -> Step:
    """Ask one answer again; the old one stays until a new one is heard."""
    old = place.answers[key]
    answers = {name: answer for name, answer in place.answers.items() if name != key}
    place = replace(place, answers=answers, reopened=(key, old), tries=0)
    return Step(place, read(talk, given, answers), Heed.REOPENED)


def present(place: Place, key: str) -> Any:
    """Give what is kept under this key now, also while it is being changed."""
    if key in place.answers:
        return place.answers[key].kept
    if place.reopened is not None and place.reopened[0] == key:
        return place.reopened[1].kept
    return None


def _back(talk: Talk[G, D], given: G, place: Place, stand: Waiting) -> Step:
    answers = dict(place.answers)
    if place.reopened is not None:  # closes the change, nothing else
        key, old = place.reopened
        answers[key] = old
    elif stand.asked:
        key, question = list(stand.asked.items())[-1]
        if isinstance(question, Gathering):  # what was gathered stays; it is only opened again
            answers[key] = replace(answers[key], kept=question.opened(answers[key].kept))
        else:
            answers.pop(key)
    place = replace(place, answers=answers, reopened=None, tries=0)
    return Step(place, read(talk, given, answers), Heed.WENT_BACK)


def _edited(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said) -> Step:
    """Hear an edited message again, for the answers it was the source of."""
    answers = dict(place.answers)
    changed, echo = False, ""
    for key, question in stand.asked.items():
        if answers[key].source != said.source or isinstance(question, Gathering):
            continue
        try:
            kept = question.hear(Heard(said), answers[key].kept)
            question.value(kept)
        except Unclear as why:
            return Step(place, stand, Heed.UNCHANGED, why=why)
        answers[key] = Answer(kept, said.source)
        changed, echo = True, question.echo(kept)
    if changed and answers == place.answers:
        return Step(place, stand, Heed.SAME)
    after = read(talk, given, answers)
    place = replace(place, answers=remembered(answers, after))
    return Step(place, after, Heed.CHANGED if changed else Heed.STALE, echo=echo)


def remembered(answers: Mapping[str, Answer], stand: Stand) -> dict[str, Answer]:
    """Give the answers that may stay: where one makes the others go at once, only those that are still asked."""
    asked = stand.asked.items()
    if not any(isinstance(question, Forgetting) and question.forgets(answers[key].kept) for key, question in asked):
        return dict(answers)
    open_now = stand.key if isinstance(stand, Waiting) else ""
    return {key: answer for key, answer in answers.items() if key in stand.asked or key == open_now}


def _joined(place: Place, stand: Waiting, said: Said) -> Place | None:
    """Put a late part of an album where the earlier parts went, if the talk has moved on."""
    for key, question in stand.asked.items():
        if isinstance(question, Gathering) and question.holds(place.answers[key].kept, said.album):
            kept = question.joined(place.answers[key].kept, said)
            return replace(place, answers={**place.answers, key: Answer(kept, said.source)})
    return None


def _elsewhere(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, foreseen: Foreseen | None) -> Step:
    """Put files with those gathered before, or to be gathered; where there are none of either, say so."""
    for key, question in stand.asked.items():
        if isinstance(question, Gathering):
            kept = place.answers[key].kept
            try:
                question.hear(Heard(said), question.opened(kept))
            except Unclear as why:
                return Step(place, stand, Heed.MISPLACED, why=why)
            answers = {**place.answers, key: Answer(question.joined(kept, said), said.source)}
            return Step(replace(place, answers=answers), read(talk, given, answers), Heed.JOINED)
    if foreseen is None or foreseen.since not in (*stand.asked, stand.key):
        return Step(place, stand, Heed.MISPLACED, why=Unclear("evidence.not_here"))
    key = foreseen.question.key
    try:
        kept = foreseen.question.hear(Heard(said), present(place, key))
    except Unclear as why:
        return Step(place, stand, Heed.MISPLACED, why=why)
    answers = {**place.answers, key: Answer(kept, said.source)}
    return Step(replace(place, answers=answers), stand, Heed.JOINED)


def _repeated(place: Place, said: Said, at: datetime) -> bool:
    """Tell whether a weak connection sent the same text again.

    "bỏ qua" twice is somebody in a hurry at two questions; what was skipped wrongly is put right on the review screen.
    """
    soon = place.last_at is not None and timedelta() <= at - place.last_at < REPEATED_WITHIN
    plain = bool(said.text) and not said.pressed and not said.attachments
    return plain and soon and said.text == place.last and not line.typed(said.text)


def _is_tail(place: Place, said: Said, at: datetime) -> bool:
    """Tell whether this goes on a text that a client has cut, whose beginning was refused."""
    soon = place.last_at is not None and timedelta() <= at - place.last_at < REPEATED_WITHIN
    return soon and len(place.last) >= LONG and bool(said.text) and not said.pressed


def _picked(place: Place, stand: Waiting, said: Said) -> str | None:
    """Give the key a button or a number stands for, "" for free text, None for an old button."""
    if said.pressed:
        turn, _, what = said.pressed.partition(":")
        if turn != str(place.turn):
            return None
        if not what.isdecimal():
            return f":{what}"
        return place.shown[int(what)] if int(what) < len(place.shown) else None
    text = said.text.strip().rstrip(".)")
    if stand.question.numbered and text.isdecimal() and not said.attachments and place.shown:
        if text in place.shown:  # a key that is a number, such as a plan's code
            return text
        if not 1 <= int(text) <= len(place.shown):
            raise Unclear("choose.out_of_range", last=len(place.shown))
        return place.shown[int(text) - 1]
    return way_typed(said.text) or _labelled(place, stand, text)


def _labelled(place: Place, stand: Waiting, text: str) -> str:
    """Give the key of a shown choice whose label was typed, with or without tone marks."""
    wanted = folded(text)
    choices = stand.prompt(present(place, stand.key)).choices if 0 < len(wanted) <= LABEL else ()
    return next((choice.key for choice in choices if of_ours(choice.label) == wanted), "")


def _unclear(place: Place, stand: Waiting, why: Unclear) -> Step:
    return Step(replace(place, tries=place.tries + 1), stand, Heed.UNCLEAR, why=why)


def _unused(key: str, asked: Mapping[str, object]) -> str:
    """Name a question asked again in a loop: place, place#2, ..."""
    if key not in asked:
        return key
    times = 2
    while f"{key}#{times}" in asked:
        times += 1
    return f"{key}#{times}"
