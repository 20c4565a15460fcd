"""Carry a conversation on, one message at a time; `standing` says what that is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.dialogue import besides, picking
from bot.dialogue.standing import (
    Answer,
    D,
    Finished,
    G,
    Heed,
    Place,
    Stand,
    Step,
    Talk,
    Waiting,
    doubts,
    holds_items,
    present,
    read,
    spread,
    spreads,
    unclear_in,
    without,
)
from messages.questions import line
from messages.questions.question import Corrected, Foreseen, Forgetting, Gathering, Heard, More, Spreading
from messages.questions.ways import BACK, CHANGE
from messages.said import Said
from messages.unclear import Unclear
from messages.words import has, say

LONG: Final = 3500  # characters: a client cuts what is longer into several messages; no answer is
REPEATED_WITHIN: Final = timedelta(seconds=2)  # a weak connection sends a message twice; to read takes longer


def carry_on(
    talk: Talk[G, D],
    given: G,
    place: Place,
    said: Said,
    at: datetime,
    stand: Stand | None = None,
    foreseen: Sequence[Foreseen] = (),
) -> Step:
    """Hear one message; give the new place and where the conversation stands then.

    `stand` is where it stood after the last one, if that is known still; `foreseen` take files before their time.
    """
    stand = stand or read(talk, given, place.answers)
    if isinstance(stand, Finished):  # a release asks less than it did: what there is, is enough
        return Step(place, stand, Heed.ANSWERED)
    if said.edited:
        return besides.edited(talk, given, place, stand, said, foreseen)
    if late := besides.late_part(talk, given, place, stand, said):
        return late
    if besides.is_evidence(said) and not isinstance(stand.question, Gathering):
        joined = besides.elsewhere(talk, given, place, stand, said, foreseen)
        if joined is not None:
            return _with_caption(talk, given, joined, said, at)
    return _heard(talk, given, place, stand, said, at)


def _with_caption(talk: Talk[G, D], given: G, joined: Step, said: Said, at: datetime) -> Step:
    """Hear the words below files that have joined the others: they may answer the open question."""
    stand = joined.stand
    if joined.heed is not Heed.JOINED or isinstance(stand, Finished) or not said.attachments or not said.text.strip():
        return joined
    words = Said(said.source, said.text, written=said.written)
    step = _heard(talk, given, joined.place, stand, words, at)
    return replace(step, files=True, joined=True) if step.heed is Heed.ANSWERED else joined


def _heard(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, at: datetime) -> Step:
    if stand.key != place.asked:
        return Step(place, stand, Heed.STALE, why=stand.why)
    if _repeated(place, said, at):
        return Step(place, stand, Heed.REPEATED)
    if is_tail(place, said, at):
        return Step(replace(place, last_at=at), stand, Heed.TAIL)
    if said.unsupported:
        return _unclear(place, stand, Unclear("heed.unsupported"))
    place = replace(place, last=said.text, last_at=at)
    try:
        picked = picking.picked(place, stand, said)
    except Unclear as why:
        return _unclear(place, stand, why)
    if picked is None:
        return Step(place, stand, Heed.STALE)
    return _take(talk, given, place, stand, said, picked)


def _take(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, picked: str) -> Step:
    if picked == BACK:
        return _back(talk, given, place, stand)
    if picked.startswith(":"):
        return Step(place, stand, Heed.WAY, way=picked)
    if picked.startswith(CHANGE) and picked.removeprefix(CHANGE) in stand.asked:
        return reopen(talk, given, place, picked.removeprefix(CHANGE))
    if not picked and place.reopened is None and (whole := _spreading(place, stand, said.text)):
        return _spread_anew(talk, given, _told(place, stand), stand, said, whole)
    before = present(place, stand.key)
    try:
        kept = stand.question.hear(Heard(said, picked), before)
        stand.question.value(kept)
    except More:
        answers = {**place.answers, stand.key: Answer(kept, said.source)}
        place = replace(place, answers=answers, tries=0)
        heed = Heed.ANSWERED if picked else Heed.GATHERED  # what is picked is no further item
        return Step(place, read(talk, given, answers), heed)
    except Corrected as other:
        if other.key not in stand.asked:
            return _unclear(place, stand, other)
        opened = reopen(talk, given, place, other.key)
        assert isinstance(opened.stand, Waiting), "its answer was taken away"
        return _take(talk, given, opened.place, opened.stand, said, other.picked)
    except Unclear as why:
        offered = "" if picked else picking.confirmed(place, stand, said)
        return _take(talk, given, place, stand, said, offered) if offered else _unclear(place, stand, why)
    answer = Answer(kept, said.source)
    answers, first = spread(stand.question, answer, {**place.answers, stand.key: answer})
    left = 0
    if isinstance(stand.question, Forgetting) and stand.question.forgets(kept):
        stays = {key: answer for key, answer in answers.items() if key in stand.asked or key == stand.key}
        left = sum(len(answer.kept["items"]) for answer in answers.values() if holds_items(answer.kept))
        answers = stays
    after = read(talk, given, answers)
    others = ", ".join(say(f"template.{name}").lower() for name in _unlike(after, place.answers, first))
    place = replace(place, answers=answers, tries=0, reopened=None, doubts={**place.doubts, **doubts(first)})
    return Step(
        place,
        after,
        Heed.ANSWERED,
        echo=say("what.left", names=others) if others else stand.question.echo(kept),
        why=unclear_in(first, after),
        files=bool(said.attachments),
        left=left,
    )


def _spreading(place: Place, stand: Waiting, text: str) -> str:
    """Give the key of the question before this one whose answers this text holds; "" where there is none."""
    answered = _told(place, stand).answers
    return next(
        (
            key
            for key, question in stand.asked.items()
            if isinstance(question, Spreading) and question.tells(text.strip(), stand.key, answered)
        ),
        "",
    )


def _told(place: Place, stand: Waiting) -> Place:
    """Leave out what was only taken to be empty, for nobody was asked yet."""
    told = {key: answer for key, answer in place.answers.items() if answer.kept or key in stand.asked}
    return replace(place, answers=told)


def _spread_anew(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, key: str) -> Step:
    """Hear a text as the answer of a question before; a step back takes what that held together with this."""
    old, answers = place.answers[key].source, dict(place.answers)
    if spreads(stand.asked, answers, old) == key:
        answers |= {
            name: replace(answer, source=said.source) for name, answer in answers.items() if answer.source == old
        }
    opened = reopen(talk, given, replace(place, answers=answers), key)
    assert isinstance(opened.stand, Waiting), "its answer was taken away"
    return _take(talk, given, opened.place, opened.stand, said, "")


def _unlike(stand: Stand, before: Mapping[str, Answer], held: Mapping[str, Any]) -> list[str]:
    """Give the keys of the lines that say something else than was answered before."""

    def worded(key: str, kept: Any) -> Any:
        return (stand.asked[key].echo(kept) if key in stand.asked else "") or kept

    told = [key for key, kept in held.items() if key in before and kept and not isinstance(kept, Unclear)]
    named = [key for key in told if has(f"template.{key}") and not holds_items(held[key])]
    return [key for key in named if worded(key, held[key]) != worded(key, before[key].kept)]


def drop(talk: Talk[G, D], given: G, place: Place, key: str, why: Unclear) -> Step:
    """Drop an answer that a rule refused, and ask it again. Raise KeyError for one that was not given."""
    if key not in place.answers:
        raise KeyError(key)
    answers = {name: answer for name, answer in place.answers.items() if name != key}
    place = replace(place, answers=answers, tries=place.tries + 1)
    return Step(place, read(talk, given, answers), Heed.UNCLEAR, why=why)


def reopen(talk: Talk[G, D], given: G, place: Place, key: str) -> Step:
    """Ask one answer again; the old one stays until a new one is heard."""
    old = place.answers[key]
    answers = {name: answer for name, answer in place.answers.items() if name != key}
    place = replace(place, answers=answers, reopened=(key, old), tries=0)
    return Step(place, read(talk, given, answers), Heed.REOPENED)


def _back(talk: Talk[G, D], given: G, place: Place, stand: Waiting) -> Step:
    answers = dict(place.answers)
    if place.reopened is not None:  # closes the change, nothing else
        key, old = place.reopened
        answers[key] = old
    elif stand.asked:
        key, question = list(stand.asked.items())[-1]
        if isinstance(question, Gathering):  # what was gathered stays; it is only opened again
            answers[key] = replace(answers[key], kept=question.opened(answers[key].kept))
        elif spreads(stand.asked, answers, source := answers[key].source):  # all that was taken from one message
            answers = without(answers, source)
        else:
            answers.pop(key)
    place = replace(place, answers=answers, reopened=None, tries=0)
    return Step(place, read(talk, given, answers), Heed.WENT_BACK)


def _repeated(place: Place, said: Said, at: datetime) -> bool:
    """Tell whether a weak connection sent the same text again.

    "bỏ qua" twice is somebody in a hurry at two questions; what was skipped wrongly is put right on the review screen.
    """
    soon = place.last_at is not None and timedelta() <= at - place.last_at < REPEATED_WITHIN
    plain = bool(said.text) and not said.pressed and not said.attachments
    return plain and soon and said.text == place.last and not line.typed(said.text)


def is_tail(place: Place, said: Said, at: datetime) -> bool:
    """Tell whether this goes on a text that a client has cut, whose beginning was refused."""
    soon = place.last_at is not None and timedelta() <= at - place.last_at < REPEATED_WITHIN
    return soon and len(place.last) >= LONG and bool(said.text) and not said.pressed


def _unclear(place: Place, stand: Waiting, why: Unclear) -> Step:
    return Step(replace(place, tries=place.tries + 1), stand, Heed.UNCLEAR, why=why)
