"""A reminding message, worded: the firmest rule speaks, what is owed is listed once, the rest joins it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from handlers.entries import access, contents
from handlers.obligations import office_requests, standing
from handlers.reminders import still_owed
from handlers.reminders.still_owed import Affairs
from messages.reading.days.spans import worded
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans.dates import closing_at
from plans.notices import Closing, Rule
from plans.obligations import Key, Kind, State
from plans.schema import Phase, Plan
from storage.members.people import Member, Person
from storage.obligations.owed import Standing
from storage.obligations.requests import Request

_LISTED: Final = 6  # tasks; the rest is counted
# These have a line of their own beside what the calendar says.
REQUESTS: Final = (Rule.REQUESTED, Rule.REQUEST_NEAR, Rule.REQUEST_OVERDUE)
_BESIDE: Final = (Rule.PROMISED, Rule.MONTHLY, Rule.HELD, *REQUESTS, Rule.NUDGED)
FINAL: Final = (Rule.TWO_WEEKS, Rule.WITHOUT_REPORT, Rule.LAST_DAY, Rule.OVERDUE)


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What one unit is reminded of: rule, step and keys, the firmest first.

    `draft_at` is when an entry was left unfinished. `requests` are those spoken of, by number. `by_chat`: documents
    of the unit may go over the channel.
    """

    member: Member
    here: Affairs
    said: tuple[tuple[Rule, str, tuple[str, ...]], ...]
    draft_at: datetime | None = None
    requests: Mapping[str, Request] = field(default_factory=dict)
    by_chat: bool = False

    @property
    def brings_draft(self) -> bool:
        """Whether the draft of its written report goes with it: it is time to write that."""
        asked = (key for rule, _, keys in self.said if rule is Rule.WHAT_IS_MISSING for key in keys)
        return self.by_chat and self.member.tasks is None and any(map(_is_report, asked))

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.here.plan.unit(self.here.unit).name


def written(person: Person, parts: Sequence[UnitPart], now: datetime) -> Prompt:
    """Word the whole message, for one unit or for more."""
    lines = []
    for part in parts:
        key = "remind.greeting" if len(parts) == 1 else "remind.unit"
        if part is parts[0] and len(parts) > 1:
            lines += [say("remind.greeting.name", name=person.name), ""]
        lines += [say(key, name=person.name, unit=part.name), *_body(part, now.astimezone(ZONE).date())]
    drafts = [part.draft_at for part in parts if part.draft_at is not None]
    if drafts:
        lines.append(say("remind.draft", at=drafts[0]))
    return Prompt("\n".join([*lines, _closing(parts)]), buttons(parts))


def _closing(parts: Sequence[UnitPart]) -> str:
    """Say who asks: to ministries the office is no office of theirs. It does not sign what it writes to itself."""
    if all(part.here.is_office for part in parts):
        return say("remind.closing.own")
    senders = dict.fromkeys(part.here.plan.office_name for part in parts if not part.here.is_office)
    return say("remind.closing", senders=say("remind.and").join(senders))


def buttons(parts: Sequence[UnitPart]) -> tuple[Choice, ...]:
    """Offer what can be done about it at once."""
    keys = []
    for part in parts:
        numbers = [step for rule, step, _ in part.said if rule in REQUESTS]
        numbers += sorted(requests_among(part.said))
        keys += [f"traloi {number}" for number in numbers if number in part.requests]
        keys += [f"sua {number}" for number in _held(part)] + [f"rut {number}" for number in _held(part)]
    asked = {(rule, _is_report(key)) for part in parts for rule, _, keys_ in part.said for key in keys_}
    if asked & {(rule, True) for rule in (*FINAL, Rule.PROMISED, Rule.WHAT_IS_MISSING, Rule.NUDGED)}:
        writes = (Rule.WHAT_IS_MISSING, Rule.TWO_WEEKS)
        keys += ["baocaovanban"] if asked & {(rule, True) for rule in writes} else []
        keys += ["vanban", "hen report"]
    if any(not is_report and rule not in (*REQUESTS, Rule.HELD, Rule.NUDGED) for rule, is_report in asked):
        keys += ["baocao", "khongphatsinh", "hen results"]
    if all(part.member.tasks is None for part in parts):
        keys.append("nguoikhac")
    return tuple(_button(key) for key in dict.fromkeys([*keys, "lydo"]))


