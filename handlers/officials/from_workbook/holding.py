"""The conversation of one entry, held with a row: what has no cell is answered as most would."""

from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from handlers.officials.entering import new_entry, review
from handlers.officials.entering.new_entry import Entered, Given
from handlers.officials.entering.new_or_total import AskHow
from messages.questions.question import Ask, Question
from messages.unclear import Unclear
from storage.results.figures import Counts

T = TypeVar("T")

_FIRST: Final = frozenset({"phase", "outside"})  # the first choice: the phase of the first day; that the days are meant
_REVIEW: Final = "send"
_ALSO: Final = "also"


@dataclass(slots=True)
class RowAsking:
    """Stands between the conversation of one entry and what hears the cells: answers what has no cell.

    `kept` are those answers, as a conversation keeps them.
    """

    counts: str
    further: list[str]  # tasks that are left to be added
    keys: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    not_also: list[str] = field(default_factory=list)
    is_how_asked: bool = False
    refused: Unclear | None = None
    told: Entered | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    def talk(self, ask: Ask, given: Given) -> None:
        """Hold the conversation; what was entered stands in `told` where it came to its end."""

        def between(question: Question[T]) -> T:
            if question.key == _REVIEW:
                return self._reviewed(question)
            if question.key == _ALSO:
                return self._added(question)
            if question.key in _FIRST:
                self.answered.add(question.key)
                return self._answer(question, question.prompt(None).choices[0].key)
            if isinstance(question, AskHow):
                return self._answer(question, self._how(question))
            self.keys.append(question.key)
            return ask(question)

        self.told = told = new_entry.entered(between, given)
        if not self.is_how_asked and told.content.figures:  # there was nothing before beside which it could be asked
            if self.counts == Counts.WITHIN:
                self.refused = Unclear("workbook.no_total")
            elif self.counts == Counts.TOTAL:
                self.told = replace(told, content=replace(told.content, counts=Counts.TOTAL))

    def _answer(self, question: Question[T], key: str) -> T:
        value = question.value(key)
        asked = [one for one in self.kept if one.partition("#")[0] == question.key]
        self.kept[f"{question.key}#{len(asked) + 1}" if asked else question.key] = key
        return value

    def _reviewed(self, question: Question[T]) -> T:
        if self.further and getattr(question, "adding", False):
            return self._answer(question, review.ADD)
        return question.value("yes")

    def _added(self, question: Question[T]) -> T:
        """Add the next of the further tasks; one that the activity cannot count for is told of."""
        key = self.further.pop(0)
        try:
            return self._answer(question, key)
        except Unclear:
            self.not_also.append(key)
            return self._answer(question, review.NONE)

    def _how(self, question: AskHow) -> str:
        """Give what the figures are; those of an activity come on top, where the row does not say.

        Where a total told before may hold them, the row has to say.
        """
        self.is_how_asked = True
        keys = [one.key for one in question.options]
        extra = next(key for key in keys if key.startswith(Counts.EXTRA))
        holders = [key for key in keys if key.startswith(Counts.WITHIN)]
        picked = extra
        if self.counts == Counts.TOTAL:
            picked = str(Counts.TOTAL)
        elif self.counts == Counts.WITHIN:
            picked = next((key for key in reversed(holders) if key not in question.refused), "".join(holders[-1:]))
        elif not self.counts and "title" not in self.keys:
            self.refused = Unclear("workbook.counts")
        elif not self.counts and holders:
            self.refused = Unclear("workbook.held")
        if not picked:
            self.refused = Unclear("workbook.no_total")
        self.refused = self.refused or question.refused.get(picked)
        return extra if self.refused else picked
