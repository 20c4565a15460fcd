"""One message in: whose it is, which handler, one turn, the reply into the outbox.

Called inside a turn of the writer. Nothing here awaits anything but the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from bot.dialogue import talking
from bot.dialogue.drafts import place_of
from bot.dialogue.memory import Memory
from bot.dialogue.scene import Scene
from bot.serving import acting_as, commands, free_text, joining
from handlers import book, menu
from handlers.delivery import outgoing, speech
from handlers.delivery.outgoing import AtOnce
from handlers.everyone import arriving, helping, registering
from handlers.handler import Handler
from handlers.house import House, running
from handlers.officials.entering import amending
from handlers.officials.entering.amending import AMEND
from handlers.officials.entering.new_entry import REPORT
from handlers.officials.signed_report import STATING
from messages.questions.ways import CANCEL, LATER
from messages.said import Choice, Prompt, Said
from messages.words import say
from plans.schema import Plan
from storage.db import Turn
from storage.members import people, present
from storage.members.people import Member
from storage.queues import buttons, sessions
from storage.queues.sessions import Session
from storage.results import entries, evidence

_COMMAND_BUTTON: Final = "c:"
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

    async def serve(self, db: Turn, incoming: Incoming) -> None:
        """Serve one message: its consequences and its reply. Raise ReadFirst where a reader has to read first."""
        scene = await self._scene(db, incoming)
        if scene is None:
            await self._stranger(db, incoming)
        else:
            await self._known(scene, incoming.said)

    async def apologise(self, db: Turn, incoming: Incoming) -> None:
        """Say that a message could not be served; what was entered before is kept."""
        scene = await self._scene(db, incoming)
        if scene is None:
            return
        with self.speaking(scene):
            await scene.reply(Prompt(say("error.turn")))

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
        if arrived.prompt is not None:
            to = outgoing.To(incoming.channel, incoming.chat, None, incoming.now)
            await outgoing.reply(db, to, arrived.prompt, 0, incoming.at_once)
        if arrived.person is None:
            return
        scene = await self._scene(db, incoming)
        assert scene is not None, "they have just arrived"
        with self.speaking(scene):
            await joining.begin(scene)

    async def _known(self, scene: Scene, said: Said) -> None:
        with self.speaking(scene):
            if said.pressed.startswith(_COMMAND_BUTTON) and scene.members:
                commanded = await _commanded(scene, said, said.pressed)
                if commanded is None:
                    await scene.reply(_ended(scene))
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
                await joining.knock(scene, joining.code_of(said))
            else:
                await _route(scene, session, said)


def _is_there(member: Member, plans: Mapping[str, Plan]) -> bool:
    """Tell whether somebody's unit is in its plan still; of one that has left nobody is a member any more."""
    plan = plans.get(member.plan or "")
    return plan is None or not member.unit or plan.has_unit(member.unit)


async def _route(scene: Scene, session: Session | None, said: Said) -> None:
    """Find what a member's message means: a command, an answer, a late photo, or nothing we know."""
    mine = tuple(handler for handler in book.HANDLERS if scene.member_for(handler) is not None)
    command = commands.typed(said.text, [name for handler in mine for name in handler.commands])
    if command.slashed and command.name == "start":
        await _start(scene, said)
        return
    if helping.is_asked(said.text) and not said.edited and not said.attachments:
        await _help(scene, session)
        return
    handler = commands.find(command.name, mine) if _is_command(command, session, said) else None
    is_spoken = handler not in (None, STATING) and not command.slashed and bool(command.words)
    if is_spoken and await free_text.answered(scene, said):  # "đã gửi rồi" begins as /dagui
        return
    if handler is not None:
        acts = await acting_as.of(scene, handler, command.words)
        if acts.member is None:
            await scene.reply(acting_as.which(scene, handler.commands[0], acts))
        else:
            await talking.begin(scene, handler, acts.member, acts.words, source=said.source)
    elif command.slashed and command.name in ("huy", "cancel", "tieptuc"):
        await _leave(scene, session, said, command.name)
    elif said.edited and (sent := await _sent_already(scene, session, said)) is not None:
        await scene.reply(sent)
    elif command.slashed and not (said.edited and session is not None):
        await scene.reply(_misspelt(scene, said.text, mine))
    else:
        await _words(scene, session, said)


