"""/capma: a one-time code for a unit and a role; told once, good for 72 hours."""

from collections.abc import Mapping
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import contents
from handlers.everyone.codes import WantedCode, issue
from handlers.handler import Handler
from handlers.roles import ADMINS
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt
from messages.words import say
from plans.schema import Plan
from storage.members.people import Role

_WHOLE: Final = "whole"


_TASK: Final = "task:"  # a key of a task may look like a place in the list


_UNIT_ROLES: Final = (Role.OFFICIAL,)  # coordinators and leaders belong to the office


async def look(desk: Desk) -> tuple[Plan, ...]:
    return tuple(desk.plans.values())


def talk(ask: Ask, plans: tuple[Plan, ...]) -> WantedCode:
    role = Role(
        ask(
            Choose(
                "role", tuple(Plain(role.value, say("role.button", role=say(f"role.{role.value}"))) for role in Role)
            )
        ).key
    )
    if role is Role.ADMIN:
        return WantedCode(role)
    plan = plans[0]
    if len(plans) > 1:
        options = tuple(Plain(plan.code, plan.short) for plan in plans)
        chosen = ask(Choose("plan", options)).key
        plan = next(plan for plan in plans if plan.code == chosen)
    if role not in _UNIT_ROLES:
        return WantedCode(role, plan.code, plan.office)
    units = tuple(Plain(unit.code, unit.name, (unit.short, *unit.aliases)) for unit in plan.units)
    unit = ask(Choose("unit", units)).key
    tasks = plan.tasks_of(unit)
    if not tasks:
        return WantedCode(role, plan.code, unit)
    whole = Plain(_WHOLE, say("invite.whole"), tuple(say("invite.whole.typed").split("|")))
    options = (whole, *(Plain(_TASK + task.key, contents.label(task), (task.key,)) for task in tasks))
    scope = ask(Choose("scope", options, facts={"unit": plan.unit(unit).name})).key
    return WantedCode(role, plan.code, unit, "" if scope == _WHOLE else scope.removeprefix(_TASK))


async def act(desk: Desk, wanted: WantedCode) -> Prompt:
    issued = await issue(desk.db, desk.house, wanted, desk.person.id, desk.now)
    if wanted.plan and wanted.unit:
        facts = {"role": say(f"role.{wanted.role.value}"), "unit": desk.plans[wanted.plan].unit(wanted.unit).name}
        words = "invite.code"
        if wanted.task:
            facts["task"] = wanted.task
            words = "handing.code"
        text = say(words, code=issued.code, expires=issued.expires, **facts)
    else:
        text = say("invite.code_admin", code=issued.code, expires=issued.expires)
    if issued.link:
        text += f"\n{issued.link}"
    return Prompt(text, once=True)


def start(words: str, plans: tuple[Plan, ...]) -> Mapping[str, Any]:
    """Take a unit after the command: "/capma BNG" is a code for an official there, "/capma BNG 2.1b" for that task."""
    name, _, last = words.rpartition(" ")
    for plan in plans:
        for unit, scope in ((name, last), (words, "")):
            found = plan.find_units(unit) if unit else ()
            tasks = {task.key for task in plan.tasks_of(found[0].code)} if len(found) == 1 else set()
            if len(found) == 1 and (not scope or scope in tasks):
                kept = _TASK + scope if scope else _WHOLE
                return {"role": Role.OFFICIAL.value, "plan": plan.code, "unit": found[0].code, "scope": kept}
    return {}


INVITE: Final = Handler("invite", ("capma", "invite"), ADMINS, look, talk, act, start, ways=(BACK, CANCEL))
