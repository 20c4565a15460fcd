"""The parts of a plan: phases, tasks, forms, what is counted, when and to whom things are due."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from messages.values import Precision
from plans.units import UnitKind


def day(written: object) -> date:
    """Read "2025-12-10", and nothing else: pydantic alone would take 20251210 for seconds since 1970."""
    if isinstance(written, date):
        return written
    try:
        if isinstance(written, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise PydanticCustomError("day", "not a day")


Day = Annotated[date, BeforeValidator(day)]
PLAN_CODE = r"^[A-Z0-9]{2,8}$"
KEY = r"^[0-9A-Za-z._-]+$"
_OF_UNIT = r"^(?:[^{}]|\{(?:short|code)\})+$"
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
Slug = Annotated[str, Field(min_length=1, max_length=40, pattern=KEY)]
Words = Annotated[str, Field(min_length=1)]
Month = Annotated[str, Field(pattern=MONTH)]


class Part(BaseModel):
    """What every part is: fixed once read, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TaskRole(StrEnum):
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


class Phase(Part):
    """A dated part of the campaign; both days included. `name` is the plan's own title of it."""

    key: Slug
    name: Words
    starts: Day
    ends: Day
    topics: tuple[Words, ...]
    en: str = ""

    @property
    def in_english(self) -> Self:
        """The same, named in English where it has such a name."""
        return self.model_copy(update={"name": self.en or self.name})


class Window(Part):
    """The days the text itself gives a task, both included."""

    starts: Day
    ends: Day


class Recurrence(Part):
    """A task owed once for each of these months ("2025-12"). `confirm`: the text names no months, the office must."""

    months: tuple[Month, ...] = Field(min_length=1)
    confirm: bool = False


class Target(Part):
    """A number the text asks for, in the indicator's unit; `indicator` is empty where nothing counted is meant."""

    value: int = Field(gt=0)
    precision: Precision = Precision.EXACT
    indicator: str = ""
    text: Words


class Task(Part):
    """One assignment of the document, to a unit or a group.

    `verbatim` keeps the sentence for tracing; people see `text`, corrected, and in chat the `label`.
    `named` are codes of units named in the text, who owe nothing by that; `outside` are bodies that
    are no unit. `covers` are the tasks an umbrella stands over: it is met by them. `ties` are tasks
    that may be the same activity, which counts once. `ask_office`: the office must confirm `sensitive`.
    Tasks that are not `reminded` (the consolidating itself) are owed, but nobody is chased for them.
    Of a `hidden` one the label is not shown, though all of its result is taken. `slogans`: it is done with the
    plan's slogans. `en` is the label in English.
    """

    key: Slug
    verbatim: Words
    text: Words
    label: str = Field(min_length=1, max_length=60)
    unit: str
    role: TaskRole
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
    hidden: bool = False
    slogans: bool = False
    en: str = Field(default="", max_length=60)

    @model_validator(mode="before")
    @classmethod
    def _text_is_verbatim_unless_corrected(cls, written: object) -> object:
        if isinstance(written, dict) and "verbatim" in written and "text" not in written:
            return {**written, "text": written["verbatim"]}
        return written

    @property
    def in_english(self) -> Self:
        """The same, labelled in English where it has such a label."""
        return self.model_copy(update={"label": self.en or self.label})

    @property
    def umbrella(self) -> bool:
        """Whether it stands over other tasks and is met by them."""
        return bool(self.covers)


class PlanInEnglish(Part):
    """How a plan calls itself and its office in English; what is empty is said as in Vietnamese."""

    short: str = ""
    cited: str = ""
    office_name: str = ""
    office_short: str = ""
    period_word: str = ""


class InEnglish(Part):
    """How an indicator is called in English; `one` is its unit where there is a single one."""

    label: Words
    unit: Words
    one: str = ""


