"""People, their addresses on channels, and what they are in which plan.

A person writes from an address and is a member of a plan, in a unit and a role,
from one instant until another. A person's name stands here alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.db import Db, Turn
from storage.queues.outbox import Lane
from storage.rows import to_json


class Role(StrEnum):
    """What a member may do: enter, consolidate, read, run the bot."""

    OFFICIAL = "official"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever writes to the bot. `turn` counts prompts and never goes back; no consent: still registering."""

    id: int
    name: str
    title: str
    language: str
    turn: int
    consented_at: datetime | None


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a plan, a unit and a role; an admin has no plan and no unit.

    `handed` are the tasks of somebody to whom only these were handed, joined with commas.
    """

    id: int
    person: int
    plan: str | None
    unit: str | None
    role: Role
    main: bool
    since: datetime
    handed: str | None = None

    @property
    def tasks(self) -> frozenset[str] | None:
        """The only tasks this member is to see; None for one who sees everything of the unit."""
        if self.handed is None:
            return None
        return frozenset(filter(None, self.handed.split(",")))

    def sees(self, task: str | None) -> bool:
        """Tell whether a task of the unit is this member's; None is what the unit owes beside its tasks."""
        return (tasks := self.tasks) is None or task in tasks


@dataclass(frozen=True, slots=True)
class Listed:
    """A member with a name and whether a message reaches them, for a list of people."""

    member: int
    person: int
    name: str
    title: str
    plan: str | None
    unit: str | None
    role: Role
    main: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another official of a unit; `handed` as in Member."""

    member: int
    person: int
    name: str
    title: str
    handed: str | None


@dataclass(frozen=True, slots=True)
class Address:
    """A person on a channel."""

    channel: str
    chat: str


PERSON = "p.id, p.name, p.title, p.language, p.turn, p.consented_at"
_HANDED = "(select group_concat(t.task, ',') from member_task t where t.member = m.id)"  # null where there is none
MEMBER = (
    f"m.id, m.person, m.plan, m.unit, m.role, m.main, m.since, iif(m.only_handed, coalesce({_HANDED}, ''), {_HANDED})"
)

_HAS_MAIN = (
    "exists (select 1 from member where plan = :plan and unit = :unit and role = 'official' and until is null"
    " and not only_handed)"
)


async def at_address(db: Db, channel: str, chat: str) -> Person | None:
    """Give whoever writes from this address."""
    return await db.maybe(
        Person,
        f"select {PERSON} from address a join person p on p.id = a.person"
        " where a.channel = :channel and a.chat = :chat",
        channel=channel,
        chat=chat,
    )


async def strangers(db: Db, channel: str, chats: Collection[str]) -> set[str]:
    """Give those of these addresses from which nobody writes whom we know."""
    unknown = await db.all(
        str,
        "select value from json_each(:chats)"
        " where not exists (select 1 from address where channel = :channel and chat = value)",
        channel=channel,
        chats=to_json(list(chats)),
    )
    return set(unknown)


async def arrive(db: Turn, channel: str, chat: str, at: datetime) -> Person:
    """Keep a person who holds an open code, at this address, and has not agreed to anything yet."""
    person = await db.one(
        Person,
        "insert into person (since) values (:at) returning id, name, title, language, turn, consented_at",
        at=at,
    )
    await db.run(
        "insert into address (channel, chat, person, changed_at) values (:channel, :chat, :person, :at)",
        channel=channel,
        chat=chat,
        person=person.id,
        at=at,
    )
    return person


async def forget(db: Turn, person: int) -> None:
    """Forget a person who did not agree: the row, the address, the draft."""
    await db.run("delete from person where id = :person", person=person)


async def agree(db: Turn, person: int, *, name: str, title: str, notice: str, at: datetime) -> None:
    """Keep name and title, and which notice was agreed to, when."""
    await db.run(
        "update person set name = :name, title = :title, consent = :notice, consented_at = :at where id = :person",
        person=person,
        name=name,
        title=title,
        notice=notice,
        at=at,
    )


async def speak(db: Turn, person: int, language: str) -> None:
    """Keep the language a person wants to be spoken to in."""
    await db.run("update person set language = :language where id = :person", person=person, language=language)


async def next_turn(db: Turn, person: int) -> int:
    """Give the number of this person's next prompt; it never goes back."""
    return await db.one(int, "update person set turn = turn + 1 where id = :person returning turn", person=person)


