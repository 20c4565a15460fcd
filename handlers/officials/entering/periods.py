"""For which phase of the plan a result counts: asked where its days touch several, and where they touch none.

Days outside the time of the plan may be a slip, or meant; they are asked about once, and then count for no phase.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers.obligations import coverage
from handlers.officials.entering.choosing_task import TaskOption
from handlers.officials.free_text.unmentioned import FIRST, SHARED
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask, Corrected, Heard
from messages.questions.ways import CHANGE
from messages.reading.days import spans
from messages.reading.lines.told import days_in
from messages.unclear import Unclear
from messages.values import Days
from messages.words import say
from plans.schema import Plan

_PERHAPS: Final = frozenset({"days.which", "days.guess"})


@dataclass(frozen=True, slots=True)
class OrOtherDays(Choose[Plain]):
    """A question about the days that were told: typing other days tells them anew.

    The choice to give other days opens them again, and is no answer that could be kept.
    """

    today: date = date.max

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep that it goes on."""
        try:
            key = Choose.hear(self, heard, kept)
        except Unclear as why:
            if _tells_days(heard.said.text, self.today):
                raise Corrected("days", why.because) from None
            raise
        if key.startswith(CHANGE):
            raise Unclear("choose.none")
        return key


def _tells_days(text: str, today: date) -> bool:
    """Tell whether a text holds days, surely or perhaps."""
    try:
        days_in(text, today)
    except Unclear as why:
        return why.because in _PERHAPS
    return True


def confirm(ask: Ask, plan: Plan, task: TaskOption, days: Days, today: date) -> None:
    """Ask whether days outside the time of the plan, and of the task, are meant. Other days are asked about anew.

    Of a monthly task it is asked for which month they count, and that is enough.
    """
    asks_month = task.owed and coverage.nearest_month(plan.task(task.key), days.first)
    if asks_month or plan.is_timely(days.first, days.last, task.key):
        return
    meant = f"{days.first}/{days.last}"
    yes = Plain(meant, say("outside.yes"), tuple(say("confirm.typed").split("|")))
    options = (yes, Plain(CHANGE + "days", say("planned.no")))
    facts = {"days": spans.worded(days), "plan": plan.short, "period": plan.period_word}
    begins, ends = plan.phases[0].starts, max(plan.ends, plan.phases[-1].ends)
    ask(OrOtherDays("outside", options, facts={**facts, "starts": begins, "ends": ends}, today=today))


def phase(ask: Ask, plan: Plan, days: Days, today: date, *, lone: bool) -> tuple[str, tuple[str, ...]]:
    """Give the phase of the first day, "" where the days touch none, and the question in which it can be changed.

    It is asked where they touch several; for one day that several share, the first is taken until it is changed.
    Figures for a period, `lone`, are those of the phase in which it ends.
    """
    touched = plan.touched(days.first, days.last)
    if not touched:
        return "", ()
    if lone:
        return plan.phase_of(min(days.last, touched[-1].ends)).key, ()
    if len(touched) == 1:
        return touched[0].key, ()
    facts = {"period": plan.period_word, "n": len(touched), "day": days.first}
    if days.first != days.last:
        options = [Plain(phase.key, phase.name) for phase in touched]
        return ask(OrOtherDays("phase", options, facts=facts, today=today)).key, ("phase",)
    first, *others = touched
    options = [Plain(FIRST, first.name), *(Plain(phase.key, phase.name) for phase in others)]
    chosen = ask(OrOtherDays(SHARED, options, facts=facts, today=today)).key
    return first.key if chosen == FIRST else chosen, (SHARED,)