def _is_report(key: str) -> bool:
    return key.startswith(f"{Kind.REPORT}/")


def _button(command: str) -> Choice:
    name, _, about = command.partition(" ")
    key = name if about not in ("report", "results") else f"{name}.{about}"
    return Choice(f"/{command}", say(f"remind.button.{key}", about=about))


def _held(part: UnitPart) -> list[str]:
    """Give the numbers of the planned activities that are asked about."""
    keys = {key for rule, _, keys in part.said if rule is Rule.HELD for key in keys}
    return [access.number(entry) for entry in still_owed.held(part.here) if still_owed.held_key(entry) in keys]


def _body(part: UnitPart, today: date) -> Iterator[str]:
    lead = next((one for one in part.said if one[0] not in _BESIDE), None)
    if lead is not None:
        rule, _, keys = lead
        yield _lead(part, rule, keys, today)
        every = [key for other, _, keys in part.said if other not in _BESIDE for key in keys]
        yield from _owed(part.here, rule, list(dict.fromkeys(every)))
        yield say(f"remind.ask.{_name(part.here, rule, keys)}")
        if rule is Rule.OVERDUE and any(_is_last(part.here, step) for other, step, _ in part.said if other is rule):
            yield say("remind.last", office_name=part.here.plan.office_name)
        if part.brings_draft:
            yield say("remind.own_draft")
    spoken = {key for rule, _, keys in part.said if rule is not Rule.NUDGED for key in keys}
    for rule, step, keys in part.said:
        if rule is Rule.NUDGED:
            yield from _nudged(part, [key for key in keys if key not in spoken], today)
        elif rule in _BESIDE:
            yield from _beside(part, rule, step, keys)


def _name(here: Affairs, rule: Rule, keys: Sequence[str]) -> str:
    """Give the rule as the words name it: of one who misses nothing but the signed report, it is said so."""
    is_complete = rule is Rule.WHAT_IS_MISSING and all(row.kind == Kind.REPORT for row in _rows(here, keys))
    return f"{rule.value}.complete" if is_complete else rule.value


def _is_last(here: Affairs, step: str) -> bool:
    """Tell whether the calendar has nothing after this step: then people speak to people."""
    last_day = here.plan.deadline.last_day if here.plan.deadline else None
    return all(f"{day}" <= step for notice in here.plan.calendar if (day := notice.day(last_day)) is not None)


def _lead(part: UnitPart, rule: Rule, keys: Sequence[str], today: date) -> str:
    here, plan = part.here, part.here.plan
    facts: dict[str, Any] = {"unit": part.name, "today": today, **_named(plan)}
    if plan.deadline is not None:
        facts |= {"text": plan.deadline.text, "last": plan.deadline.last_day}
    name = f"remind.lead.{rule.value}"
    match rule:
        case Rule.WINDOW_OPENS:
            windows = [w for row in _rows(here, keys) if (w := plan.task(row.task or "").window)]
            return say(name, starts=windows[0].starts, ends=windows[0].ends, **facts)
        case Rule.CAMPAIGN_OPENS:
            key = name if today == plan.starts else f"{name}.since"
            first = say(key, starts=plan.starts, **facts)
            return " ".join([first, _until("remind.phase", plan.phase_of(today), facts), *_signed_report(part, facts)])
        case Rule.NOTHING_YET if here.is_silent:
            phase = plan.phase_of(today)
            first = say(f"{name}.own" if here.is_office else name, **facts)
            return " ".join([first, say("remind.phase.ends", phase=phase.name, ends=phase.ends, **facts)])
        case Rule.NOTHING_YET:
            return say(f"{name}.window", **facts)
        case Rule.DAY_PASSED:
            return _day_passed(here, keys, facts, today)
        case Rule.UPDATE_BY:
            phase = plan.phase_of(today)
            return say(name, phase=phase.name, ends=phase.ends, **facts)
        case Rule.WHAT_IS_MISSING:
            lead = _name(here, rule, keys)
            lines = [say(f"remind.lead.{lead}", **facts), *_signed_report(part, facts)]
            if lead == rule.value:
                lines += _closed(here, plan.phases[-1], today)
            return " ".join(lines)
        case _:
            report = here.report
            due = report.due if report is not None and report.due is not None else today
            today_is_last = rule is Rule.LAST_DAY and due == today
            key = f"{name}.today" if today_is_last else name
            own = {"text": say("remind.extended")} if report is not None and report.extended_to else {}
            return say(key, due=due, days=(due - today).days, **{**facts, **own})


