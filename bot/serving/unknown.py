"""What is said where a message can do nothing: of something that has ended, a misspelt command, words of nothing."""

from typing import Any

from bot.dialogue.scene import Scene
from bot.serving import commands, unasked
from handlers import book, menu
from handlers.handler import Handler
from handlers.unasked import Case
from messages.questions.ways import CANCEL, way_typed
from messages.said import Choice, Prompt, Said
from messages.words import say
from storage.members.people import Role
from storage.queues import sessions
from storage.queues.sessions import Session


async def ended(scene: Scene) -> None:
    """Answer a button of something that has ended."""
    await scene.reply(Prompt(say("heed.ended"), _usual(scene)))


async def command(scene: Scene, text: str, mine: tuple[Handler[Any, Any], ...]) -> None:
    """Say whose command it is, if it is somebody else's; offer those of their own that it may have meant."""
    found = commands.meant(text, mine)
    choices = tuple(Choice(f"/{name}", f"/{menu.shown(name)} – {say(f'command.{name}')}") for name in found)
    others = commands.find(commands.typed(text).name, book.HANDLERS)
    if others is not None and others.roles.isdisjoint(member.role for member in scene.members):
        whose = ", ".join(say(f"role.{role.value}") for role in Role if role in others.roles)
        said = say("command.others", roles=whose)
    else:
        said = say("command.meant" if choices else "command.unknown")
    await scene.reply(Prompt(said, choices or _usual(scene)))


async def words(scene: Scene, said: Said) -> None:
    """Say what the words may be, else what can be done; a draft that was put aside is named, and nothing else of it."""
    if await unasked.took(scene, said, Case.LAST):
        return
    draft, usual = await _draft(scene), _usual(scene)
    if way_typed(said.text) == CANCEL:
        text, usual = say("cancel.nothing"), ()
    else:
        text = say("text.edited" if said.edited else "text.unknown")
    if draft is None:
        await scene.reply(Prompt(text, usual))
        return
    command = book.named(draft.handler).commands[0]
    waits = say("draft.waits", at=draft.changed_at, command=menu.shown(command))
    go_on = Choice(f"/{command}", say("draft.go_on"))
    others = tuple(choice for choice in usual if choice.key != go_on.key)
    await scene.reply(Prompt(f"{text}\n{waits}", (go_on, *others)))


async def _draft(scene: Scene) -> Session | None:
    """Give the latest draft that was put aside, of what they may still do."""
    parked = await sessions.parked(scene.db, scene.person.id)
    return next((one for one in parked if scene.member_for(book.named(one.handler), one) is not None), None)


def _usual(scene: Scene) -> tuple[Choice, ...]:
    return menu.usual(scene.members[0].role)
