"""What a plan is: a campaign as data, read from YAML and kept in the database as JSON.

These models hold what the document says and what the office decided about it, and
find things in it. Whether the parts fit together is checked by `plans/fitting.py`,
for a problem should name its line in the file.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from pydantic import Field, PrivateAttr

from plans import units as naming
from plans.notices import Audience, Closing, Digests, Limits, Notice, Rule
from plans.parts import (
    PLAN_CODE,
    Addressees,
    ConsolidatedReport,
    Correction,
    Day,
    Deadline,
    Form,
    Indicator,
    Issuer,
    LegalReference,
    Part,
    Phase,
    PlanInEnglish,
    Recurrence,
    Remark,
    Sensitive,
    SharedDay,
    Slug,
    Target,
    Task,
    TaskRole,
    UnitPaper,
    Window,
    Words,
)
from plans.units import Group, Unit, UnitKind, spelled


def recognised(plan: "Plan", typed: str) -> str:
    """Give the code of the one unit meant; "" for several, and for a text that says more than a unit's name."""
    found = plan.find_units(typed)
    wanted = spelled(typed)
    if len(found) != 1:
        return ""
    # "Sở Y tế Hà Nội" names the province, and is not its committee.
    names = [f" {spelled(name)} " for name in found[0].names]
    return found[0].code if any(f" {wanted} " in name for name in names) else ""


__all__ = [
    "Addressees", "Assignment", "Audience", "Closing", "ConsolidatedReport", "Correction", "Deadline", "Digests",
    "Form", "Group", "Indicator", "Issuer", "LegalReference", "Limits", "Notice", "Phase", "Plan", "PlanBody",
    "Recurrence", "Remark", "Rule", "Sensitive", "SharedDay", "Target", "Task", "TaskRole", "Unit",
    "UnitKind", "UnitPaper", "Window",
]  # fmt: skip


class Assignment(NamedTuple):
    """One task of one unit: what is counted as "đầu việc"."""

    task: Task
    unit: Unit


class PlanBody(Part):
    """What a campaign is, apart from who takes part.

    `key` is the file's ("705-2025"), `code` stands in numbers and commands ("705").
    `short` is how it is called in a sentence, `cited` how a letter calls it, if otherwise ("Kế hoạch số
    705/KH-BCĐNQ"), `period_word` how it calls a phase ("giai đoạn"). `office` is the unit that follows
    and consolidates; reminders are signed with its `office_name`. `unclear` are short forms that must not
    be taken for a unit. The first form of address is the usual one. `phone` is empty until the office sets it.
    """

    key: Slug
    code: str = Field(pattern=PLAN_CODE)
    number: str = ""
    title: Words
    short: Words
    cited: str = ""
    issued: Day | None = None
    issuer: Words
    office: str
    office_name: Words
    office_short: Words
    period_word: Words
    starts: Day
    ends: Day
    shared_day: SharedDay = SharedDay.EARLIER
    phases: tuple[Phase, ...] = Field(min_length=1)
    tasks: tuple[Task, ...] = Field(min_length=1)
    forms: tuple[Form, ...] = Field(min_length=1)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    slogans: tuple[Words, ...] = ()
    deadline: Deadline | None = None
    addressees: Addressees
    consolidated: ConsolidatedReport | None = None
    unit_papers: tuple[UnitPaper, ...] = ()
    calendar: tuple[Notice, ...] = ()
    closings: tuple[Closing, ...] = ()
    digests: tuple[Digests, ...] = ()
    limits: Limits = Limits()
    legal: tuple[LegalReference, ...] = ()
    corrections: tuple[Correction, ...] = ()
    remarks: tuple[Remark, ...] = ()
    phone: str = ""
    forms_of_address: tuple[Words, ...] = ("đồng chí",)
    unclear: tuple[Words, ...] = ()
    en: PlanInEnglish | None = None


