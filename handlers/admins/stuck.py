"""/tinloi: messages that could not be served, or of which nobody knows whether they arrived; tried again or let go.

Not a word of a message is shown: an admin sees no content.
"""

from dataclasses import dataclass
from typing import Final

from handlers.delivery import stuck_messages
from handlers.delivery.stuck_messages import AGAIN, LET_GO, Decider
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import ADMINS
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt
from messages.words import say
from storage.queues import stuck
from storage.queues.stuck import Stuck, StuckKind


@dataclass(frozen=True, slots=True)
class Given:
    """All that waits for a person."""

    stuck: tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class StuckDecision:
    """What is done with one of them."""

    key: str
    what: str


async def look(desk: Desk) -> Given:
    return Given(tuple(await stuck.all_of(desk.db)))


def talk(ask: Ask, given: Given) -> StuckDecision | None:
    if not given.stuck:
        return None
    options = [Plain(stuck_messages.key(one), stuck_messages.word(one)) for one in given.stuck]
    chosen = ask(Choose("stuck", options, facts={"n": len(options)}))
    one = stuck_messages.found(given.stuck, chosen.key)
    assert one is not None, "it was among them"
    ways = [Plain(AGAIN, say(f"stuck.again.{_way(one)}"))] if one.may_again else []
    what = ask(Choose("stuck_what", [*ways, Plain(LET_GO, say("stuck.let_go"))]))
    return StuckDecision(chosen.key, what.key)


def _way(one: Stuck) -> str:
    return "send" if one.kind is StuckKind.UNKNOWN else "serve"


async def act(desk: Desk, decision: StuckDecision | None) -> Prompt:
    if decision is None:
        return Prompt(say("stuck.none"))
    one = stuck_messages.found(await stuck.all_of(desk.db), decision.key)
    by = Decider(desk.person.id, desk.now)
    if one is None or not await stuck_messages.decide(desk.db, desk.house, one, decision.what, by):
        return Prompt(say("stuck.gone"))
    return Prompt(say(f"stuck.done.{decision.what}"))


STUCK: Final = Handler("stuck", ("tinloi", "stuck"), ADMINS, look, talk, act, ways=(BACK, CANCEL))
