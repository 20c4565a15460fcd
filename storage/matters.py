"""What units bring before the office: difficulties and inquiries, each with one thread of lines from both sides.

The first line is the matter itself; where it stands is what its latest line says, so that it can be told how things
stood at any instant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, Turn
from storage.rows import to_json


class MatterKind(StrEnum):
    """What it is: something is in the way, or something is not known."""

    DIFFICULTY = "difficulty"
    INQUIRY = "inquiry"


class MatterState(StrEnum):
    """Where it stands."""

    OPEN = "open"
    IN_HAND = "in_hand"
    PASSED_ON = "passed_on"  # to the leaders
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def is_waiting(self) -> bool:
        """Whether the office's answer is waited for."""
        return self in (MatterState.OPEN, MatterState.IN_HAND, MatterState.PASSED_ON)


class Side(StrEnum):
    """Who speaks."""

    UNIT = "unit"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter to be kept. `task` is "" where it is of no one task.

    Of a task that may be secret `reason` stands for the words: there is no `what`.
    """

    kind: MatterKind
    what: str
    task: str = ""
    asked_for: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter, with its first words, where it stands now, and how many files it has. `made_by` is a member."""

    id: int
    plan: str
    unit: str
    kind: MatterKind
    number: int
    task: str
    reason: str
    asked_for: str
    made_by: int
    made_at: datetime
    what: str
    state: MatterState
    files: int


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A line of the thread; `by` is a name, "" once erased; `text` is "" where but the state has changed.

    `files` is how many came with it.
    """

    nth: int
    side: Side
    text: str
    state: MatterState
    member: int
    by: str
    at: datetime
    files: int


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be added."""

    side: Side
    text: str
    state: MatterState


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many difficulties and inquiries wait for the office's answer, and how many of them the leaders have."""

    difficulties: int = 0
    inquiries: int = 0
    with_leaders: int = 0


_STATE = "(select l.state from matter_line l where l.matter = m.id order by l.nth desc limit 1)"
_MATTER = (
    "select m.id, m.plan, m.unit, m.kind, m.number, m.task, m.reason, m.asked_for, m.made_by, m.made_at,"
    f" (select l.text from matter_line l where l.matter = m.id and l.nth = 1), {_STATE} as state,"
    " (select count(*) from evidence v where v.matter = m.id and v.state <> 'missing') as files from matter m"
)


async def add(db: Turn, plan: str, unit: str, new: NewMatter, by: int, at: datetime) -> Matter:
    """Keep a matter under its unit's next number of its kind."""
    id_ = await db.one(
        int,
        "insert into matter (plan, unit, kind, number, task, reason, asked_for, made_by, made_at)"
        " select :plan, :unit, :kind, coalesce(max(number), 0) + 1, :task, :reason, :asked_for, :by, :at"
        " from matter where plan = :plan and unit = :unit and kind = :kind returning id",
        plan=plan,
        unit=unit,
        kind=new.kind,
        task=new.task,
        reason=new.reason,
        asked_for=new.asked_for,
        by=by,
        at=at,
    )
    await speak(db, id_, NewLine(Side.UNIT, new.what, MatterState.OPEN), by, at)
    return await db.one(Matter, f"{_MATTER} where m.id = :id", id=id_)


async def speak(db: Turn, matter: int, new: NewLine, by: int, at: datetime) -> int:
    """Add a line to the thread of a matter, give its place; `by` is a member."""
    return await db.one(
        int,
        "insert into matter_line (matter, nth, side, text, state, member, at)"
        " select :matter, coalesce(max(nth), 0) + 1, :side, :text, :state, :by, :at from matter_line"
        " where matter = :matter returning nth",
        matter=matter,
        side=new.side,
        text=new.text,
        state=new.state,
        by=by,
        at=at,
    )


