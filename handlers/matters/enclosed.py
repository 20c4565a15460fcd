"""Files that go with a line of a matter: gathered while it is written, kept as evidence is, shown with the thread."""

from collections.abc import Sequence
from typing import Any, Final

from handlers.desk import Desk
from handlers.entries import contents
from handlers.matters import numbers
from messages.documents import file_names
from messages.questions.evidence import Gather, Item
from messages.questions.question import Foreseen
from messages.values import Enclosure, FileKind
from messages.words import say
from storage.matters import Matter
from storage.results import evidence
from storage.results.evidence import Evidence

FILES: Final = "matter_files"
GATHER: Final = Gather(FILES, 10)
NONE_YET: Final[dict[str, Any]] = {"items": [], "done": True}  # nobody is asked for files who sends none
_KINDS: Final = ("photo", "document")


def foreseen(since: str, *early: str) -> tuple[Foreseen, ...]:
    """Take files from the question on in which the words are typed, and at those before it."""
    return (Foreseen(GATHER, since, frozenset(early)),)


def line(pieces: Sequence[Item]) -> str:
    """Say in a line of its own what is enclosed; "" where nothing is."""
    counted = contents.counted(_files(pieces))
    return "\n" + say("matter.enclosed", files=counted) if counted else ""


def said(text: str, pieces: Sequence[Item]) -> str:
    """Give the words with the links that came beside them: these are words, and no files."""
    links = (piece.text for piece in pieces if piece.kind == "link" and piece.text not in text)
    return " ".join(filter(None, (text, *links)))


async def give(desk: Desk, matter: Matter, nth: int, pieces: Sequence[Item]) -> None:
    """Give the files to the line they came with; what else was heard beside them stands in its words."""
    files = _files(pieces)
    await evidence.give(desk.db, desk.person.id, [piece.item for piece in files], matter.id, nth)
    rest = [piece.item for piece in pieces if piece not in files]
    await evidence.drop(desk.db, desk.person.id, rest)


async def shown(desk: Desk, matter: Matter) -> tuple[str, tuple[Enclosure, ...]]:
    """Give the files of a thread, by its own name or one of ours, and what there is to say of those not there."""
    pieces = await evidence.of_matter(desk.db, matter.id)
    names = [f"{numbers.number(matter)}-{place}" for place in range(1, len(pieces) + 1)]
    files = tuple(
        Enclosure(FileKind(piece.kind), piece.sha256_stored, file_names.given(piece.name, piece.format, name))
        for name, piece in zip(names, pieces, strict=True)
        if piece.state == "kept" and piece.sha256_stored is not None
    )
    return "".join(f"\n{_state(place, piece)}" for place, piece in enumerate(pieces, 1) if _state(place, piece)), files


def _state(place: int, piece: Evidence) -> str:
    state = piece.state if piece.state != "kept" else "" if piece.readable else "unread"
    return say(f"evidence.state.{state}", name=f"{say(f'evidence.kind.{piece.kind}')} {place}") if state else ""


def _files(pieces: Sequence[Item]) -> list[Item]:
    return [piece for piece in pieces if piece.kind in _KINDS]
