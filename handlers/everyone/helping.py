"""/trogiup: what one can do here, or, in the middle of a question, what that question is about; and the guide."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from handlers import menu
from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from handlers.desk import Desk
from handlers.entries import access, contents
from handlers.everyone import guide
from handlers.handler import Handler
from handlers.roles import EVERYONE
from handlers.situation import three_dates
from messages import meanings
from messages.folding import folded
from messages.questions.question import Ask
from messages.said import Prompt
from messages.words import has, language, say
from plans.schema import Plan, Sensitive
from storage.members import people
from storage.members.people import Role
from storage.results import entries
from storage.results.status import Status

_ASKS_AS: Final = {
    "amend": "report",
    "entering_for": "report",
    "amending_for": "report",
}  # whose questions a conversation asks
_LOOKED_THROUGH: Final = 20  # of the unit's latest entries, for an example


def is_asked(text: str) -> bool:
    """Tell whether a message asks for help, as people type it: "trợ giúp", "?", "help"."""
    return folded(text.strip().removeprefix("/").strip(" .")) in _typed()


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({"help.typed": "help"})


def explained(handler: str, asked: str) -> str:
    """Say what a question is about, with an example; `asked` is its key, perhaps asked again: "place#2"."""
    question = asked.partition("#")[0]
    keys = (f"help.{handler}.{question}", f"help.{_ASKS_AS.get(handler, handler)}.{question}")
    return say(next((key for key in keys if has(key)), "help.question"))


async def example(desk: Desk, asked: str) -> str:
    """Say how the unit answered this question before; "" where it never did. Nothing of a task that may be secret."""
    for entry in await entries.of_unit(desk.db, desk.plan.code, desk.unit.code, _LOOKED_THROUGH):
        if (
            entry.status is Status.WITHDRAWN
            or not access.is_shown(desk.member, entry)
            or any(_is_delicate(desk, task) for task in (entry.tasks or "").split(","))
        ):
            continue
        content = contents.of_entry(entry)
        said = {"title": content.title, "figures": "; ".join(figure.typed for figure in content.figures)}.get(asked)
        if said:
            return say("help.example", number=access.number(entry), said=said)
    return ""


def _is_delicate(desk: Desk, key: str) -> bool:
    delicate = {task.key for task in desk.plan.tasks if task.sensitive is not Sensitive.NO}
    return key in delicate


@dataclass(frozen=True, slots=True)
class Given:
    """The roles of who asks, the newest first; what was asked for: ALL, GUIDE or ""; the plans they are in."""

    roles: tuple[Role, ...]
    wish: str
    plans: tuple[Plan, ...] = ()


async def look(desk: Desk) -> Given:
    members = await people.memberships(desk.db, desk.person.id)
    codes = dict.fromkeys(member.plan for member in members if member.plan in desk.plans)
    plans = tuple(desk.plans[code] for code in codes if code is not None)
    return Given(tuple(member.role for member in members), _wishes().get(folded(desk.words), ""), plans)


@cache
def _wishes() -> dict[str, str]:
    return meanings.typed({"help.all.typed": menu.ALL, "help.guide.typed": menu.GUIDE})


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    """List what is done every day, or all of it and the dates of the plan, or let the guide come."""
    if given.wish == menu.GUIDE:
        return await _guide(desk, given.roles)
    if given.wish != menu.ALL:
        return menu.welcome(given.roles)
    shown = menu.everything(given.roles)
    dates = [line for plan in given.plans for line in (say("plan.dates", plan=plan.short), *_listed(plan))]
    return replace(shown, text="\n".join([shown.text, "", *dates])) if dates else shown


async def _guide(desk: Desk, roles: tuple[Role, ...]) -> Prompt:
    """Let the guide of each role be made: somebody who enters and follows up does both by what is written there."""
    who = desk.person.id
    facts = {guide.ROLES: list(dict.fromkeys(roles))}
    wanted = Wanted(guide.KIND, "", language(), (who,), facts=facts)
    await long_work.ask(desk.db, wanted, desk.now, by=who, key=f"{guide.KIND}/{who}")
    return Prompt(say("help.guide.making"))


def _listed(plan: Plan) -> list[str]:
    return [f"– {line}" for line in three_dates.lines(plan)]


HELP: Final = Handler("help", ("trogiup", "help", "huongdan"), EVERYONE, look, talk, act)
