"""/nhomtonghop, typed in a group: the group is told the plan's totals each morning, or no longer.

Totals only: no unit by name, no title, no difficulty. What the group is asked is asked of the admin in private.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from handlers.delivery import outgoing
from handlers.desk import Desk
from handlers.handler import Handler, Refused
from handlers.roles import ADMINS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt
from messages.words import say
from plans.schema import Plan
from storage import audit
from storage.queues.outbox import Lane
from storage.schedule import digests
from storage.schedule.digests import GroupChat

_ID: Final = 44


@dataclass(frozen=True, slots=True)
class Given:
    """The plans, which group is told of which, and whether an address of this channel can be a group's."""

    plans: Mapping[str, Plan]
    named: Mapping[str, str]
    is_group: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group by its address, and the plan it is told of from now on, or no longer."""

    chat: str
    plan: str
    ends: bool


async def look(desk: Desk) -> Given:
    named = {
        group.chat: code
        for code in desk.plans
        for group in await digests.groups(desk.db, code)
        if group.channel == desk.channel
    }
    return Given(desk.plans, named, partial(desk.house.is_group, desk.channel))


def talk(ask: Ask, given: Given) -> NamedGroup:
    chat = ask(Text("group_chat", _ID, digits=True))
    told = given.named.get(chat)
    if told is not None:
        ask(Confirm("group_end", say("group.sure_end", plan=given.plans[told].short)))
        return NamedGroup(chat, told, ends=True)
    plan = next(iter(given.plans))
    if len(given.plans) > 1:
        plan = ask(Choose("plan", [Plain(code, plan.short) for code, plan in given.plans.items()])).key
    ask(Confirm("group_name", say("group.sure", plan=given.plans[plan].short)))
    return NamedGroup(chat, plan, ends=False)


async def act(desk: Desk, new: NamedGroup) -> Prompt:
    if not desk.house.is_group(desk.channel, new.chat):
        raise Refused("group_chat", "group.unknown", typed=new.chat)
    group, plan = GroupChat(desk.channel, new.chat), desk.plans[new.plan].short
    if new.ends:
        await digests.unname(desk.db, group)
    else:
        await digests.name(desk.db, group, new.plan, desk.person.id, desk.now)
        to = outgoing.To(desk.channel, new.chat, None, desk.now, Lane.DIGEST)
        await outgoing.put(desk.db, to, Prompt(say("group.told", plan=plan)))
    done = "group.unnamed" if new.ends else "group.named"
    await audit.add(desk.db, desk.house.secret, done, at=desk.now, person=desk.person.id, plan=new.plan, about=new.chat)
    return Prompt(say("group.done_end" if new.ends else "group.done", plan=plan))


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the group's address after the command, as a channel puts it there."""
    return {"group_chat": words} if given.is_group(words) else {}


GROUP: Final = Handler("group", ("nhomtonghop", "groupchat"), ADMINS, look, talk, act, start, ways=(BACK, CANCEL))
