"""From which document the office enters: one that it told of before, a new one, or one of which nothing may be told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.entries import on_paper
from messages.questions.choose import Choose, Plain
from messages.questions.days import AskDays
from messages.questions.document_number import DocumentNumber
from messages.questions.line import Line
from messages.questions.question import Ask
from messages.reading import papers as reading
from messages.words import say
from storage.results.papers import NewSource, Source

SOURCE: Final = "paper_source"  # the answers' keys
DAY: Final = "paper_day"
_NUMBER: Final = "paper_number"
_SIGNER: Final = "paper_signer"
_NEW: Final = "new"
CLASSIFIED: Final = "classified"
_SHOWN: Final = 5  # documents told of before
_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class ChosenSource:
    """The document: one that is kept, or a new one."""

    kept: Source | None
    new: NewSource

    @property
    def is_classified(self) -> bool:
        """Whether nothing may be told but that it came."""
        return self.new.dated is None

    @property
    def name(self) -> str:
        """Its name in a sentence."""
        return on_paper.named(self.new.number, self.new.dated)


def day(today: date) -> AskDays:
    """Ask on which day the document was signed: none that is to come."""
    return AskDays(DAY, today, until=today, single=True)


def ask_which(ask: Ask, known: Sequence[Source], unit: str, today: date) -> ChosenSource:
    """Ask for the document of a unit; one that somebody of the office told of before is the same document."""
    mine = [source for source in known if source.unit == unit]
    shown = [source for source in mine if not source.is_classified]
    options = [Plain(str(source.id), on_paper.of(source)) for source in shown[:_SHOWN]]
    rest = [Plain(str(source.id), on_paper.of(source)) for source in shown[_SHOWN:]]
    ways = [Plain(_NEW, say("paper.source.new")), Plain(CLASSIFIED, say("paper.source.classified"))]
    picked = ask(Choose(SOURCE, (*options, *ways, *rest))).key
    if picked == CLASSIFIED:
        kept = next((source for source in mine if source.is_classified), None)
        return ChosenSource(kept, NewSource(unit))
    if picked != _NEW:
        return _known(next(source for source in shown if str(source.id) == picked))
    number = ask(DocumentNumber(_NUMBER, day(today), "paper.marked")).number
    dated = ask(day(today)).first
    same = next((source for source in shown if _is_same(source, number, dated)), None)
    if same is not None:
        return _known(same)
    return ChosenSource(None, NewSource(unit, number, dated, ask(Line(_SIGNER, _NAME, optional=True))))


def _known(source: Source) -> ChosenSource:
    return ChosenSource(source, NewSource(source.unit, source.number, source.dated, source.signer))


def _is_same(source: Source, number: str, dated: date) -> bool:
    """Tell whether it is this document; of two without a number nobody can tell."""
    return not reading.is_unnumbered(number) and source.dated == dated and _bare(source.number) == _bare(number)


def _bare(number: str) -> str:
    return re.sub(r"[\s.–-]", "", number).upper()
