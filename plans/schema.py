"""What a plan is: a campaign as data, read from YAML and kept in the database as JSON.

These models hold what the document says and what the office decided about it, and
find things in it. Whether the parts fit together is checked by `plans/reading.py`,
which knows the lines of the file.
"""

from datetime import date, time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from messages.values import Precision
from plans import units as naming
from plans.units import Group, Unit, UnitKind

__all__ = [
    "Addressees", "Assignment", "Audience", "Closing", "Deadline", "Form", "Group", "Indicator", "LegalReference",
    "Notice", "Phase", "Plan", "Recurrence", "Role", "Sensitive", "SharedDay", "Target", "Task", "Unit", "UnitKind",
    "Window",
]  # fmt: skip

Key = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[0-9A-Za-z._-]+$")]
Words = Annotated[str, Field(min_length=1)]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(StrEnum):
    """What the text gives the unit under whose heading a task stands; whatever it is, the unit owes its part."""

    LEAD = "lead"  # chủ trì
    CO_LEAD = "co-lead"  # đồng chủ trì
    COOPERATE = "cooperate"  # phối hợp
    OWN = "own"  # the text names no role


class Sensitive(StrEnum):
    """Whether results may touch state secrets: `yes` takes status and a count only, `mixed` asks first."""

    YES = "yes"
    MIXED = "mixed"
    NO = "no"


class SharedDay(StrEnum):
    """To which of two phases a day belongs that is the last of one and the first of the next."""

    EARLIER = "earlier"
    LATER = "later"


class Phase(_Part):
    """A dated part of the campaign; both days included. `name` is the plan's own title of it."""

    key: Key
    name: Words
    starts: date
    ends: date
    topics: tuple[Words, ...]


class Window(_Part):
    """The days the text itself gives a task, both included."""

    starts: date
    ends: date


class Recurrence(_Part):
    """A task owed once for each of these months ("2025-12"). `confirm`: the text names no months, the office must."""

    months: tuple[Month, ...] = Field(min_length=1)
    confirm: bool = False


class Target(_Part):
    """A number the text asks for, in the indicator's unit; `indicator` is empty where nothing counted is meant."""

    value: int = Field(gt=0)
    precision: Precision = Precision.EXACT
    indicator: str = ""
    text: Words


class Task(_Part):
    """One assignment of the document, to a unit or a group.

    `verbatim` keeps the sentence for tracing; people see `text`, corrected, and in chat the `label`.
    `named` are codes of units named in the text, who owe nothing by that; `outside` are bodies that
    are no unit. `covers` are the tasks an umbrella stands over: it is met by them. `ties` are tasks
    that may be the same activity, which counts once. `ask_office`: the office must confirm `sensitive`.
    """

    key: Key
    verbatim: Words
    text: Words
    label: str = Field(min_length=1, max_length=60)
    unit: str
    role: Role
    named: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    target: Target | None = None
    window: Window | None = None
    recurs: Recurrence | None = None
    phases: tuple[str, ...] = ()
    sensitive: Sensitive = Sensitive.NO
    ask_office: bool = False
    covers: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    reminded: bool = True

    @property
    def umbrella(self) -> bool:
        """Whether it stands over other tasks and is met by them."""
        return bool(self.covers)


class Indicator(_Part):
    """Something people count. `unit` is the word behind the number; `words` are what people type for it."""

    key: Key
    label: Words
    unit: Words
    words: tuple[Words, ...] = Field(min_length=1)


class Form(_Part):
    """The form of an activity, with the indicators usually counted for it."""

    key: Key
    label: Words
    indicators: tuple[str, ...] = ()


class Deadline(_Part):
    """When written reports are due: `before` as the text says, `last_day` the last on which they are in time."""

    before: date
    last_day: date
    text: Words


class Addressees(_Part):
    """To whom units report, to whom the office reports, and who hears of difficulties; as on paper."""

    units: tuple[Words, ...]
    office: tuple[Words, ...]
    difficulties: str = ""


class Audience(StrEnum):
    """To whom a message of the calendar goes."""

    ALL = "all"
    TASKS = "tasks"  # the units that owe the named tasks
    QUIET = "quiet"  # units with no entry, or with a window about to end
    UNSIGNED = "unsigned"  # units whose signed report is not in


class Notice(_Part):
    """One message of the calendar: on which day, to whom, and what about (`key` is that of its words)."""

    on: date
    key: Key
    to: Audience
    tasks: tuple[str, ...] = ()


class Closing(_Part):
    """When the office closes its figures, and for which phases; none: for the written reports."""

    on: date
    at: time
    phases: tuple[str, ...] = ()


