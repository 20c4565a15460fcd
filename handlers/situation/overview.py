"""Everything the office is told from, read at once: by /tinhhinh when asked, by the digest in the morning."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from handlers.entries import contents, joint
from handlers.entries.joint import Joint
from handlers.obligations import tallies
from handlers.obligations.tallies import Contacts, Overdue, Unsent
from messages.words import ZONE, language
from plans import calendar
from plans.dates import midnight
from plans.obligations import Key, Kind
from plans.schema import Plan, Sensitive
from storage import matters
from storage.db import Db
from storage.matters import Unanswered
from storage.members import manning
from storage.members.manning import Manned
from storage.obligations import chases, owed, requests, signed_reports
from storage.obligations.chases import Chase, ChaseStep
from storage.obligations.owed import Standing
from storage.results import coming, entries, joinings, meeting, tally, waiting
from storage.results.entries import Entry
from storage.results.tally import Since
from storage.results.waiting import ToReview
from storage.schedule import reminders

SLOW: Final = 2  # working days that something may lie before it is told


_TO_REGISTER: Final = timedelta(days=7)


_AHEAD: Final = timedelta(days=6)


_NEWEST: Final = 5


_NOBODY_WAITS: Final = Unanswered()


@dataclass(frozen=True)  # no slots: what many lines ask for is worked out once
class Overview:
    """A plan as it stands at `now`; what is new is what came after `after`.

    `manned` has every unit of the plan. `left` are units whose officials have all left, `chases` the latest word on
    each unit, `done` all that was done about what each owes now, `unsure` the units of which nobody knows whether a
    message arrived, `ahead` what is planned for the seven days from today on. `entered` are the units with results,
    `for_reports` the numbers of the requests that a signed report answers. Of `suspected` nobody has said whether
    two units told of one activity; `more_wanted` are the results that their units have yet to answer for;
    `unanswered` are the difficulties and inquiries that wait for the office's answer.
    """

    plan: Plan
    now: datetime
    after: datetime
    rows: tuple[Standing, ...]
    manned: Mapping[str, Manned]
    heard: Contacts
    left: frozenset[str]
    chases: Mapping[str, Chase]
    to_review: ToReview
    slow: ToReview
    unsure: tuple[str, ...]
    ahead: tuple[Entry, ...]
    since: Since
    newest: tuple[Entry, ...]
    total: int
    entered: frozenset[str] = frozenset()
    for_reports: frozenset[str] = frozenset()
    suspected: tuple[Joint, ...] = ()
    more_wanted: int = 0
    unanswered: Unanswered = _NOBODY_WAITS
    done: Mapping[str, tuple[Chase, ...]] = field(default_factory=dict)

    @property
    def spoken(self) -> "Overview":
        """The same, its plan with the names it has in the language now spoken."""
        return replace(self, plan=self.plan.spoken(language()))

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(ZONE).date()

    @property
    def after_day(self) -> date:
        """The local day since which something is new."""
        return self.after.astimezone(ZONE).date()

    @property
    def is_near(self) -> bool:
        """Whether the deadline of the signed reports is at most two weeks away, or past: names are named."""
        last = self.last_day
        return last is not None and last - self.today <= tallies.NEAR

    @cached_property
    def last_day(self) -> date | None:
        """The last day of the signed reports; of a plan without a deadline, that of the office's request for them."""
        return tallies.reports_due(self.rows)

    @cached_property
    def unsent(self) -> Mapping[Unsent, tuple[Standing, ...]]:
        """The signed reports that are not in, by why."""
        return tallies.unsent(self.rows, self.heard, self.today)

    @cached_property
    def unmanned(self) -> tuple[str, ...]:
        """The units of which nobody has registered yet, the office among them."""
        codes = (unit.code for unit in self.plan.units)
        return tuple(code for code in codes if not self.manned[code].officials and code not in self.left)

    @property
    def to_man(self) -> tuple[str, ...]:
        """Those that a letter has to ask for somebody, a week after the campaign began; not the office itself."""
        is_time = self.today >= self.plan.starts + _TO_REGISTER
        return tuple(code for code in self.unmanned if is_time and code != self.plan.office)

    @cached_property
    def chased(self) -> tuple[Overdue, ...]:
        """What is past a real deadline by two working days, and does not wait for the office itself: one a unit."""
        late = tallies.overdue(self.rows, self.today, SLOW)
        mine = [one for one in late if not self._waits_for_office(one) and one.key.unit != self.plan.office]
        first = sorted(mine, key=lambda overdue: overdue.due, reverse=True)
        oldest = {overdue.key.unit: overdue for overdue in first}
        return tuple(oldest[unit.code] for unit in self.plan.units if unit.code in oldest)

    def _waits_for_office(self, late: Overdue) -> bool:
        return late.key.kind is Kind.REPORT and late.key.unit in self.heard.stated

    @cached_property
    def apart(self) -> tuple[Overdue, ...]:
        """Of what is past by so much, what is owed by bodies that the office does not chase, but asks by a letter."""
        return tuple(overdue for overdue in self.chased if self.plan.unit(overdue.key.unit).not_chased)

    @cached_property
    def approached(self) -> tuple[Overdue, ...]:
        """Of these, those to which the office has not written yet."""
        return tuple(overdue for overdue in self.apart if self._is_unwritten(self.chase_of(overdue)))

    @cached_property
    def unwritten(self) -> tuple[Overdue, ...]:
        """What was chased by telephone at most, and no day to come was agreed on."""
        found = (overdue for overdue in self.chased if overdue not in self.apart)
        return tuple(overdue for overdue in found if self._is_unwritten(self.chase_of(overdue)))

    def _is_unwritten(self, chase: Chase | None) -> bool:
        if chase is None or chase.step in (ChaseStep.PHONED, ChaseStep.NO_ANSWER):
            return True
        return chase.step is ChaseStep.AGREED and chase.day < self.today

    def chase_of(self, late: Overdue) -> Chase | None:
        """Give what the office did about it last; what it did before the deadline was near was about something else."""
        chase = self.chases.get(late.key.unit)
        if chase is None or chase.at.astimezone(ZONE).date() < late.due - tallies.NEAR:
            return None
        return chase

    @cached_property
    def follow_ups(self) -> Mapping[str, Chase]:
        """What was agreed on with units on the telephone and is open, by unit; one that has reported has none."""
        found = {unit: tallies.follow_up(done) for unit, done in self.done.items()}
        return {unit: chase for unit, chase in found.items() if chase is not None}

    def agreed_for(self, day: date) -> tuple[str, ...]:
        """Give the units with which this day was agreed on, in the plan's order."""
        mine = self.follow_ups
        return tuple(unit.code for unit in self.plan.units if unit.code in mine and mine[unit.code].day == day)