def _named(plan: Plan) -> dict[str, Any]:
    """Name the plan, the office and whom units report to as a letter does: the reader did not ask."""
    return {
        "cited": plan.in_full,
        "office_name": plan.office_name,
        "addressee": plan.addressees.of_units,
        "period": plan.period_word,
    }


def _until(key: str, phase: Phase, facts: Mapping[str, Any]) -> str:
    """Say which phase it is and how long it lasts."""
    name = f"{key}.day" if phase.starts == phase.ends else key
    return say(name, phase=phase.name, ends=phase.ends, **facts)


def _signed_report(part: UnitPart, facts: dict[str, Any]) -> list[str]:
    """Say until when the signed report is owed, where the plan sets a day and it is this member's matter."""
    if "last" not in facts or not _owes_report(part):
        return []
    return [say("remind.report", **facts)]


def _owes_report(part: UnitPart) -> bool:
    """Tell whether the signed report is this member's matter: not of somebody who was handed single tasks."""
    return part.here.report is not None and part.member.tasks is None


def _day_passed(here: Affairs, keys: Sequence[str], facts: dict[str, Any], today: date) -> str:
    plan = here.plan
    ended = [plan.phase(row.phase) for row in _rows(here, keys) if row.phase]
    names = say("remind.and").join(say("remind.phase.name", phase=phase.name, **facts) for phase in ended)
    last = max(phase.ends for phase in ended)
    facts |= {"last": last, "names": names}
    closing = _closing_of(here, ended[-1], today)
    if closing is None:
        lines = [say("remind.lead.day-passed", **facts)]
    else:
        at = closing_at(plan, closing.step)
        lines = [say("remind.lead.day-passed.closing", at=at, on=closing.on, **facts)]
    coming = plan.phase_of(today)
    if coming not in ended and today <= coming.ends:
        lines.append(_until("remind.phase.next", coming, facts))
    return " ".join(lines)


def _closed(here: Affairs, phase: Phase, today: date) -> list[str]:
    """Say when the figures of a phase will be closed, where that is still to come."""
    closing = _closing_of(here, phase, today)
    if closing is None:
        return []
    return [say("remind.closing.at", at=closing_at(here.plan, closing.step), on=closing.on)]


def _closing_of(here: Affairs, phase: Phase, today: date) -> Closing | None:
    found = (one for one in here.plan.closings if phase.key in one.phases and one.on >= today)
    return next(found, None)


def _owed(here: Affairs, rule: Rule, keys: Sequence[str]) -> Iterator[str]:
    """List the tasks spoken of; towards a real deadline, those the unit has said nothing of yet."""
    spoken = [row for row in _rows(here, keys) if row.kind == Kind.TASK]
    rows = here.tasks(State.NO_WORD) if rule in FINAL else spoken
    silent = [row for row in rows if here.states[row.key] is State.NO_WORD]
    if rule in FINAL:  # the report is what matters now
        if silent:
            names = "; ".join(f"{row.task}" for row in silent)
            yield say("remind.silent.keys", n=len(silent), of=_all_tasks(here), tasks=names)
        return
    going = [row for row in rows if row not in silent]
    every = _all_tasks(here)
    has_begun_nothing = rule is Rule.NOTHING_YET and here.is_silent
    if rule in {Rule.CAMPAIGN_OPENS, Rule.WINDOW_OPENS, Rule.NOTHING_YET} and not has_begun_nothing:
        head = "remind.tasks" if rule is Rule.CAMPAIGN_OPENS else ""
        yield from _listed(here, rows, head, every)
        return
    yield from _listed(here, silent, "remind.silent", every)
    yield from _listed(here, going, "remind.going", every)
    late = [row for row in _rows(here, keys) if row.kind == Kind.UPDATE]
    if rule is Rule.WHAT_IS_MISSING and late:
        names = "; ".join(here.plan.phase(row.phase or "").name for row in late)
        yield say("remind.updates", period=here.plan.period_word, names=names)


