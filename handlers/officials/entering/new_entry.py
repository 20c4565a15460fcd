"""/baocao: an official enters what the unit has done, and gets a number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import access, contents, findable, recorded
from handlers.entries.contents import NO_MONTH, Content, Partner
from handlers.handler import Handler, Onward
from handlers.obligations import coverage, effects, standing
from handlers.officials.entering import (
    choosing_form,
    choosing_task,
    closed,
    exceeding,
    new_or_total,
    periods,
    planned,
    receipts,
    review,
    same_activity,
)
from handlers.officials.entering.choosing_task import ChosenTask, TaskOption
from handlers.officials.entering.closed import stages
from handlers.officials.entering.own_words import OwnWords
from handlers.officials.entering.partners import AskPartners
from handlers.officials.entering.periods import OrOtherDays
from handlers.officials.entering.planned import Held
from handlers.officials.free_text import line_or_block, oneline, resembling, unmentioned
from handlers.officials.free_text.unmentioned import BESIDES, TOLD_OTHERWISE, WHAT
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain, search, shown_of
from messages.questions.days import AskDays
from messages.questions.evidence import Gather, Item
from messages.questions.figures import AskFigures
from messages.questions.line import Line, without_same
from messages.questions.question import Ask, Foreseen
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.values import Days
from messages.words import say
from plans.schema import Plan, Unit
from storage.members.people import Role
from storage.obligations import owed
from storage.results import coming, entries, evidence
from storage.results.entries import Entry, EntryKind, Numbered
from storage.results.figures import Counts, Told
from storage.results.status import Status

_OF_THE_TASK: Final = frozenset({"task", "other_task", planned.DUE})
_TITLE: Final = 250
_PLACE: Final = 120
_EVIDENCE: Final = 30
_GATHER: Final = Gather("evidence", _EVIDENCE)
_NEAR: Final = 6  # tasks offered where several fit


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's tasks, what is owed first; the plan; today in Viet Nam; what else the unit may report.

    `last` is what the unit entered last, `mine` what this member did (where it can matter); `told` are the
    unit's figures. Somebody to whom single tasks were handed is given nothing else. `whose` names the unit to
    somebody who has more than one. `due` is what was planned for days that have come, `latest` the number of
    the entry that evidence may be added to. `changed` is the entry that these answers change.
    """

    tasks: tuple[TaskOption, ...]
    plan: Plan
    today: date
    unit: Unit
    others: tuple[TaskOption, ...] = ()
    last: Content | None = None
    mine: Content | None = None
    told: tuple[Told, ...] = ()
    whose: str = ""
    due: tuple[Entry, ...] = ()
    latest: str = ""
    changed: exceeding.Changed | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered; `compared` words its totals beside what was recorded before."""

    content: Content
    evidence: tuple[Item, ...] = ()
    compared: str = ""


def at_hand(desk: Desk) -> Given:
    """Give what is known without reading anything: enough to take a text apart."""
    plan, unit = desk.plan, desk.unit
    own = tuple(choosing_task.option(task) for task in plan.tasks_of(unit.code) if desk.member.sees(task.key))
    others = choosing_task.others(plan, unit.code) if desk.member.tasks is None else ()
    return Given(own, plan, desk.today, unit, others, whose=_whose(desk))


async def look(desk: Desk, about: Entry | None = None) -> Given:
    here, is_handed = at_hand(desk), desk.member.tasks is not None
    standings = await owed.of_unit(desk.db, desk.plan.code, desk.unit.code)
    order = [task.key for task in standing.tasks_in_order(desk.plan, desk.unit.code, standings, desk.today)]
    # "as last time" is said with the command
    mine = await _latest_of(desk) if desk.words or is_handed else None
    expected, newest = await _expected_and_latest(desk)
    latest = mine if is_handed else newest
    due = (entry for entry in expected if planned.is_due(entry, desk.today) and access.is_all_of(desk.member, entry))
    return replace(
        here,
        tasks=tuple(sorted(here.tasks, key=lambda task: order.index(task.key))),
        last=contents.of_entry(latest) if latest else None,
        mine=contents.of_entry(mine) if mine else None,
        latest=access.number(latest) if latest and latest.kind is EntryKind.ACTIVITY else "",
        told=await recorded.look(desk, about),
        due=tuple(due),
    )


async def _expected_and_latest(desk: Desk) -> tuple[list[Entry], Entry | None]:
    """Read what the unit has planned, and what it entered last."""
    found = await coming.and_latest(desk.db, desk.plan.code, desk.unit.code)
    due = [entry for entry in found if entry.status is Status.PLANNED]
    return due, found[-1] if len(found) > len(due) else None


async def _latest_of(desk: Desk) -> Entry | None:
    return await entries.latest_of_member(desk.db, desk.plan.code, desk.unit.code, desk.member.id)


def _whose(desk: Desk) -> str:
    """Name the unit where the person reports for another one too."""
    units = {(member.plan, member.unit) for member in desk.members if member.role is Role.OFFICIAL}
    return desk.unit.name if len(units) > 1 else ""


def talk(ask: Ask, given: Given) -> Entered | Held:
    task, chosen_in = choosing_task.choose(ask, given.tasks, given.others)
    return planned.held(ask, given.due, task.key) or _told(ask, given, task, chosen_in)


def entered(ask: Ask, given: Given) -> Entered:
    """Ask for a result, without asking whether it is one that was planned."""
    return _told(ask, given, *choosing_task.choose(ask, given.tasks, given.others))


def _told(ask: Ask, given: Given, task: TaskOption, chosen_in: str) -> Entered:
    if not task.owed and task.key != contents.OTHER:
        whose = given.plan.task(task.key)
        lead = choosing_task.holder(given.plan, whose)
        ask(choosing_task.Cooperate("cooperating", whose, lead, given.unit.name, chosen_in))
    chosen = ChosenTask(task, chosen_in)
    if closed.is_closed(ask, task):
        content = closed.told(ask, given.plan, chosen, _review("report", given))
        return Entered(content)
    return _activity(ask, given, chosen)


def _activity(ask: Ask, given: Given, chosen: ChosenTask) -> Entered:
    """Ask what was done for this task."""
    task = chosen.task
    told = recorded.under(task.key, given.told)
    last, why_not = given.last or Content(task.key, finished=False), partial(_why_not, given)
    looks = partial(_looks, given)
    words = ask(OwnWords(given.today, partial(_held_in, given, chosen), last.title, why_not, looks))
    days = ask(AskDays("days", today=given.today))
    periods.confirm(ask, given.plan, task, days, given.today)
    if planned.is_planned(ask, days, given.today):
        return Entered(planned.talk(ask, given.plan, _review("planned", given), chosen, days, words, last.form))
    days = planned.until_today(days, given.today)
    month = _month(ask, given, task, days)
    form, form_in = choosing_form.choose(ask, given.plan, words, task.key, last.form)
    lone = form.key == contents.CUMULATIVE
    phase, phase_in = periods.phase(ask, given.plan, days, given.today, lone=lone)
    title = "" if lone else ask(Line("title", _TITLE, last.title, why_not=why_not))
    place, partners = ("", ()) if lone else _where_and_with_whom(ask, given)
    usual, rest = recorded.usual(given.plan, told) if lone else given.plan.counted(form.key)
    numbers = ask(
        AskFigures("figures", usual, optional=not lone, also=rest, words="figures.cumulative" if lone else "")
    )
    content = Content(
        task.key,
        finished=False,
        days=days,
        phase=phase,
        form="" if lone else form.key,
        title=title,
        figures=numbers,
        part=chosen.is_part,
        month=month,
        place=place,
        partners=partners,
    )
    content, how = new_or_total.asked(ask, given.plan, told, content)
    exceeding.refuse(ask, given.plan, told, content, given.changed)
    pieces = ask(_GATHER)
    content = replace(content, finished=task.owed and ask(Choose("finished", stages())).key == contents.DONE)
    compared = recorded.compared(given.plan, told, content)
    later = recorded.under(task.key, given.changed.after) if given.changed else ()
    is_open = task.owed and not content.finished
    target = recorded.reached(given.plan, (*told, *later), content) if is_open else ""

    def shows(also: tuple[str, ...]) -> str:
        beside = "\n".join(filter(None, (recorded.beside(content, compared), target)))
        lines = contents.lines(given.plan, replace(content, also=also), contents.counted(pieces), beside)
        return _review("report", given) + lines + review.remark(title)

    changes = [chosen.chosen_in, "days", *phase_in, form_in, *([] if lone else ["title"]), "figures", *how, "evidence"]
    changes += ["finished"] if task.owed else []
    changes += ["place", "partners"] if given.unit.asks_place and not lone else []
    alone = lone or not given.others or content.counts is Counts.TOTAL  # a total is of one task
    further = () if alone else choosing_task.further(given.plan, given.unit.code, content)
    also = review.reviewed(ask, shows, tuple(changes), further, reached=bool(target))
    return Entered(replace(content, also=also), pieces, compared)


def _why_not(given: Given, text: str) -> str:
    """Give the key of why words are no activity: they speak of nothing but a difficulty."""
    return "difficulty.no_result" if resembling.is_only_difficulty(text, oneline.split(text, given)) else ""


def _looks(given: Given, text: str) -> bool:
    return resembling.looks(text, oneline.split(text, given))


def _held_in(given: Given, chosen: ChosenTask, text: str) -> Mapping[str, Any]:
    """Give the answers that somebody's own words hold, of those that are asked behind them."""

    def rest(ask: Ask, given: Given) -> Entered:
        return _activity(ask, given, chosen)

    new = without_same(text)
    if new is None or given.last is None:
        return {**BESIDES, **oneline.told(rest, given, text, chosen.task.key).answers}
    return {**BESIDES, **_same(given.last), **(_anew(given, chosen, new) if new else {})}


