"""Part II: what was done, in all, by each kind of unit, and over time."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from handlers.closings.snapshot import HowCounted, Total
from handlers.documents.consolidated.opening import Passage
from handlers.documents.material import ListedResult, Material, SummedUp, UnitMaterial
from handlers.documents.sentences import Figures, Sentences, amount, count, listed, of_totals
from messages.words import DOCUMENTS, ZONE, catalogue, write
from plans.schema import Phase, Plan
from plans.units import UnitKind

_EACH: Final = 20  # units of a kind up to which each has its paragraph; of more some are named
_TYPICAL: Final = 5
_TOTALS: Final = 6  # sums in a sentence about some of the units
_LONGEST: Final = 520  # letters of a unit's paragraph: six lines
_SENTENCES: Final = 4  # of a paragraph
_WAYS: Final = 3  # in which a unit's sentence begins
_RESULTS: Final = "closings.snapshot.Count"


def general(material: Material, say: Sentences) -> tuple[str, ...]:
    """Word what all units come to, a sentence for what is counted of each form."""
    every, closed = material.all, material.closed
    if not every.results:
        return (say.add("general.none"),)
    joint = sum(one.counted is HowCounted.ONCE for one in closed.joint)
    with_joint = write("general.joint", n=joint) if joint else ""
    heard = [Figures(count(n), _RESULTS, every.every) for n in (every.units, every.results)]
    sentences = [
        say.add("general.results", heard, units=every.units, of=closed.units, results=every.results, joint=with_joint)
    ]
    sentences += [_of_form(key, totals, every, say) for key, totals in by_form(material.plan, every.totals, "general")]
    if closed.activities:
        counted = [Figures(count(n), _RESULTS) for n in (closed.activities_units, closed.activities)]
        sentences.append(say.add("general.activities", counted, units=closed.activities_units, n=closed.activities))
    sentences.append(write("general.annex"))
    return tuple(" ".join(sentences[at : at + _SENTENCES]) for at in range(0, len(sentences), _SENTENCES))


def by_form(plan: Plan, totals: Sequence[Total], words: str) -> Iterable[tuple[str, tuple[Total, ...]]]:
    """Give sums under the words of their sentence, those that begin like `words`, in the plan's order of forms."""
    order = {form.key: nth for nth, form in enumerate(plan.forms)}
    placed = sorted(totals, key=lambda total: (order.get(_form(plan, total), len(order)), _is_apart(total, words)))
    for key, mine in groupby(placed, lambda total: _key(plan, total, words)):
        yield key, tuple(mine)


def _form(plan: Plan, total: Total) -> str:
    """Give the form of which this is usually told first."""
    key = total.indicator.key
    places = [(form.indicators.index(key), form.key) for form in plan.forms if key in form.indicators]
    return min(places, default=(0, ""), key=lambda place: place[0])[1]


def _is_apart(total: Total, words: str) -> bool:
    return f"{words}.of.{total.indicator.key}" in catalogue(DOCUMENTS)


def _key(plan: Plan, total: Total, words: str) -> str:
    if _is_apart(total, words):
        return f"{words}.of.{total.indicator.key}"
    key = f"{words}.form.{_form(plan, total)}"
    return key if key in catalogue(DOCUMENTS) else f"{words}.form"


def _of_form(key: str, totals: Sequence[Total], every: SummedUp, say: Sentences) -> str:
    phrases = listed([amount(total) for total in totals])
    units = max(total.units for total in totals)
    facts: dict[str, object] = {"units": units} if "{units" in catalogue(DOCUMENTS)[key] else {}
    return say.add(key, of_totals(totals, every.numbers), list=phrases, **facts)


def groups(material: Material, say: Sentences) -> tuple[Passage, ...]:
    """Word what the units of each kind did: each in a paragraph, or, of very many, together and some of them."""
    found = []
    for nth, kind in enumerate(material.kinds, 2):
        units = [of for of in material.units if of.unit.kind is kind]
        told = _each(units, say) if len(units) <= _EACH else _together(material, kind, units, say)
        found.append(Passage(write(f"group.{kind}", n=nth), tuple(told)))
    return tuple(found)