class Plan(PlanBody):
    """A campaign as it runs: its groups' members stand among its units."""

    units: tuple[Unit, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = ()

    @cached_property
    def _by_key(self) -> "_Found":
        return _Found(
            {unit.code: unit for unit in self.units},
            {group.code: group for group in self.groups},
            {task.key: task for task in self.tasks},
            {form.key: form for form in self.forms},
            {indicator.key: indicator for indicator in self.indicators},
            {phase.key: phase for phase in self.phases},
        )

    def unit(self, code: str) -> Unit:
        """Give the unit of this code; one that has left the plan, but whose entries stay, is named by its code."""
        found = self._by_key.units.get(code)
        return found or Unit(code=code, short=code, name=code, kind=UnitKind.DIVISION)

    def has_unit(self, code: str) -> bool:
        """Tell whether there is a unit of this code: one may have left."""
        return code in self._by_key.units

    def task(self, key: str) -> Task:
        """Give the task of this key; one that has left the plan, but whose entries stay, is named by its key."""
        found = self._by_key.tasks.get(key)
        return found or Task(key=key, verbatim=key, text=key, label=key, unit="", role=TaskRole.LEAD)

    def form(self, key: str) -> Form:
        """Give the form of this key. Raise KeyError."""
        return self._by_key.forms[key]

    def indicator(self, key: str) -> Indicator:
        """Give the indicator of this key. Raise KeyError."""
        return self._by_key.indicators[key]

    def counted(self, form: str) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
        """Give what is usually counted for this form, and what else can be. Raise KeyError."""
        return self._counted[form]

    @cached_property
    def _counted(self) -> "dict[str, tuple[tuple[Indicator, ...], tuple[Indicator, ...]]]":
        def apart(form: Form) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
            usual = tuple(self.indicator(key) for key in form.indicators)
            return usual, tuple(one for one in self.indicators if one.key not in form.indicators)

        return {form.key: apart(form) for form in self.forms}

    def phase(self, key: str) -> Phase:
        """Give the phase of this key. Raise KeyError."""
        return self._by_key.phases[key]

    def units_of(self, task: Task) -> tuple[Unit, ...]:
        """Give the units that owe a task: one, or the members of a group."""
        group = self._by_key.groups.get(task.unit)
        codes = group.members if group else (task.unit,)
        return tuple(self.unit(code) for code in codes)

    def tasks_of(self, unit_code: str) -> tuple[Task, ...]:
        """Give the tasks a unit owes, its own and its groups', in the plan's order."""
        return tuple(self._owed_by.get(unit_code, {}).values())

    def own_tasks(self, unit_code: str, keys: Iterable[str]) -> tuple[Task, ...]:
        """Give those of some tasks, by key, that a unit owes."""
        own = self._owed_by.get(unit_code, {})
        return tuple(own[key] for key in keys if key in own)

    @cached_property
    def _owed_by(self) -> "dict[str, dict[str, Task]]":
        found: dict[str, dict[str, Task]] = {}
        for task, unit in self.assignments():
            found.setdefault(unit.code, {})[task.key] = task
        return found

    def assignments(self) -> tuple[Assignment, ...]:
        """Give every pair of a task and a unit that owes it."""
        return tuple(Assignment(task, unit) for task in self.tasks for unit in self.units_of(task))

    def phase_of(self, day: date) -> Phase:
        """Give the phase a day counts for, or is nearest to.

        A day two phases share goes by `shared_day` (10/12 is both the Day itself and the first day
        "after" it: it counts for the Day). A day before the campaign is nearest to the first phase, one
        after it to the last; whether it counts for one at all, `touched` tells.
        """
        inside = [phase for phase in self.phases if phase.starts <= day <= phase.ends]
        if inside:
            return inside[0 if self.shared_day is SharedDay.EARLIER else -1]
        return next((phase for phase in self.phases if day < phase.starts), self.phases[-1])

    def touched(self, first: date, last: date) -> tuple[Phase, ...]:
        """Give the phases that days touch, the first the one they count for; of one day that two share, both.

        Days outside the campaign touch none.
        """
        known = self._touched.get((first, last))
        if known is None:
            known = self._touched[first, last] = tuple(self._find_touched(first, last))
        return known

    @cached_property
    def _touched(self) -> dict[tuple[date, date], tuple[Phase, ...]]:
        return {}  # closings ask of every result, and there are few days

    def _find_touched(self, first: date, last: date) -> Iterable[Phase]:
        begins, ends = min(self.starts, self.phases[0].starts), max(self.ends, self.phases[-1].ends)
        first, last = max(first, begins), min(last, ends)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        found = [self.phase_of(day) for day in days]
        if len(days) == 1:
            found += [phase for phase in self.phases if phase.starts <= first <= phase.ends]
        return {phase.key: phase for phase in found}.values()

    def is_timely(self, first: date, last: date, *tasks: str) -> bool:
        """Tell whether days touch the campaign, or the days the text itself gives one of these tasks."""
        windows = [window for key in tasks if (window := self.task(key).window) is not None]
        mine = any(window.starts <= last and first <= window.ends for window in windows)
        return mine or bool(self.touched(first, last))

    def find_units(self, typed: str) -> tuple[Unit, ...]:
        """Find the units that may be meant by what somebody typed; see `plans/units.py`."""
        return naming.find(self.units, typed, self.unclear)

    @property
    def in_full(self) -> str:
        """Give how the plan is called where it is first named to somebody who did not ask."""
        return self.cited or self.short

    def spoken(self, language: str) -> "Plan":
        """Give the plan with its names in this language."""
        plan: Plan = self._own or self
        return plan._english if language == "en" else plan

    _own: "Plan | None" = PrivateAttr(default=None)  # of one in English: the plan as it is kept

    @cached_property
    def _english(self) -> "Plan":
        own = {name: getattr(self, name) for name in type(self).model_fields}
        names = {} if self.en is None else {key: said for key, said in self.en.model_dump().items() if said}
        parts = {
            "tasks": tuple(task.in_english for task in self.tasks),
            "phases": tuple(phase.in_english for phase in self.phases),
            "forms": tuple(form.in_english for form in self.forms),
            "indicators": tuple(indicator.in_english for indicator in self.indicators),
            "units": tuple(unit.in_english for unit in self.units),
            "legal": tuple(law.in_english for law in self.legal),
        }
        found = type(self).model_construct(**{**own, **names, **parts})
        found._own = self  # noqa: SLF001 - another of its own class
        return found

    def you(self, unit_code: str) -> str:
        """Give the form of address for people of a unit."""
        return self.unit(unit_code).address or self.forms_of_address[0]


class _Found(NamedTuple):
    units: dict[str, Unit]
    groups: dict[str, Group]
    tasks: dict[str, Task]
    forms: dict[str, Form]
    indicators: dict[str, Indicator]
    phases: dict[str, Phase]
