"""Closing the figures: compute as of the cut-off, store once, tell the office and its leaders; and what came after."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from handlers.closings import as_of, placing, snapshot, wording
from handlers.closings.approved import ApprovedUnits
from handlers.closings.snapshot import Closed, Count, Scope
from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.entries import joint
from handlers.entries.contents import Content, Result
from handlers.house import House
from handlers.obligations import recount
from handlers.obligations.recount import Recounted
from handlers.roles import OFFICE
from messages.said import Choice, Prompt
from messages.words import ZONE, say
from plans.schema import Plan
from storage.db import Db, Turn
from storage.members import manning
from storage.obligations import signed_reports, snapshots
from storage.obligations.snapshots import Snapshot
from storage.results import entries, history, joinings

_DAY: Final = (time(7, 15), time(21))  # when the office is told; what is made at night waits for the morning


@dataclass(frozen=True, slots=True)
class ToClose:
    """What is to be stored, under which step; `member` closes it, None: the clock."""

    closed: Closed
    step: str
    member: int | None = None


async def store(db: Turn, plan: Plan, new: ToClose, at: datetime) -> Snapshot | None:
    """Store how things stood at the cut-off; None where this step is closed already."""
    return await snapshots.add(db, plan.code, new.step, new.closed.cut_off, snapshot.kept(new.closed), at, new.member)


async def tell(db: Turn, house: House, plan: Plan, made: Snapshot, at: datetime, official: ApprovedUnits) -> None:
    """Send the summary, worded from what is stored, to the coordinators and the leaders."""
    news = News(
        partial(prompt_of, made, plan, official), (plan,), _by_day(at), key=f"closing/{plan.code}/{made.number}"
    )
    await telling.each(db, house, await manning.persons(db, plan.code, OFFICE), news)


def prompt_of(made: Snapshot, plan: Plan, official: ApprovedUnits) -> Prompt:
    """Word a closing as it is stored, as news."""
    text = f"{summary(made, plan, official)}\n\n{say('closing.stays', number=made.number)}"
    return Prompt(text, (Choice(f"/chotsolieu xem {made.number}", say("closing.open", number=made.number)),))


def summary(made: Snapshot, plan: Plan, official: ApprovedUnits) -> str:
    """Word what is stored, and of how many units the figures were official then."""
    closed = snapshot.named(snapshot.read(made.body), plan)
    return with_approvals(wording.summary(closed), closed, official)


def with_approvals(text: str, closed: Closed, official: ApprovedUnits) -> str:
    """Add that to a closing in words, where it is of figures."""
    said = "" if closed.scope.is_of_reports else official.worded
    return f"{text}\n\n{said}" if said else text


def _by_day(at: datetime) -> datetime:
    """Give this instant, or the next morning's first at which the office is told anything."""
    local = at.astimezone(ZONE)
    if _DAY[0] <= local.time() < _DAY[1]:
        return at
    day = local.date() + timedelta(days=local.time() >= _DAY[1])
    return datetime.combine(day, _DAY[0], ZONE)


@dataclass(frozen=True, slots=True)
class AfterClosing:
    """A closing as stored, and as it would be now; how many of its results were added, changed, withdrawn."""

    before: Closed
    now: Closed
    counts: Mapping[str, int]

    def worded(self, plan: Plan) -> str:
        """Word what came after it."""
        return wording.since(snapshot.named(self.before, plan), snapshot.named(self.now, plan), self.counts)


async def since(db: Db, plan: Plan, made: Snapshot, at: datetime) -> AfterClosing:
    """Give what came after a closing; everything that was kept is read for it."""
    before = snapshot.read(made.body)
    changes: Counter[str] = Counter()
    for unit in await entries.units(db, plan.code):
        versions = await history.of_unit(db, plan.code, unit, at)
        old = snapshot.concerned(plan, as_of.results(plan, versions, made.cut_off), before.scope)
        new = snapshot.concerned(plan, as_of.results(plan, versions, at), before.scope)
        changes.update(_changes(old, new))
    (now,) = await _counted(db, plan, at, before.scope)
    return AfterClosing(before, now, changes)


def _changes(old: Sequence[Result], new: Sequence[Result]) -> Mapping[str, int]:
    said = {result.entry.id: result.entry.content for result in old}
    says = {result.entry.id: result.entry.content for result in new}
    return {
        "added": len(says.keys() - said.keys()),
        "changed": sum(says[id_] != said[id_] for id_ in says.keys() & said.keys()),
        "withdrawn": len(said.keys() - says.keys()),
    }


async def remark(db: Db, plan: Plan, content: Content, made_at: datetime, said_at: datetime) -> str:
    """Say that what was said at `said_at` of a result came after its phase was closed; "" where it did not."""
    if content.planned:
        return ""
    for made in await snapshots.of_plan(db, plan.code):
        if made.cut_off < said_at and snapshot.is_of(plan, content, made_at, snapshot.read(made.body).scope):
            return say("entry.after_closing", at=made.cut_off)
    return ""


async def stood(db: Db, plan: Plan, cut_off: datetime, *scopes: Scope) -> list[Closed]:
    """Count how things stood, by the plan as it ran then, for each scope; everything that was kept is read for it."""
    return await _counted(db, await as_of.plan_at(db, plan, cut_off), cut_off, *scopes)


async def _counted(db: Db, plan: Plan, at: datetime, *scopes: Scope) -> list[Closed]:
    said = joint.said(await joinings.of_plan(db, plan.code, at))
    counts = [Count(scope, said) for scope in scopes]
    counted: dict[str, Recounted] = {}
    for unit in await entries.units(db, plan.code):
        results = as_of.results(plan, await history.of_unit(db, plan.code, unit, at), at)
        counted |= recount.recount(plan, results)
        placed = placing.place(plan, results)
        for count in counts:
            count.add(plan, placed)
    rows = as_of.standings(plan, counted, await as_of.kept(db, plan, at))
    stated = await signed_reports.stated_at(db, plan.code, at)
    return [snapshot.of(plan, at, rows, stated, count) for count in counts]