def _all_tasks(here: Affairs) -> int:
    """Count the tasks a unit can be reminded of: what stands over others is no task of its own here."""
    tasks = [here.plan.task(row.task or "") for row in here.rows if row.kind == Kind.TASK]
    return sum(task.reminded and not task.umbrella for task in tasks)


def _listed(here: Affairs, rows: Sequence[Standing], head: str, every: int) -> Iterator[str]:
    if not rows:
        return
    if head:
        yield say(head, n=len(rows), of=every)
    shown = rows if len(rows) <= _LISTED + 1 else rows[:_LISTED]
    yield from (say("remind.task", label=standing.label(here.plan, row)) for row in shown)
    if len(shown) < len(rows):
        yield say("remind.more_tasks", n=len(rows) - len(shown))


def _beside(part: UnitPart, rule: Rule, step: str, keys: Sequence[str]) -> Iterator[str]:
    here = part.here
    if rule is Rule.PROMISED:
        yield from _promised(here, date.fromisoformat(step), keys)
    elif rule is Rule.MONTHLY:
        yield from (say("remind.monthly", label=standing.label(here.plan, row)) for row in _rows(here, keys))
    elif rule is Rule.HELD:
        for entry in still_owed.held(here):
            if still_owed.held_key(entry) in keys:
                content = contents.of_entry(entry)
                assert content.days is not None, "a planned activity has days"
                title = content.title or contents.task_label(here.plan, content)
                yield say("remind.held", title=title, number=access.number(entry), days=worded(content.days))
    else:
        request = part.requests.get(step)
        if request is not None:
            facts = {"number": request.number, "text": request.text, "due": request.due}
            yield say(f"remind.{rule.value}", office_name=here.plan.office_name, **facts)
            yield office_requests.how(request)


def requests_among(said: Sequence[tuple[Rule, str, tuple[str, ...]]]) -> set[str]:
    """Give the numbers of the requests that a coordinator asks about."""
    keys = [Key.parse(key) for rule, _, mine in said if rule is Rule.NUDGED for key in mine]
    return {key.of for key in keys if key.kind is Kind.REQUEST}


def _nudged(part: UnitPart, keys: Sequence[str], today: date) -> Iterator[str]:
    """Say what the office has not received, and until when that was owed; nothing where all was spoken of."""
    here, facts = part.here, {"unit": part.name, **_named(part.here.plan)}
    for row in _rows(here, keys):
        assert row.due is not None, "only what has a deadline is asked for"
        until = say("remind.nudged.past" if row.due < today else "remind.nudged.due", due=row.due)
        request = part.requests.get(Key.parse(row.key).of)
        if row.kind == Kind.REPORT:
            yield say("remind.nudged.report", until=until, **facts)
        elif request is not None:
            yield say("remind.nudged.request", number=request.number, text=request.text, until=until, **facts)
            yield office_requests.how(request)
    if keys:
        yield say("remind.nudged.ask" if any(map(_is_report, keys)) else "remind.nudged.ask.request")


def _promised(here: Affairs, day: date, keys: Sequence[str]) -> Iterator[str]:
    """Say what was promised for this day, the results and the signed report apart."""
    key = "remind.promised.today" if day == here.today else "remind.promised"
    facts, rows = _named(here.plan), _rows(here, keys)
    results = [row for row in rows if row.kind != Kind.REPORT]
    tasks = [row for row in results if row.kind == Kind.TASK]
    if results:
        yield say(f"{key}.results" if tasks else f"{key}.results.alone", day=day, **facts)
        yield from _listed(here, tasks, "", 0)
    if len(results) < len(rows):
        yield say(f"{key}.report", day=day, **facts)


def _rows(here: Affairs, keys: Sequence[str]) -> list[Standing]:
    return [row for row in here.rows if row.key in keys]