async def _words(scene: Scene, session: Session | None, said: Said) -> None:
    """Take a message that is no command: a result written in one go, an answer, a late photo, or nothing we know."""
    if await free_text.whole(scene, session, said):
        return
    if session is not None:
        await _answer(scene, session, said)
    elif said.pressed:
        await scene.reply(_ended(scene))
    elif (button := await free_text.numbered(scene, said)) is not None:
        commanded = await _commanded(scene, said, button)
        await (scene.reply(_ended(scene)) if commanded is None else _route(scene, None, commanded))
    elif not (
        await _late_photo(scene, said)
        or await free_text.report(scene, said)
        or await free_text.sentence(scene, said)
        or await free_text.to_reminder(scene, said, understood=True)
    ):
        await _free_text(scene, said)


async def _commanded(scene: Scene, said: Said, button: str) -> Said | None:
    """Give the command behind a button as if it had been typed; None where it is kept no longer."""
    command = await buttons.find(scene.db, scene.person.id, int(button.removeprefix(_COMMAND_BUTTON)))
    return None if command is None else Said(said.source, text=command)


def _is_command(command: commands.Typed, session: Session | None, said: Said) -> bool:
    if said.edited or said.pressed or said.attachments:
        return False
    # without its slash a word is a command only where it cannot be an answer, nor the beginning of a sentence
    return command.slashed or (session is None and len(command.words.split()) < _SENTENCE)


async def _answer(scene: Scene, session: Session, said: Said) -> None:
    handler = book.named(session.handler)
    member = scene.member_for(handler, session)
    if member is None and LATER not in handler.ways:  # the role has ended, and this cannot be saved for later
        await talking.close(scene, session)
        await scene.reply(_ended(scene))
    elif member is None:  # the role has ended; the draft stays
        await sessions.park(scene.db, scene.person.id, scene.now)
        await scene.reply(Prompt(say("draft.not_yours")))
    else:
        await talking.go_on(scene, handler, member, session, said)


async def _help(scene: Scene, session: Session | None) -> None:
    """Explain the question that is open; where none is, what can be done here."""
    handler = helping.HELP if session is None else book.named(session.handler)
    member = scene.member_for(handler, session)
    if session is not None and member is not None:
        await talking.explain(scene, handler, member, session)
    else:
        await talking.begin(scene, helping.HELP, scene.members[0])


async def _sent_already(scene: Scene, session: Session | None, said: Said) -> Prompt | None:
    """Answer the edit of a message that became part of an entry; None where it is of a draft, or of nothing."""
    if session is not None and any(answer.source == said.source for answer in place_of(session).answers.values()):
        return None
    entry = await entries.of_source(scene.db, scene.person.id, said.source)
    theirs = [] if entry is None else scene.members_for(AMEND)
    for member in theirs:
        if entry is not None and (member.plan, member.unit) == (entry.plan, entry.unit):
            return amending.of_edited(entry, member)
    return None


async def _leave(scene: Scene, session: Session | None, said: Said, name: str) -> None:
    if session is None:
        await scene.reply(Prompt(say("cancel.nothing")))
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
        await scene.reply(menu.everything([member.role for member in scene.members]))
        return
    await joining.knock(scene, code)


async def _late_photo(scene: Scene, said: Said) -> bool:
    """A late part of an album whose entry is sent already joins that entry."""
    if not said.album:
        return False
    entry = await evidence.album_home(scene.db, scene.person.id, said.album)
    if entry is None:
        return False
    await talking.join_late(scene, said, entry)
    return True


def _ended(scene: Scene) -> Prompt:
    """Answer a button of something that has ended."""
    return Prompt(say("heed.ended"), menu.usual(scene.members[0].role))


def _misspelt(scene: Scene, text: str, mine: tuple[Handler[Any, Any], ...]) -> Prompt:
    choices = tuple(Choice(f"/{name}", f"/{name} – {say(f'command.{name}')}") for name in commands.meant(text, mine))
    return Prompt(
        say("command.unknown" if not choices else "command.meant"), choices or menu.usual(scene.members[0].role)
    )


async def _free_text(scene: Scene, said: Said) -> None:
    """Answer words that belong to no question: how to go on with a draft, the last reminder, or what can be done."""
    parked = await sessions.parked(scene.db, scene.person.id)
    for session in parked:
        if scene.member_for(book.named(session.handler), session) is None:
            continue  # of a unit that is no longer theirs
        name = book.named(session.handler).commands[0]
        text = say("text.with_draft", at=session.changed_at)
        await scene.reply(
            Prompt(text, (Choice(f"/{name}", say("draft.go_on")), *menu.usual(scene.members[0].role)[1:]))
        )
        return
    if await free_text.to_reminder(scene, said):
        return
    key = "text.unknown"
    if said.edited:
        key = "text.edited"
    elif said.attachments and scene.member_for(REPORT) is not None:
        key = "text.with_files"
    await scene.reply(Prompt(say(key), menu.usual(scene.members[0].role)))
