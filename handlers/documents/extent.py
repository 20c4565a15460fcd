"""Whose results a document is about: everybody's, one unit's, or those of its tasks that somebody was handed."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.entries.contents import Result


@dataclass(frozen=True, slots=True)
class Extent:
    """`unit` is "" for all of them; `tasks` are those that somebody sees of it, None for every one."""

    unit: str = ""
    tasks: frozenset[str] | None = None

    def has(self, unit: str) -> bool:
        """Tell whether anything of a unit belongs to it."""
        return self.unit in ("", unit)

    def sees(self, task: str | None) -> bool:
        """Tell whether a task belongs to it; None is what a unit owes beside its tasks."""
        return self.tasks is None or task in self.tasks

    def results(self, every: Iterable[Result]) -> tuple[Result, ...]:
        """Give the results that belong to it: those with at least one of its tasks."""
        return tuple(result for result in every if any(map(self.sees, result.entry.tasks.split(","))))


EVERYTHING = Extent()
