"""/tinhhinh: where things stand, in one message under 1,500 characters. Decisions first, empty blocks vanish."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from handlers import contents, figures, offered, viewing
from handlers.desk import Desk
from handlers.handler import OFFICE, Handler
from messages.questions.question import Ask
from messages.said import Prompt
from messages.words import ZONE, say
from plans import calendar
from plans.obligations import State
from plans.schema import Plan
from storage import entries, owed, people
from storage.owed import Standing
from storage.people import Listed

_NEWEST: Final = 5
_NAMED: Final = 12  # more silent units than this are counted, not named


@dataclass(frozen=True, slots=True)
class Given:
    """Everything the digest is worded from."""

    rows: tuple[Standing, ...]
    members: tuple[Listed, ...]  # of the units that have entered nothing
    since: entries.Since
    newest: tuple[entries.Entry, ...]
    total: int
    today: date


async def look(desk: Desk) -> Given:
    plan = desk.plan.code
    since = desk.now - timedelta(days=1)
    rows = tuple(await owed.of_plan(desk.db, plan))
    return Given(
        rows,
        tuple(await people.listed(desk.db, plan, figures.silent_units(desk.plan, rows))),
        await entries.since(desk.db, plan, since),
        tuple(await entries.newest(desk.db, plan, since, _NEWEST)),
        await entries.count(desk.db, plan),
        desk.now.astimezone(ZONE).date(),
    )


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    plan = desk.plan
    blocks = (
        _head(desk, plan, given),
        _silent(plan, given),
        _tasks(plan, given),
        _new(plan, given),
    )
    text = "\n\n".join(block for block in blocks if block)
    return Prompt(text, (offered.choice("chuabaocao"),))


def _head(desk: Desk, plan: Plan, given: Given) -> str:
    lines = [say("digest.head", plan=plan.short.upper(), at=desk.now)]
    if plan.deadline:
        last = plan.deadline.last_day
        days = calendar.working_days(given.today, last)
        key = "digest.deadline" if given.today <= last else "digest.deadline.past"
        lines.append(say(key, last=last, days=days))
    reports = figures.written_reports(plan, given.rows, given.today)
    sent = reports[State.IN_TIME] + reports[State.LATE]
    lines.append(say("digest.reports", sent=sent, of=sum(reports.values())))
    return "\n".join(lines)


def _silent(plan: Plan, given: Given) -> str:
    """Say who has entered nothing yet: those a message reaches, and those it does not."""
    silent = figures.silent_units(plan, given.rows)
    if not silent:
        return ""
    reach = figures.reached(plan, given.members)
    reached = [code for code in silent if reach[code].reachable]
    unmanned = [code for code in silent if not reach[code].officials]
    blocked = [code for code in silent if reach[code].officials and not reach[code].reachable]
    lines = [say("digest.silent", n=len(silent), of=len(plan.units))]
    parts = (("reached", reached), ("blocked", blocked), ("unmanned", unmanned))
    lines += [_part(plan, part, codes) for part, codes in parts if codes]
    return "\n".join(lines)


def _part(plan: Plan, part: str, codes: list[str]) -> str:
    names = ": " + ", ".join(plan.unit(code).short for code in codes) if len(codes) <= _NAMED else ""
    return say(f"digest.silent.{part}", n=len(codes), names=names)


def _tasks(plan: Plan, given: Given) -> str:
    counts = figures.tasks(plan, given.rows, given.today)
    facts = {state.value: count for state, count in counts.items()}
    return say("digest.tasks", all=sum(counts.values()), **facts)


def _new(plan: Plan, given: Given) -> str:
    lines = [say("digest.entries", n=given.total)]
    since = given.since
    if since.entries:
        lines = [say("digest.new", n=since.entries, units=since.units, total=given.total)]
    for entry in given.newest:
        what = viewing.title(plan, contents.of_entry(entry))
        short = what if len(what) <= 90 else what[:89].rstrip() + "…"  # noqa: PLR2004 - one line and a half on a phone
        lines.append(say("digest.new.row", unit=plan.unit(entry.unit).short, what=short, number=viewing.number(entry)))
    if since.entries > _NEWEST:
        lines.append(say("digest.new.more", n=since.entries - _NEWEST))
    return "\n".join(lines)


SITUATION: Final = Handler("situation", ("tinhhinh", "situation"), OFFICE, look, talk, act)
