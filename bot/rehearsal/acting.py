"""An invented official writes a line, and answers what is asked until nothing is: through the real front door."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.channel import Arrival
from bot.loops.receiving import Receiving
from bot.rehearsal.acts import Act
from bot.rehearsal.cast import CHANNEL
from bot.rehearsal.simulating import Simulation
from messages.said import Said
from messages.words import say
from storage.db import Db
from storage.members import people
from storage.queues import sessions
from storage.queues.sessions import Session

_ANSWERS: Final[Mapping[str, str]] = {
    "what": "hom nay",
    "days": "hom nay",
    "signer": "bo qua",
    "received_number": "bo qua",
    "received_on": "hom nay",
    "figures": "khong co so lieu",
    "evidence": "xong",
}
_FIRST: Final = "1"  # of several, and the yes of a question whether to send
_DONE: Final = "2"  # in place of "still going on"
_AT_MOST: Final = 30  # answers
_TYPING: Final = timedelta(seconds=12)


async def play(simulation: Simulation, act: Act, nth: int) -> bool:
    """Let it be done; False where the person could not finish, and gave up. `nth` makes its messages its own."""
    told, then, stated = act.line, act.then, not act.done
    for step in range(_AT_MOST):
        await _hear(simulation, act.player.chat, told, f"{nth}/{step}")
        session = await _open(simulation, act.player.chat)
        if session is None:
            if not then:
                return True
            told, then = then, ""
            continue
        question = session.asked.partition("#")[0]
        if question == "finished" and act.done:
            told, stated = _DONE, True
        elif question == "send" and not stated:
            told, stated = say("change.finished"), True
        else:
            told = act.says.get(question) or _ANSWERS.get(question, _FIRST)
    for step, word in enumerate(("/huy", _FIRST)):
        await _hear(simulation, act.player.chat, word, f"{nth}/{_AT_MOST + step}")
    return False


async def _hear(simulation: Simulation, chat: str, text: str, source: str) -> None:
    """Let a message come in and be served, a little after the one before: typing takes its time."""
    simulation.clock.at += _TYPING
    arrival = Arrival(source, chat, Said(source, text), (text,))
    receiving = Receiving(simulation.db, simulation.app, simulation.clock, CHANNEL)
    await receiving.receive([arrival])
    await receiving.backlog.serve()
    await simulation.sending.send_all()


async def _open(simulation: Simulation, chat: str) -> Session | None:
    async def found(db: Db) -> Session | None:
        person = await people.at_address(db, CHANNEL, chat)
        if person is None:
            return None
        return await sessions.open_of(db, person.id)

    return await simulation.db.read(found)
