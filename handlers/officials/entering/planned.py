"""Activities to come: kept as planned, in no sum, until their day has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from handlers.desk import Desk
from handlers.entries import access, contents
from handlers.entries.contents import Content
from handlers.officials.entering import choosing_form, review
from handlers.officials.entering.choosing_task import ChosenTask
from handlers.officials.entering.periods import OrOtherDays
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.questions.ways import CHANGE
from messages.reading.days import spans
from messages.said import Choice
from messages.values import Days
from messages.words import say
from plans import dates
from plans.notices import Rule
from plans.schema import Plan
from storage.results.entries import Entry
from storage.schedule import occasions
from storage.schedule.occasions import NewOccasion

KIND: Final = "planned"
DUE: Final = "due"  # the question whether this is what was planned
ANOTHER: Final = "another"
SO_FAR: Final = "so_far"  # days that have begun and not ended: what was done until today is a result
_SHOWN: Final = 9
_TITLE: Final = 250


def is_due(entry: Entry, today: date) -> bool:
    """Tell whether the days of what was planned have come, all of them."""
    days = contents.of_entry(entry).days
    return days is not None and days.last <= today


async def expect(desk: Desk, number: int, content: Content) -> None:
    """Let the one who planned it be asked, the day after, whether it was held."""
    if content.planned and content.days is not None:
        last = content.days.last
        due_at = dates.opens(last + timedelta(days=1))
        new = NewOccasion(Rule.HELD, f"{number}/{last}", due_at, desk.unit.code)
        await occasions.add(desk.db, desk.plan.code, new)


def choice(entry: Entry) -> Choice:
    """Give a button that opens a draft of the result, with all that is known of a planned activity."""
    return Choice(f"/sua {access.number(entry)}", say("planned.result", number=access.number(entry)))


@dataclass(frozen=True, slots=True)
class Held:
    """What was planned has been held: its result is to be written under its own number."""

    number: str


def held(ask: Ask, due: Sequence[Entry], task: str) -> Held | None:
    """Ask whether a result is that of an activity planned for this task, whose day has come."""
    mine = [entry for entry in due if task in (contents.of_entry(entry).tasks or (contents.OTHER,))][:_SHOWN]
    if not mine:
        return None
    known = {access.number(entry): _worded(entry) for entry in mine}
    if len(mine) == 1:
        yes = tuple(say("confirm.typed").split("|"))
        options = [Plain(number, say("due.yes"), (what, *yes)) for number, what in known.items()]
    else:
        options = [Plain(number, what) for number, what in known.items()]
    other = Plain(ANOTHER, say("due.another"), tuple(say("due.another.typed").split("|")))
    words = "due" if len(mine) == 1 else "due.several"
    facts = {"planned": next(iter(known.values()))} if len(mine) == 1 else {}
    picked = ask(Choose(DUE, (*options, other), words, facts=facts)).key
    return None if picked == ANOTHER else Held(picked)


def _worded(entry: Entry) -> str:
    content = contents.of_entry(entry)
    assert content.days is not None, "what is planned has days"
    return say("due.row", title=content.title, days=spans.worded(content.days), number=access.number(entry))


def is_planned(ask: Ask, days: Days, today: date) -> bool:
    """Ask of days that have not come, or not all, whether the activity is only planned."""
    if days.last <= today:
        return False
    begun = (Plain(SO_FAR, say("planned.so_far", day=today)),) if days.first <= today else ()
    kept = "planned.yes.begun" if begun else "planned.yes"
    options = (*begun, Plain(KIND, say(kept)), Plain(CHANGE + "days", say("planned.no")))
    return ask(OrOtherDays(KIND, options, facts={"day": days.last}, today=today)).key == KIND


def until_today(days: Days, today: date) -> Days:
    """Give the days of a result, which has none to come: of "1–8/12" on 05/12 those from 1 to 5."""
    if days.last <= today:
        return days
    separate = tuple(day for day in days.separate if day <= today)
    last = separate[-1] if separate else today
    return replace(days, last=last, separate=separate if len(separate) > 1 else ())


def talk(ask: Ask, plan: Plan, head: str, chosen: ChosenTask, days: Days, told: str, last: str) -> Content:
    """Ask what is planned: no figures, no evidence, no word on how far the task is; `head` stands above the review.

    `told` is what was said of it, `last` the form of the last time.
    """
    likely, form_in = choosing_form.choose(ask, plan, told, chosen.task.key, last, planned=True)
    form = likely.key
    title = ask(Text("title", _TITLE))
    phase = plan.phase_of(days.first).key
    content = Content(chosen.task.key, finished=False, days=days, phase=phase, form=form, title=title)
    content = replace(content, part=chosen.is_part, planned=True)
    shows = head + contents.lines(plan, content, "") + review.remark(title)
    ask(Confirm("send", shows, (chosen.chosen_in, "days", form_in, "title")))
    return content


def line(entry: Entry, today: date) -> str:
    """Word a planned activity under its task; one whose days have come asks for its result."""
    content = contents.of_entry(entry)
    assert content.days is not None
    words = "tasks.planned" if content.days.last > today else "tasks.planned.due"
    days, number = spans.worded(content.days), access.number(entry)
    return say(words, days=days, title=content.title, number=number, bare=entry.number)
