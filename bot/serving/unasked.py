"""A message that answers no question: go through the kinds that the book lists, and do what the first says."""

from dataclasses import replace

from bot.dialogue import drafts, talking
from bot.dialogue.conversation import is_tail
from bot.dialogue.scene import NOWHERE, Scene
from handlers import book
from handlers.desk import Desk
from handlers.handler import Once
from handlers.unasked import Begin, Case, Taken
from messages.said import Said
from storage.queues.sessions import Session


async def took(scene: Scene, said: Said, case: Case) -> bool:
    """Take a message where it is of a kind that is heard in this case; tell whether it was."""
    return await _took(scene, scene.desk(scene.members[0]), said, case)


async def took_first(scene: Scene, session: Session | None, said: Said) -> bool:
    """Take what goes before the open question, which may be the first of its conversation; tell whether it was that."""
    place = NOWHERE if session is None else drafts.place_of(session)
    if is_tail(place, said, scene.now):
        return False
    if session is None or place.answers:
        return await took(scene, said, Case.FIRST)
    member = scene.member_for(book.named(session.handler), session)
    if member is None:  # the role has ended
        return False
    return await _took(scene, replace(scene.desk(member), begun=session.handler), said, Case.FIRST)


async def took_edit(scene: Scene, session: Session | None, said: Said) -> bool:
    """Take the edit of a message that is no answer of the open conversation; tell whether it was one."""
    if not said.edited:
        return False
    answers = {} if session is None else drafts.place_of(session).answers
    if any(answer.source == said.source for answer in answers.values()):
        return False
    return await took(scene, said, Case.EDITED)


async def _took(scene: Scene, desk: Desk, said: Said, case: Case) -> bool:
    for kind in book.UNASKED:
        taken = await kind.hear(desk, said) if case in kind.cases else None
        if taken is not None:
            await _do(scene, said, taken)
            return True
    return False


async def _do(scene: Scene, said: Said, taken: Taken) -> None:
    match taken:
        case Begin():
            await talking.begin(
                scene, taken.handler, taken.member, said=replace(said, attachments=()), first=taken.first
            )
        case Once():
            await scene.reply(taken.prompt, key=taken.key, wait=talking.ALBUM_PAUSE)
        case _:
            await scene.reply(taken)
