"""Which column holds what: found by its heading, in either language, wherever it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from handlers.officials.free_text import template
from handlers.officials.from_workbook.grid import Grid
from handlers.officials.from_workbook.limits import bare
from messages import meanings
from messages.folding import folded
from messages.words import say
from plans.schema import Indicator, Plan

NUMBER: Final = "no"  # of the row, where the example says that it is one
COUNTS: Final = "counts"
ALSO: Final = "also"  # further tasks that the same activity counts for
MONTH: Final = "month"  # of a monthly task, where it is not that of the days
OTHERS: Final = "figures"  # what has no column of its own
_OWN: Final = (NUMBER, COUNTS, OTHERS, ALSO, MONTH)
FIELDS: Final = (*_OWN, "task", "days", "form", "title", "place", "partners", "evidence", "finished")
WHERE: Final = ("place", "partners")


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column of the file: its place, its heading as it stands there, what it holds; an indicator has no `field`."""

    place: int
    heading: str
    field: str = ""
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file; `unknown` are headings that nothing is called by, `twice` those that come again."""

    fields: Mapping[str, FieldColumn]
    indicators: Sequence[FieldColumn]
    unknown: Sequence[FieldColumn] = ()
    twice: Sequence[FieldColumn] = ()


def heading(field: str) -> str:
    """Give what a column is called in the language now spoken."""
    return say(f"workbook.column.{field}" if field in _OWN else f"template.{field}")


def of_grid(plan: Plan, grid: Grid, *, places: bool = True) -> Columns:
    """Find what each column holds; of a unit that is not asked `places`, those of where and with whom hold nothing."""
    fields: dict[str, FieldColumn] = {}
    counted: dict[str, FieldColumn] = {}
    unknown, twice = [], []
    indicators = _indicators(plan)
    for place, name in grid.names.items():
        plain = bare(name)
        field = names().get(plain) or names().get(folded(name)) or ""
        indicator = indicators.get(folded(name)) or indicators.get(plain) if not field else None
        if field in WHERE and not places:
            unknown.append(FieldColumn(place, _shown(name)))
        elif field:
            column = FieldColumn(place, _shown(name), field)
            (twice.append(column) if field in fields else fields.setdefault(field, column))
        elif indicator is not None:
            column = FieldColumn(place, _shown(name), indicator=indicator)
            (twice.append(column) if indicator.key in counted else counted.setdefault(indicator.key, column))
        else:
            unknown.append(FieldColumn(place, _shown(name)))
    return Columns(fields, tuple(counted.values()), tuple(unknown), tuple(twice))


def is_where(name: str) -> bool:
    """Tell whether a heading is that of a place, or of partners."""
    return names().get(bare(name)) in WHERE


@cache
def names() -> Mapping[str, str]:
    """Give what fields are called, folded, in either language."""
    own = {key: field for field in _OWN for key in (f"workbook.column.{field}", f"workbook.column.{field}.typed")}
    given = {
        key: field for field in FIELDS if field not in _OWN for key in (f"template.{field}", f"template.{field}.typed")
    }
    return {**meanings.typed(given), **meanings.typed(own)}


def _indicators(plan: Plan) -> Mapping[str, Indicator]:
    """Give the indicators by what they are called; by their label first, for a unit may be that of several."""
    found: dict[str, Indicator] = {}
    for way in (_labels, _units):
        for spoken in (plan.spoken("vi"), plan.spoken("en")):
            for indicator in spoken.indicators:
                for name in way(indicator):
                    found.setdefault(folded(name), plan.indicator(indicator.key))
    return found


def _labels(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.label, bare(indicator.label))


def _units(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.unit, *indicator.words)


def _shown(name: str) -> str:
    return " ".join(name.split())


assert set(FIELDS) - set(_OWN) <= set(template.FIELDS), "they are called as in the block"
