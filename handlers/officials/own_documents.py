"""/xuat: the draft of our unit's written report, and our results as a workbook, given as soon as they are there.

To somebody who is of the office too, /xuat is the office's; /duthao is this one always.
"""

from dataclasses import dataclass
from typing import Final

from handlers.delivery import own_wanted
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import OFFICIALS
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import language, say


@dataclass(frozen=True, slots=True)
class Given:
    """What is given: all of the unit's, results alone where it is the office's, or of single tasks."""

    what: str


async def look(desk: Desk) -> Given:
    if desk.member.tasks is not None:
        return Given("handed")
    return Given("office" if desk.unit.code == desk.plan.office else "unit")


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    await own_wanted.ask(desk.db, desk.member, language(), desk.now)
    await desk.note("documents.asked", about=desk.unit.code)
    fill = (Choice("/baocaovanban", say("command.baocaovanban")),) if given.what == "unit" else ()
    return Prompt(say(f"own_documents.coming.{given.what}", unit=desk.unit.name), fill)


OWN_DOCUMENTS: Final = Handler("own_documents", ("xuat", "export", "duthao", "draft"), OFFICIALS, look, talk, act)
