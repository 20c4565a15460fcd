"""First answers of an entry from what was written in one go: each piece is heard by its own question.

The conversation is read once with the pieces. A question whose piece is unclear, or
missing, is answered for the time being, only to reach the questions behind it; it is
asked, with the reason, and the rest is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from handlers.entries import contents
from messages.questions.question import Ask, Heard, Question
from messages.reading.days import spans
from messages.reading.figures.figures import echoed, listed
from messages.reading.lines import uncounted
from messages.said import Said
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan, Sensitive

T = TypeVar("T")
G = TypeVar("G")

_REVIEW: Final = "send"
_ALSO: Final = "also"
_DONE: Final = "done"
_ADD: Final = "add"  # kept of the review screen where a task is added on it
_TRIED: Final = ("1", "x")  # answers for the time being, where there is nothing to pick


@dataclass(frozen=True, slots=True)
class Piece:
    """What was written for one question: a text, a key, what to keep as it is, or why it has to be asked."""

    text: str = ""
    picked: str = ""
    kept: Any = None
    why: Unclear | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """`answers` by key: what to keep, or the Unclear with which to ask. `values` are those that were heard."""

    answers: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


class _Enough(BaseException):
    """Ends the reading: like the engine's own stop, no `except Exception` may swallow it."""


def heard(talk: Callable[[Ask, G], Any], given: G, pieces: Mapping[str, Piece], more: Sequence[str] = ()) -> Understood:
    """Let the questions of this conversation hear the pieces, as far as it can be read; `more` are tasks to add."""
    found = Understood()
    asked: set[str] = set()
    adding = _Adding(found, list(more))

    def ask(question: Question[T]) -> T:
        if question.key in (_REVIEW, _ALSO):
            return adding.ask(question)
        if question.key in asked:
            raise _Enough
        asked.add(question.key)
        piece = pieces.get(question.key)
        if piece is None:
            return _for_now(question)
        try:
            if piece.why is not None:
                raise piece.why
            kept = _kept(question, piece)
            value = question.value(kept)
        except Unclear as why:
            found.answers[question.key] = why
            return _for_now(question)
        found.answers[question.key] = kept
        found.values[question.key] = value
        return value

    with suppress(_Enough):
        talk(ask, given)
    return found


@dataclass(slots=True)
class _Adding:
    """Answers the review screen with "add a task", and which, as often as tasks are left."""

    found: Understood
    left: list[str]
    times: int = 0

    def ask(self, question: Question[T]) -> T:
        if not self.left:
            raise _Enough
        if question.key == _ALSO:
            return self._added(question)
        self.times += 1
        if not getattr(question, "adding", False):
            self.found.answers[self._nth(_REVIEW)] = self._refused()
            raise _Enough
        self.found.answers[self._nth(_REVIEW)] = _ADD
        return question.value(_ADD)

    def _added(self, question: Question[T]) -> T:
        for key in self.left:
            try:
                value = question.value(key)
            except Unclear:
                continue
            self.left.remove(key)
            self.found.answers[self._nth(_ALSO)] = key
            self.found.values[_ALSO] = (*self.found.values.get(_ALSO, ()), value)
            return value
        self.found.answers[self._nth(_ALSO)] = self._refused()
        raise _Enough

    def _refused(self) -> Unclear:
        return Unclear("oneline.not_also", codes=", ".join(self.left))

    def _nth(self, key: str) -> str:
        return key if self.times == 1 else f"{key}#{self.times}"


def _kept(question: Question[Any], piece: Piece) -> Any:
    return question.hear(Heard(Said("", piece.text), piece.picked), None) if piece.kept is None else piece.kept


def _for_now(question: Question[T]) -> T:
    """Answer somehow, to read on; never with what would close the rest (a sensitive task)."""
    picks = [Heard(Said(""), choice.key) for choice in question.prompt(None).choices]
    for tried in (*picks, *(Heard(Said("", text)) for text in _TRIED)):
        try:
            value = question.value(question.hear(tried, None))
        except Unclear:
            continue
        if getattr(value, "sensitive", Sensitive.NO) is not Sensitive.YES:
            return value
    raise _Enough


def summary(plan: Plan, values: Mapping[str, Any]) -> str:
    """Word what was understood, a line for each part; what was skipped is left out."""
    forms = {form.key: form.label for form in plan.forms}
    words: dict[str, Callable[[Any], str]] = {
        "task": lambda task: task.key if task.sensitive is Sensitive.YES else task.label,
        "also": lambda tasks: "; ".join(task.label for task in tasks),
        "days": spans.worded,
        "form": lambda form: forms.get(form.key, form.label),
        "title": str,
        "place": str,
        "partners": lambda partners: contents.partners_worded(plan, partners),
        "figures": lambda figures: listed(figures, plan.indicators, echoed),
        "uncounted": str,
        "evidence": contents.counted,
        "finished": lambda stage: stage.label if stage.key == _DONE else "",
    }
    told = {**values, "uncounted": uncounted.worded(values.get("title", ""), values.get("figures", ()))}
    shown = [(part, word(told[part])) for part, word in words.items() if told.get(part)]
    return "\n".join(say(f"line.{part}", value=value) for part, value in shown if value)
