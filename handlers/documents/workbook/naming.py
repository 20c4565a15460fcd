"""How things are called in a workbook: by their names for people, by their codes for machines."""

from contextlib import suppress
from dataclasses import dataclass

from messages.documents.sheets import Book, CellShape, Column, Sheet
from messages.words import write
from plans.schema import Plan
from plans.units import UnitKind

PHASE = "phase:"  # before the key of a phase that has a column of its own


@dataclass(frozen=True, slots=True)
class Ruled:
    """A column: its key, its width in characters, and how it shows what stands in it."""

    key: str
    width: float
    shape: CellShape = CellShape.SHORT


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a plan. Of the tasks in `unlabelled` nothing is shown but the key."""

    plan: Plan
    coded: bool
    unlabelled: frozenset[str]

    def begin(self, book: Book, sheet: str, columns: tuple[Ruled, ...]) -> Sheet:
        """Begin a sheet under its headings."""
        return book.sheet(self.sheet(sheet), [Column(self.heading(one.key), one.width, one.shape) for one in columns])

    def sheet(self, key: str) -> str:
        """Give the name of a sheet."""
        return key if self.coded else write(f"sheet.{key}")

    def heading(self, key: str) -> str:
        """Give the heading of a column."""
        if self.coded:
            return key
        return self.phase(key.removeprefix(PHASE)) if key.startswith(PHASE) else write(f"sheet.column.{key}")

    def word(self, group: str, value: str) -> str:
        """Give what one of the values of a group is called; "" for none."""
        return value if self.coded or not value else write(f"sheet.value.{group}.{value}")

    def unit(self, code: str) -> str:
        """Give a unit's name."""
        return code if self.coded else self.plan.unit(code).name

    def short(self, code: str) -> str:
        """Give a unit's short name."""
        return code if self.coded else self.plan.unit(code).short

    def kind(self, of: UnitKind) -> str:
        """Give the name of a kind of units."""
        return self.word("kind", of.value)

    def task(self, key: str) -> str:
        """Give what a task is about, as far as that may be shown."""
        if self.coded or key in self.unlabelled:
            return key if self.coded else write("sheet.task", key=key)
        return self.plan.task(key).label

    def form(self, key: str) -> str:
        """Give the name of a form of activity; of one that has left the plan its key."""
        with suppress(KeyError):
            return key if self.coded else self.plan.form(key).label
        return key

    def phase(self, key: str, none: str = "none") -> str:
        """Give the name of a phase; for no phase, what that means there."""
        if not key:
            return self.word("period", none)
        with suppress(KeyError):
            return key if self.coded else self.plan.phase(key).name
        return key
