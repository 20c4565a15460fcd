"""Codes and the registering they open: begun, gone on with, given up, or replaced by another code."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.dialogue import talking
from bot.dialogue.scene import Scene
from bot.serving import commands
from handlers.everyone import arriving, helping, registering
from messages.folding import cleaned
from messages.questions.ways import CANCEL, way_typed
from messages.said import Prompt, Said
from messages.words import say
from storage.members import invitations
from storage.members.people import Member
from storage.queues import sessions
from storage.queues.sessions import Session

_LINKED: Final = re.compile(r"[?&]start=([\w-]+)")
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def code_of(said: Said) -> str | None:
    """Give the invitation code in a message: typed alone, after /start, in a link, or among other words."""
    command, text = commands.typed(said.text), cleaned(said.text)
    if command.name == "start" and command.slashed:
        return invitations.as_typed(command.words) or _among(command.words) or (command.words or None)
    return _alone(text) or _among(text)


def linked(said: Said) -> str | None:
    """Give the invitation code in a link that is pasted instead of being followed."""
    found = _LINKED.search(cleaned(said.text))
    return None if found is None else invitations.as_typed(found[1])


def _alone(text: str) -> str | None:
    """Give a code typed alone, perhaps in groups; "xin chao anh" has ten letters too."""
    return invitations.as_typed(text) if " " not in text.strip() or _looks_issued(text) else None


def _among(text: str) -> str | None:
    """Give the word of a text that is a code; digits alone may be the number of a telephone."""
    codes = (invitations.as_typed(word) for word in _WORD.findall(text) if _looks_issued(word))
    return next((code for code in codes if code is not None and not code.isdecimal()), None)


def _looks_issued(text: str) -> bool:
    """Tell whether it looks as codes are issued: in capitals, or with digits."""
    return text.isupper() or any(map(str.isdecimal, text))


async def knock(scene: Scene, code: str | None) -> None:
    """Try a code of somebody known: it opens a registering, or says why not."""
    arrived = await arriving.serve(scene.db, scene.house, _door(scene, code), scene.person)
    if arrived.person is not None:
        await begin(scene)
    elif arrived.prompt is not None:
        await scene.reply(arrived.prompt)


async def begin(scene: Scene) -> None:
    """Ask what the code just taken needs; one for what the person is already stays good for somebody else."""
    member = await registering.provisional(scene.db, scene.person, scene.now)
    assert member is not None, "an open invitation was just taken"
    if registering.holds(scene.members, member):
        await invitations.let_go(scene.db, scene.person.id)
        await scene.reply(registering.held(scene.desk(member)))
    else:
        await talking.begin(scene, registering.REGISTER, member)


async def go_on(scene: Scene, session: Session, said: Said) -> bool:
    """Take a message while registering; False where it is a command of a member, and the registering was left."""
    code = _other_code(scene, said)
    if code is not None:
        await _with_code(scene, session, code)
        return True
    if _is_command(scene, said):
        await invitations.let_go(scene.db, scene.person.id)
        await sessions.close(scene.db, session)
        return False
    member = await registering.provisional(scene.db, scene.person, scene.now)
    if member is None:  # the code has ended while they were typing
        await sessions.close(scene.db, session)
        await scene.reply(await _ended(scene))
    else:
        await _answer(scene, session, member, said)
    return True


async def _ended(scene: Scene) -> Prompt:
    """Say that the time of the code is over; of one revoked, or used by somebody else, no more than of a wrong one."""
    if not await invitations.is_over(scene.db, scene.person.id, scene.now):
        return Prompt(say("code.wrong"))
    return Prompt(say("code.over", hours=invitations.VALID_FOR // timedelta(hours=1)))


async def _answer(scene: Scene, session: Session, member: Member, said: Said) -> None:
    way = way_typed(said.text)
    if helping.is_asked(said.text):
        await talking.explain(scene, registering.REGISTER, member, session)
    elif _is_known(scene) and (way == CANCEL or commands.typed(said.text).name in ("huy", "cancel")):
        said = replace(said, text=registering.DECLINE, pressed="")
        await talking.go_on(scene, registering.REGISTER, member, session, said)
    elif commands.typed(said.text).slashed and way is None:  # never a name, nor a title
        await talking.show_again(scene, registering.REGISTER, member, session)
    else:
        await talking.go_on(scene, registering.REGISTER, member, session, said)


async def _with_code(scene: Scene, session: Session, code: str) -> None:
    """Go on with another code; the same one, or a wrong one, leaves the open question where it is."""
    before = await invitations.taken(scene.db, scene.person.id, scene.now)
    arrived = await arriving.serve(scene.db, scene.house, _door(scene, code), scene.person)
    after = await invitations.taken(scene.db, scene.person.id, scene.now)
    member = await registering.provisional(scene.db, scene.person, scene.now)
    note = arrived.prompt.text if arrived.prompt is not None else ""
    if after is not None and after != before:
        assert member is not None, "an open invitation was just taken"
        if before is None or not registering.holds(scene.members, member):
            await sessions.close(scene.db, session)
            await begin(scene)
            return
        note = registering.held(scene.desk(member)).text
        await invitations.take(scene.db, before.id, scene.person.id)
        member = await registering.provisional(scene.db, scene.person, scene.now)
    if member is not None:
        await talking.show_again(scene, registering.REGISTER, member, session, note)
    else:
        await sessions.close(scene.db, session)
        await scene.reply(arrived.prompt or Prompt(say("code.wrong")))


def _other_code(scene: Scene, said: Said) -> str | None:
    """Give a code in an answer. A name may have the letters of one: only a single word like one counts as typed."""
    code = code_of(said)
    if code is None or _is_known(scene) or commands.typed(said.text).slashed:
        return code
    return _among(cleaned(said.text))


def _is_command(scene: Scene, said: Said) -> bool:
    """Tell whether this is a slashed command of somebody who is a member already."""
    mine = scene.handlers
    command = commands.typed(said.text, [name for handler in mine for name in handler.commands])
    if not command.slashed or not scene.members or not _is_known(scene) or helping.is_asked(said.text):
        return False
    return command.name == "start" or commands.find(command.name, mine) is not None


def _is_known(scene: Scene) -> bool:
    return scene.person.consented_at is not None


def _door(scene: Scene, code: str | None) -> arriving.Door:
    return arriving.Door(scene.channel, scene.chat, code, scene.now)