def _same(last: Content) -> dict[str, Any]:
    """Give the answers that are as they were the last time."""
    partners = [[partner.unit, partner.name] for partner in last.partners]
    return {"form": last.form, "title": last.title, "place": last.place, "partners": partners}


def _anew(given: Given, chosen: ChosenTask, new: str) -> dict[str, Any]:
    """Give the answers that are new each time, as far as they were told."""
    held = _held_in(given, chosen, new)
    return {key: held[key] for key in ("days", "figures", "evidence") if key in held}


def foreseen(given: Given) -> tuple[Foreseen, ...]:
    """Give what is taken at any moment of an entry: evidence, and where it was; never of what may be secret."""
    early = frozenset({"task", "other_task", "cooperating", planned.DUE})
    place = (Foreseen(_place(given), WHAT, early),) if given.unit.asks_place else ()
    return (Foreseen(_GATHER, WHAT, early), *place)


def _place(given: Given) -> Line:
    return Line("place", _PLACE, given.last.place if given.last else "", optional=True)


def _where_and_with_whom(ask: Ask, given: Given) -> tuple[str, tuple[Partner, ...]]:
    """Ask two things that may be skipped; a unit that does not tell them is not asked."""
    if not given.unit.asks_place:
        return "", ()
    place = ask(_place(given))
    return place, ask(AskPartners("partners", given.plan, given.last.partners if given.last else ()))


