"""/baocao: an official enters what the unit has done, and gets a number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from handlers.closings import closing
from handlers.desk import Desk
from handlers.entries import access, contents, recorded
from handlers.entries.contents import NO_MONTH, Content, Partner
from handlers.handler import Handler, Onward
from handlers.obligations import coverage, effects, standing
from handlers.officials.entering import choosing_task, exceeding, new_or_total, periods, planned, review
from handlers.officials.entering.choosing_task import TaskOption
from handlers.officials.entering.partners import AskPartners
from handlers.officials.entering.planned import Held
from handlers.officials.free_text import line_or_block
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain, search
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.evidence import Gather, Item
from messages.questions.figures import AskFigures
from messages.questions.line import SAME, Line, same_words, typed
from messages.questions.number import Number
from messages.questions.question import Ask, Foreseen
from messages.reading.lines import uncounted
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.values import Days
from messages.words import say
from plans.schema import Indicator, Plan, Sensitive, Unit
from storage.members.people import Role
from storage.obligations import owed
from storage.results import coming, entries, evidence
from storage.results.entries import Entry
from storage.results.figures import Counts, Told
from storage.results.status import Status

GOING: Final = "going"
DONE: Final = "done"
YES: Final = "yes"
NO: Final = "no"
OPEN: Final = "open"
CLOSED: Final = "closed"
_OF_THE_TASK: Final = frozenset({"task", "other_task", planned.DUE})
_TITLE: Final = 250
_PLACE: Final = 120
_EVIDENCE: Final = 30
_GATHER: Final = Gather("evidence", _EVIDENCE)
_ACTIVITIES: Final = 999
_NEAR: Final = 6  # tasks offered where several fit


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's tasks, what is owed first; the plan; today in Viet Nam; what else the unit may report.

    `last` is what the unit entered last, `mine` what this member did (where it can matter); `told` are the
    unit's figures. Somebody to whom single tasks were handed is given nothing else. `whose` names the unit to
    somebody who has more than one. `due` is what was planned for days that have come. `changed`
    is the entry that these answers change.
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
    expected, latest = await _expected_and_latest(desk)
    due = (one for one in expected if planned.is_due(one, desk.today) and access.is_all_of(desk.member, one))
    return replace(
        here,
        tasks=tuple(sorted(here.tasks, key=lambda task: order.index(task.key))),
        last=mine if is_handed else latest,
        mine=mine,
        told=await recorded.look(desk, about),
        due=tuple(due),
    )


async def _expected_and_latest(desk: Desk) -> tuple[list[Entry], Content | None]:
    """Read what the unit has planned, and what it entered last."""
    found = await coming.and_latest(desk.db, desk.plan.code, desk.unit.code)
    due = [one for one in found if one.status is Status.PLANNED]
    return due, contents.of_entry(found[-1]) if len(found) > len(due) else None


async def _latest_of(desk: Desk) -> Content | None:
    entry = await entries.latest_of_member(desk.db, desk.plan.code, desk.unit.code, desk.member.id)
    return contents.of_entry(entry) if entry else None


def _whose(desk: Desk) -> str:
    """Name the unit where the person reports for another one too."""
    units = {(one.plan, one.unit) for one in desk.members if one.role is Role.OFFICIAL}
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
    if task.sensitive is Sensitive.YES or (task.sensitive is Sensitive.MIXED and _is_closed(ask)):
        return _status_and_count(ask, given, task, chosen_in)
    days = ask(AskDays("days", today=given.today))
    periods.confirm(ask, given.plan, task, days)
    if planned.is_planned(ask, days, given.today):
        return Entered(
            planned.talk(
                ask,
                given.plan,
                _review("planned", given),
                planned.ChosenTask(task.key, chosen_in, part=_is_part(task)),
                days,
            )
        )
    month = _month(ask, given.plan, task, days)
    form = ask(Choose("form", _forms(given)))
    lone = form.key == new_or_total.CUMULATIVE
    phase = periods.phase(ask, given.plan, days, lone=lone)
    title = "" if lone else ask(Line("title", _TITLE, given.last.title if given.last else ""))
    place, partners = ("", ()) if lone else _where_and_with_whom(ask, given)
    told = recorded.under(task.key, given.told)
    usual, rest = recorded.usual(given.plan, told) if lone else _counted(given.plan, form.key)
    words = "figures.cumulative" if lone else ""
    numbers = ask(AskFigures("figures", usual, optional=not lone, also=rest, words=words))
    content = Content(
        task.key,
        finished=False,
        days=days,
        phase=phase,
        form="" if lone else form.key,
        title=title,
        figures=numbers,
        part=_is_part(task),
        month=month,
        place=place,
        partners=partners,
    )
    content, how = new_or_total.asked(ask, given.plan, told, content)
    exceeding.refuse(ask, given.plan, told, content, given.changed)
    pieces = ask(_GATHER)
    content = replace(content, finished=task.owed and ask(Choose("finished", _stages())).key == DONE)
    compared = recorded.compared(given.plan, told, content)

    def shows(also: tuple[str, ...]) -> str:
        left = uncounted.worded(title, numbers)
        beside = "\n".join(filter(None, (compared, say("line.uncounted", value=left) if left else "")))
        lines = contents.lines(given.plan, replace(content, also=also), contents.counted(pieces), beside)
        return _review("report", given) + lines

    changes = [chosen_in, "days", "form", *([] if lone else ["title"]), "figures", *how, "evidence"]
    changes += ["finished"] if task.owed else []
    changes += ["place", "partners"] if given.unit.asks_place and not lone else []
    alone = lone or not given.others or content.counts is Counts.TOTAL  # a total is of one task
    further = () if alone else choosing_task.further(given.plan, given.unit.code, content)
    also = review.reviewed(ask, shows, tuple(changes), further)
    return Entered(replace(content, also=also), pieces, compared)


def _is_part(task: TaskOption) -> bool:
    return not task.owed and task.key != contents.OTHER


def _forms(given: Given) -> tuple[Plain, ...]:
    """Give the forms; that of the last time says so, and "as last time" means it."""
    last = given.last.form if given.last else ""
    forms = tuple(
        Plain(form.key, say("form.same", label=form.label), (form.label, *same_words()))
        if form.key == last
        else Plain(form.key, form.label)
        for form in given.plan.forms
    )
    return (*forms, new_or_total.no_activity())


def _where_and_with_whom(ask: Ask, given: Given) -> tuple[str, tuple[Partner, ...]]:
    """Ask two things that may be skipped; a unit that does not tell them is not asked."""
    if not given.unit.asks_place:
        return "", ()
    last = given.last
    place = ask(Line("place", _PLACE, last.place if last else "", optional=True))
    return place, ask(AskPartners("partners", given.plan, last.partners if last else ()))


def _month(ask: Ask, plan: Plan, task: TaskOption, days: Days) -> str:
    """Ask whether a monthly task counts for another month, where that of the first day is not owed."""
    month = coverage.nearest_month(plan.task(task.key), days.first) if task.owed else ""
    if not month:
        return ""
    recurs = plan.task(task.key).recurs
    assert recurs is not None, "a month is owed of a monthly task"
    facts = {"months": ", ".join(map(contents.month_worded, recurs.months))}
    nearest = say("month.nearest", nearest=contents.month_worded(month))
    options = (Plain(month, nearest), Plain(NO_MONTH, say("month.none")))
    return ask(Choose("month", options, "month.unconfirmed" if recurs.confirm else "", facts)).key


def _is_closed(ask: Ask) -> bool:
    """A task of which a part may be secret: ask first which part this is."""
    parts = (Plain(OPEN, say("part.open")), Plain(CLOSED, say("part.closed")))
    return ask(Choose("part", parts, forgetting=frozenset({CLOSED}))).key == CLOSED


def _status_and_count(ask: Ask, given: Given, task: TaskOption, chosen_in: str) -> Entered:
    """A sensitive task: status and a count of activities; nothing else, ever."""
    count = ask(Number("count", _ACTIVITIES))
    by_letter = ask(Choose("by_letter", tuple(_by_letter(key) for key in (YES, NO))))
    finished = task.owed and ask(Choose("finished", _stages())).key == DONE
    content = Content(task.key, finished, count=count, by_letter=by_letter.key == YES, part=_is_part(task))
    shows = _review("report", given) + contents.lines(given.plan, content, "")
    ask(Confirm("send", shows, (chosen_in, "count", "by_letter", *(("finished",) if task.owed else ()))))
    return Entered(content)


def _review(what: str, given: Given) -> str:
    """Give what stands above the lines of a review screen."""
    whose = say("line.unit", value=given.whose) + "\n" if given.whose else ""
    return say(f"{what}.review") + "\n" + whose


def _by_letter(key: str) -> Plain:
    return Plain(key, say(f"by_letter.{key}"), tuple(say(f"by_letter.{key}.typed").split("|")))


def _counted(plan: Plan, form: str) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """What is usually counted for this form, and what else can be."""
    keys = plan.form(form).indicators
    usual = tuple(plan.indicator(key) for key in keys)
    return usual, tuple(indicator for indicator in plan.indicators if indicator.key not in keys)


def _stages() -> tuple[Plain, ...]:
    return (Plain(GOING, say("finished.going")), Plain(DONE, say("finished.done")))


async def act(desk: Desk, new: Entered | Held) -> Prompt:
    if isinstance(new, Held):
        said = {key: kept for key, kept in desk.answers.items() if key not in _OF_THE_TASK}
        raise Onward("amend", said, planned.DUE, words=new.number)
    content, plan, unit = new.content, desk.plan, desk.unit
    entry = await entries.add(desk.db, desk.member.id, entry_of(desk, content), desk.now)
    items = [piece.item for piece in new.evidence]
    await evidence.attach(desk.db, desk.person.id, items, entry.id, plan.code, unit.code)
    number = access.numbered(plan.code, unit.code, entry.number)
    await desk.note("entry.sent", about=number)
    await planned.expect(desk, entry.number, content)
    if content.planned:
        return planned.receipt(unit.name, number, entry.number, content)
    await effects.entered(desk, content)
    return await _receipt(desk, number, new)


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
        activity=activity,
        figures=content.figures,
        how=content.how,
        status=content.status,
    )


async def _receipt(desk: Desk, number: str, new: Entered) -> Prompt:
    pieces = await evidence.of_draft(desk.db, desk.person.id, [piece.item for piece in new.evidence])
    coming = sum(piece.state == "wanted" for piece in pieces)
    missing = sum(piece.state == "missing" for piece in pieces)
    text = [say("report.received", unit=desk.unit.name, at=desk.now, number=number)]
    counted = contents.figures_worded(desk.plan, new.content)
    if counted:
        text.append(say("report.counted", figures=counted))
        text += [new.compared] if new.compared else []
    if new.content.is_sensitive:
        text.append(say("line.count", value=say("number.echo", n=new.content.count)))
    if pieces:
        text.append(say("report.evidence", counted=contents.counted(pieces)))
    if coming:
        text.append(say("report.evidence.coming", n=coming))
    if missing:
        text.append(say("report.evidence.missing", n=missing))
    after = await closing.remark(desk.db, desk.plan, new.content, desk.now, desk.now)
    text += [after] if after else []
    text.append(say("report.thanks" if counted or new.content.is_sensitive else "report.thanks.no_figures"))
    return Prompt("\n".join(text), (Choice("/baocao", say("report.another")), Choice("/nhiemvu", say("report.owed"))))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the task after the command, a whole line or a block; or all but the days of this member's last entry."""
    if typed(words) == SAME and given.mine is not None:
        return _as_last_time(given.mine)
    if written := line_or_block.understood(entered, given, words):
        return written
    if choosing_task.means_more(words) and len(given.others) > 1:
        return {"task": contents.MORE}
    found = search((*given.tasks, *given.others), words)
    if len(found) > 1:
        offers = tuple(Choice(task.key, task.label) for task in found[:_NEAR])
        return {"task": Unclear("report.task_several", offers, n=len(found), typed=words.strip())}
    return {"task": found[0].key} if found else {}


def _as_last_time(last: Content) -> Mapping[str, Any]:
    """Answer with what was entered the last time, figures, evidence and days apart."""
    told = {"task": last.task, "form": last.form, "title": last.title, "place": last.place}
    asked = {"cooperating": last.part, "partners": [[partner.unit, partner.name] for partner in last.partners]}
    return told | asked


REPORT: Final = Handler(
    "report",
    ("baocao", "report", "capnhat"),
    OFFICIALS,
    look,
    talk,
    act,
    start,
    of_unit=True,
    foreseen=Foreseen(_GATHER, since="days"),  # a task that may be secret, which takes none, is not asked for days
)
