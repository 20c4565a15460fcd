"""A message that belongs to no question but is a result as a whole: a block sent back, or a plain sentence.

A block becomes the first answers of /baocao at once; a sentence is offered, and nothing
of it is entered without a yes.
"""

from dataclasses import replace

from bot import drafts, talking
from bot.scene import Scene
from handlers.officials import oneline, sentences, template
from handlers.officials.report import REPORT
from handlers.officials.sentences import SENTENCE
from messages.questions.evidence import heard_items
from messages.said import Choice, Prompt, Said
from messages.words import say
from storage import sessions
from storage.people import Member
from storage.sessions import Session


async def whole(scene: Scene, session: Session | None, said: Said) -> bool:
    """Take a block; and a sentence where /baocao has just asked for the task. Tell whether it was one."""
    member = _official(scene, said)
    if member is None:
        return False
    asked = session is not None and session.handler == REPORT.name and not drafts.place_of(session).answers
    if not asked and not template.is_block(said.text):
        return False
    given = await REPORT.look(scene.desk(member))
    if not template.is_block(said.text) and sentences.offered(said, given) is None:
        return False
    files = heard_items(replace(said, text=""))
    first = oneline.evident(REPORT.start(said.text, given), files)
    if not first:
        return False
    await talking.begin(scene, REPORT, member, source=said.source, first=first)
    return True


async def sentence(scene: Scene, said: Said) -> bool:
    """Offer a message as a result, where it looks like one; tell whether it does."""
    member = _official(scene, said)
    if member is None:
        return False
    first = sentences.offered(said, await REPORT.look(scene.desk(member)))
    if first is None:
        return False
    draft = await sessions.find(scene.db, scene.person.id, REPORT.name, member.plan or "", member.unit or "")
    if draft is None:
        await talking.begin(scene, SENTENCE, member, source=said.source, first=first)
    else:
        text = say("text.with_draft", at=draft.changed_at) + "\n" + say("oneline.not_taken")
        await scene.reply(Prompt(text, (Choice(f"/{REPORT.commands[0]}", say("draft.go_on")),)))
    return True


def _official(scene: Scene, said: Said) -> Member | None:
    """Give what the person reports as; nobody does with a button or an edit."""
    plain = bool(said.text.strip()) and not (said.pressed or said.edited or said.unsupported)
    return scene.member_for(REPORT) if plain else None
