"""/trogiup: what each role can do here, in a few lines."""

from typing import Final

from handlers import offered
from handlers.desk import Desk
from handlers.handler import EVERYONE, Handler
from messages.questions.question import Ask
from messages.said import Prompt


async def look(_desk: Desk) -> None:
    return None


def talk(_ask: Ask, _given: None) -> None:
    return None


async def act(desk: Desk, _nothing: None) -> Prompt:
    return offered.everything(desk.member.role)


HELP: Final = Handler("help", ("trogiup", "help", "huongdan"), EVERYONE, look, talk, act)