async def read(db: Db, plan: Plan, now: datetime, after: datetime) -> Overview:
    """Look at a plan."""
    today = now.astimezone(ZONE).date()
    manned = tallies.manned(plan, await manning.by_unit(db, plan.code))
    made = await requests.of_plan(db, plan.code)
    for_reports = frozenset(str(request.number) for request in made if request.report)
    rows = tuple(await owed.of_plan(db, plan.code))
    chased = await chases.of_plan(db, plan.code)
    done = tallies.about_now(chased, tallies.at_issue_since(rows))
    return Overview(
        plan,
        now,
        after,
        rows,
        manned,
        await _contacts(db, plan, manned, for_reports, done, tallies.agreed(rows, chased)),
        frozenset(await manning.left(db, plan.code)),
        {chase.unit: chase for chase in chased},
        await waiting.reviews(db, plan.code, now),
        await waiting.reviews(db, plan.code, _slow_since(today)),
        tuple(await waiting.unsure(db, plan.code, after)),
        _shown(plan, await coming.ahead(db, plan.code, today, today + _AHEAD)),
        await tally.since(db, plan.code, after),
        tuple(await entries.newest(db, plan.code, after, _NEWEST)),
        await tally.count(db, plan.code),
        frozenset(await tally.units(db, plan.code)),
        for_reports,
        await _suspected(db, plan, now),
        await waiting.answers(db, plan.code),
        await matters.unanswered(db, plan.code, now),
        done,
    )


