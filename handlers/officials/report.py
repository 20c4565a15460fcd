"""/baocao: an official enters what the unit has done, and gets a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handlers import contents, owing, standing
from handlers.contents import Content
from handlers.desk import Desk
from handlers.handler import OFFICIALS, Handler
from messages.questions.choose import Choose, Plain, search
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.evidence import Gather, Item
from messages.questions.figures import AskFigures
from messages.questions.number import Number
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.said import Choice, Prompt
from messages.values import Days
from messages.words import ZONE, say
from plans.schema import Indicator, Plan, Sensitive, Task
from storage import entries, evidence, owed

GOING: Final = "going"
DONE: Final = "done"
YES: Final = "yes"
NO: Final = "no"
OPEN: Final = "open"
CLOSED: Final = "closed"
_TITLE: Final = 250
_EVIDENCE: Final = 30
_ACTIVITIES: Final = 999


@dataclass(frozen=True, slots=True)
class TaskOption:
    """A task as it can be chosen."""

    key: str
    label: str
    words: tuple[str, ...]
    sensitive: Sensitive


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's tasks, what is owed first; the plan; today in Viet Nam."""

    tasks: tuple[TaskOption, ...]
    plan: Plan
    today: date


@dataclass(frozen=True, slots=True)
class New:
    """What was entered."""

    content: Content
    evidence: tuple[Item, ...] = ()


async def look(desk: Desk) -> Given:
    standings = await owed.of_unit(desk.db, desk.plan.code, desk.unit.code)
    today = desk.now.astimezone(ZONE).date()
    tasks = owing.tasks_in_order(desk.plan, desk.unit.code, standings, today)
    return Given(tuple(map(_option, tasks)), desk.plan, today)


def _option(task: Task) -> TaskOption:
    words = () if task.sensitive is Sensitive.YES else (task.text,)
    return TaskOption(task.key, contents.label(task), words, task.sensitive)


def talk(ask: Ask, given: Given) -> New:
    closed = frozenset(task.key for task in given.tasks if task.sensitive is Sensitive.YES)
    task = ask(Choose("task", given.tasks, forgetting=closed))
    if task.sensitive is Sensitive.YES or (task.sensitive is Sensitive.MIXED and _is_closed(ask)):
        return _status_and_count(ask, given, task)
    days = ask(AskDays("days", today=given.today, until=given.today))
    phase = _phase(ask, given.plan, days)
    forms = tuple(Plain(form.key, form.label) for form in given.plan.forms)
    form = ask(Choose("form", forms))
    title = ask(Text("title", _TITLE))
    usual, others = _counted(given.plan, form.key)
    figures = ask(AskFigures("figures", usual, also=others))
    pieces = ask(Gather("evidence", _EVIDENCE))
    finished = ask(Choose("finished", _stages()))
    content = Content(task.key, finished.key == DONE, days, phase, form.key, title, figures)
    shows = say("report.review") + "\n" + contents.lines(given.plan, content, contents.counted(pieces))
    ask(Confirm("send", shows, ("task", "days", "form", "title", "figures", "evidence", "finished")))
    return New(content, pieces)


def _is_closed(ask: Ask) -> bool:
    """A task of which a part may be secret: ask first which part this is."""
    parts = (Plain(OPEN, say("part.open")), Plain(CLOSED, say("part.closed")))
    return ask(Choose("part", parts, forgetting=frozenset({CLOSED}))).key == CLOSED


def _status_and_count(ask: Ask, given: Given, task: TaskOption) -> New:
    """A sensitive task: status and a count of activities; nothing else, ever."""
    count = ask(Number("count", _ACTIVITIES))
    by_letter = ask(Choose("by_letter", tuple(_by_letter(key) for key in (YES, NO))))
    finished = ask(Choose("finished", _stages()))
    content = Content(task.key, finished.key == DONE, count=count, by_letter=by_letter.key == YES)
    shows = say("report.review") + "\n" + contents.lines(given.plan, content, "")
    ask(Confirm("send", shows, ("task", "count", "by_letter", "finished")))
    return New(content)


def _by_letter(key: str) -> Plain:
    return Plain(key, say(f"by_letter.{key}"), tuple(say(f"by_letter.{key}.typed").split("|")))


def _phase(ask: Ask, plan: Plan, days: Days) -> str:
    """Give the phase of the first day; ask only where the days touch two."""
    touched = list(dict.fromkeys((plan.phase_of(days.first), plan.phase_of(days.last))))
    if len(touched) == 1:
        return touched[0].key
    options = tuple(Plain(phase.key, phase.name) for phase in touched)
    return ask(Choose("phase", options, facts={"period": plan.period_word})).key


def _counted(plan: Plan, form: str) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """What is usually counted for this form, and what else can be."""
    usual = tuple(plan.indicator(key) for key in plan.form(form).indicators)
    return usual, tuple(indicator for indicator in plan.indicators if indicator not in usual)


def _stages() -> tuple[Plain, ...]:
    return (Plain(GOING, say("finished.going")), Plain(DONE, say("finished.done")))


async def act(desk: Desk, new: New) -> Prompt:
    content, plan, unit = new.content, desk.plan, desk.unit
    entry = await entries.add(desk.db, desk.member.id, entry_of(desk, content), desk.now)
    items = [piece.item for piece in new.evidence]
    await evidence.attach(desk.db, desk.person.id, items, entry.id, plan.code, unit.code)
    await standing.entered(desk, content)
    number = f"{plan.code}-{unit.code}-{entry.number:03}"
    await desk.note("entry.sent", about=number)
    return await _receipt(desk, number, new)


def entry_of(desk: Desk, content: Content) -> entries.NewEntry:
    """Give what is to be kept of it."""
    activity = None
    if content.days is not None:
        activity = entries.Activity(content.title, content.form, content.days.first, content.days.last)
    return entries.NewEntry(
        plan=desk.plan.code,
        unit=desk.unit.code,
        kind="status" if content.is_sensitive else "activity",
        tasks=(content.task,),
        draft=desk.draft,
        content=contents.kept(content),
        activity=activity,
        figures=content.figures,
    )


async def _receipt(desk: Desk, number: str, new: New) -> Prompt:
    pieces = await evidence.of_draft(desk.db, desk.person.id, [piece.item for piece in new.evidence])
    coming = sum(piece.state == "wanted" for piece in pieces)
    missing = sum(piece.state == "missing" for piece in pieces)
    text = [say("report.received", unit=desk.unit.name, at=desk.now, number=number)]
    figures = contents.figures_worded(desk.plan, new.content)
    if figures:
        text.append(say("report.counted", figures=figures))
    if pieces:
        text.append(say("report.evidence", counted=contents.counted(pieces)))
    if coming:
        text.append(say("report.evidence.coming", n=coming))
    if missing:
        text.append(say("report.evidence.missing", n=missing))
    text.append(say("report.thanks" if figures or new.content.is_sensitive else "report.thanks.no_figures"))
    return Prompt("\n".join(text), (Choice("/baocao", say("report.another")), Choice("/nhiemvu", say("report.owed"))))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the task after the command: "/baocao 15.5a"."""
    found = search(given.tasks, words)
    return {"task": found[0].key} if len(found) == 1 else {}


REPORT: Final = Handler("report", ("baocao", "report", "capnhat"), OFFICIALS, look, talk, act, start)
