"""/trangthai: whether the bot lives, sign by sign. What is wrong stands first."""

from typing import Final

from handlers import signs
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import ADMINS
from handlers.signs import Sign
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say

_STUCK: Final = ("dead", "unknown")


async def look(desk: Desk) -> tuple[Sign, ...]:
    return tuple(await signs.read(desk.db, desk.house.pulse, desk.now))


def talk(_ask: Ask, given: tuple[Sign, ...]) -> tuple[Sign, ...]:
    return given


async def act(_desk: Desk, found: tuple[Sign, ...]) -> Prompt:
    wrong = [sign for sign in found if sign.wrong]
    rows = [say("status.wrong" if wrong else "status.well", n=len(wrong))]
    rows += [f"– {sign.word()}" for sign in sorted(found, key=lambda sign: not sign.wrong)]
    waits = any(sign.facts["n"] for sign in found if sign.what in _STUCK)
    return Prompt("\n".join(rows), (Choice("/tinloi", say("command.tinloi")),) if waits else ())


STATUS: Final = Handler("status", ("trangthai", "status"), ADMINS, look, talk, act)
