"""/saoluu: an admin has a backup made now, sees how far it is, and stops it."""

from dataclasses import dataclass
from typing import Final

from handlers.delivery import backed_up
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import ADMINS
from messages.folding import folded
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import say
from storage.queues import backups, work
from storage.queues.backups import Backup
from storage.queues.work import UnderWay

_COMMAND: Final = "/saoluu"
_SEPARATOR: Final = "|"


@dataclass(frozen=True, slots=True)
class Given:
    """Whether it is to be stopped, what this admin has asked for and is not there yet, the last backup there is."""

    stops: bool
    under_way: UnderWay | None
    last: Backup | None


async def look(desk: Desk) -> Given:
    typed = [folded(word) for word in say("backup.stop.typed").split(_SEPARATOR)]
    under_way = await work.under_way(desk.db, desk.person.id, backed_up.KIND)
    return Given(folded(desk.words) in typed, under_way, await backups.last(desk.db))


def talk(_ask: Ask, given: Given) -> Given:
    return given


async def act(desk: Desk, given: Given) -> Prompt:
    if given.stops:
        stopped = await work.stop(desk.db, desk.person.id, backed_up.KIND, desk.now)
        return Prompt(say("backup.stopped" if stopped else "backup.nothing_to_stop"))
    if given.under_way is not None:
        return Prompt(_how_far(given.under_way), _ways())
    await backed_up.ask(desk.db, desk.house, desk.now, desk.person.id)
    await desk.note("backup.asked")
    last = say("backup.last.none") if given.last is None else say("backup.last", at=given.last.made_at)
    return Prompt(f"{say('backup.begun')}\n{last}", _ways())


def _how_far(under_way: UnderWay) -> str:
    if not under_way.has_begun:
        return say("backup.waiting", at=under_way.made_at)
    if under_way.of == 0:
        return say("backup.at_it", at=under_way.made_at)
    return say("backup.read", at=under_way.made_at, read=under_way.read, of=under_way.of)


def _ways() -> tuple[Choice, ...]:
    stop = say("backup.stop.typed").partition(_SEPARATOR)[0]
    return Choice(_COMMAND, say("backup.how_far")), Choice(f"{_COMMAND} {stop}", say("backup.stop"))


SAVING: Final = Handler("saving", ("saoluu", "backup"), ADMINS, look, talk, act, takes_words=True)
