"""Random histories of one plan: results, amendments, withdrawals, reviews, statements, at random instants."""

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
from messages.values import Days, Figure, Precision
from messages.words import ZONE
from plans import obligations
from plans.obligations import Key, Kind, Reason
from plans.schema import Plan
from storage.db import Turn
from storage.members import people
from storage.obligations import owed
from storage.results import entries, joinings, reviews
from storage.results.entries import Entry
from storage.results.figures import Counts
from storage.results.status import Decision, Status
from tests.dialogue import HOUSE

UNITS = ("BNG", "HNI", "BYT")


@dataclass
class History:
    """What happens in a house: one thing at a time, each some hours after the last."""

    db: Turn
    plan: Plan
    random: Random
    now: datetime
    units: tuple[str, ...] = UNITS
    members: dict[str, int] = field(default_factory=dict)
    acts: int = 0

    async def join(self) -> None:
        """Let an official of each unit register."""
        for unit in self.units:
            person = await people.arrive(self.db, "telegram", unit, self.now)
            member = await people.join(
                self.db,
                person.id,
                plan=self.plan.code,
                unit=unit,
                role=people.Role.OFFICIAL,
                invitation=None,
                at=self.now,
            )
            self.members[unit] = member.id

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
        )
        await self.random.choice(acts)()

    async def _desk(self, unit: str) -> Desk:
        person = await people.at_address(self.db, "telegram", unit)
        assert person is not None
        (member,) = await people.memberships(self.db, person.id)
        plans = {self.plan.code: self.plan}
        return Desk(self.db, HOUSE, self.now, plans, person, member, "telegram", f"draft {self.acts}")

    async def _enter(self) -> None:
        desk = await self._desk(self.random.choice(self.units))
        content = self._content(desk.unit.code)
        await entries.add(self.db, desk.member.id, new_entry.entry_of(desk, content), self.now)
        await effects.entered(desk, content)

    async def _amend(self) -> None:
        entry = await self._any_entry()
        if entry is None or entry.status is Status.WITHDRAWN:
            return
        desk = await self._desk(entry.unit)
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
