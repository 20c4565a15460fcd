"""Carry one person's conversation on by one message: hear, save the place, act, reply.

Everything here happens inside one turn; what is to be sent goes to the outbox.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, Protocol, runtime_checkable

from bot.dialogue import drafts, first_answers, offering
from bot.dialogue.conversation import LONG, carry_on, drop
from bot.dialogue.memory import Looked, Memory
from bot.dialogue.scene import Scene
from bot.dialogue.standing import (
    Finished,
    Heed,
    Place,
    Stand,
    Step,
    Waiting,
    doubts,
    looks,
    named,
    read,
    unclear_in,
)
from bot.dialogue.wording import HELP_AFTER, worded
from handlers import book, menu
from handlers.everyone import helping
from handlers.handler import Handler, Once, Onward, Refused
from messages.questions.ways import ALL, CANCEL, LATER, STAY, THROW_AWAY, ways
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import has, say
from storage.members.people import Member, next_turn
from storage.queues import outbox, sessions
from storage.queues.outbox import Lane
from storage.queues.sessions import Session
from storage.results import evidence

ALBUM_PAUSE: Final = timedelta(seconds=2)  # an album comes as several messages: answer them once
_TIDY_PAUSE: Final = timedelta(seconds=0.5)  # edits wait for one another, and for the reply
_TAKEN: Final = (Heed.ANSWERED, Heed.WENT_BACK, Heed.REOPENED, Heed.WAY)  # what comes of a button that counted
_NOTHING: Final = Said("")


@runtime_checkable
class _Reviewing(Protocol):
    """A question that shows everything that was understood."""

    @property
    def shows(self) -> str:
        """What it shows."""


async def begin(
    scene: Scene,
    handler: Handler[Any, Any],
    member: Member,
    words: str = "",
    *,
    said: Said = _NOTHING,
    first: first_answers.First | None = None,
    note: str = "",
) -> None:
    """Run a command: at once if it asks nothing, else as a conversation; a draft of it goes on where it was.

    `words` stood behind it in the message `said`, which may be the caption of files; `first` are answers already
    understood; `note` is said first.
    """
    kept = await _kept(scene, handler, member) if LATER in handler.ways else None
    session = kept or drafts.new(handler.name, member, scene.now)
    place = drafts.place_of(session)
    beginning = place if place.answers or not first else Place(named(first, said.source))
    looked = await scene.look(handler, member, session.id, words, beginning)
    given = looked.given
    started = {**(handler.start(words, given) if words else {}), **(first or {})}
    if (words or first) and _says_more(handler, place, started):
        if handler.about:  # nobody changes two entries at once
            await _keep_evidence(scene, place, Place())
            await _end(scene, session)
        else:
            note = "\n".join(filter(None, (note, _beside(handler, session))))
        session, place = drafts.new(handler.name, member, scene.now), Place()
    note = note or (say("draft.resumed", at=session.changed_at) if place.answers else "")
    why = next((one for one in started.values() if isinstance(one, Unclear)), None) if handler.about else None
    if not place.answers:
        place = replace(place, answers=named(started, said.source), doubts=doubts(started))
        await _keep_evidence(scene, Place(), place)
        stand = read(handler.talk, given, place.answers)
        why, note = unclear_in(started, stand), note or first_answers.note(started, stand)
    stand = read(handler.talk, given, place.answers)
    # the second part of a long text may follow; its words may be a sensitive task's, and are not kept
    if len(said.text) >= LONG:
        place = replace(place, last=" " * LONG, last_at=scene.now)
    came = not kept and any(piece.ref for piece in drafts.gathered(place).values())
    # what a change is about stands in its reason
    echo = "" if note or (why and handler.about) else _last_echo(place, stand)
    step = Step(place, stand, Heed.ANSWERED, echo=echo, why=why, files=came)
    if said.attachments and isinstance(stand, Waiting):
        files = Said(said.source, attachments=said.attachments)
        waiting = replace(place, asked=stand.key)
        step = carry_on(handler.talk, given, waiting, files, scene.now, stand, handler.foreseen(given))
        await _keep_evidence(scene, place, step.place)
    elif said.attachments:  # it asks for nothing, so nothing of it can hold them
        await scene.reply(Prompt(say("evidence.not_here")))
    await _follow(scene, handler, member, session, looked, step, note=note)


async def _kept(scene: Scene, handler: Handler[Any, Any], member: Member) -> Session | None:
    return await sessions.find(scene.db, scene.person.id, handler.name, member.plan or "", member.unit or "")


def _says_more(handler: Handler[Any, Any], place: Place, started: Mapping[str, Any]) -> bool:
    """Tell whether a message says anything that the draft does not, or is about something else."""
    if not place.answers:
        return False
    if handler.about:
        return handler.about in place.answers and started.get(handler.about) != place.answers[handler.about].kept
    return any(key not in place.answers or place.answers[key].kept != value for key, value in started.items())


def _beside(handler: Handler[Any, Any], session: Session) -> str:
    """Say that a draft that was put aside is there still; of one that is open it is said when it is put aside."""
    if not session.parked_at:
        return ""
    return say("draft.waits", at=session.changed_at, command=menu.shown(handler.commands[0]))


def _last_echo(place: Place, stand: Stand) -> str:
    """Say how the words after the command were understood; a review screen says it all itself."""
    if not stand.asked or (isinstance(stand, Waiting) and isinstance(stand.question, _Reviewing)):
        return ""
    key, question = list(stand.asked.items())[-1]
    return question.echo(place.answers[key].kept)


async def go_on(
    scene: Scene, handler: Handler[Any, Any], member: Member, session: Session, said: Said, command: str = ""
) -> None:
    """Hear a message in the open conversation; `command` is what its words would be where nothing is asked."""
    before = drafts.place_of(session)
    looked = await scene.look(handler, member, session.id, place=before)
    given, stand = looked.given, looked.stand if looked.answers == session.answers else None
    step = first_answers.edited(handler, given, before, said)
    step = step or carry_on(handler.talk, given, before, said, scene.now, stand, handler.foreseen(given))
    step = first_answers.below_files(handler, given, said, step)
    if step.heed is Heed.SAME or (step.heed is Heed.STALE and await was_taken(scene, said)):
        return
    await _keep_evidence(scene, before, step.place)
    if step.heed is Heed.WAY and step.way in ALL and step.way not in handler.ways:  # typed, though it was not offered
        step = replace(step, heed=Heed.UNCLEAR, why=Unclear("way.not_here"))
    if step.heed is Heed.WAY:
        await _way(scene, handler, session, looked, step, said)
        return
    if step.heed is Heed.MISPLACED:
        assert step.why is not None
        why = say(step.why.because, **step.why.facts)
        await scene.reply(Prompt(why), key=f"misplaced/{session.id}", wait=ALBUM_PAUSE)
        return
    step = await offering.with_offers(scene.desk(member, session.id), handler, said, step, command)
    await _settle(scene, session, said, step)
    heard = step.place.answers.get(before.asked)
    if step.heed is Heed.ANSWERED and heard is not None:
        await handler.along(scene.desk(member, session.id), before.asked, heard.kept)
    await _follow(scene, handler, member, session, looked, step)


async def was_taken(scene: Scene, said: Said) -> bool:
    """Tell whether a press is the one that was taken last, come once more: of a double tap nobody need be told."""
    return bool(said.pressed) and said.pressed == await outbox.taken_last(scene.db, scene.person.id)


async def explain(scene: Scene, handler: Handler[Any, Any], member: Member, session: Session) -> None:
    """Say what the open question is about, then ask it once more."""
    await show_again(scene, handler, member, session, helping.explained(handler.name, session.asked))


async def show_again(
    scene: Scene,
    handler: Handler[Any, Any],
    member: Member,
    session: Session,
    note: str = "",
    why: Unclear | None = None,
) -> None:
    """Ask the open question once more, perhaps with the choices that something else left open."""
    place = drafts.place_of(session)
    looked = await scene.look(handler, member, session.id, place=place)
    step = Step(place, read(handler.talk, looked.given, place.answers), Heed.ANSWERED, why=why)
    await _follow(scene, handler, member, session, looked, step, note=note)


async def _follow(
    scene: Scene,
    handler: Handler[Any, Any],
    member: Member,
    session: Session,
    looked: Looked,
    step: Step,
    *,
    note: str = "",
) -> None:
    """Act where the conversation has ended, ask where it waits."""
    stand: Stand = step.stand
    if isinstance(stand, Finished):
        try:
            async with scene.db.savepoint():
                said = {key: answer.kept for key, answer in step.place.answers.items()}
                desk = replace(scene.desk(member, session.id), answers=said)
                told = await handler.act(desk, stand.value)
        except Refused as no:
            step = drop(handler.talk, looked.given, step.place, no.key, Unclear(no.because, **no.facts))
        except Onward as onward:
            await _end(scene, session)
            source = step.place.answers[onward.source].source if onward.source else ""
            other, words, first = book.named(onward.handler), onward.words, onward.answers
            unremembered = replace(scene, memory=Memory())  # what was just written may be undone yet
            as_whom = onward.member or member
            await begin(unremembered, other, as_whom, words, said=Said(source), first=first, note=onward.note)
            return
        else:
            prompt, key = (told.prompt, told.key) if isinstance(told, Once) else (told, None)
            prompt = await _with_left_files(scene, step.place, prompt)
            await _end(scene, session)
            await outbox.withdraw(scene.db, drafts.gather_key(session))
            prompt = await _with_put_aside(scene, session, prompt)
            await scene.reply(prompt, key=key, wait=ALBUM_PAUSE if key else timedelta())
            return
    assert isinstance(step.stand, Waiting), f"{handler.name} ends without the answer that was refused"
    await _ask(scene, handler, session, looked, step, note)


async def _with_left_files(scene: Scene, place: Place, prompt: Prompt) -> Prompt:
    """Forget what `act` gave to no entry, for it belongs to nothing now, and say so."""
    items = sorted(drafts.gathered(place))
    if not items:
        return prompt
    left = [piece for piece in await evidence.of_draft(scene.db, scene.person.id, items) if piece.is_of_draft]
    await evidence.drop(scene.db, scene.person.id, items)
    return replace(prompt, text=f"{prompt.text}\n{say('evidence.left', n=len(left))}") if left else prompt


async def _with_put_aside(scene: Scene, session: Session, prompt: Prompt) -> Prompt:
    """Offer the draft that was put aside for the conversation that ends here."""
    other = await sessions.put_aside_for(scene.db, session.id)
    if other is None:
        return prompt
    command = book.named(other.handler).commands[0]
    text = say("draft.waits", at=other.changed_at, command=menu.shown(command))
    go_on = Choice(f"/{command}", say("draft.go_on"))
    others = tuple(choice for choice in prompt.choices if choice.key != go_on.key)
    return replace(prompt, text=f"{prompt.text}\n{text}", choices=(go_on, *others))


async def _ask(
    scene: Scene, handler: Handler[Any, Any], session: Session, looked: Looked, step: Step, note: str
) -> None:
    """Put the question in the outbox and save the place; another open conversation is put aside."""
    stand = step.stand
    assert isinstance(stand, Waiting), "there is a question to ask"
    others = None if _is_open(session) else await sessions.open_of(scene.db, scene.person.id)
    if others is not None and others.id != session.id:
        note = await _put_aside(scene, others, session, note)
    prompt = worded(step, stand, handler.ways, note, await _example(scene, handler, session, step, stand))
    choices = tuple(choice.key for choice in prompt.choices)
    seen = looks(stand, choices)
    before, seen_before = step.place.turns.get(stand.key, (0, ""))
    # where files joined, the choices are those that were shown before, and a button of either copy counts
    same = seen == seen_before or (step.heed is Heed.JOINED and choices == step.place.shown)
    turn = before if same else await next_turn(scene.db, scene.person.id)
    gathering = step.heed in (Heed.GATHERED, Heed.JOINED) or step.files
    if not gathering and drafts.gathered(step.place):
        await outbox.withdraw(scene.db, drafts.gather_key(session))
    row = await scene.reply(
        prompt,
        turn,
        key=drafts.gather_key(session) if gathering else None,
        wait=ALBUM_PAUSE if gathering else timedelta(),
    )
    turns = {**step.place.turns, stand.key: (turn, seen)}
    place = replace(step.place, asked=stand.key, turn=turn, turns=turns, shown=choices)
    saved = drafts.with_place(session, place, row, scene.now)
    await sessions.save(scene.db, saved)
    scene.memory.keep(session.id, replace(looked, answers=saved.answers, stand=stand))


def _is_open(session: Session) -> bool:
    """Tell whether this is the one open conversation of its person: kept before, and not parked."""
    return session.turn > 0 and session.parked_at is None


async def _example(scene: Scene, handler: Handler[Any, Any], session: Session, step: Step, stand: Waiting) -> str:
    """After some unclear answers: how the same question was answered in this unit before."""
    member = scene.member_for(handler, session)
    if step.place.tries < HELP_AFTER or member is None or member.unit is None:
        return ""
    return await helping.example(scene.desk(member, session.id), stand.key)


async def _put_aside(scene: Scene, session: Session, by: Session, note: str) -> str:
    """Park a draft and say so; a question that cannot be saved for later is closed without a word."""
    other = book.named(session.handler)
    if LATER not in other.ways:
        await close(scene, session)
        return note
    await sessions.park(scene.db, scene.person.id, scene.now, aside=by.id)
    return note or say("draft.parked", command=menu.shown(other.commands[0]))


async def close(scene: Scene, session: Session) -> None:
    """End a conversation without acting: what was gathered for it goes too."""
    await _keep_evidence(scene, drafts.place_of(session), Place())
    await outbox.withdraw(scene.db, drafts.gather_key(session))
    await _end(scene, session)


async def _end(scene: Scene, session: Session) -> None:
    await sessions.close(scene.db, session)
    scene.memory.forget(session.id)


async def _way(
    scene: Scene, handler: Handler[Any, Any], session: Session, looked: Looked, step: Step, said: Said
) -> None:
    """Take a way out: put the draft aside, or throw it away, the second time it is asked for."""
    await _settle(scene, session, said, step)
    if step.way == LATER:
        await sessions.save(scene.db, drafts.with_place(session, step.place, session.prompt, scene.now))
        await sessions.park(scene.db, scene.person.id, scene.now)
        await scene.reply(Prompt(say("draft.saved", command=menu.shown(handler.commands[0]))))
    elif step.way == CANCEL and step.place.answers and LATER in handler.ways:
        turn = await next_turn(scene.db, scene.person.id)
        sure = Prompt(_cancelled(handler, "sure"), ways=ways((THROW_AWAY, STAY)))
        row = await scene.reply(sure, turn)
        place = replace(step.place, turn=turn, shown=())
        await sessions.save(scene.db, drafts.with_place(session, place, row, scene.now))
    elif step.way in (CANCEL, THROW_AWAY):
        await _keep_evidence(scene, step.place, Place())
        await _end(scene, session)
        await outbox.withdraw(scene.db, drafts.gather_key(session))
        drafted = step.place.answers and LATER in handler.ways
        ended = Prompt(_cancelled(handler, "done") if drafted else say("cancel.closed"))
        await scene.reply(await _with_put_aside(scene, session, ended))
    else:
        await _ask(scene, handler, session, looked, replace(step, heed=Heed.ANSWERED), "")


def _cancelled(handler: Handler[Any, Any], what: str) -> str:
    """Say it in words of this handler, where there are any."""
    own = f"cancel.{what}.{handler.name}"
    return say(own if has(own) else f"cancel.{what}")


async def _keep_evidence(scene: Scene, before: Place, after: Place) -> None:
    """Want the files that are new in the draft, forget those that left it."""
    had, has = drafts.gathered(before), drafts.gathered(after)
    for item in has.keys() - had.keys():
        await evidence.add(scene.db, scene.person.id, scene.channel, has[item], scene.now)
    await evidence.drop(scene.db, scene.person.id, sorted(had.keys() - has.keys()))


async def _settle(scene: Scene, session: Session, said: Said, step: Step) -> None:
    """Take the buttons off the prompt that was answered; show on it what was chosen."""
    if session.prompt is None or step.heed in (Heed.GATHERED, Heed.JOINED):
        return
    pressed = said.pressed if step.heed in _TAKEN else ""
    if not pressed and said.text.strip().isdecimal() and step.heed is Heed.ANSWERED:
        pressed = f"{session.turn}:{int(said.text) - 1}"
    await outbox.put(
        scene.db,
        outbox.Outgoing(
            channel=scene.channel,
            chat=scene.chat,
            lane=Lane.TIDY,
            body=pressed,
            due_at=scene.now + _TIDY_PAUSE,
            person=scene.person.id,
            settles=session.prompt,
        ),
    )
