"""Make documents whole, as of one instant: gather what they tell once, write it, fill the template."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from handlers.closings import snapshot
from handlers.documents import material, whole
from handlers.documents.choice import ALL, ExportChoice
from handlers.documents.consolidated import report
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.lists import evidence_archive, lines
from handlers.documents.lists.lines import LineForm
from handlers.documents.material import Material, Tell
from handlers.documents.sentences import FigureSource
from handlers.documents.workbook import workbook
from messages.words import ZONE, speaking, write
from plans.schema import Plan
from storage.db import Db
from storage.obligations import snapshots

if TYPE_CHECKING:
    from messages.documents.paper.rendering import UnusableTemplateError

_BARS: Final = 15


class DocumentKind(StrEnum):
    """What can be made of a plan's results."""

    DOCX = "docx"
    XLSX = "xlsx"
    EVIDENCE = "evidence"
    JSONL = "jsonl"
    CSV = "csv"


# What tells sums: of a period or of all, never of some days or of a unit, for a total has no part of a day.
SUMMED: Final = frozenset({DocumentKind.DOCX, DocumentKind.XLSX})


@dataclass(frozen=True, slots=True)
class DocumentsWish:
    """Which documents are wanted: the report and its workbook of `report`, everything else of `choice` as well.

    `coded`: the workbook with codes in place of names.
    """

    kinds: Collection[DocumentKind]
    report: ReportWish
    choice: ExportChoice = ALL
    coded: bool = False


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document that was made, and a count that goes with it: places to fill, files, results; of a workbook 0.

    `unusable` says why it was not: of the report, that the office's template cannot be filled.
    """

    kind: StrEnum
    path: Path
    n: int = 0
    unusable: "UnusableTemplateError | None" = None


@dataclass(frozen=True, slots=True)
class Workroom:
    """What documents are made with: `locate` says where a kept file lies by the SHA-256 of its bytes.

    `template` is the office's own one of the consolidated report; `tell` is told how many units of how many are read.
    """

    locate: Callable[[str], Path]
    template: bytes | None = None
    tell: Tell | None = None


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A consolidated report: the document, how many places a person has to fill, whence its figures come."""

    file: bytes
    to_fill: int
    sources: Sequence[FigureSource] = field(repr=False)


async def documents(db: Db, plan: Plan, wish: DocumentsWish, folder: Path, room: Workroom) -> list[MadeDocument]:
    """Make everything that is wanted in a folder that is there. Raise OSError."""
    at, made = wish.report.at, []
    gathered: Material | None = None
    for kind in (kind for kind in DocumentKind if kind in wish.kinds and kind not in SUMMED):
        path = folder / _name(kind, plan, wish.report)
        if kind is DocumentKind.EVIDENCE:
            n = await evidence_archive.write(db, room.locate, plan, at, path, wish.choice)
        else:
            n = await lines.write(db, plan, at, path, wish.choice, LineForm(kind))
        made.append(MadeDocument(kind, path, n))
    if DocumentKind.XLSX in wish.kinds:
        path = folder / _name(DocumentKind.XLSX, plan, wish.report)
        gathered = await workbook.write(db, plan, wish.report, path, coded=wish.coded, tell=room.tell)
        made.append(MadeDocument(DocumentKind.XLSX, path))
    if DocumentKind.DOCX in wish.kinds:
        if gathered is None:
            gathered = await material.gather(db, plan, at, wish.report.scope, tell=room.tell)
        made.append(_report(gathered, wish.report, folder / _name(DocumentKind.DOCX, plan, wish.report), room))
    return sorted(made, key=lambda one: list(DocumentKind).index(DocumentKind(one.kind)))


def _report(gathered: Material, wish: ReportWish, path: Path, room: Workroom) -> MadeDocument:
    from messages.documents.paper.rendering import UnusableTemplateError

    try:
        written = consolidated(gathered, wish, room.template)
    except UnusableTemplateError as no:
        return MadeDocument(DocumentKind.DOCX, path, unusable=no)
    with whole.file(path) as place:
        place.write_bytes(written.file)
    return MadeDocument(DocumentKind.DOCX, path, written.to_fill)


def _name(kind: DocumentKind, plan: Plan, wish: ReportWish) -> str:
    return write(f"file.{kind}", plan=plan.code, day=f"{wish.at.astimezone(ZONE):%Y-%m-%d}")


def consolidated(gathered: Material, wish: ReportWish, template: bytes | None = None) -> Consolidated:
    """Make the consolidated report; without a template of the office with the shipped one.

    Raise UnusableTemplateError.
    """
    from messages.documents.paper import chart, rendering
    from messages.documents.paper import consolidated as paper

    with speaking("vi"):  # in which it is signed: also its numbers and what is counted
        written = report.of(gathered, wish)
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