def _month(ask: Ask, given: Given, task: TaskOption, days: Days) -> str:
    """Ask whether a monthly task counts for another month, where that of the first day is not owed."""
    month = coverage.nearest_month(given.plan.task(task.key), days.first) if task.owed else ""
    if not month:
        return ""
    recurs = given.plan.task(task.key).recurs
    assert recurs is not None, "a month is owed of a monthly task"
    facts = {"months": ", ".join(map(contents.month_worded, recurs.months))}
    nearest = say("month.nearest", nearest=contents.month_worded(month))
    options = (Plain(month, nearest), Plain(NO_MONTH, say("month.none")))
    words = "month.unconfirmed" if recurs.confirm else ""
    return ask(OrOtherDays("month", options, words, facts, today=given.today)).key


def _review(what: str, given: Given) -> str:
    """Give what stands above the lines of a review screen."""
    whose = say("line.unit", value=given.whose) + "\n" if given.whose else ""
    return say(f"{what}.review") + "\n" + whose


async def act(desk: Desk, new: Entered | Held) -> Prompt:
    if isinstance(new, Held):
        said = {key: kept for key, kept in desk.answers.items() if key not in _OF_THE_TASK}
        raise Onward("amend", said, planned.DUE, words=new.number)
    entry = await keep(desk, new)
    number = access.numbered(desk.plan.code, desk.unit.code, entry.number)
    if new.content.planned:
        return receipts.planned(desk.unit.name, number, entry.number, new.content)
    receipt = await receipts.received(desk, number, new.content, new.evidence, new.compared)
    return await same_activity.asked(desk, await entries.by_id(desk.db, entry.id), receipt)


