"""The consolidated report, whole: what fills the template, and where each figure in it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from handlers.closings.snapshot import Scope
from handlers.documents import issuing
from handlers.documents.consolidated import annexes, opening, problems, results
from handlers.documents.material import Material
from handlers.documents.sentences import FigureSource, Sentences
from messages.shortening import shortened
from messages.words import ZONE, write
from plans.obligations import State
from plans.schema import ConsolidatedReport

_QUOTES: Final = 5  # units that are quoted, and characters of each
_QUOTED: Final = 300
_SENT: Final = (State.IN_TIME, State.LATE)
_ROMAN: Final = ("I", "II", "III")


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
    form = issuing.form(plan)
    issuer = (form.committee if wish.by is IssuedBy.COMMITTEE else None) or form.office
    local = material.at.astimezone(ZONE)
    fields = {
        "superior": issuer.superior,
        "issuer": issuer.name,
        "symbol": issuer.symbol,
        "place": form.place,
        "month": issuing.month(material.at),
        "year": str(local.year),
        "subject": _subject(material, form),
        "addressees": issuing.ended(issuer.addressees),
        "basis": write("basis", basis=form.basis, reporter=issuer.reporter),
        "summary": opening.summary(material, say),
        "steering": opening.steering(material, say),
        "general": results.general(material, say),
        "groups": results.groups(material, say),
        "periods_heading": write("periods", n=len(material.kinds) + 2),
        "periods": results.periods(material, say),
        "strengths": _strengths(material),
        "difficulties": problems.difficulties(material, say),
        "upward": write("and").join(issuer.addressees),
        "requests": problems.requests(material),
        "closing": write(
            "closing", plan=plan.short, reporter=issuer.reporter, addressees=write("and").join(issuer.addressees)
        ),
        "signature": issuer.signature,
        "recipients": issuing.ended(issuer.recipients),
        "annexes": [
            {"number": write("annexes", number=roman), "name": write(f"annex.{nth}")}
            for nth, roman in enumerate(_ROMAN)
        ],
        "units": annexes.units(material),
        "activities": annexes.activities(material),
        "reports": annexes.reports(material) if wish.names_silent else (),
    }
    return Written(fields, tuple(say.sources))


def _strengths(material: Material) -> tuple[str, ...]:
    """Quote units on what they did well: those whose signed report is in, for before that it is a draft's word."""
    if material.closed.scope.phases:
        return ()
    said = [
        (of.unit.name, material.assessments[of.unit.code])
        for of in material.units
        if of.unit.code in material.assessments and of.stands.report in _SENT
    ]
    return tuple(
        write("strengths.quoted", unit=name, said=shortened(" ".join(words.split()), _QUOTED))
        for name, words in said[:_QUOTES]
    )


def _subject(material: Material, form: ConsolidatedReport) -> str:
    keys = material.closed.scope.phases
    if not keys:
        return form.subject
    phases = write("and").join(f"“{material.plan.phase(key).name}”" for key in keys)
    return write("subject.periods", subject=form.subject, period=material.plan.period_word, phases=phases)
