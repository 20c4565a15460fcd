"""First answers of an entry from what was written in one go: each piece is heard by its own question.

The conversation is read once with the pieces. A question whose piece is unclear, or
missing, is answered for the time being, only to reach the questions behind it; it is
asked, with the reason, and the rest is kept.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from handlers import contents
from messages import days as spans
from messages.figures import listed
from messages.questions.question import Ask, Heard, Question, Unclear
from messages.said import Said
from messages.words import say
from plans.schema import Plan, Sensitive

T = TypeVar("T")
G = TypeVar("G")

_REVIEW: Final = "send"
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


def heard(talk: Callable[[Ask, G], Any], given: G, pieces: Mapping[str, Piece]) -> Understood:
    """Let the questions of this conversation hear the pieces, as far as it can be read."""
    found = Understood()
    asked: set[str] = set()

    def ask(question: Question[T]) -> T:
        if question.key in asked or question.key == _REVIEW:
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


def _kept(question: Question[Any], piece: Piece) -> Any:
    return question.hear(Heard(Said("", piece.text), piece.picked), None) if piece.kept is None else piece.kept


def _for_now(question: Question[T]) -> T:
    """Answer somehow, to read on; never with what would close the rest (a sensitive task)."""
    picks = [Heard(Said(""), choice.key) for choice in question.prompt(None).choices]
    for one in (*picks, *(Heard(Said("", text)) for text in _TRIED)):
        try:
            value = question.value(question.hear(one, None))
        except Unclear:
            continue
        if getattr(value, "sensitive", Sensitive.NO) is not Sensitive.YES:
            return value
    raise _Enough


def summary(plan: Plan, values: Mapping[str, Any]) -> str:
    """Word what was understood, a line for each part; what was skipped is left out."""
    shown: list[tuple[str, str]] = []
    if "task" in values:
        task = values["task"]
        shown.append(("task", task.key if task.sensitive is Sensitive.YES else task.label))
    if "days" in values:
        shown.append(("days", spans.worded(values["days"])))
    if "form" in values:
        labels = {form.key: form.label for form in plan.forms}
        shown.append(("form", labels.get(values["form"].key, values["form"].label)))
    if "title" in values:
        shown.append(("title", values["title"]))
    if values.get("figures"):
        shown.append(("figures", listed(values["figures"], plan.indicators)))
    if values.get("evidence"):
        shown.append(("evidence", contents.counted(values["evidence"])))
    return "\n".join(say(f"line.{part}", value=value) for part, value in shown)
