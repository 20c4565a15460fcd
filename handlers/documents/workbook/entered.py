"""What units have entered, a unit at a time: results, their figures, their evidence, and who did what when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.closings import placing
from handlers.closings.snapshot import Total
from handlers.documents import reviewed, withheld
from handlers.documents.sentences import amount
from handlers.documents.workbook.naming import Naming, Ruled
from handlers.entries import access, contents
from handlers.entries.contents import Result
from messages.documents.sheets import CellShape, Row, Sheet
from messages.values import Precision
from messages.words import ZONE
from plans.schema import Plan
from storage.db import Db
from storage.members.people import Role
from storage.results import evidence, history
from storage.results.evidence import EvidenceOfEntry
from storage.results.figures import Counts
from storage.results.history import Happened
from storage.results.status import Decision, Status

ACTIVITIES: Final = (
    Ruled("number", 15),
    Ruled("unit", 14, CellShape.TEXT),
    Ruled("status", 11, CellShape.TEXT),
    Ruled("result_kind", 11, CellShape.TEXT),
    Ruled("task", 8, CellShape.TEXT),
    Ruled("form", 16, CellShape.TEXT),
    Ruled("title", 34, CellShape.TEXT),
    Ruled("first_day", 11, CellShape.DAY),
    Ruled("last_day", 11, CellShape.DAY),
    Ruled("period", 17, CellShape.TEXT),
    Ruled("place", 12, CellShape.TEXT),
    Ruled("partners", 13, CellShape.TEXT),
    Ruled("figures", 26, CellShape.TEXT),
    Ruled("activities", 8, CellShape.NUMBER),
    Ruled("finished", 11, CellShape.TEXT),
    Ruled("made_at", 17, CellShape.INSTANT),
)
FIGURES: Final = (
    Ruled("number", 15),
    Ruled("unit", 24, CellShape.TEXT),
    Ruled("indicator", 44, CellShape.TEXT),
    Ruled("value", 14, CellShape.NUMBER),
    Ruled("precision_told", 12),
    Ruled("counts", 26, CellShape.TEXT),
    Ruled("within", 15),
)
EVIDENCE: Final = (
    Ruled("number", 15),
    Ruled("unit", 20, CellShape.TEXT),
    Ruled("evidence_kind", 12),
    Ruled("evidence", 46, CellShape.TEXT),
    Ruled("format", 9),
    Ruled("size", 12, CellShape.NUMBER),
    Ruled("evidence_state", 18, CellShape.TEXT),
    Ruled("came_at", 17, CellShape.INSTANT),
    Ruled("kept_at", 17, CellShape.INSTANT),
    Ruled("sha256", 36, CellShape.TEXT),
)
HISTORY: Final = (
    Ruled("number", 15),
    Ruled("at", 17, CellShape.INSTANT),
    Ruled("what", 24, CellShape.TEXT),
    Ruled("version", 9, CellShape.NUMBER),
    Ruled("side", 16),
    Ruled("by", 26, CellShape.TEXT),
    Ruled("title_of_person", 22, CellShape.TEXT),
    Ruled("why", 44, CellShape.TEXT),
)
_SENT: Final = "sent"  # the first version
_RECEIVED: Final = Status.RECEIVED  # looked up once, for all of them
_NEW: Final = Counts.NEW
_EXACT: Final = Precision.EXACT


@dataclass(frozen=True, slots=True)
class EnteredSheets:
    """The sheets of what was entered, and of which tasks no word is told.

    `is_partial`: who reads it sees no more of a unit than these results, so nothing is told of others.
    """

    activities: Sheet
    figures: Sheet
    evidence: Sheet
    history: Sheet
    naming: Naming
    withheld: frozenset[str]
    is_partial: bool = False

    async def add(self, db: Db, plan: Plan, unit: str, results: Sequence[Result], at: datetime) -> None:
        """Write what one more unit has entered until an instant; `results` are those that a document is about."""
        happened = await history.happened(db, plan.code, unit, at)
        silent = await history.of_tasks(db, plan.code, unit, self.withheld)
        statuses = reviewed.statuses(happened)
        shown = set()
        for result in results:
            self.activities.add(self._result(result, statuses))
            if not withheld.is_withheld(result.content, self.withheld):
                shown.add(result.entry.number)
                for row in self._figures(result):
                    self.figures.add(row)
        for piece in await evidence.of_unit(db, plan.code, unit, at):
            if piece.entry_number in shown:
                self.evidence.add(self._piece(unit, piece))
        mine = {result.entry.number for result in results}
        for one in happened:
            if self.is_partial and one.entry_number not in mine:
                continue
            self.history.add(self._happened(unit, one, is_silent=one.entry_number in silent))

    def _result(self, result: Result, statuses: Mapping[int, Status]) -> Row:
        content, entry, naming = result.content, result.entry, self.naming
        tells, plan = not withheld.is_withheld(content, self.withheld), naming.plan
        days = content.days if tells else None
        told = content.figures if tells else ()
        totals = (Total(plan.indicator(figure.indicator), figure.value, figure.precision, 1) for figure in told)
        return (
            access.number(entry),
            naming.short(entry.unit),
            naming.word("status", statuses.get(entry.number, _RECEIVED)),
            naming.word("result_kind", content.kind),
            ", ".join(content.tasks) or naming.word("task", contents.OTHER),
            naming.form(content.form) if content.form and tells else "",
            content.title if tells else "",
            days.first if days else None,
            days.last if days else None,
            naming.phase(placing.goes_with(plan, content, entry.made_at.astimezone(ZONE).date())),
            content.place if tells else "",
            contents.partners_worded(plan, content.partners) if tells else "",
            "; ".join(map(amount, totals)),
            content.count,
            naming.word("finished", "done" if content.finished else "going") if content.states else "",
            entry.made_at,
        )

    def _figures(self, result: Result) -> Iterable[Row]:
        content, entry, naming = result.content, result.entry, self.naming
        how = content.how
        if how is None:
            return
        unit, number = naming.short(entry.unit), access.number(entry)
        counts = "" if how.counts is _NEW else naming.word("counts", how.counts)
        within = access.numbered(entry.plan, entry.unit, how.within) if how.within is not None else ""
        for figure in content.figures:
            indicator = naming.plan.indicator(figure.indicator)
            yield (
                number,
                unit,
                indicator.key if naming.coded else indicator.label,
                figure.value,
                "" if figure.precision is _EXACT else naming.word("precision", figure.precision),
                counts,
                within,
            )

    def _piece(self, unit: str, piece: EvidenceOfEntry) -> Row:
        naming = self.naming
        return (
            access.numbered(naming.plan.code, unit, piece.entry_number),
            naming.short(unit),
            naming.word("evidence_kind", piece.kind),
            piece.name or piece.text,
            piece.format,
            piece.size or None,
            naming.word("evidence_state", piece.stands),
            piece.made_at,
            piece.kept_at,
            piece.sha256_stored or "",
        )

    def _happened(self, unit: str, one: Happened, *, is_silent: bool) -> Row:
        naming = self.naming
        what = one.decision or (_SENT if one.version == 1 else "changed")
        side = "" if not one.role else "unit" if one.role == Role.OFFICIAL else "office"
        return (
            access.numbered(naming.plan.code, unit, one.entry_number),
            one.at,
            naming.word("what", what),
            one.version if what != _SENT else None,
            naming.word("side", side or ("unit" if one.decision == Decision.WITHDRAWN else "")),
            one.by,
            one.title,
            "" if is_silent else one.reason,
        )