def _each(units: Sequence[UnitMaterial], say: Sentences) -> Iterable[str]:
    letters = write("letters").split()
    for nth, of in enumerate(units):
        yield write("units.lettered", letter=letters[nth], text=_unit(of, nth, say))


def _unit(of: UnitMaterial, nth: int, say: Sentences) -> str:
    name, stands, owed = of.unit.name, of.stands, len(of.stands.tasks)
    if not of.sums.results:
        return say.add("unit.nothing" if stands.heard else "unit.silent", name=name)
    way = nth % _WAYS
    totals = of.sums.totals[:_TOTALS]
    while True:
        phrases = write(f"unit.list.{way}", list=listed([amount(total) for total in totals])) if totals else ""
        key = f"unit.{way}" if owed else "unit.beyond"
        facts = {"name": name, "heard": stands.heard, "owed": owed, "results": of.sums.results, "list": phrases}
        if len(write(key, **facts)) <= _LONGEST or not totals:
            break
        totals = totals[:-1]
    figures = [Figures(count(n), "obligations.tallies.by_unit") for n in (stands.heard, owed)] if owed else []
    sentence = say.add(key, figures + of_totals(totals, of.sums.numbers), **facts)
    return f"{sentence} {_named(of.to_name, _LONGEST - len(sentence))}".strip()


def _named(activities: Sequence[ListedResult], room: int) -> str:
    """Name activities, as many as there is room for."""
    names = [write("unit.named.one", title=one.title, on=one.on) for one in activities]
    for n in range(len(names), 0, -1):
        sentence = write("unit.named", names=listed(names[:n]))
        if len(sentence) <= room:
            return sentence
    return ""


def _together(material: Material, kind: UnitKind, units: Sequence[UnitMaterial], say: Sentences) -> Iterable[str]:
    mine = material.kinds[kind]
    totals = mine.totals[:_TOTALS]
    phrases = write("unit.list.0", list=listed([amount(total) for total in totals])) if totals else ""
    figures = [Figures(count(n), _RESULTS, mine.every) for n in (mine.units, mine.results)] + of_totals(
        totals, mine.numbers
    )
    facts = {"heard": mine.units, "of": len(units), "kind": write(f"kind.{kind}"), "results": mine.results}
    yield say.add("units.together", figures, list=phrases, **facts)
    typical = sorted((of for of in units if of.sums.results and of.to_name), key=_weight)[:_TYPICAL]
    if typical:
        yield write("units.typical")
    for nth, of in enumerate(typical):
        yield write("units.typical.one", text=_unit(of, nth, say))


def _weight(of: UnitMaterial) -> tuple[int, int, str]:
    return -of.stands.heard, -of.sums.results, of.unit.code


def periods(material: Material, say: Sentences) -> tuple[str, ...]:
    """Word what was done in each phase that has begun."""
    today = material.at.astimezone(ZONE).date()
    begun = [phase for phase in material.plan.phases if phase.key in material.phases and phase.starts <= today]
    told = [_phase(phase, material.phases[phase.key], say) for phase in begun]
    outside = material.closed.early + material.closed.untimely
    if outside and not material.closed.scope.phases:
        figures = [Figures(count(outside), _RESULTS)]
        told.append(say.add("period.outside", figures, n=outside, period=material.plan.period_word))
    return tuple(told)


def _phase(phase: Phase, mine: SummedUp, say: Sentences) -> str:
    totals = mine.totals[:_TOTALS]
    phrases = write("period.list", list=listed([amount(total) for total in totals])) if totals else ""
    key = "period.day" if phase.starts == phase.ends else "period.days"
    days = write(key, first=phase.starts, last=phase.ends)
    if not mine.results:
        return say.add("period.none", (), name=phase.name, days=days)
    figures = [Figures(count(n), _RESULTS, mine.every) for n in (mine.units, mine.results)] + of_totals(
        totals, mine.numbers
    )
    return say.add("period", figures, name=phase.name, days=days, units=mine.units, results=mine.results, list=phrases)