async def join(
    db: Turn,
    person: int,
    *,
    plan: str | None,
    unit: str | None,
    role: Role,
    invitation: int | None,
    at: datetime,
    task: str = "",
) -> Member:
    """Make a person a member, perhaps of one task only; the first other official of a unit is its main focal point."""
    member = await db.one(
        int,
        "insert into member (person, plan, unit, role, main, only_handed, since, invitation)"
        f" values (:person, :plan, :unit, :role, :role = 'official' and :task = '' and not {_HAS_MAIN},"
        " :task <> '', :at, :invitation)"
        " returning id",
        person=person,
        plan=plan,
        unit=unit,
        role=role,
        at=at,
        invitation=invitation,
        task=task,
    )
    if task:
        await hand(db, member, task, at)
    return await _member(db, member)


async def make_main(db: Turn, member: int) -> None:
    """Make a member the main focal point of their unit, in place of who was."""
    await db.run(
        "update member set main = (id = :member) where until is null and role = 'official'"
        " and (plan, unit) = (select plan, unit from member where id = :member)",
        member=member,
    )


async def hand(db: Turn, member: int, task: str, at: datetime) -> None:
    """Hand a task of the unit to a member, who from now on sees what was handed and nothing else."""
    await db.run(
        "insert into member_task (member, task, since) values (:member, :task, :at) on conflict do nothing",
        member=member,
        task=task,
        at=at,
    )


async def handed_also(db: Turn, member: Member, task: str, at: datetime) -> Member:
    """Hand one more task to somebody who sees but what was handed; give the member as it is then."""
    await hand(db, member.id, task, at)
    return await _member(db, member.id)


async def widen(db: Turn, member: Member) -> Member:
    """Let somebody who saw but what was handed see the whole unit, as its main focal point where it has none."""
    await db.run("delete from member_task where member = :member", member=member.id)
    await db.run(
        f"update member set only_handed = 0, main = main or not {_HAS_MAIN} where id = :member",
        member=member.id,
        plan=member.plan,
        unit=member.unit,
    )
    return await _member(db, member.id)


async def _member(db: Turn, id_: int) -> Member:
    return await db.one(Member, f"select {MEMBER} from member m where m.id = :id", id=id_)


async def take_back(db: Turn, member: int, task: str) -> None:
    """Take a task back. Somebody registered for one task sees nothing then, somebody else all of the unit again."""
    await db.run("delete from member_task where member = :member and task = :task", member=member, task=task)


async def colleagues(db: Db, member: Member) -> list[Colleague]:
    """Give the other officials of a member's unit, but for its main focal point, and what was handed to each."""
    return await db.all(
        Colleague,
        f"select m.id, m.person, p.name, p.title, iif(m.only_handed, coalesce({_HANDED}, ''), {_HANDED})"
        " from member m join person p on p.id = m.person"
        " where m.until is null and m.plan = :plan and m.unit = :unit and m.role = 'official' and not m.main"
        " and m.id <> :member order by m.id",
        plan=member.plan,
        unit=member.unit,
        member=member.id,
    )


async def leave(db: Turn, member: int, at: datetime) -> None:
    """End a membership now; the unit's entries stay with the unit."""
    await db.run("update member set until = :at where id = :member and until is null", member=member, at=at)


async def memberships(db: Db, person: int) -> list[Member]:
    """Give what a person is at present, the newest first."""
    return await db.all(
        Member,
        f"select {MEMBER} from member m where m.person = :person and m.until is null order by m.id desc",
        person=person,
    )


