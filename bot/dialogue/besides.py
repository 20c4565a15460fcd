"""What comes besides the answer to the open question: files, links, a place; late parts of an album; edits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.standing import (
    Answer,
    D,
    G,
    Heed,
    Place,
    Step,
    Talk,
    Waiting,
    present,
    read,
    remembered,
    spread,
    spreads,
    unclear_in,
    without,
)
from messages.questions.question import Foreseen, Gathering, Heard, Question
from messages.reading import links
from messages.said import Said
from messages.unclear import Unclear


def is_evidence(said: Said) -> bool:
    """Tell whether a message holds files or a place, or is nothing but links."""
    return bool(said.attachments or said.place) or links.is_all(said.text)


def late_part(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said) -> Step | None:
    """Put a late part of an album where the earlier parts went, if the talk has moved on."""
    for key, question in stand.asked.items():
        if said.album and isinstance(question, Gathering) and question.holds(place.answers[key].kept, said.album):
            return _joined(talk, given, place, stand, said, key, question)
    return None


def elsewhere(
    talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, foreseen: Sequence[Foreseen]
) -> Step | None:
    """Put files, links or a place where they belong, in answers given or to come; None for links that fit nowhere."""
    for key, question in stand.asked.items():
        if isinstance(question, Gathering) and not said.place:
            return _joined(talk, given, place, stand, said, key, question)
    for one in foreseen:
        if isinstance(one.question, Gathering) is not bool(said.place) and _is_time(one, stand):
            return _foreseen(talk, given, place, stand, said, one)
    if not said.attachments and not said.place:
        return None
    return Step(
        place, stand, Heed.MISPLACED, why=Unclear("evidence.not_here" if said.attachments else "place.not_here")
    )


def _joined(
    talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, key: str, question: Question[Any]
) -> Step:
    """Put files with those of an answer, unless they are too many."""
    assert isinstance(question, Gathering), "only what gathers takes files"
    kept = place.answers[key].kept
    try:
        question.hear(Heard(said), question.opened(kept))
    except Unclear as why:
        return Step(place, stand, Heed.MISPLACED, why=why)
    answers = {**place.answers, key: Answer(question.joined(kept, said), said.source)}
    return Step(replace(place, answers=answers), read(talk, given, answers), Heed.JOINED)


def _is_time(one: Foreseen, stand: Waiting) -> bool:
    return one.since in (*stand.asked, stand.key) or stand.key in one.early


def _foreseen(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, one: Foreseen) -> Step:
    key = one.question.key
    heard = Said(said.source, said.place) if said.place else said
    before = present(place, key)
    try:
        if before and isinstance(one.question, Gathering):
            one.question.hear(Heard(heard), one.question.opened(before))
            kept = one.question.joined(before, heard)
        else:
            kept = one.question.hear(Heard(heard), None)
    except Unclear as why:
        return Step(place, stand, Heed.MISPLACED, why=why)
    answers = {**place.answers, key: Answer(kept, said.source)}
    echo = one.question.echo(kept) if said.place else ""
    return Step(replace(place, answers=answers), read(talk, given, answers), Heed.JOINED, echo)


def edited(talk: Talk[G, D], given: G, place: Place, stand: Waiting, said: Said, foreseen: Sequence[Foreseen]) -> Step:
    """Hear an edited message again, for the answers it was the source of."""
    answers, echo = dict(place.answers), ""
    first: Mapping[str, Any] = {}
    whole = spreads(stand.asked, answers, said.source)
    if whole:
        answers = without(answers, said.source)
    heard = False
    for key, question in stand.asked.items():
        before = place.answers[key]
        if isinstance(question, Gathering) or before.source != said.source or (whole and key != whole):
            continue
        try:
            kept = question.hear(Heard(said), before.kept)
            question.value(kept)
        except Unclear as unclear:
            return Step(place, stand, Heed.UNCHANGED, why=unclear)
        heard, echo = True, question.echo(kept)
        answers[key] = Answer(kept, said.source)
        answers, first = spread(question, answers[key], answers)
    for question in (*stand.asked.values(), stand.question, *(one.question for one in foreseen)):
        if isinstance(question, Gathering) and (answer := answers.get(question.key)) is not None:
            kept = question.exchanged(answer.kept, said)
            heard = heard or question.holds_of(answer.kept, said.source)
            answers[question.key] = replace(answer, kept=kept)
    if heard and answers == place.answers:
        return Step(place, stand, Heed.SAME)
    after = read(talk, given, answers)
    place = replace(place, answers=remembered(answers, after))
    return Step(place, after, Heed.CHANGED if heard else Heed.STALE, echo=echo, why=unclear_in(first, after))
