"""The report of one unit, whole: what fills its template, and where each figure in it comes from."""

import re
from typing import Final

from handlers.documents import issuing
from handlers.documents.consolidated import annexes
from handlers.documents.consolidated.report import Written
from handlers.documents.own import done, said
from handlers.documents.own.gathered import OwnMaterial
from handlers.documents.own.passages import PaperPassage
from handlers.documents.sentences import Sentences, amount
from messages.words import ZONE, write
from plans.schema import Plan, Unit, UnitPaper

_THROUGH: Final = re.compile(r"\s*\([^()]*\)$")  # "(qua Văn phòng Cơ quan Thường trực)"
_ROMAN: Final = ("I", "II")


def of(own: OwnMaterial) -> Written:
    """Write the report."""
    plan, unit, say = own.whole.plan, own.unit.unit, Sentences()
    form, paper = issuing.form(plan), _paper(plan, unit)
    steps, local = own.steps, own.whole.at.astimezone(ZONE)
    on = steps.signed_on
    addressees = plan.addressees.units or (write("fill.addressee"),)
    symbol = _of_unit(paper.symbol, unit)
    fields = {
        "superior": paper.superior,
        "issuer": _issuer(paper, unit),
        "number": write("own.number", number=steps.number) if steps.number else write("number", symbol=symbol),
        "annexed_to": write("own.annexed", number=steps.number or write("own.annexed.open", symbol=symbol)),
        "place": _of_unit(paper.place, unit),
        "day": f"{on.day:02}" if on else write("own.day.open"),
        "month": issuing.month(on or local.date()),
        "year": str((on or local).year),
        "subject": form.subject,
        "addressees": issuing.ended(addressees),
        "basis": write("own.basis", basis=form.basis, name=unit.name),
        "passages": _passages(own, say),
        "closing": write(
            "own.closing",
            plan=plan.short,
            name=unit.name,
            addressees=write("and").join(_THROUGH.sub("", one) for one in addressees),
        ),
        "signature": (),
        "signer": steps.signer,
        "recipients": issuing.ended(paper.recipients),
        "annexes": [
            {"number": write("annexes", number=roman), "name": write(f"own.annex.{nth}")}
            for nth, roman in enumerate(_ROMAN)
        ],
        "unconfirmed": write("own.fill.figures") if own.whole.activities and steps.figures != mark(own) else "",
        "own_figures": _figures(own) or [("", write("own.no_figures"), annexes.EMPTY, annexes.EMPTY)],
        "own_results": _results(own) or [("", annexes.EMPTY, annexes.EMPTY, write("own.no_results"), annexes.EMPTY)],
    }
    return Written(fields, tuple(say.sources))


def _paper(plan: Plan, unit: Unit) -> UnitPaper:
    """Give how a report of the unit stands on paper; of a plan that does not say, nothing is made up."""
    found = (paper for paper in plan.unit_papers if paper.kind is unit.kind)
    unknown = UnitPaper(
        kind=unit.kind,
        place=write("fill.place"),
        symbol=write("symbol"),
        recipients=(write("recipients.as_above"), write("recipients.archive")),
    )
    return next(found, unknown)


def _of_unit(text: str, unit: Unit) -> str:
    return text.replace("{short}", unit.short).replace("{code}", unit.code)


def _issuer(paper: UnitPaper, unit: Unit) -> str:
    rest = unit.name.removeprefix(paper.first_line).strip()
    return "\n".join(filter(None, (paper.first_line, rest))).upper() if rest != unit.name else unit.name.upper()


def _passages(own: OwnMaterial, say: Sentences) -> list[PaperPassage]:
    periods = done.periods(own, say)
    tasks = done.tasks(own, say)
    numbered = [("own.head.general", done.summary(own, say)), ("own.head.tasks", tasks), ("own.head.periods", periods)]
    results = [(key, lines) for key, lines in numbered if lines]
    return [
        PaperPassage(write("head.steering"), said.directives(own, say)),
        PaperPassage(write("head.results")),
        *(PaperPassage(write(key, n=n), lines) for n, (key, lines) in enumerate(results, 1)),
        PaperPassage(write("head.assessment")),
        PaperPassage(write("own.head.assessment"), said.assessment(own)),
        PaperPassage(write("own.head.difficulties"), said.difficulties(own)),
        PaperPassage(write("head.proposals"), said.proposals(own)),
    ]


def mark(own: OwnMaterial) -> str:
    """Give the figures as one text, by which it is seen whether they are those that were confirmed."""
    parts = [f"{total.indicator.key}={total.precision}{total.value}" for total in own.unit.sums.totals]
    return ";".join([f"results={own.unit.sums.results}", f"activities={own.whole.closed.activities}", *sorted(parts)])


def _figures(own: OwnMaterial) -> list[annexes.Row]:
    order = {indicator.key: nth for nth, indicator in enumerate(own.whole.plan.indicators)}
    totals = sorted(own.unit.sums.totals, key=lambda total: order[total.indicator.key])
    return [
        (
            str(nth),
            total.indicator.label,
            amount(total),
            annexes.numbers_worded(own.unit.sums.numbers.get(total.indicator.key, ())),
        )
        for nth, total in enumerate(totals, 1)
    ]


def _results(own: OwnMaterial) -> list[annexes.Row]:
    return [
        (
            str(nth),
            one.number,
            write("day", on=one.on) if one.on else annexes.EMPTY,
            annexes.title(one),
            annexes.figures(own.whole.plan, one),
        )
        for nth, one in enumerate(own.whole.activities, 1)
    ]