async def last_membership(db: Db, person: int) -> Member | None:
    """Give what a person was last, ended or not."""
    return await db.maybe(
        Member, f"select {MEMBER} from member m where m.person = :person order by m.id desc limit 1", person=person
    )


async def listed(db: Db, plan: str | None = None, units: Sequence[str] | None = None) -> list[Listed]:
    """Give the present members of a plan (of every plan, and the admins, when None), by unit; of these units alone."""
    # each condition only where it is wanted: then the index on plan and unit is used
    of_plan = "" if plan is None else " and m.plan = :plan"
    of_units = "" if units is None else " and m.unit in (select value from json_each(:units))"
    return await db.all(
        Listed,
        "select m.id, m.person, p.name, p.title, m.plan, m.unit, m.role, m.main,"
        " exists (select 1 from address a where a.person = p.id and a.reachable)"
        f" from member m join person p on p.id = m.person where m.until is null{of_plan}{of_units}"
        " order by m.plan, m.unit, m.main desc, m.id",
        plan=plan,
        units=None if units is None else to_json(units),
    )


async def tasks_of(db: Db, member: int) -> frozenset[str] | None:
    """Give the only tasks a member is to see; None for one who sees everything of the unit."""
    return (await db.one(Member, f"select {MEMBER} from member m where m.id = :member", member=member)).tasks


async def last_act(db: Db, member: int) -> datetime:
    """Give when a member last did something here: answered, stated or entered something; else joined."""
    return await db.one(
        datetime,
        "select max(m.since, coalesce((select max(changed_at) from session s where s.person = m.person), ''),"
        " coalesce((select max(made_at) from entry e where e.made_by = m.id), ''),"
        " coalesce((select max(at) from decision d where d.member = m.id), '')) from member m where m.id = :member",
        member=member,
    )


async def addresses(db: Db, person: int) -> list[Address]:
    """Give where a person can be reached."""
    return await db.all(
        Address, "select channel, chat from address where person = :person and reachable order by id", person=person
    )


async def address(db: Db, person: int, past: str = "") -> Address | None:
    """Give where to tell a person something: where they were answered last, else the newest; None: nowhere.

    What lies on the channel `past` is passed over.
    """
    return await db.maybe(
        Address,
        "select channel, chat from address where person = :person and reachable and channel <> :past"
        " order by (channel, chat) is"
        " (select channel, chat from outbox where person = :person and lane = :reply order by id desc limit 1)"
        " desc, id desc limit 1",
        person=person,
        reply=Lane.REPLY,
        past=past,
    )


async def of_role(db: Db, role: Role) -> list[int]:
    """Give the people who are this at present, in any plan."""
    return await db.all(
        int, "select distinct person from member where role = :role and until is null order by person", role=role
    )


async def is_admin(db: Db, channel: str, chat: str) -> bool:
    """Tell whether somebody who runs the bot writes from this address."""
    return await db.one(
        bool,
        "select exists (select 1 from address a join member m on m.person = a.person and m.until is null"
        " and m.role = 'admin' where a.channel = :channel and a.chat = :chat)",
        channel=channel,
        chat=chat,
    )


async def reach(db: Turn, channel: str, chat: str, *, reachable: bool, at: datetime) -> None:
    """Keep whether messages reach this address."""
    await db.run(
        "update address set reachable = :reachable, changed_at = :at"
        " where channel = :channel and chat = :chat and reachable <> :reachable",
        channel=channel,
        chat=chat,
        reachable=reachable,
        at=at,
    )


async def move(db: Turn, channel: str, chat: str, to: str) -> None:
    """Follow a chat that has got another id."""
    await db.run(
        "update address set chat = :to where channel = :channel and chat = :chat", channel=channel, chat=chat, to=to
    )


async def find(db: Db, person: int) -> Person:
    """Give a person. Raise LookupError."""
    return await db.one(Person, f"select {PERSON} from person p where p.id = :person", person=person)
