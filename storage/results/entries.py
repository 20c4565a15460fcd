"""Entries: one unit's numbered part in an activity, every content it ever had, its figures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from messages.values import Figure
from storage.db import Db, Turn
from storage.results import figures, search, subtotals
from storage.results.figures import How
from storage.results.search import Findable
from storage.results.status import Confirmation, Decision, Status
from storage.rows import to_json


class EntryKind(StrEnum):
    """What an entry tells of."""

    ACTIVITY = "activity"
    CUMULATIVE = "cumulative"  # figures for a period, without an activity
    SENSITIVE = "sensitive"  # where a task stands and how many activities there were, and nothing else


@dataclass(frozen=True, slots=True)
class Activity:
    """What happened: local days, first to last."""

    title: str
    form: str
    first_day: date
    last_day: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be kept. `draft` is the session it came from: a draft gives one entry, however often it is sent.

    `findable` is what it is found by. `how` says what the figures count for; where it does not, they are new on the
    activity's days.
    """

    plan: str
    unit: str
    kind: EntryKind
    tasks: Sequence[str]
    draft: str
    content: dict[str, Any]
    findable: Findable
    activity: Activity | None = None
    figures: Sequence[Figure] = ()
    how: How | None = None
    status: Status = Status.RECEIVED


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry's row and its number within the unit."""

    id: int
    number: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is now; `content` is the present version, JSON; `tasks` are the keys, joined with commas.

    `said_at` is when the present version was made, `taken_in` the version that the office has taken in, `waits_since`
    when the office got something to decide. `confirmation` is the unit's of what the office entered from paper.
    """

    id: int
    plan: str
    unit: str
    number: int
    kind: EntryKind
    version: int
    status: Status
    made_by: str
    made_at: datetime
    said_at: datetime
    tasks: str
    content: str
    taken_in: int | None = None
    waits_since: datetime | None = None
    confirmation: Confirmation = Confirmation.NOT_NEEDED


# What an official of the unit has written since is the unit's own word.
_CONFIRMATION = (
    "coalesce((select iif(o.confirmed = e.version or w.role = 'official', 'given', 'awaited')"
    " from on_paper o join member w on w.id = v.made_by where o.entry = e.id), '')"
)


def _select(rows: str) -> str:
    return (
        "select e.id, e.plan, e.unit, e.number, e.kind, e.version, e.status, p.name, e.made_at, v.made_at,"
        " coalesce((select group_concat(t.task, ',') from entry_task t where t.entry = e.id), ''), v.content,"
        f" e.taken_in, e.waits_since, {_CONFIRMATION}"
        f" from {rows} e join version v on v.entry = e.id and v.number = e.version"
        " join member m on m.id = e.made_by left join person p on p.id = m.person"
    )


ENTRY, RESULT = _select("entry"), _select("result")

# What the office decides of is one version: the next one waits for it anew.
_NEXT = "update entry set version = version + 1, waits_since = coalesce(waits_since, :at), status = :status"

# The files stand as evidence alone, so that one found to be secret leaves no name behind.
_ANSWERS = "coalesce((select json_remove(answers, '$.evidence') from session where id = :draft), '{}')"

_AMONG = "select 1 from entry_task t join json_each(:tasks) one on one.value = t.task where t.entry = e.id"


async def add(db: Turn, by: int, new: NewEntry, at: datetime) -> Numbered:
    """Keep an entry under its unit's next number; a number is never used again. `by` is a member."""
    activity = await _activity(db, new, at)
    entry = await db.one(
        Numbered,
        "insert into entry (plan, unit, number, kind, status, activity, made_by, made_at, waits_since, session)"
        " select :plan, :unit, coalesce(max(number), 0) + 1, :kind, :status, :activity, :by, :at, :at, :draft"
        " from entry where plan = :plan and unit = :unit"
        " returning id, number",
        plan=new.plan,
        unit=new.unit,
        kind=new.kind,
        status=new.status,
        activity=activity,
        by=by,
        at=at,
        draft=new.draft,
    )
    await _say(db, entry.id, 1, by, new, at)
    await search.keep(db, entry.id, new.findable)
    await subtotals.entered(db, entry.id)
    return entry


async def _say(db: Turn, entry: int, version: int, by: int, new: NewEntry, at: datetime) -> None:
    """Keep one version: its content, its tasks, its figures, and the conversation it came from."""
    await db.run(
        "insert into version (entry, number, content, answers, made_by, made_at)"
        f" values (:entry, :version, :content, {_ANSWERS}, :by, :at)",
        entry=entry,
        version=version,
        content=to_json(new.content),
        draft=new.draft,
        by=by,
        at=at,
    )
    for task in new.tasks:
        await db.run("insert into entry_task (entry, task) values (:entry, :task)", entry=entry, task=task)
    how = new.how
    if how is None and new.activity is not None:
        how = How(new.activity.first_day, new.activity.last_day)
    if new.figures:
        assert how is not None, "figures count for days"
        await figures.keep(db, entry, version, new.figures, how)


