"""What is said where a message can do nothing: of something that has ended, a misspelt command, words of nothing."""

from typing import Any

from bot.dialogue.scene import Scene
from bot.serving import commands, unasked
from handlers import book, menu
from handlers.handler import Handler
from handlers.unasked import Case
from messages.said import Choice, Prompt, Said
from messages.words import say
from storage.queues import sessions


async def ended(scene: Scene) -> None:
    """Answer a button of something that has ended."""
    await scene.reply(Prompt(say("heed.ended"), _usual(scene)))


async def command(scene: Scene, text: str, mine: tuple[Handler[Any, Any], ...]) -> None:
    """Offer the commands that a misspelt one may have meant."""
    found = commands.meant(text, mine)
    choices = tuple(Choice(f"/{name}", f"/{menu.shown(name)} – {say(f'command.{name}')}") for name in found)
    await scene.reply(Prompt(say("command.meant" if choices else "command.unknown"), choices or _usual(scene)))


async def words(scene: Scene, said: Said) -> None:
    """Say how to go on with a draft that was put aside, else what the words may be, else what can be done."""
    for session in await sessions.parked(scene.db, scene.person.id):
        handler = book.named(session.handler)
        if scene.member_for(handler, session) is None:
            continue  # of a unit that is no longer theirs
        go_on = Choice(f"/{handler.commands[0]}", say("draft.go_on"))
        await scene.reply(Prompt(say("text.with_draft", at=session.changed_at), (go_on, *_usual(scene)[1:])))
        return
    if not await unasked.took(scene, said, Case.LAST):
        await scene.reply(Prompt(say("text.edited" if said.edited else "text.unknown"), _usual(scene)))


def _usual(scene: Scene) -> tuple[Choice, ...]:
    return menu.usual(scene.members[0].role)
