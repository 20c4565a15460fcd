"""One message in: whose it is, which handler, one turn, the reply into the outbox.

Called inside a turn of the writer. Nothing here awaits anything but the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from bot.dialogue import talking
from bot.dialogue.memory import Memory
from bot.dialogue.scene import Scene
from bot.serving import acting_as, buttons, commands, former, joining, unasked, unknown
from bot.serving.enough import Beyond, Enough
from handlers import book, menu
from handlers.delivery import outgoing, speech
from handlers.delivery.outgoing import AtOnce
from handlers.everyone import arriving, helping, registering
from handlers.handler import Handler
from handlers.house import House, running
from handlers.unasked import Case
from messages.questions.ways import CANCEL, LATER
from messages.said import Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan
from storage.db import Turn
from storage.members import people, present, strangers
from storage.members.people import Member
from storage.queues import sessions
from storage.queues.sessions import Session

_SENTENCE: Final = 4  # words after a first one


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message to serve. `at_once` takes replies that may go right after the commit; `ready` as in Scene."""

    channel: str
    chat: str
    said: Said
    now: datetime
    at_once: AtOnce | None = None
    ready: Mapping[tuple[str, str], Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class App:
    """The house, and what is remembered of its conversations; `serve` is all it does."""

    house: House
    memory: Memory = field(default_factory=Memory)
    enough: Enough = field(default_factory=Enough)

    async def serve(self, db: Turn, incoming: Incoming) -> None:
        """Serve one message: its consequences and its reply. Raise ReadFirst where a reader has to read first."""
        scene = await self._scene(db, incoming)
        channel, chat, said = incoming.channel, incoming.chat, incoming.said
        beyond = self.enough.beyond(channel, chat, said, incoming.now, known=scene is not None)
        if beyond is not None:
            await self._hold_back(db, incoming, scene, beyond)
        elif scene is None:
            await self._stranger(db, incoming)
        else:
            await self._known(scene, said)

    async def _hold_back(self, db: Turn, incoming: Incoming, scene: Scene | None, beyond: Beyond) -> None:
        """Say once that it is too much for now; nothing of the message is taken."""
        if beyond.is_told:
            return
        with self.speaking(scene) if scene is not None else speech.to("vi", (), {}, self.house):
            prompt = Prompt(say(beyond.limit.words, n=beyond.limit.at_most, until=beyond.until))
            if scene is not None:
                await scene.reply(prompt)
            else:
                await outgoing.put(db, outgoing.to_stranger(incoming.channel, incoming.chat, incoming.now), prompt)

    async def apologise(self, db: Turn, incoming: Incoming) -> None:
        """Say that a message could not be served; what was entered before is kept."""
        scene = await self._scene(db, incoming)
        if scene is None:
            return
        with self.speaking(scene):
            await scene.reply(Prompt(say("error.turn")))

    async def refuse_nameless(self, db: Turn, channel: str, group: str, now: datetime) -> None:
        """Say in a group, once a minute at most, that a command there needs somebody's name."""
        if await strangers.seen(db, channel, group, now):
            with speech.to("vi", (), {}, self.house):
                await outgoing.put(db, outgoing.to_stranger(channel, group, now), Prompt(say("group.anonymous")))

    def speaking(self, scene: Scene) -> Any:
        """Speak the person's language, with the words of their plan."""
        return speech.to(scene.person.language, scene.members, scene.plans, self.house)

    async def _scene(self, db: Turn, incoming: Incoming) -> Scene | None:
        """Set the scene of somebody known, whom messages reach if they write; None for a stranger."""
        channel, chat = incoming.channel, incoming.chat
        found = await present.at(db, channel, chat)
        if found is None:
            return None
        if not found.reachable:
            await people.reach(db, channel, chat, reachable=True, at=incoming.now)
        plans = await running(db, found.versions)
        return Scene(
            db,
            self.house,
            incoming.now,
            plans,
            found.person,
            tuple(one for one in found.members if _is_there(one, plans)),
            channel,
            chat,
            found.session,
            found.versions,
            found.revisions,
            self.memory,
            incoming.at_once,
            incoming.ready,
        )

    async def _stranger(self, db: Turn, incoming: Incoming) -> None:
        door = arriving.Door(incoming.channel, incoming.chat, joining.code_of(incoming.said), incoming.now)
        with speech.to("vi", (), {}, self.house):
            arrived = await arriving.serve(db, self.house, door)
        to = outgoing.to_stranger(incoming.channel, incoming.chat, incoming.now)
        if arrived.prompt is not None:
            await outgoing.put(db, to, arrived.prompt)
        if arrived.person is None:
            return
        await outgoing.withdraw(db, to)
        scene = await self._scene(db, incoming)
        assert scene is not None, "they have just arrived"
        with self.speaking(scene):
            await joining.begin(scene)

    async def _known(self, scene: Scene, said: Said) -> None:
        with self.speaking(scene):
            if buttons.is_command(said.pressed) and scene.members:
                commanded = await buttons.commanded(scene, said)
                if commanded is None:
                    await unknown.ended(scene)
                    return
                said = commanded
            session = scene.session
            if session is None and await talking.was_taken(scene, said):
                return
            if session is not None and session.handler == registering.REGISTER.name:
                if not await joining.go_on(scene, session, said):
                    await _route(scene, None, said)
            elif not scene.members:
                # their memberships have all ended, or they never finished registering
                if not await former.serve(scene, said):
                    await joining.knock(scene, joining.code_of(said))
            else:
                await _route(scene, session, said)


def _is_there(member: Member, plans: Mapping[str, Plan]) -> bool:
    """Tell whether somebody's unit is in its plan still; of one that has left nobody is a member any more."""
    plan = plans.get(member.plan or "")
    return plan is None or not member.unit or plan.has_unit(member.unit)


async def _route(scene: Scene, session: Session | None, said: Said) -> None:
    """Find what a member's message means: a command, an answer, what no question asked for, or nothing we know."""
    mine = scene.handlers
    aimed = None if session is None or said.pressed else await buttons.beside(scene, session, said)
    if session is not None and aimed is not None:
        await _aimed(scene, session, aimed)
        return
    command = commands.typed(said.text, [name for handler in mine for name in handler.commands])
    handler = commands.find(command.name, mine) if _is_command(command, session, said) else None
    if command.slashed and command.name == "start":
        await _start(scene, said)
    elif helping.is_asked(said.text) and not said.edited and not said.attachments:
        await _help(scene, session)
    elif session is None and not command.slashed and (press := await buttons.meant(scene, said)) is not None:
        await _pressed(scene, None, press)  # before a command: "Xem tiếp" begins as /xem
    elif handler is not None:
        await _run(scene, handler, command, said)
    elif command.slashed and command.name in ("huy", "cancel", "tieptuc"):
        await _leave(scene, session, said, command.name)
    elif await unasked.took_edit(scene, session, said):
        return
    elif command.slashed and not (said.edited and session is not None):
        await unknown.command(scene, said.text, mine)
    else:
        await _words(scene, session, said)


async def _words(scene: Scene, session: Session | None, said: Said) -> None:
    """Take a message that is no command."""
    if session is None and (code := joining.linked(said)) is not None:
        await joining.knock(scene, code)
        return
    if await unasked.took_first(scene, session, said):
        return
    if session is not None:
        await _answer(scene, session, said)
    elif said.pressed:
        await unknown.ended(scene)
    elif not await unasked.took(scene, said, Case.ALONE):
        await unknown.words(scene, said)


async def _aimed(scene: Scene, session: Session, aimed: Said | Unclear) -> None:
    """Take what was meant besides the open question; or ask it, with the choices of both."""
    if isinstance(aimed, Said):
        await _pressed(scene, session, aimed)
        return
    handler = book.named(session.handler)
    member = scene.member_for(handler, session)
    if member is not None:
        await talking.show_again(scene, handler, member, session, why=aimed)


async def _pressed(scene: Scene, session: Session | None, press: Said | Unclear) -> None:
    if isinstance(press, Unclear):
        await scene.reply(Prompt(say(press.because), press.offers))
        return
    commanded = await buttons.commanded(scene, press)
    if commanded is None:
        await unknown.ended(scene)
    else:
        await _route(scene, session, commanded)


def _is_command(command: commands.Typed, session: Session | None, said: Said) -> bool:
    if said.edited or said.pressed:
        return False
    # without its slash a word is a command only where it cannot be an answer, a caption, the beginning of a sentence
    is_word = session is None and not said.attachments and len(command.words.split()) < _SENTENCE
    return command.slashed or is_word


async def _run(scene: Scene, handler: Handler[Any, Any], command: commands.Typed, said: Said) -> None:
    """Run a command, unless its words only begin like it: "đã gửi rồi" begins as /dagui."""
    is_spoken = not command.slashed and bool(command.words) and not handler.takes_words
    if is_spoken and await unasked.took(scene, said, Case.SPOKEN):
        return
    acts = await acting_as.of(scene, handler, command.words)
    if acts.member is None and said.attachments:  # which is asked so that they are kept
        below = replace(said, text=acts.words)
        if await unasked.took(scene, below, Case.ALONE) or await unasked.took(scene, below, Case.LAST):
            return
    if acts.member is None:
        await scene.reply(menu.for_which(scene.plans, acts.members, handler.commands[0], acts.words))
    else:
        await talking.begin(scene, handler, acts.member, acts.words, said=said)


async def _answer(scene: Scene, session: Session, said: Said) -> None:
    handler = book.named(session.handler)
    member = scene.member_for(handler, session)
    if member is None and LATER not in handler.ways:  # the role has ended, and this cannot be saved for later
        await talking.close(scene, session)
        await unknown.ended(scene)
    elif member is None:  # the role has ended; the draft stays
        await sessions.park(scene.db, scene.person.id, scene.now)
        await scene.reply(Prompt(say("draft.not_yours")))
    else:
        await talking.go_on(scene, handler, member, session, said, commands.alone(said.text, scene.handlers))


async def _help(scene: Scene, session: Session | None) -> None:
    """Explain the question that is open; where none is, what can be done here."""
    handler = helping.HELP if session is None else book.named(session.handler)
    member = scene.member_for(handler, session)
    if session is not None and member is not None:
        await talking.explain(scene, handler, member, session)
    else:
        await talking.begin(scene, helping.HELP, scene.members[0])


async def _leave(scene: Scene, session: Session | None, said: Said, name: str) -> None:
    if session is None:
        await scene.reply(Prompt(say("draft.none" if name == "tieptuc" else "cancel.nothing")))
        return
    handler = book.named(session.handler)
    member = scene.member_for(handler, session)
    if name == "tieptuc" and member is not None:
        await talking.show_again(scene, handler, member, session)
    else:
        pressed = f"{session.turn}:{CANCEL.removeprefix(':')}"
        await _answer(scene, session, replace(said, text="", pressed=pressed))


async def _start(scene: Scene, said: Said) -> None:
    """/start of a member: a further code opens a further membership, none at all shows what can be done."""
    code = joining.code_of(said)
    if code is None:
        await scene.reply(menu.welcome([member.role for member in scene.members]))
        return
    await joining.knock(scene, code)
