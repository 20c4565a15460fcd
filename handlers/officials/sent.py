"""/dagui: what our unit has sent, the latest first; each can be opened."""

from dataclasses import dataclass
from typing import Final

from handlers.closings import approved
from handlers.desk import Desk
from handlers.entries import pages
from handlers.handler import Handler
from handlers.roles import OFFICIALS
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say
from storage.results import entries
from storage.results.entries import Entry


@dataclass(frozen=True, slots=True)
class Given:
    """A page of what was sent: one more than it holds where there are more. `approved` is said of all its figures."""

    page: int
    sent: tuple[Entry, ...]
    approved: str = ""


async def look(desk: Desk) -> Given:
    asked, plan, unit = pages.asked(desk.words), desk.plan.code, desk.unit.code
    found = await entries.of_unit(desk.db, plan, unit, pages.SIZE + 1, desk.member.tasks, skip=asked.skip)
    whole = found and asked.page == 1 and desk.member.tasks is None
    said = (await approved.of_unit(desk.db, desk.plan, unit, desk.now)).worded if whole else ""
    return Given(asked.page, tuple(found), said)


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    if not given.sent and given.page > 1:
        return Prompt(say("pages.no_more"), (Choice("/dagui", say("command.dagui")),))
    if not given.sent:
        return Prompt(say("ours.none", unit=desk.unit.name), (Choice("/baocao", say("command.baocao")),))
    said = [given.approved] if given.approved else []
    text = "\n".join([await _head(desk), *pages.rows(desk.plan, given.sent), *said])
    submit = (Choice("/trinhduyet", say("command.trinhduyet")),) if said else ()
    return Prompt(text, (*pages.choices(given.sent, "/dagui", given.page), *submit))


async def _head(desk: Desk) -> str:
    if desk.member.tasks is not None:
        return say("ours.head.handed")
    count = await entries.count_of_unit(desk.db, desk.plan.code, desk.unit.code)
    return say("ours.head" if count else "ours.head.withdrawn", unit=desk.unit.name, n=count)


OURS: Final = Handler("ours", ("dagui", "sent"), OFFICIALS, look, talk, act)
