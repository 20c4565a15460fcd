"""/trogiup: what one can do here, in a few lines."""

from typing import Final

from handlers import offered
from handlers.desk import Desk
from handlers.handler import EVERYONE, Handler
from messages.questions.question import Ask
from messages.said import Prompt
from storage import people
from storage.people import Role


async def look(desk: Desk) -> list[Role]:
    return [member.role for member in await people.memberships(desk.db, desk.person.id)]


def talk(_ask: Ask, given: list[Role]) -> list[Role]:
    return given


async def act(_desk: Desk, roles: list[Role]) -> Prompt:
    return offered.everything(roles)


HELP: Final = Handler("help", ("trogiup", "help", "huongdan"), EVERYONE, look, talk, act)
