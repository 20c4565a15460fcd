"""What documents are wanted, in the words behind a command: read from what is typed, and spelled for a button."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from handlers.documents.consolidated.report import IssuedBy
from handlers.documents.making import SUMMED, DocumentKind
from messages import meanings
from messages.folding import folded
from messages.reading.days.spans import read_days
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan

USUAL: Final = frozenset({DocumentKind.DOCX, DocumentKind.XLSX})  # a report, and beside it where its figures are from
_CLOSING: Final = "closing"  # its number follows
_NOW: Final = "now"
_PHASE: Final = "phase"  # its key follows
_COMMITTEE: Final = "committee"
_SILENT: Final = "silent"
_DAYS: Final = "days"  # they follow
MAKE: Final = "make"
STOP: Final = "stop"
_SYMBOLS: Final = (*DocumentKind, _CLOSING, _NOW, _PHASE, _COMMITTEE, _SILENT, _DAYS, MAKE, STOP)
_LONGEST: Final = 4  # words of a symbol


@dataclass(frozen=True, slots=True)
class WordedWish:
    """What is wanted: `closing` None is the last one, 0 none, as it stands when it is made. `days`: first and last."""

    kinds: frozenset[DocumentKind] = USUAL
    closing: int | None = None
    phase: str = ""
    by: IssuedBy = IssuedBy.OFFICE
    names_silent: bool = False
    unit: str = ""
    days: tuple[date, date] | None = None

    @property
    def is_of_part(self) -> bool:
        """Whether it is of one unit or of some days."""
        return bool(self.unit or self.days)

    @property
    def is_units_own(self) -> bool:
        """Whether the report or the workbook of one unit is in it: they are of all of the plan, as it stands."""
        return bool(self.unit) and not SUMMED.isdisjoint(self.kinds)


@dataclass(frozen=True, slots=True)
class ReadWish:
    """What was read: the wish, what to do with it (MAKE, STOP, or "": show it), and the words nothing was made of."""

    wish: WordedWish
    verb: str = ""
    left: str = ""


def read(words: str, plan: Plan, today: date) -> ReadWish:
    """Read the words behind a command; what there is not of a part of the results is left out."""
    wish, verb, kinds, left = WordedWish(), "", set(), []
    for symbol, text in _parts(words):
        if symbol in set(DocumentKind):
            kinds.add(DocumentKind(symbol))
        elif symbol in (MAKE, STOP):
            verb = symbol
        else:
            taken = _with(wish, symbol, text, plan, today)
            left += [] if taken else [_as_typed(symbol, text)]
            wish = taken or wish
    chosen = frozenset(kinds) or (frozenset({DocumentKind.EVIDENCE}) if wish.days else USUAL)
    return ReadWish(replace(wish, kinds=chosen - without(wish, plan)), verb, " ".join(left))


def without(wish: WordedWish, plan: Plan) -> frozenset[DocumentKind]:
    """Give what there is none of: no sums of some days, no report of its own of the office."""
    if wish.days:
        return SUMMED
    return frozenset({DocumentKind.DOCX}) if wish.unit == plan.office else frozenset()


def _as_typed(symbol: str, text: str) -> str:
    """Give what nothing was made of in words, as people have them."""
    return text if symbol in ("", _DAYS) else f"{word(symbol)} {text}".strip()


def _parts(words: str) -> Iterator[tuple[str, str]]:
    """Give each symbol with what stands behind it; what stands before the first has the symbol ""."""
    parts, present, held = words.split(), "", list[str]()
    while parts:
        n, symbol = _symbol(parts)
        if not symbol:
            held.append(parts.pop(0))
            continue
        if present or held:
            yield from _split(present, held)
        present, held = symbol, parts[:n] if symbol == _DAYS else []  # "from 1/12" is read as it stands
        parts = parts[n:]
    if present or held:
        yield from _split(present, held)


def _symbol(parts: Sequence[str]) -> tuple[int, str]:
    for n in range(min(_LONGEST, len(parts)), 0, -1):
        if symbol := _typed().get(folded(" ".join(parts[:n]).strip(",;.")), ""):
            return n, symbol
    return 0, ""


def _split(symbol: str, held: list[str]) -> Iterator[tuple[str, str]]:
    """Leave with a symbol what belongs to it; the rest stands alone."""
    most = {_CLOSING: 1, _PHASE: 1, _DAYS: len(held)}.get(symbol, 0)
    if symbol:
        yield symbol, " ".join(held[:most])
    if held[most:]:
        yield "", " ".join(held[most:])


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({f"export.{symbol}.typed": str(symbol) for symbol in _SYMBOLS})


def _with(wish: WordedWish, symbol: str, text: str, plan: Plan, today: date) -> WordedWish | None:
    """Add one part; None where it means nothing."""
    match symbol:
        case "closing":
            return replace(wish, closing=int(text), phase="") if text.isdecimal() else None
        case "now":
            return replace(wish, closing=0)
        case "phase":
            known = text in {phase.key for phase in plan.phases}
            return replace(wish, closing=0, phase=text) if known else None
        case "committee":
            has_one = plan.consolidated is not None and plan.consolidated.committee is not None
            return replace(wish, by=IssuedBy.COMMITTEE) if has_one else None
        case "silent":
            return replace(wish, names_silent=True)
        case "days":
            try:
                days = read_days(text, today)
            except Unclear:
                return None
            return replace(wish, closing=0, days=(days.first, days.last))
        case _:
            units = plan.find_units(text)
            return replace(wish, closing=0, unit=units[0].code) if len(units) == 1 else None


def spelled(wish: WordedWish, verb: str = "") -> str:
    """Spell it, in words that are read in any language."""
    parts = [word(kind) for kind in DocumentKind if kind in wish.kinds]
    if wish.closing is not None:
        parts.append(f"{word(_CLOSING)} {wish.closing}" if wish.closing else word(_NOW))
    if wish.phase:
        parts.append(f"{word(_PHASE)} {wish.phase}")
    if wish.by is IssuedBy.COMMITTEE:
        parts.append(word(_COMMITTEE))
    if wish.names_silent:
        parts.append(word(_SILENT))
    if wish.days:
        parts.append(say("export.days.spelled", days=word(_DAYS), first=wish.days[0], last=wish.days[1]))
    if verb:
        parts.append(word(verb))
    return " ".join((*filter(None, (wish.unit,)), *parts))


def word(symbol: str) -> str:
    """Give the word for a symbol that buttons bear."""
    return say(f"export.{symbol}.typed").partition("|")[0]
