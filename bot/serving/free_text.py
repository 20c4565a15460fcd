"""A message that belongs to no question but is a result as a whole: a block sent back, or a plain sentence.

A block becomes the first answers of /baocao at once; a sentence is offered, and nothing
of it is entered without a yes. What answers a reminder is offered as one of its buttons.
"""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.dialogue import drafts, talking
from bot.dialogue.scene import Scene
from handlers import menu
from handlers.officials.entering import new_entry, sentences
from handlers.officials.entering.new_entry import REPORT
from handlers.officials.entering.sentences import SENTENCE
from handlers.officials.free_text import oneline, template
from handlers.reminders import at_sending, replies
from messages.questions.evidence import heard_items
from messages.said import Choice, Prompt, Said
from messages.words import ZONE, say
from storage.members.people import Member
from storage.queues import outbox, sessions
from storage.queues.sessions import Session
from storage.schedule import reminders

_ANSWERED: Final = timedelta(days=7)  # so long words may be an answer to a reminder


async def whole(scene: Scene, session: Session | None, said: Said) -> bool:
    """Take a block; and a sentence where /baocao has just asked for the task. Tell whether it was one."""
    is_asked = session is not None and session.handler == REPORT.name and not drafts.place_of(session).answers
    member, is_block = _official(scene, said, session if is_asked else None), template.is_block(said.text)
    if member is None or not (is_asked or is_block):
        return False
    if not is_block and sentences.offered(said, new_entry.at_hand(scene.desk(member))) is None:
        return False
    given = (await scene.look(REPORT, member)).given
    files = heard_items(replace(said, text=""))
    first = oneline.evident(REPORT.start(said.text, given), files)
    if not first:
        return False
    await talking.begin(scene, REPORT, member, source=said.source, first=first)
    return True


async def numbered(scene: Scene, said: Said) -> str | None:
    """Give the button, as it would be pressed, that a bare number means in the list that was shown last."""
    number = said.text.strip()
    if not (number.isascii() and number.isdecimal()) or said.edited or said.attachments:
        return None
    body = json.loads(await outbox.last_to(scene.db, scene.person.id) or "{}")
    choices = body.get("choices", ()) if body.get("numbered", True) else ()
    place = int(number[:3]) - 1
    return choices[place][1] if 0 <= place < len(choices) and choices[place][1].startswith("c:") else None


async def sentence(scene: Scene, said: Said) -> bool:
    """Offer a message as a result, where it looks like one; tell whether it does."""
    member = _official(scene, said)
    if member is None:
        return False
    first = sentences.offered(said, new_entry.at_hand(scene.desk(member)))
    if first is None:
        return False
    draft = await sessions.find(scene.db, scene.person.id, REPORT.name, member.plan or "", member.unit or "")
    if draft is None:
        await talking.begin(scene, SENTENCE, member, source=said.source, first=first)
    else:
        text = say("text.with_draft", at=draft.changed_at) + "\n" + say("oneline.not_taken")
        await scene.reply(Prompt(text, (Choice(f"/{REPORT.commands[0]}", say("draft.go_on")),)))
    return True


async def report(scene: Scene, said: Said) -> bool:
    """Offer to state a signed report whose number is typed; tell whether one was."""
    member, found = _official(scene, said), replies.report(said.text)
    if member is None or found is None or member.tasks is not None:
        return False
    await scene.reply(Prompt(say("replying.sent"), replies.choices(found, (menu.choice("baocao"),))))
    return True


async def to_reminder(scene: Scene, said: Said, *, understood: bool = False) -> bool:
    """Offer the buttons of the last reminder, what seems meant first; with `understood` only where something does."""
    if _official(scene, said) is None:
        return False
    found = replies.meant(said.text, scene.now.astimezone(ZONE).date())
    last = await reminders.last_to(scene.db, scene.person.id, scene.now - _ANSWERED)
    if last is None or (understood and found is None):
        return False
    hung = await reminders.hung_on(scene.db, last.outbox)
    prompt = await at_sending.prompt_of(scene.db, scene.house, hung, scene.now)
    if prompt is None:  # nothing of it is owed any more
        return False
    if found is not None and found.command not in map(replies.command, prompt.choices):
        found = None
    if understood and found is None:
        return False
    text = say("replying.meant" if found else "replying.unknown", at=last.sent_at)
    await scene.reply(Prompt(text, replies.choices(found, prompt.choices)))
    return True


async def answered(scene: Scene, said: Said) -> bool:
    """Offer what a few words say of a signed report, or in answer to a reminder; tell whether they do."""
    return await report(scene, said) or await to_reminder(scene, said, understood=True)


def _official(scene: Scene, said: Said, about: Session | None = None) -> Member | None:
    """Give what the person reports as, in the conversation `about` its unit; nobody does with a button or an edit."""
    plain = bool(said.text.strip()) and not (said.pressed or said.edited or said.unsupported)
    return scene.member_for(REPORT, about) if plain else None
