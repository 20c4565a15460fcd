"""What other programs are given of a result, field by field. The JSON Schema in docs/ is made of these models."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from messages.values import Precision
from plans.units import UnitKind
from storage.results.entries import EntryKind
from storage.results.figures import Counts
from storage.results.status import Status

Number = int | float


class Exported(BaseModel):
    """What every part is: whole, and without a field that is not written down here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExportedFigure(Exported):
    """One counted number of a result."""

    indicator: str = Field(description="What is counted: the indicator's key in the plan.")
    label: str = Field(description="The indicator's name, in Vietnamese.")
    value: Number = Field(description="The number, with at most three decimals.")
    measure: str = Field(description="The word behind the number, in Vietnamese.")
    precision: Precision = Field(description="The word of precision in front of the number.")


class ExportedPartner(Exported):
    """With whom something was held."""

    unit: str | None = Field(description="The code of a unit of the plan; null where none was recognised.")
    name: str = Field(description="The name as it was typed.")


class ExportedResult(Exported):
    """One result, as it read at the instant of the export: one line of the file."""

    form_version: Literal[1] = Field(description="The version of this form; a field that changes raises it.")
    plan: str = Field(description="The plan's code.")
    number: str = Field(description="The result's number: plan, unit, number within the unit. Never used again.")
    unit: str = Field(description="The unit's code.")
    unit_name: str = Field(description="The unit's name, in Vietnamese.")
    unit_kind: UnitKind = Field(description="Where the unit belongs.")
    kind: EntryKind = Field(description="An activity, figures for a period, or status and a count only.")
    withheld: bool = Field(description="Whether words and figures are left out: its task may be secret.")
    status: Status = Field(description="Where it stood with the office.")
    version: int = Field(ge=1, description="Which version of it this is.")
    tasks: list[str] = Field(description="The keys of its tasks; empty for an activity that no task asks for.")
    phase: str | None = Field(description="The key of the phase it counts for; null outside the plan's time.")
    form: str | None = Field(description="The key of its form; null for what is no activity.")
    title: str | None = Field(description="Its title, as it was typed.")
    first_day: date | None = Field(description="The first day, in Vietnam; null for status only.")
    last_day: date | None = Field(description="The last day, included.")
    place: str | None = Field(description="Where, as it was typed.")
    partners: list[ExportedPartner] = Field(description="With whom.")
    figures: list[ExportedFigure] = Field(description="Its figures.")
    counts: Counts | None = Field(description="How its figures count beside the others; null where it has none.")
    within: str | None = Field(description="The number of the result whose figures contain these.")
    activities: int | None = Field(description="Of status only: how many activities there were.")
    by_letter: bool | None = Field(description="Of status only: whether more was sent on classified paper.")
    finished: bool | None = Field(description="Whether its task is done, as the unit said with it; null: not said.")
    made_at: datetime = Field(description="When it was sent first, with the offset of Vietnam.")
    said_at: datetime = Field(description="When this version of it was sent.")


class ExportedRow(Exported):
    """One row of the CSV: a figure of a result; a result without figures has one row. Empty: null."""

    number: str = Field(description="As in the lines; comes again for each further figure.")
    unit: str = Field(description="As in the lines.")
    unit_name: str = Field(description="As in the lines.")
    unit_kind: UnitKind = Field(description="As in the lines.")
    kind: EntryKind = Field(description="As in the lines.")
    status: Status = Field(description="As in the lines.")
    tasks: str = Field(description="The keys, joined with spaces.")
    phase: str | None = Field(description="As in the lines.")
    form: str | None = Field(description="As in the lines.")
    title: str | None = Field(description="As in the lines.")
    first_day: date | None = Field(description="As in the lines.")
    last_day: date | None = Field(description="As in the lines.")
    place: str | None = Field(description="As in the lines.")
    activities: int | None = Field(description="As in the lines.")
    finished: bool | None = Field(description="As in the lines.")
    made_at: datetime = Field(description="As in the lines.")
    indicator: str | None = Field(description="Of this figure; null for a result without figures.")
    value: Number | None = Field(description="Of this figure.")
    measure: str | None = Field(description="Of this figure.")
    precision: Precision | None = Field(description="Of this figure.")
    counts: Counts | None = Field(description="As in the lines.")
    within: str | None = Field(description="As in the lines.")
