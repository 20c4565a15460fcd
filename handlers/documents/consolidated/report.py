"""The consolidated report, whole: what fills the template, and where each figure in it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from handlers.closings.snapshot import Scope
from handlers.documents.consolidated import annexes, opening, problems, results
from handlers.documents.material import Material
from handlers.documents.sentences import FigureSource, Sentences
from messages.words import ZONE, write
from plans.schema import ConsolidatedReport, Issuer, Plan

_ROMAN: Final = ("I", "II", "III")
_WITH_ZERO: Final = (1, 2)  # months written with a zero: Decree 30/2020/NĐ-CP, appendix I


class IssuedBy(StrEnum):
    """By whom a report is issued."""

    OFFICE = "office"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class ReportWish:
    """Which consolidated report is wanted: of which instant and phases, by whom, and whether the silent are named."""

    at: datetime
    scope: Scope = Scope()  # noqa: RUF009 - frozen, and empty
    by: IssuedBy = IssuedBy.OFFICE
    names_silent: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What fills the template, field by field, and the sources of the figures, in the order of the sentences."""

    fields: Mapping[str, Any]
    sources: tuple[FigureSource, ...]


def of(material: Material, wish: ReportWish) -> Written:
    """Write the report."""
    plan, say = material.plan, Sentences()
    form = _form(plan)
    issuer = (form.committee if wish.by is IssuedBy.COMMITTEE else None) or form.office
    local = material.at.astimezone(ZONE)
    fields = {
        "superior": issuer.superior,
        "issuer": issuer.name,
        "symbol": issuer.symbol,
        "place": form.place,
        "month": f"{local.month:02}" if local.month in _WITH_ZERO else str(local.month),
        "year": str(local.year),
        "subject": _subject(material, form),
        "addressees": _ended(issuer.addressees),
        "basis": write("basis", basis=form.basis, reporter=issuer.reporter),
        "summary": opening.summary(material, say),
        "steering": opening.steering(material, say),
        "general": results.general(material, say),
        "groups": results.groups(material, say),
        "periods_heading": write("periods", n=len(material.kinds) + 2),
        "periods": results.periods(material, say),
        "strengths": (),
        "difficulties": problems.difficulties(material, say),
        "upward": write("and").join(issuer.addressees),
        "requests": problems.requests(material),
        "closing": write(
            "closing", plan=plan.short, reporter=issuer.reporter, addressees=write("and").join(issuer.addressees)
        ),
        "signature": issuer.signature,
        "recipients": _ended(issuer.recipients),
        "annexes": [
            {"number": write("annexes", number=roman), "name": write(f"annex.{nth}")}
            for nth, roman in enumerate(_ROMAN)
        ],
        "units": annexes.units(material),
        "activities": annexes.activities(material),
        "reports": annexes.reports(material) if wish.names_silent else (),
    }
    return Written(fields, tuple(say.sources))


def _form(plan: Plan) -> ConsolidatedReport:
    """Give how a report of the plan stands on paper; of a plan that does not say, what else is known of it."""
    if plan.consolidated is not None:
        return plan.consolidated
    office = Issuer(
        name=plan.office_name.upper(),
        reporter=plan.office_name,
        symbol=write("symbol"),
        addressees=plan.addressees.office or (write("fill.addressee"),),
        recipients=(write("recipients.as_above"), write("recipients.archive")),
    )
    return ConsolidatedReport(place=write("fill.place"), subject=plan.title, basis=plan.in_full, office=office)


def _subject(material: Material, form: ConsolidatedReport) -> str:
    keys = material.closed.scope.phases
    if not keys:
        return form.subject
    phases = write("and").join(f"“{material.plan.phase(key).name}”" for key in keys)
    return write("subject.periods", subject=form.subject, period=material.plan.period_word, phases=phases)


def _ended(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Let each line of a list end in a semicolon, and the last in a full stop."""
    *before, last = [line.rstrip(".;") for line in lines]
    return (*(f"{line};" for line in before), f"{last}.")
