"""Registering with a code: name and title, the notice on data and an explicit yes, the notice on secrets.

Until the yes the person is known by address alone; a no forgets them, and the code
stays good. Somebody who has agreed before only confirms the new role, or declines it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from handlers import menu
from handlers.desk import Desk
from handlers.handler import Handler
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.questions.ways import BACK
from messages.said import Prompt
from messages.words import say
from plans.schema import Plan
from storage.db import Turn
from storage.members import invitations, people
from storage.members.invitations import Invitation
from storage.members.people import Member, Person, Role

NOTICE: Final = "2026-01"  # which wording of the notice was agreed to
KEPT_FOR: Final = timedelta(days=365)
AGREE: Final = "agree"
DISAGREE: Final = "disagree"
DECLINE: Final = "decline"


@dataclass(frozen=True, slots=True)
class Given:
    """What the code is for, perhaps one `task`; `known` are name and title of somebody who has agreed before."""

    role: Role
    unit: str
    plan: str
    office: str
    channel: str
    until: date | None
    known: tuple[str, str] | None
    task: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """Who they say they are; `agreed` is the answer to the notice."""

    name: str
    title: str
    agreed: bool


async def provisional(db: Turn, person: Person, now: datetime) -> Member | None:
    """Give what a person will be when they have registered; None when the code has ended."""
    invitation = await invitations.taken(db, person.id, now)
    if invitation is None:
        return None
    return Member(
        0,
        person.id,
        invitation.plan,
        invitation.unit,
        invitation.role,
        main=False,
        since=now,
        handed=invitation.task or None,
    )


def holds(members: Iterable[Member], wanted: Member) -> bool:
    """Tell whether somebody is already all that a code would make them."""
    return any(
        (member.plan, member.unit, member.role) == (wanted.plan, wanted.unit, wanted.role)
        and (member.tasks is None or (wanted.tasks is not None and wanted.tasks <= member.tasks))
        for member in members
    )


def held(desk: Desk) -> Prompt:
    """Say that they are this already, and that the code stays good."""
    return Prompt(say(f"register.held.{desk.member.role.value}", unit=_unit(desk), plan=_plan(desk)))


async def look(desk: Desk) -> Given:
    plan = desk.plans.get(desk.member.plan or "")
    known = (desk.person.name, desk.person.title) if desk.person.consented_at else None
    return Given(
        role=desk.member.role,
        unit=_unit(desk),
        plan=_plan(desk),
        office=plan.office_name if plan else say("office"),
        channel=desk.channel.capitalize(),
        until=_until(plan),
        known=known,
        task=desk.member.handed or "",
    )


def _unit(desk: Desk) -> str:
    plan = desk.plans.get(desk.member.plan or "")
    return plan.unit(desk.member.unit).name if plan and desk.member.unit else say("unit.none")


def _plan(desk: Desk) -> str:
    plan = desk.plans.get(desk.member.plan or "")
    return plan.short if plan else ""


def _until(plan: Plan | None) -> date | None:
    """Until when data are kept: a year after the reports are due; an admin's, as long as he is one."""
    if plan is None:
        return None
    last_day = plan.deadline.last_day if plan.deadline else plan.ends
    return last_day + KEPT_FOR


def _part_in_it(given: Given) -> str:
    """Give as what the words speak to somebody: as their role, or as one who was handed a task."""
    return "handed" if given.task else given.role.value


def talk(ask: Ask, given: Given) -> Registered:
    facts = {"unit": given.unit, "plan": given.plan}
    if given.known:
        joins = Plain(AGREE, say("register.agree"), tuple(say("confirm.typed").split("|")))
        declines = Plain(DECLINE, say("register.decline"), (say("register.disagree"),))
        words = f"join.{_part_in_it(given)}"
        joined = ask(Choose("join", (joins, declines), words=words, facts={**facts, "task": given.task}))
        return Registered(*given.known, agreed=joined.key == AGREE)
    name = ask(Text("name", 80, facts=facts))
    title = ask(Text("title_held", 120, facts=facts))
    words = f"register.who.{_part_in_it(given)}"
    who = say(words, name=name, title=title, task=given.task, **facts)
    ask(Confirm("right", who, changes=("name", "title_held")))
    noes = tuple(say("confirm.no.typed").split("|"))
    agreed = ask(
        Choose(
            "consent",
            (Plain(AGREE, say("register.agree")), Plain(DISAGREE, say("register.disagree"), noes)),
            words="consent" if given.until else "consent_admin",
            facts={"office_name": given.office, "channel": given.channel, "until": given.until},
        )
    )
    if agreed.key == AGREE:
        ask(Confirm("secrets", say("register.secrets")))
    return Registered(name, title, agreed.key == AGREE)


async def act(desk: Desk, who: Registered) -> Prompt:
    invitation = await invitations.taken(desk.db, desk.person.id, desk.now)
    if desk.person.consented_at is not None and (not who.agreed or invitation is None):
        await invitations.let_go(desk.db, desk.person.id)
        return Prompt(say("register.declined" if invitation else "code.wrong"))
    if not who.agreed or invitation is None:
        await people.forget(desk.db, desk.person.id)
        return Prompt(say("register.not_agreed" if invitation else "code.wrong"))
    if not await invitations.use(desk.db, invitation.id, desk.person.id, desk.now):
        return Prompt(say("code.wrong"))
    if desk.person.consented_at is None:
        await people.agree(desk.db, desk.person.id, name=who.name, title=who.title, notice=NOTICE, at=desk.now)
    member = await _joined(desk, invitation)
    await desk.note("member.joined", about=f"{member.role.value} {member.id}")
    await menu.offer(desk)
    return await _welcome(desk, member, who)


async def _joined(desk: Desk, invitation: Invitation) -> Member:
    """Make them what the code is for; whoever had single tasks of the unit before gets them all in one membership."""
    wanted = (invitation.plan, invitation.unit, invitation.role)
    members = await people.memberships(desk.db, desk.person.id)
    before = next((member for member in members if (member.plan, member.unit, member.role) == wanted), None)
    if before is not None and invitation.task:
        return await people.handed_also(desk.db, before, invitation.task, desk.now)
    if before is not None:
        return await people.widen(desk.db, before)
    return await people.join(
        desk.db,
        desk.person.id,
        plan=invitation.plan,
        unit=invitation.unit,
        role=invitation.role,
        invitation=invitation.id,
        at=desk.now,
        task=invitation.task,
    )


async def _welcome(desk: Desk, member: Member, who: Registered) -> Prompt:
    plan = desk.plans.get(member.plan or "")
    facts: dict[str, Any] = {"name": who.name, "title": who.title}
    if plan is not None and member.unit is not None:
        facts |= {
            "unit": plan.unit(member.unit).name,
            "plan": plan.short,
            "office_name": plan.office_name,
            "tasks": len(plan.tasks_of(member.unit)),
            "handed": ", ".join(sorted(member.tasks or ())),
        }
    members = await people.memberships(desk.db, desk.person.id)
    roles = [known.role for known in members]
    words = member.role.value if member.tasks is None else "handed"
    return menu.welcome(roles, say(f"register.welcome.{words}", **facts))


REGISTER: Final = Handler("register", (), frozenset(), look, talk, act, ways=(BACK,))