class Indicator(Part):
    """Something people count. `unit` is the word behind the number; `words` are what people type, in any language.

    `one` is the unit where there is a single one, in a language where that differs.
    """

    key: Slug
    label: Words
    unit: Words
    one: str = ""
    en: InEnglish | None = None
    words: tuple[Words, ...] = Field(min_length=1)

    @property
    def in_english(self) -> Self:
        """The same, named in English; what people type in Vietnamese is understood as before."""
        if self.en is None:
            return self
        words = tuple(dict.fromkeys((*self.words, self.label, self.unit, *filter(None, (self.en.one,)))))
        return self.model_copy(
            update={"label": self.en.label, "unit": self.en.unit, "one": self.en.one, "words": words}
        )


class Form(Part):
    """The form of an activity, with the indicators usually counted for it.

    `en` is its label in English; `words` are further names by which people pick it.
    """

    key: Slug
    label: Words
    en: str = ""
    words: tuple[Words, ...] = ()
    indicators: tuple[str, ...] = ()

    @property
    def in_english(self) -> Self:
        """The same, labelled in English; it is still found by its own label."""
        return self.model_copy(update={"label": self.en, "words": (*self.words, self.label)}) if self.en else self


class Deadline(Part):
    """When signed reports are due: `before` as the text says, `last_day` the last on which they are in time."""

    before: Day
    last_day: Day
    text: Words


class Addressees(Part):
    """To whom units report, to whom the office reports, and who hears of difficulties; as on paper.

    `in_chat` is how a message names whom the units report to; empty: the first of `units`.
    """

    units: tuple[Words, ...]
    in_chat: str = ""
    office: tuple[Words, ...]
    difficulties: str = ""

    @property
    def of_units(self) -> str:
        """Give whom the units report to, as a message names it."""
        return self.in_chat or next(iter(self.units), "")


class Issuer(Part):
    """Who may issue the consolidated report, and what its head and foot say (Decree 30/2020/NĐ-CP, appendix I).

    `name` is how it stands at the head, `reporter` how a sentence names it. `symbol` stands behind the number
    ("/BC-VPCQTT"), `letters` behind that of a letter; `signature` are the lines over the place to sign that are known.
    """

    superior: str = ""
    name: Words
    reporter: Words
    symbol: Words
    letters: str = ""
    addressees: tuple[Words, ...] = Field(min_length=1)
    signature: tuple[Words, ...] = ()
    recipients: tuple[Words, ...] = Field(min_length=1)


class ConsolidatedReport(Part):
    """What the consolidated report has of its plan: place and subject, and the two who may issue it.

    `basis` is the plan as the first sentence cites it. `directives` is the form under which units enter what they
    have issued to carry the plan out.
    """

    place: Words
    subject: Words
    basis: Words
    directives: str = ""
    office: Issuer
    committee: Issuer | None = None


class UnitPaper(Part):
    """How the written report of a unit of one kind stands on paper (Decree 30/2020/NĐ-CP, appendix I).

    At its head stands `superior`, then the unit's own name, on two lines where it begins with `first_line`;
    "{short}" and "{code}" are the unit's. `recipients` are
    those of the foot. To whom it is addressed, the plan's `addressees` say; its subject and basis are those of the
    consolidated report.
    """

    kind: UnitKind
    superior: str = ""
    first_line: str = ""
    place: Annotated[str, Field(pattern=_OF_UNIT)]
    symbol: Annotated[str, Field(pattern=_OF_UNIT)]
    recipients: tuple[Words, ...] = Field(min_length=1)


class Correction(Part):
    """A slip of the document outside its tasks, put right: what stands in it, and what people see. `at`: which part."""

    at: Words
    verbatim: Words
    text: Words


class Remark(Part):
    """Something odd in the document that the plan keeps as it is, told by `plan check`. `at`: which part."""

    at: Words
    text: Words


class LegalReference(Part):
    """A legal document the product or the plan rests on, and the days it is in force; `en` is its name in English."""

    about: Slug
    name: Words
    en: str = ""
    starts: Day
    ends: Day | None = None

    @property
    def in_english(self) -> Self:
        """The same, named in English where it has such a name."""
        return self.model_copy(update={"name": self.en or self.name})
