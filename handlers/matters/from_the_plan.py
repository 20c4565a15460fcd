"""What a person asks often is answered from the plan at once: until when, to whom, what, slogans, whom to call."""

from dataclasses import dataclass
from datetime import date

from handlers.desk import Desk
from handlers.entries import contents
from messages.reading.asked import Asked
from messages.words import say
from plans.schema import Plan


@dataclass(frozen=True, slots=True)
class PlanAnswers:
    """What the answers are taken from; `unit` is that of whoever asks, `phone` the office's, "" where none is set."""

    plan: Plan
    unit: str
    today: date
    phone: str

    def to(self, wanted: Asked) -> str:
        """Word the answer."""
        match wanted:
            case Asked.ADDRESSEE:
                return _addressee(self.plan)
            case Asked.SLOGANS:
                return _slogans(self.plan)
            case Asked.PHONE:
                return say("plan.phone", phone=self.phone) if self.phone else say("plan.phone.none")
            case Asked.CONTENTS:
                return f"{_contents(self.plan, self.unit)}\n{_addressee(self.plan)}"
            case Asked.DEADLINE:
                return f"{_deadline(self.plan, self.today)}\n{_addressee(self.plan)}"


def of(desk: Desk) -> PlanAnswers:
    """Take the answers from the plan of this desk."""
    return PlanAnswers(desk.plan, desk.member.unit or "", desk.today, desk.plan.phone or desk.house.phone)


def _deadline(plan: Plan, today: date) -> str:
    if plan.deadline is None:
        return say("plan.deadline.none", plan=plan.in_full)
    last = plan.deadline.last_day
    told = say("plan.deadline.told", plan=plan.in_full, text=plan.deadline.text, last=last)
    days = (last - today).days
    return told + (" " + say("plan.deadline.left", n=days) if days > 0 else "")


def _addressee(plan: Plan) -> str:
    return say("plan.addressee", addressee=plan.addressees.of_units)


def _slogans(plan: Plan) -> str:
    if not plan.slogans:
        return say("plan.slogans.none", plan=plan.in_full)
    rows = [say("task.full.row", n=n, text=slogan) for n, slogan in enumerate(plan.slogans, 1)]
    return "\n".join([say("task.full.slogans", n=len(rows)), *rows])


def _contents(plan: Plan, unit: str) -> str:
    """Say what a unit's report is about: its tasks, one that may be secret by its key alone."""
    tasks = plan.tasks_of(unit)
    if not tasks:
        return say("plan.contents.none", plan=plan.in_full)
    rows = [f"– {contents.label(task)}" for task in tasks]
    return "\n".join([say("plan.contents", plan=plan.in_full, unit=plan.unit(unit).name, n=len(rows)), *rows])