async def keep(desk: Desk, new: Entered) -> Numbered:
    """Keep what was entered, with all that follows from it."""
    content, plan, unit = new.content, desk.plan, desk.unit
    entry = await entries.add(desk.db, desk.member.id, entry_of(desk, content), desk.now)
    items = [piece.item for piece in new.evidence]
    await evidence.attach(desk.db, desk.person.id, items, entry.id, plan.code, unit.code)
    await desk.note("entry.sent", about=access.numbered(plan.code, unit.code, entry.number), entry=entry.id)
    await planned.expect(desk, entry.number, content)
    if not content.planned:
        await effects.entered(desk, content)
    return entry


def entry_of(desk: Desk, content: Content) -> entries.NewEntry:
    """Give what is to be kept of it."""
    activity = None
    if content.days is not None and content.form:
        days = content.days
        activity = entries.Activity(content.title, content.form, days.first, days.last, content.place)
    return entries.NewEntry(
        plan=desk.plan.code,
        unit=desk.unit.code,
        kind=content.kind,
        tasks=content.tasks,
        draft=desk.draft,
        content=contents.kept(content),
        findable=findable.of(content),
        activity=activity,
        figures=content.figures,
        how=content.how,
        status=content.status,
    )


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the task after the command, a whole line or a block; or what this member entered last, and what is new."""
    new = without_same(words)
    if new is not None and given.mine is not None:
        return _as_last_time(given, given.mine, new)
    if written := line_or_block.understood(entered, given, words):
        return unmentioned.completed(written)
    if choosing_task.means_more(words) and len(given.others) > 1:
        return {"task": contents.MORE}
    found = search((*given.tasks, *given.others), words)
    if len(found) > 1:
        offers = tuple(Choice(task.key, task.label) for task in shown_of(found, _NEAR))
        rest = len(found) - len(offers)
        key = "report.task_several.rest" if rest else "report.task_several"
        return {"task": Unclear(key, offers, n=len(found), typed=words.strip(), shown=len(offers), rest=rest)}
    return {"task": found[0].key} if found else {}


def below_files(words: str, given: Given) -> Mapping[str, Any]:
    """Give what words tell of an activity of which files came first."""
    return start(words, given) if _looks(given, words) else {}


def _as_last_time(given: Given, last: Content, new: str) -> Mapping[str, Any]:
    """Answer with what was entered the last time; figures, evidence and days are new, for it was held once more."""
    task = next((task for task in (*given.tasks, *given.others) if task.key == last.task), None)
    anew = _anew(given, ChosenTask(task, "task"), new) if task is not None and new else {}
    before = [row for row in recorded.under(last.task, given.told) if row.indicator in _indicators(anew)]
    more = {contents.COUNTS: new_or_total.added(before)} if before else {}
    return {**TOLD_OTHERWISE, "task": last.task, "cooperating": last.part, **_same(last), **anew, **more}


def _indicators(held: Mapping[str, Any]) -> set[str]:
    figures = held.get("figures")
    return {figure["indicator"] for figure in figures} if isinstance(figures, list) else set()


REPORT: Final = Handler(
    "report",
    ("baocao", "report", "capnhat"),
    OFFICIALS,
    look,
    talk,
    act,
    start,
    of_unit=True,
    foreseen=foreseen,
    below_files=below_files,
)
