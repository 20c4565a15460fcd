"""Which results an export is about: of which phases, of which unit, of which days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.closings import snapshot
from handlers.closings.snapshot import Scope
from handlers.entries.contents import Result
from messages.words import ZONE
from plans.schema import Plan


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What is left empty chooses nothing away. Of an activity that touches the days all is given."""

    scope: Scope = Scope()  # noqa: RUF009 - it is frozen
    unit: str = ""
    first: date | None = None
    last: date | None = None

    def units(self, every: Iterable[str]) -> list[str]:
        """Give the units, by code, that it is about."""
        return [code for code in every if self.unit in ("", code)]

    def results(self, plan: Plan, every: Sequence[Result]) -> list[Result]:
        """Give the results of a unit that it is about."""
        return [result for result in snapshot.concerned(plan, every, self.scope) if self._is_in_days(result)]

    def _is_in_days(self, result: Result) -> bool:
        days = result.content.days
        made_on = result.entry.made_at.astimezone(ZONE).date()  # of what is status only
        first, last = (days.first, days.last) if days else (made_on, made_on)
        return (self.first is None or self.first <= last) and (self.last is None or first <= self.last)


ALL = ExportChoice()