async def find(db: Db, plan: str, unit: str, kind: MatterKind, number: int) -> Matter | None:
    """Give a matter by its number, closed ones too."""
    return await db.maybe(
        Matter,
        f"{_MATTER} where m.plan = :plan and m.unit = :unit and m.kind = :kind and m.number = :number",
        plan=plan,
        unit=unit,
        kind=kind,
        number=number,
    )


async def not_closed(db: Db, plan: str, kinds: Sequence[MatterKind], unit: str = "") -> list[Matter]:
    """Give what is not closed, of one unit or of all: first what waits for an answer, the oldest before the others."""
    of_unit = " and m.unit = :unit" if unit else ""
    return await db.all(
        Matter,
        f"select * from ({_MATTER} where m.plan = :plan and m.kind in (select value from json_each(:kinds)){of_unit})"
        " where state <> 'closed' order by state = 'answered', made_at, id",
        plan=plan,
        kinds=to_json([kind.value for kind in kinds]),
        unit=unit,
    )


async def brought(db: Db, plan: str, kind: MatterKind, until: datetime) -> list[Matter]:
    """Give all of a kind that were brought until an instant, closed ones too, the oldest first."""
    return await db.all(
        Matter,
        f"{_MATTER} where m.plan = :plan and m.kind = :kind and m.made_at <= :until order by m.made_at, m.id",
        plan=plan,
        kind=kind,
        until=until,
    )


async def lines(db: Db, matter: int) -> list[MatterLine]:
    """Give the thread of a matter, the first line first."""
    return await db.all(
        MatterLine,
        "select l.nth, l.side, l.text, l.state, l.member, coalesce(p.name, ''), l.at,"
        " (select count(*) from evidence v where v.matter = l.matter and v.line = l.nth and v.state <> 'missing')"
        " from matter_line l"
        " left join member m on m.id = l.member left join person p on p.id = m.person"
        " where l.matter = :matter order by l.nth",
        matter=matter,
    )


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line of the thread of a matter (its row), without a name."""

    matter: int
    side: Side
    text: str
    state: MatterState
    at: datetime


async def spoken(db: Db, plan: str, kind: MatterKind, until: datetime) -> list[SpokenLine]:
    """Give every line until an instant of all matters of a kind, matter by matter, the first line first."""
    return await db.all(
        SpokenLine,
        "select l.matter, l.side, l.text, l.state, l.at from matter m join matter_line l on l.matter = m.id"
        " where m.plan = :plan and m.kind = :kind and l.at <= :until order by l.matter, l.nth",
        plan=plan,
        kind=kind,
        until=until,
    )


async def speakers(db: Db, matter: Matter) -> list[int]:
    """Give the people who spoke for the unit in a matter, and are officials of it still."""
    return await db.all(
        int,
        "select distinct m.person from matter_line l join member m on m.id = l.member"
        " where l.matter = :matter and l.side = 'unit' and exists (select 1 from member now"
        " where now.person = m.person and now.plan = :plan and now.unit = :unit and now.role = 'official'"
        " and now.until is null) order by m.person",
        matter=matter.id,
        plan=matter.plan,
        unit=matter.unit,
    )


async def unanswered(db: Db, plan: str, at: datetime) -> Unanswered:
    """Count what waited for the office's answer at an instant: every place that shows such a count has it from here."""
    return await db.one(
        Unanswered,
        "select coalesce(sum(kind = 'difficulty'), 0), coalesce(sum(kind = 'inquiry'), 0),"
        " coalesce(sum(state = 'passed_on'), 0) from (select m.kind, (select l.state from matter_line l"
        " where l.matter = m.id and l.at <= :at order by l.nth desc limit 1) as state from matter m"
        " where m.plan = :plan) where state in (select value from json_each(:waiting))",
        plan=plan,
        at=at,
        waiting=to_json([state.value for state in MatterState if state.is_waiting]),
    )


async def spoken_in(db: Db, person: int) -> int:
    """Count the matters in which a person has spoken."""
    return await db.one(
        int,
        "select count(distinct l.matter) from matter_line l join member m on m.id = l.member where m.person = :person",
        person=person,
    )
