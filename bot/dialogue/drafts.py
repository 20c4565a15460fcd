"""A person's place in a conversation, between the row that is kept and the engine's `Place`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from bot.dialogue.standing import Answer, Doubt, Place
from bot.dialogue.standing import without as without_source
from messages.said import Choice
from storage.members.people import Member
from storage.queues.sessions import Session
from storage.results.evidence import NewEvidence
from storage.rows import from_json, to_json


def new(handler: str, member: Member, at: datetime) -> Session:
    """Begin a draft; its id stays with it for ever."""
    plan, unit = member.plan or "", member.unit or ""
    return Session(uuid4().hex, member.person, handler, plan, unit, "{}", "{}", "", 0, 0, None, None, at, None)


def place_of(session: Session) -> Place:
    """Give where the engine goes on."""
    answers = {key: Answer(kept, source) for key, (kept, source) in from_json(session.answers).items()}
    shown = from_json(session.shown)
    last, last_at = shown.get("last", ("", None))
    reopened = from_json(session.reopened) if session.reopened else None
    return Place(
        answers=answers,
        shown=tuple(shown.get("keys", ())),
        asked=session.asked,
        turn=session.turn,
        turns={key: (turn, looks) for key, (turn, looks) in shown.get("turns", {}).items()},
        tries=session.tries,
        reopened=(reopened[0], Answer(reopened[1], reopened[2])) if reopened else None,
        doubts={key: Doubt(why, _choices(offers)) for key, (why, offers) in shown.get("doubts", {}).items()},
        last=last,
        last_at=datetime.fromisoformat(last_at) if last_at else None,
    )


def with_place(session: Session, place: Place, prompt: int | None, at: datetime) -> Session:
    """Give the row to keep."""
    reopened = None
    if place.reopened is not None:
        key, old = place.reopened
        reopened = to_json([key, old.kept, old.source])
    answers = {key: [answer.kept, answer.source] for key, answer in place.answers.items()}
    last_at = place.last_at.isoformat() if place.last_at else None
    return replace(
        session,
        answers=to_json(answers),
        shown=to_json(
            {"keys": place.shown, "turns": place.turns, "last": [place.last, last_at]}
            | ({"doubts": {key: _kept(doubt) for key, doubt in place.doubts.items()}} if place.doubts else {})
        ),
        asked=place.asked,
        turn=place.turn,
        tries=place.tries,
        reopened=reopened,
        prompt=prompt,
        changed_at=at,
        parked_at=None,
        aside=None,
    )


def _kept(doubt: Doubt) -> list[Any]:
    return [doubt.reason, [[offer.key, offer.label] for offer in doubt.offers]]


def _choices(offers: list[list[str]]) -> tuple[Choice, ...]:
    return tuple(Choice(key, label) for key, label in offers)


def gathered(place: Place) -> dict[str, NewEvidence]:
    """Give every piece of evidence a draft holds, also of an answer that is being changed, by its item."""
    kept = [answer.kept for answer in place.answers.values()]
    if place.reopened is not None:
        kept.append(place.reopened[1].kept)
    return {piece["item"]: NewEvidence(**piece) for answer in kept for piece in _items(answer)}


def gather_key(session: Session) -> str:
    """Name the question that waits until no more files come."""
    return f"gather/{session.id}"


def without(session: Session, item: str) -> Session | None:
    """Give a draft that a piece of evidence is taken out of; None where it does not hold it."""
    answers = from_json(session.answers)
    holding = [kept for kept, _ in answers.values() if any(piece["item"] == item for piece in _items(kept))]
    if not holding:
        return None
    for kept in holding:
        kept["items"] = [piece for piece in kept["items"] if piece["item"] != item]
    return replace(session, answers=to_json(answers))


def without_message(session: Session, source: str) -> Session | None:
    """Give a draft without any answer that a message gave; None where it gave none."""
    place = place_of(session)
    answers = without_source(place.answers, source)
    is_reopened = place.reopened is not None and place.reopened[1].source == source
    if answers == place.answers and not is_reopened:
        return None
    left = replace(
        place,
        answers=answers,
        doubts={key: doubt for key, doubt in place.doubts.items() if key in answers},
        reopened=None if is_reopened else place.reopened,
        last="",
        last_at=None,
    )
    kept = with_place(session, left, session.prompt, session.changed_at)
    return replace(kept, parked_at=session.parked_at, aside=session.aside)


def _items(kept: Any) -> list[Mapping[str, Any]]:
    return list(kept["items"]) if isinstance(kept, Mapping) and "items" in kept else []