class LegalReference(_Part):
    """A legal document the product or the plan rests on, and the days it is in force."""

    about: Key
    name: Words
    starts: date
    ends: date | None = None


class Assignment(NamedTuple):
    """One task of one unit: what is counted as "đầu việc"."""

    task: Task
    unit: Unit


class Plan(_Part):
    """A campaign. `key` is the file's ("705-2025"), `code` stands in numbers and commands ("705").

    `short` is how it is called in a sentence, `period_word` how it calls a phase ("mốc"). `office` is
    the unit that follows and consolidates. `unclear` are short forms that must not be taken for a unit.
    The first form of address is the usual one. `phone` is empty until the office sets it.
    """

    key: Key
    code: str = Field(pattern=r"^[A-Z0-9]{2,8}$")
    number: str = ""
    title: Words
    short: Words
    issued: date | None = None
    issuer: Words
    office: str
    office_name: Words
    office_short: Words
    period_word: Words
    starts: date
    ends: date
    shared_day: SharedDay = SharedDay.EARLIER
    phases: tuple[Phase, ...] = Field(min_length=1)
    units: tuple[Unit, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = ()
    tasks: tuple[Task, ...] = Field(min_length=1)
    forms: tuple[Form, ...] = Field(min_length=1)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    slogans: tuple[Words, ...] = ()
    deadline: Deadline | None = None
    addressees: Addressees
    calendar: tuple[Notice, ...] = ()
    closings: tuple[Closing, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    phone: str = ""
    forms_of_address: tuple[Words, ...] = ("đồng chí",)
    unclear: tuple[Words, ...] = ()

    @cached_property
    def _by_key(self) -> "_Found":
        return _Found(
            {unit.code: unit for unit in self.units},
            {group.code: group for group in self.groups},
            {task.key: task for task in self.tasks},
            {form.key: form for form in self.forms},
            {indicator.key: indicator for indicator in self.indicators},
        )

    def unit(self, code: str) -> Unit:
        """Give the unit of this code. Raise KeyError."""
        return self._by_key.units[code]

    def task(self, key: str) -> Task:
        """Give the task of this key. Raise KeyError."""
        return self._by_key.tasks[key]

    def form(self, key: str) -> Form:
        """Give the form of this key. Raise KeyError."""
        return self._by_key.forms[key]

    def indicator(self, key: str) -> Indicator:
        """Give the indicator of this key. Raise KeyError."""
        return self._by_key.indicators[key]

    def phase(self, key: str) -> Phase:
        """Give the phase of this key. Raise KeyError."""
        return {phase.key: phase for phase in self.phases}[key]

    def units_of(self, task: Task) -> tuple[Unit, ...]:
        """Give the units that owe a task: one, or the members of a group."""
        group = self._by_key.groups.get(task.unit)
        return tuple(self.unit(code) for code in (group.members if group else (task.unit,)))

    def tasks_of(self, unit_code: str) -> tuple[Task, ...]:
        """Give the tasks a unit owes, its own and its groups', in the plan's order."""
        holders = {unit_code} | {group.code for group in self.groups if unit_code in group.members}
        return tuple(task for task in self.tasks if task.unit in holders)

    def assignments(self) -> tuple[Assignment, ...]:
        """Give every pair of a task and a unit that owes it."""
        return tuple(Assignment(task, unit) for task in self.tasks for unit in self.units_of(task))

    def phase_of(self, day: date) -> Phase:
        """Give the phase a day counts for.

        A day two phases share goes by `shared_day` (10/12 is both the Day itself and the first day
        "after" it: it counts for the Day). Days before the campaign count for the first phase (banners
        hang from 15/11), days after it for the last.
        """
        inside = [phase for phase in self.phases if phase.starts <= day <= phase.ends]
        if inside:
            return inside[0 if self.shared_day is SharedDay.EARLIER else -1]
        return next((phase for phase in self.phases if day < phase.starts), self.phases[-1])

    def find_units(self, typed: str) -> tuple[Unit, ...]:
        """Find the units that may be meant by what somebody typed; see `plans/units.py`."""
        return naming.find(self.units, typed, self.unclear)

    def you(self, unit_code: str) -> str:
        """Give the form of address for people of a unit."""
        return self.unit(unit_code).address or self.forms_of_address[0]


class _Found(NamedTuple):
    units: dict[str, Unit]
    groups: dict[str, Group]
    tasks: dict[str, Task]
    forms: dict[str, Form]
    indicators: dict[str, Indicator]