async def _contacts(
    db: Db,
    plan: Plan,
    manned: Mapping[str, Manned],
    for_reports: Collection[str],
    done: Mapping[str, tuple[Chase, ...]],
    agreed: Mapping[str, date],
) -> Contacts:
    reminded = await reminders.of(db, plan.code)
    return Contacts(
        await signed_reports.stated(db, plan.code),
        frozenset(code for code, officials in manned.items() if officials.reachable),
        _reminded(reminded, for_reports),
        frozenset(reminded),
        frozenset(unit for unit, mine in done.items() if mine[-1].step is ChaseStep.PHONED),
        agreed,
        frozenset(unit.code for unit in plan.units if unit.not_chased),
    )


def _reminded(keys: Iterable[str], for_reports: Collection[str]) -> frozenset[str]:
    """Give the units that were reminded of their signed report."""
    matters = (tallies.matter(Key.parse(key), for_reports) for key in keys)
    return frozenset(key.unit for key in matters if key.kind is Kind.REPORT)


async def _suspected(db: Db, plan: Plan, now: datetime) -> tuple[Joint, ...]:
    ties = {(task.key, other) for task in plan.tasks for other in task.ties}
    found = await meeting.of_plan(db, plan.code, ties) if ties else []
    said = joint.said(await joinings.of_plan(db, plan.code, now))
    return tuple(pair for pair in joint.found(plan, map(contents.result, found), said) if not pair.is_one)


def mark(here: Overview) -> str:
    """Give what stands for all there is to tell, but for the time of day and how many days something has lain."""
    chased = [(overdue.key.unit, getattr(here.chase_of(overdue), "at", None)) for overdue in here.chased]
    stand = [
        (row.key, row.entries, row.not_arising, row.completed_on, row.accepted, row.received_on) for row in here.rows
    ]
    parts = [[part, [(row.key, here.heard.promised(row)) for row in rows]] for part, rows in here.unsent.items()]
    office = [
        here.to_review.n,
        here.more_wanted,
        here.slow.n,
        here.slow.first,
        here.unsure,
        [entry.id for entry in here.ahead],
        here.total,
    ]
    office.append([pair.numbers for pair in here.suspected])
    office += [here.unanswered.difficulties, here.unanswered.inquiries, here.unanswered.with_leaders]
    office.append([(unit, chase.at, chase.day <= here.today) for unit, chase in here.follow_ups.items()])
    late = [str(overdue.key) for overdue in tallies.overdue(here.rows, here.today)]
    who = [sorted(here.heard.reached), sorted(here.left)]
    ended = [task.key for task in here.plan.tasks if task.window and task.window.ends < here.today]
    facts = json.dumps([here.is_near, stand, parts, office, late, chased, who, ended], default=str)
    return hashlib.sha256(facts.encode()).hexdigest()


def lying(since: datetime, today: date) -> int:
    """Count the working days something has lain since an instant: from the day after to today."""
    return calendar.working_days(since.astimezone(ZONE).date() + timedelta(days=1), today)


def _slow_since(today: date) -> datetime:
    """Give the instant before which what still lies has lain for two working days."""
    day = today
    while calendar.working_days(day + timedelta(days=1), today) < SLOW:
        day -= timedelta(days=1)
    return midnight(day + timedelta(days=1))


def _shown(plan: Plan, planned: Sequence[Entry]) -> tuple[Entry, ...]:
    """Leave out what is planned for a sensitive task."""

    def sensitive(entry: Entry) -> bool:
        return any(plan.task(key).sensitive is Sensitive.YES for key in contents.of_entry(entry).tasks)

    return tuple(entry for entry in planned if not sensitive(entry))


def reasons(here: Overview, codes: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Split units that no message reaches by why; the parts sum to all of them, and none is empty."""
    parts = {
        "unmanned": [code for code in codes if code in here.unmanned],
        "left": [code for code in codes if not here.manned[code].officials and code in here.left],
        "blocked": [code for code in codes if here.manned[code].officials],
    }
    return [(why, found) for why, found in parts.items() if found]
