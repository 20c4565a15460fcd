"""Random histories of one plan: results, also from paper, what the unit says to these, amendments, withdrawals,
reviews, statements, approvals, at random instants."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from handlers.desk import Desk
from handlers.entries import contents, deciding
from handlers.entries.contents import OTHER, Content
from handlers.obligations import effects
from handlers.officials.entering import new_entry
from handlers.officials.entering.new_entry import Entered
from handlers.officials.stating import approving, confirming
from handlers.officials.stating.approving import ApprovalStated
from handlers.officials.stating.confirming import Confirmed
from handlers.paper import entering_for
from handlers.paper.entering_for import FromPaper, in_place_of
from handlers.paper.sources import ChosenSource
from messages.values import Days, Figure, Precision
from messages.words import ZONE, speaking
from plans import obligations
from plans.obligations import Key, Kind, Reason
from plans.schema import Plan
from storage.db import Turn
from storage.members import people
from storage.obligations import owed
from storage.results import entries, figures, joinings, papers, reviews
from storage.results.entries import Entry
from storage.results.figures import Counts
from storage.results.papers import NewSource
from storage.results.status import Decision, Status
from tests.dialogue import HOUSE

UNITS = ("BNG", "HNI", "BYT")
OFFICE = "office"  # the address of somebody who coordinates


@dataclass
class History:
    """What happens in a house: one thing at a time, each some hours after the last."""

    db: Turn
    plan: Plan
    random: Random
    now: datetime
    units: tuple[str, ...] = UNITS
    members: dict[str, int] = field(default_factory=dict)
    approved: dict[str, object] = field(default_factory=dict)  # what each unit counted then
    acts: int = 0

    async def join(self) -> None:
        """Let an official of each unit register, and somebody of the office."""
        for unit in self.units:
            self.members[unit] = await self._join_as(people.Role.OFFICIAL, unit, unit)
        await self._join_as(people.Role.COORDINATOR, self.plan.office, OFFICE)

    async def _join_as(self, role: people.Role, unit: str, address: str) -> int:
        person = await people.arrive(self.db, "telegram", address, self.now)
        plan = self.plan.code
        member = await people.join(self.db, person.id, plan=plan, unit=unit, role=role, invitation=None, at=self.now)
        return member.id

    def next_at(self) -> datetime:
        """Give when the next thing happens."""
        return self.now + timedelta(minutes=Random(f"{self.acts} {self.now}").randrange(1, 3000))

    async def go_on(self) -> None:
        """Let one more thing happen, a while later."""
        self.now = self.next_at()
        self.acts += 1
        acts = (
            self._enter,
            self._enter,
            self._amend,
            self._withdraw,
            self._review,
            self._join,
            self._state,
            self._decide,
            self._enter_from_paper,
            self._amend_from_paper,
            self._answer_paper,
            self._approve,
        )
        with speaking("vi", office=self.plan.office_short, you="đồng chí"):
            await self.random.choice(acts)()

    async def _desk(self, address: str) -> Desk:
        person = await people.at_address(self.db, "telegram", address)
        assert person is not None
        (member,) = await people.memberships(self.db, person.id)
        plans = {self.plan.code: self.plan}
        return Desk(self.db, HOUSE, self.now, plans, person, member, "telegram", f"draft {self.acts}")

    async def _enter(self) -> None:
        desk = await self._desk(self.random.choice(self.units))
        content = self._content(desk.unit.code)
        await entries.add(self.db, desk.member.id, new_entry.entry_of(desk, content), self.now)
        await effects.entered(desk, content)

    async def _enter_from_paper(self) -> None:
        desk, unit = await self._desk(OFFICE), self.random.choice(self.units)
        known = await papers.of_unit(self.db, self.plan.code, unit)
        new, kept = NewSource(unit, f"{self.acts}/BC", self.now.astimezone(ZONE).date()), None
        if known and self.random.random() < 0.5:
            kept = self.random.choice(known)
            new = NewSource(unit, kept.number, kept.dated)
        content = self._content(unit)
        if self.random.random() < 0.2:  # it came as classified
            content = Content(content.task, finished=content.finished, by_letter=True)
            kept, new = next((source for source in known if source.is_classified), None), NewSource(unit)
        paper = FromPaper(ChosenSource(kept, new), entering_for.RESULT, Entered(content))
        await entering_for.act(desk, paper)

    async def _amend_from_paper(self) -> None:
        entry = await self._any_entry()
        if entry is not None and await papers.source_of(self.db, entry.id) is not None:
            await self._amend_as(in_place_of(await self._desk(OFFICE), entry.unit), entry)

    async def _answer_paper(self) -> None:
        desk = await self._desk(self.random.choice(self.units))
        given = await confirming.look(desk)
        if not given.awaiting:
            return
        awaiting = self.random.choice(given.awaiting)
        may_change = [entry for entry in awaiting.entries if entry.status is not Status.WITHDRAWAL_ASKED]
        if may_change and self.random.random() < 0.5:
            entry = self.random.choice(may_change)
            await confirming.act(desk, Confirmed(given, awaiting, entry, "figures", "số khác"))
        else:
            await confirming.act(desk, Confirmed(given, awaiting))

    async def _approve(self) -> None:
        desk = await self._desk(self.random.choice(self.units))
        given = await approving.look(desk)
        if given.lines:
            await approving.act(desk, ApprovalStated(given, "Thứ trưởng", desk.today))
            self.approved[desk.unit.code] = await self._counted(desk.unit.code)

    async def official(self) -> frozenset[str]:
        """Give the units that count what they counted when it was approved."""
        return frozenset([unit for unit, then in self.approved.items() if then == await self._counted(unit)])

    async def _counted(self, unit: str) -> object:
        told = {
            (row.number, row.task, row.indicator, row.value, row.precision, row.first, row.last, row.counts, row.within)
            for row in await figures.of_plan(self.db, self.plan.code)
            if row.unit == unit
        }
        stands = await entries.results(self.db, self.plan.code, unit)
        return told, {(entry.number, contents.of_entry(entry).count) for entry in stands}

    async def _amend(self) -> None:
        entry = await self._any_entry()
        if entry is not None:
            await self._amend_as(await self._desk(entry.unit), entry)

    async def _amend_as(self, desk: Desk, entry: Entry) -> None:
        if entry.status is Status.WITHDRAWN:
            return
        content = self._content(entry.unit)
        if self.random.random() < 0.3:
            content = replace(contents.of_entry(entry), finished=not contents.of_entry(entry).finished)
        await entries.amend(self.db, entry, desk.member.id, new_entry.entry_of(desk, content), self.now)
        await effects.amended(desk, entry, content)

    async def _again(self) -> None:
        entry = await self._any_entry()
        if entry is None or entry.status in (Status.WITHDRAWN, Status.WITHDRAWAL_ASKED):
            return
        await entries.again(self.db, entry, self.members[entry.unit], self.now)
        if entry.status is not Status.PLANNED:
            await effects.stands(await self._desk(entry.unit), entry, Status.RECEIVED)

    async def _withdraw(self) -> None:
        entry = await self._any_entry()
        if entry is not None and entry.status is not Status.WITHDRAWN:
            await entries.withdraw(self.db, entry.id, self.now)
            await effects.stands(await self._desk(entry.unit), entry, Status.WITHDRAWN)

    async def _review(self) -> None:
        entry = await self._any_entry()
        ways = () if entry is None else deciding.ways(entry)
        if entry is None or not ways:
            return
        asked = entry.taken_in is not None and self.random.random() < 0.3
        decision = Decision.WITHDRAWAL_ASKED if asked else self.random.choice(ways)
        await reviews.decide(self.db, entry, decision, self.members[entry.unit], self.now)
        await effects.stands(await self._desk(entry.unit), entry, decision.status)

    async def _join(self) -> None:
        first, second = await self._any_entry(), await self._any_entry()
        if first is not None and second is not None and first.unit != second.unit:
            is_one = self.random.random() < 0.7
            await joinings.say(self.db, first, second, self.members[first.unit], self.now, is_one=is_one)

    async def _state(self) -> None:
        key, unit = self._owed()
        reason = self.random.choice((*Reason, None))
        value, because = (None, "") if reason is None else (reason.value, "bận họp")
        await owed.not_arising(self.db, self.plan.code, key, value, self.now, because, self.members[unit])

    async def _decide(self) -> None:
        key, unit = self._owed()
        day = self.random.choice((None, self.now.astimezone(ZONE).date()))
        match self.random.choice(("accepted", "promised", "received")):
            case "accepted":
                await owed.accepted(self.db, self.plan.code, key, self.now, None)
            case "promised":
                await owed.promised(self.db, self.plan.code, [key], day, self.now, self.members[unit])
            case _:
                report = str(Key(Kind.REPORT, unit))
                await owed.received(self.db, self.plan.code, report, day, self.now, self.members[unit])

    async def _any_entry(self) -> Entry | None:
        unit = self.random.choice(self.units)
        return await entries.find(self.db, self.plan.code, unit, self.random.randrange(1, 8))

    def _owed(self) -> tuple[str, str]:
        unit = self.random.choice(self.units)
        return self.random.choice([str(one.key) for one in obligations.of(self.plan) if one.key.unit == unit]), unit

    def _content(self, unit: str) -> Content:
        today = self.now.astimezone(ZONE).date()
        planned = self.random.random() < 0.2
        first = today + timedelta(days=3) if planned else today - timedelta(days=self.random.randrange(10))
        keys = [task.key for task in self.plan.tasks_of(unit)]
        task = self.random.choice((*keys, OTHER))
        return Content(
            task=task,
            finished=not planned and self.random.random() < 0.4,
            days=Days(first, first, ""),
            form=self.plan.forms[0].key,
            title=f"Hội thảo {self.acts}",
            also=tuple(key for key in keys[:1] if task not in {key, OTHER}),
            planned=planned,
            figures=() if planned else tuple(self._figures()),
            counts=self.random.choice((Counts.NEW, Counts.NEW, Counts.EXTRA, Counts.TOTAL)),
        )

    def _figures(self) -> Iterator[Figure]:
        for indicator in self.plan.indicators[:3]:
            if self.random.random() < 0.6:
                precision = self.random.choice(tuple(Precision))
                yield Figure(indicator.key, Decimal(self.random.randrange(500)), precision, "")


def begins(day: date) -> datetime:
    """Give the morning of a day."""
    return datetime(day.year, day.month, day.day, 8, tzinfo=ZONE)
