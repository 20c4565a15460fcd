"""A plan as it is shown to somebody who is spoken to in English: with the English names that stand in it.

What has none keeps its own. What people type is understood as before: the plan's own names stay among the words.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from plans.parts import Form, Indicator
from plans.units import Unit

if TYPE_CHECKING:
    from plans.schema import Plan


def in_english(plan: "Plan") -> "Plan":
    """Give the same plan with its English names."""
    own = {name: getattr(plan, name) for name in type(plan).model_fields}
    names = {} if plan.en is None else {key: said for key, said in plan.en.model_dump().items() if said}
    return type(plan).model_construct(
        **{
            **own,
            **names,
            "tasks": tuple(task.model_copy(update={"label": task.en or task.label}) for task in plan.tasks),
            "phases": tuple(phase.model_copy(update={"name": phase.en or phase.name}) for phase in plan.phases),
            "forms": tuple(map(_form, plan.forms)),
            "indicators": tuple(map(_indicator, plan.indicators)),
            "units": tuple(map(_unit, plan.units)),
        }
    )


def _form(form: Form) -> Form:
    return form.model_copy(update={"label": form.en, "words": (*form.words, form.label)}) if form.en else form


def _indicator(indicator: Indicator) -> Indicator:
    if indicator.en is None:
        return indicator
    words = _once((*indicator.words, indicator.label, indicator.unit))
    return indicator.model_copy(update={"label": indicator.en.label, "unit": indicator.en.unit, "words": words})


def _unit(unit: Unit) -> Unit:
    return unit.model_copy(update={"short": unit.en, "aliases": (*unit.aliases, unit.short)}) if unit.en else unit


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