async def _activity(db: Turn, new: NewEntry, at: datetime) -> int | None:
    if new.activity is None:
        return None
    return await db.one(
        int,
        "insert into activity (plan, title, form, first_day, last_day, place, made_at)"
        " values (:plan, :title, :form, :first, :last, :place, :at) returning id",
        plan=new.plan,
        title=new.activity.title,
        form=new.activity.form,
        first=new.activity.first_day,
        last=new.activity.last_day,
        place=new.activity.place,
        at=at,
    )


async def amend(db: Turn, entry: Entry, by: int, new: NewEntry, at: datetime) -> None:
    """Give an entry a next version. One that is sensitive now takes the words of the earlier versions with it."""
    counted = await subtotals.scopes(db, entry.id)
    await db.run("delete from entry_task where entry = :entry", entry=entry.id)
    await _say(db, entry.id, entry.version + 1, by, new, at)
    before = await db.maybe(int, "select activity from entry where id = :entry", entry=entry.id)
    activity = await _activity(db, new, at)
    await db.run(
        f"{_NEXT}, kind = :kind, activity = :activity where id = :entry",
        entry=entry.id,
        kind=new.kind,
        status=new.status,
        activity=activity,
        at=at,
    )
    if entry.status is Status.PLANNED and new.status is Status.RECEIVED:  # it has taken place: only now it is a result
        await db.run("update entry set made_at = :at, waits_since = :at where id = :entry", entry=entry.id, at=at)
    if new.kind is EntryKind.SENSITIVE:
        await db.run(
            # what was status only tells nothing that may not be told, and is counted as of its time
            "update version set content = iif(content ->> 'by_letter' is null, '{}', content), answers = '{}'"
            " where entry = :entry and number <= :before",
            entry=entry.id,
            before=entry.version,
        )
        await db.run("delete from figure where entry = :entry", entry=entry.id)
        await db.run("update review set reason = '' where entry = :entry", entry=entry.id)
        await db.run("update joining set reason = '' where :entry in (first, second)", entry=entry.id)
        await db.run("update on_paper set wish = '' where entry = :entry", entry=entry.id)
    if new.kind is EntryKind.SENSITIVE or new.status is Status.PLANNED:  # what was taken in is no result any more
        await db.run("update entry set taken_in = null where id = :entry", entry=entry.id)
    await db.run(
        "delete from activity where id = :before and not exists (select 1 from entry where activity = :before)",
        before=before,
    )
    await search.keep(db, entry.id, new.findable)
    await subtotals.changed(db, entry.id, counted)


async def again(db: Turn, entry: Entry, by: int, at: datetime) -> None:
    """Give an entry a next version that says the same: its evidence has changed."""
    before = await subtotals.scopes(db, entry.id)
    await db.run(
        "insert into version (entry, number, content, answers, made_by, made_at)"
        " select entry, number + 1, content, answers, :by, :at from version where entry = :entry and number = :version",
        entry=entry.id,
        version=entry.version,
        by=by,
        at=at,
    )
    await db.run(
        "insert into figure (entry, version, indicator, value, precision, typed, first_day, last_day, counts, within)"
        " select entry, version + 1, indicator, value, precision, typed, first_day, last_day, counts, within"
        " from figure where entry = :entry and version = :version",
        entry=entry.id,
        version=entry.version,
    )
    status = Status.PLANNED if entry.status is Status.PLANNED else Status.RECEIVED
    await db.run(f"{_NEXT} where id = :entry", entry=entry.id, at=at, status=status)
    await search.moved(db, entry.id)
    if entry.status is Status.SET_ASIDE:  # its figures count again
        await subtotals.changed(db, entry.id, before)


async def withdraw(db: Turn, id_: int, at: datetime) -> None:
    """Take an entry out of every sum; its number stays its own."""
    before = await subtotals.scopes(db, id_)
    await db.run(
        "update entry set status = :status, withdrawn_at = :at where id = :id", id=id_, status=Status.WITHDRAWN, at=at
    )
    await search.moved(db, id_)
    await subtotals.changed(db, id_, before)


async def of_source(db: Db, person: int, source: str) -> Entry | None:
    """Give the entry that a message of this person became part of."""
    return await db.maybe(
        Entry,
        f"{ENTRY} where e.id = (select w.entry from member n join entry f on f.made_by = n.id"
        " join version w on w.entry = f.id join json_each(w.answers) said on said.value ->> 1 = :source"
        " where n.person = :person order by f.id desc limit 1)",
        person=person,
        source=source,
    )


