"""/daumoi: who is registered, by unit; a membership or a code can be ended here. No content of entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import ADMINS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt
from messages.words import say
from plans.schema import Plan
from storage.members import invitations, people
from storage.members.invitations import Invitation
from storage.members.people import Listed

_CODE: Final = "code:"
_MEMBER: Final = "member:"


@dataclass(frozen=True, slots=True)
class Given:
    """Everybody here, the codes nobody has used yet, and the plans that name the units."""

    members: tuple[Listed, ...]
    codes: tuple[Invitation, ...]
    plans: Mapping[str, Plan]


@dataclass(frozen=True, slots=True)
class End:
    """A membership or a code to end; its key and how it was listed."""

    key: str
    label: str


async def look(desk: Desk) -> Given:
    members = [member for member in await people.listed(desk.db) if member.person != desk.person.id]
    return Given(tuple(members), tuple(await invitations.waiting(desk.db, desk.now)), desk.plans)


def talk(ask: Ask, given: Given) -> End | None:
    options = (
        *(Plain(f"{_MEMBER}{member.member}", _member(given, member)) for member in given.members),
        *(Plain(f"{_CODE}{code.id}", _code(given, code)) for code in given.codes),
    )
    if not options:
        return None
    chosen = ask(Choose("member", options, facts={"n": len(given.members), "codes": len(given.codes)}))
    sure = "revoke.sure_code" if chosen.key.startswith(_CODE) else "revoke.sure"
    ask(Confirm("revoke", say(sure, who=chosen.label)))
    return End(chosen.key, chosen.label)


def _member(given: Given, member: Listed) -> str:
    reach = "" if member.reachable else say("people.blocked")
    unit = _unit(given, member.plan, member.unit)
    role = say(f"role.{member.role.value}")
    return say("people.member", unit=unit, name=member.name, title=member.title, role=role) + reach


def _code(given: Given, code: Invitation) -> str:
    unit = _unit(given, code.plan, code.unit)
    return say("people.code", nth=code.id, unit=unit, role=say(f"role.{code.role.value}"), expires=code.expires_at)


def _unit(given: Given, plan: str | None, unit: str | None) -> str:
    if plan is None or unit is None or plan not in given.plans:
        return say("unit.none")
    return given.plans[plan].unit(unit).short


async def act(desk: Desk, end: End | None) -> Prompt:
    if end is None:
        return Prompt(say("people.none"))
    if end.key.startswith(_CODE):
        await invitations.revoke(desk.db, int(end.key.removeprefix(_CODE)), desk.now)
        await desk.note("invitation.revoked", about=end.key.removeprefix(_CODE))
    else:
        await people.leave(desk.db, int(end.key.removeprefix(_MEMBER)), desk.now)
        await desk.note("member.left", about=end.key.removeprefix(_MEMBER))
    return Prompt(say("revoke.done", who=end.label))


PEOPLE: Final = Handler("people", ("daumoi", "people"), ADMINS, look, talk, act, ways=(BACK, CANCEL), reads_long=True)
