"""/dagui: what our unit has sent, the latest first; one can be opened."""

from typing import Final

from handlers.desk import Desk
from handlers.entries import access, contents
from handlers.handler import Handler
from handlers.roles import OFFICIALS
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say
from storage.results import entries
from storage.results.status import Status

_SHOWN: Final = 10


async def look(desk: Desk) -> list[entries.Entry]:
    return await entries.of_unit(desk.db, desk.plan.code, desk.unit.code, _SHOWN, desk.member.tasks)


def talk(_ask: Ask, given: list[entries.Entry]) -> list[entries.Entry]:
    return given


async def act(desk: Desk, sent: list[entries.Entry]) -> Prompt:
    if not sent:
        return Prompt(say("ours.none", unit=desk.unit.name), (Choice("/baocao", say("command.baocao")),))
    shown = [(access.number(entry), contents.of_entry(entry)) for entry in sent]
    rows = [
        _row(entry, say("ours.row", number=number, at=entry.made_at, what=access.title(desk.plan, content)))
        for entry, (number, content) in zip(sent, shown, strict=True)
    ]
    choices = tuple(Choice(f"/xem {number}", number) for number, _ in shown)
    return Prompt(await _head(desk) + "\n" + "\n".join(rows), choices)


def _row(entry: entries.Entry, row: str) -> str:
    return say("ours.withdrawn", row=row) if entry.status is Status.WITHDRAWN else row


async def _head(desk: Desk) -> str:
    if desk.member.tasks is not None:
        return say("ours.head.handed")
    count = await entries.count_of_unit(desk.db, desk.plan.code, desk.unit.code)
    return say("ours.head" if count else "ours.head.withdrawn", unit=desk.unit.name, n=count)


OURS: Final = Handler("ours", ("dagui", "sent"), OFFICIALS, look, talk, act)
