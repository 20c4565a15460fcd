"""Somebody whose memberships have all ended: what is kept of them they still see, put right and have erased.

All else they read as a stranger does.
"""

from dataclasses import replace

from bot.dialogue import talking
from bot.dialogue.scene import Scene
from bot.serving import commands, joining
from handlers.everyone.personal import PERSONAL
from messages.questions.ways import CANCEL
from messages.said import Said
from storage.members import people


async def serve(scene: Scene, said: Said) -> bool:
    """Take a message about what is kept of them; False where it is about anything else, above all a code."""
    session = scene.session
    is_open = session is not None and session.handler == PERSONAL.name
    command = commands.typed(said.text)
    is_asked = command.slashed and commands.find(command.name, (PERSONAL,)) is not None
    if not (is_asked or is_open) or joining.code_of(said) is not None:
        return False
    member = await people.last_membership(scene.db, scene.person.id)
    if member is None:  # who never registered; nothing is kept but the address
        return False
    if session is None or is_asked:
        await talking.begin(scene, PERSONAL, member, said=said)
    else:
        leaves = command.slashed and command.name in ("huy", "cancel")
        heard = replace(said, text="", pressed=f"{session.turn}:{CANCEL.removeprefix(':')}") if leaves else said
        await talking.go_on(scene, PERSONAL, member, session, heard)
    return True