async def by_id(db: Db, id_: int) -> Entry:
    """Give one entry by its row. Raise LookupError."""
    return await db.one(Entry, f"{ENTRY} where e.id = :id", id=id_)


async def find(db: Db, plan: str, unit: str, number: int) -> Entry | None:
    """Give one entry by its number."""
    return await db.maybe(
        Entry,
        f"{ENTRY} where e.plan = :plan and e.unit = :unit and e.number = :number",
        plan=plan,
        unit=unit,
        number=number,
    )


async def of_unit(
    db: Db, plan: str, unit: str, at_most: int, tasks: Collection[str] | None = None, *, skip: int = 0
) -> list[Entry]:
    """Give a unit's entries, or those for some of its tasks, the latest first, behind so many."""
    among = "" if tasks is None else f" and exists ({_AMONG})"
    return await db.all(
        Entry,
        f"{ENTRY} where e.plan = :plan and e.unit = :unit{among} order by e.number desc limit :at_most offset :skip",
        plan=plan,
        unit=unit,
        at_most=at_most,
        skip=skip,
        tasks=to_json(sorted(tasks or ())),
    )


async def latest_of_member(db: Db, plan: str, unit: str, by: int) -> Entry | None:
    """Give the latest activity that one of a unit's members entered."""
    return await db.maybe(
        Entry,
        f"{ENTRY} where e.id = (select id from result where plan = :plan and unit = :unit"
        " and kind = :activity and made_by = :by order by id desc limit 1)",
        plan=plan,
        unit=unit,
        activity=EntryKind.ACTIVITY,
        by=by,
    )


async def count_of_unit(db: Db, plan: str, unit: str) -> int:
    """Count what a unit has sent and not withdrawn."""
    return await db.one(
        int,
        "select count(*) from entry where plan = :plan and unit = :unit and status <> :withdrawn",
        plan=plan,
        unit=unit,
        withdrawn=Status.WITHDRAWN,
    )


async def of_task(db: Db, plan: str, unit: str, task: str) -> list[Entry]:
    """Give what stands of a unit's results for a task, the one latest first."""
    return await db.all(
        Entry,
        f"{RESULT} join entry_task s on s.entry = e.id and s.task = :task"
        " where e.plan = :plan and e.unit = :unit order by e.number desc",
        plan=plan,
        unit=unit,
        task=task,
    )


async def made_by(db: Db, person: int) -> int:
    """Count the entries a person has made."""
    return await db.one(
        int, "select count(*) from entry e join member m on m.id = e.made_by where m.person = :person", person=person
    )


async def maker(db: Db, plan: str, unit: str, number: int) -> int:
    """Give the person who made an entry."""
    return await db.one(
        int,
        "select m.person from entry e join member m on m.id = e.made_by"
        " where e.plan = :plan and e.unit = :unit and e.number = :number",
        plan=plan,
        unit=unit,
        number=number,
    )


async def newest(db: Db, plan: str, after: datetime, at_most: int) -> list[Entry]:
    """Give the last entries made after an instant, the oldest of them first; nothing that is only planned."""
    found = await db.all(
        Entry,
        f"{RESULT} where e.plan = :plan and e.made_at > :after order by e.made_at desc, e.id desc limit :at_most",
        plan=plan,
        after=after,
        at_most=at_most,
    )
    return found[::-1]


async def units(db: Db, plan: str) -> list[str]:
    """Give the codes of the units that have any entry."""
    return await db.all(str, "select distinct unit from entry where plan = :plan order by unit", plan=plan)


async def units_by(db: Db, plan: str, at: datetime) -> list[str]:
    """Give the codes of the units that had a result at an instant, not withdrawn, set aside or only planned."""
    return await db.all(
        str,
        "select distinct e.unit from entry e where e.plan = :plan and e.made_at <= :at and e.status <> :planned"
        " and (e.withdrawn_at is null or e.withdrawn_at > :at)"
        " and coalesce((select r.decision = :aside and r.version >= (select max(v.number) from version v"
        " where v.entry = e.id and v.made_at <= :at) from review r where r.entry = e.id and r.at <= :at"
        " and r.decision in (:aside, :taken_in) order by r.id desc limit 1), 0) = 0 order by e.unit",
        plan=plan,
        at=at,
        planned=Status.PLANNED,
        aside=Decision.SET_ASIDE,
        taken_in=Decision.TAKEN_IN,
    )


async def results(db: Db, plan: str, unit: str) -> list[Entry]:
    """Give every result of a unit that stands, in the order of their numbers."""
    return await db.all(
        Entry,
        f"{RESULT} where e.plan = :plan and e.unit = :unit order by e.number",
        plan=plan,
        unit=unit,
    )
