"""Make documents whole: gather what they tell, write it, fill the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.closings import snapshot
from handlers.closings.snapshot import Scope
from handlers.documents import material
from handlers.documents.consolidated import report
from handlers.documents.consolidated.report import IssuedBy
from handlers.documents.material import Material
from handlers.documents.sentences import FigureSource
from messages.words import speaking, write
from plans.schema import Plan
from storage.db import Db
from storage.obligations import snapshots

_BARS: Final = 15


@dataclass(frozen=True, slots=True)
class ReportWish:
    """Which consolidated report is wanted: of which instant and phases, by whom, and whether the silent are named."""

    at: datetime
    scope: Scope = Scope()  # noqa: RUF009 - frozen, and empty
    by: IssuedBy = IssuedBy.OFFICE
    names_silent: bool = False


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A consolidated report: the document, how many places a person has to fill, whence its figures come."""

    file: bytes
    to_fill: int
    sources: Sequence[FigureSource]


async def consolidated(db: Db, plan: Plan, wish: ReportWish, template: bytes | None = None) -> Consolidated:
    """Make the consolidated report; without a template of the office with the shipped one.

    Raise UnusableTemplateError.
    """
    from messages.documents.paper import chart, rendering
    from messages.documents.paper import consolidated as paper

    gathered = await material.gather(db, plan, wish.at, wish.scope)
    with speaking("vi"):  # in which it is signed: also its numbers and what is counted
        written = report.of(gathered, wish.by, names_silent=wish.names_silent)
    most = _most(gathered)
    picture = chart.bars(_chart_title(gathered, len(most)), most) if most else None
    made = rendering.render(template or paper.template(), written.fields, picture)
    return Consolidated(made.file, made.to_fill, written.sources)


def _most(gathered: Material) -> list[tuple[str, int]]:
    counts = [(of.unit.short, of.sums.results) for of in gathered.units if of.sums.results]
    return sorted(counts, key=lambda count: -count[1])[:_BARS]


def _chart_title(gathered: Material, drawn: int) -> str:
    heard = sum(bool(of.sums.results) for of in gathered.units)
    return write("chart") if heard == drawn else write("chart.most", n=drawn)


async def closed(db: Db, plan: Plan, number: int) -> ReportWish | None:
    """Give what stands for the instant and the phases of a closing; None where there is none of this number."""
    made = next((one for one in await snapshots.of_plan(db, plan.code) if one.number == number), None)
    return None if made is None else ReportWish(made.cut_off, snapshot.read(made.body).scope)
