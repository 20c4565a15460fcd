"""What a person asks often is answered from the plan at once: until when, to whom, what, slogans, whom to call."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from string import ascii_lowercase
from typing import Final

from handlers.desk import Desk
from handlers.entries import contents
from handlers.situation import three_dates
from messages.reading.asked import Asked
from messages.words import say
from plans.schema import Plan
from storage.obligations import owed

_LETTERS: Final = (*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2)))


@dataclass(frozen=True, slots=True)
class PlanAnswers:
    """What the answers are taken from; `unit` is that of whoever asks, `phone` the office's, "" where none is set.

    `extended_to` is the last day that the office gave this unit of its own.
    """

    plan: Plan
    unit: str
    today: date
    phone: str
    extended_to: date | None = None

    def to(self, wanted: Asked) -> str:
        """Word the answer."""
        match wanted:
            case Asked.ADDRESSEE:
                return _addressee(self.plan)
            case Asked.SLOGANS:
                return slogans(self.plan) if self.plan.slogans else say("plan.slogans.none", plan=self.plan.in_full)
            case Asked.PHONE:
                return say("plan.phone", phone=self.phone) if self.phone else say("plan.phone.none")
            case Asked.CONTENTS:
                return f"{_contents(self.plan, self.unit)}\n{_addressee(self.plan)}"
            case Asked.DEADLINE:
                opens, _, locked = three_dates.lines(self.plan)
                told = [_deadline(self.plan, self.today), *self._extended(), opens, locked, _addressee(self.plan)]
                return "\n".join(told)

    def _extended(self) -> list[str]:
        return [] if self.extended_to is None else [say("extension.until", day=self.extended_to)]


async def of(desk: Desk) -> PlanAnswers:
    """Take the answers from the plan of this desk, and what the office has given its unit."""
    plan, unit = desk.plan, desk.member.unit or ""
    rows = await owed.of_unit(desk.db, plan.code, unit)
    extended_to = next((row.extended_to for row in rows if row.extended_to is not None), None)
    return PlanAnswers(plan, unit, desk.today, plan.phone or desk.house.phone, extended_to)


def _deadline(plan: Plan, today: date) -> str:
    if plan.deadline is None:
        return say("plan.deadline.none", plan=plan.in_full)
    last = plan.deadline.last_day
    told = say("plan.deadline.told", plan=plan.in_full, text=plan.deadline.text, last=last)
    days = (last - today).days
    return told + (" " + say("plan.deadline.left", n=days) if days > 0 else "")


def _addressee(plan: Plan) -> str:
    return say("plan.addressee", addressee=plan.addressees.of_units)


def slogans(plan: Plan) -> str:
    """List them by letters: numbers are for the buttons below."""
    rows = [
        say("task.full.slogan", letter=letter, text=text) for letter, text in zip(_LETTERS, plan.slogans, strict=False)
    ]
    return "\n".join([say("task.full.slogans", n=len(rows)), *rows])


def _contents(plan: Plan, unit: str) -> str:
    """Say what a unit's report is about: its tasks, one that may be secret by its key alone."""
    tasks = plan.tasks_of(unit)
    if not tasks:
        return say("plan.contents.none", plan=plan.in_full)
    rows = [f"– {contents.label(task)}" for task in tasks]
    return "\n".join([say("plan.contents", plan=plan.in_full, unit=plan.unit(unit).name, n=len(rows)), *rows])
