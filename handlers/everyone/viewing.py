"""/xem 705-BNG-012: open one entry, with its evidence; a number alone does so too.

Whose entries one may open is decided in `handlers/entries/access.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from handlers.closings import closing
from handlers.desk import Desk
from handlers.entries import contents, deciding, on_paper, recorded, sums
from handlers.entries.access import found, is_all_of, number, numbered
from handlers.everyone import naming_unit
from handlers.handler import Handler, Refused
from handlers.roles import OFFICE, OFFICIALS
from handlers.unasked import Begin
from messages.documents import file_names
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.questions.ways import CANCEL
from messages.said import Choice, Prompt, Said
from messages.values import Enclosure, FileKind
from messages.words import say
from plans.schema import Plan
from storage.members.people import Role
from storage.results import evidence, reviews, subtotals
from storage.results.entries import Entry, EntryKind
from storage.results.evidence import Evidence
from storage.results.status import Confirmation, Status

_ALONE: Final = re.compile(r"(?:\w*\d\w*[\s–-])?(?P<unit>[A-Z]{2,12})[\s–-]?\d{1,5}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """The number as it was typed."""

    typed: str


@dataclass(frozen=True, slots=True)
class Given:
    """A number to give as an example; whether the number alone is enough."""

    example: str
    own: bool


async def look(desk: Desk) -> Given:
    own = desk.member.role is Role.OFFICIAL
    unit = desk.unit.code if own else next(unit.code for unit in desk.plan.units if unit.code != desk.plan.office)
    return Given(numbered(desk.plan.code, unit, 12), own)


def talk(ask: Ask, given: Given) -> TypedNumber:
    words = "number_own" if given.own else "number"
    return TypedNumber(ask(Text("number", 40, words, {"example": given.example}, digits=True)))


async def act(desk: Desk, wanted: TypedNumber) -> Prompt:
    entry = await found(desk, wanted.typed)
    if entry is None:
        unit = naming_unit.offered(desk, wanted.typed)
        if unit is None:
            raise Refused("number", "entry.unknown", typed=wanted.typed)
        return unit
    return replace(await shown(desk, entry), choices=_further(desk, entry))


async def shown(desk: Desk, entry: Entry) -> Prompt:
    """Show an entry whole, with its files; that it was looked at changes nothing but the audit."""
    pieces = await evidence.of_entry(desk.db, entry.id)
    await desk.note("entry.viewed", about=number(entry))
    text = _worded(desk.plan, entry, pieces, await _compared(desk, entry))
    told = await on_paper.lines(desk.db, entry, desk.plan.unit(entry.unit).name)
    text += "".join(f"\n{line}" for line in told)
    text += await _decided(desk, entry) + await _closed(desk, entry)
    return Prompt(text, enclosures=_enclosed(entry, pieces))


async def _decided(desk: Desk, entry: Entry) -> str:
    """Say where it stands with the office, and why."""
    if entry.status in (Status.PLANNED, Status.WITHDRAWN):
        return ""
    text = "\n" + deciding.status(entry)
    last = await reviews.latest(desk.db, entry.id)
    if last is not None and last.reason and entry.status.value == last.decision.value:
        text += "\n" + say("review.because", reason=last.reason)
    if entry.taken_in is not None and entry.taken_in != entry.version:
        text += "\n" + say("review.taken_in_before", version=entry.taken_in)
    return text


def _further(desk: Desk, entry: Entry) -> tuple[Choice, ...]:
    """Offer what may be done next: with what the own unit has sent, or to decide of it, and to see all of its unit."""
    if desk.member.role is not Role.OFFICIAL:
        unit = Choice(f"/donvi {entry.unit}", say("view.unit", unit=desk.plan.unit(entry.unit).short))
        if desk.member.role is not Role.COORDINATOR or not deciding.ways(entry):
            return (unit,)
        review = Choice(f"/rasoat {number(entry)}", say("view.rasoat"))
        if entry.confirmation is Confirmation.NOT_NEEDED or contents.of_entry(entry).is_classified:
            return (review, unit)
        return (review, Choice(f"/suathay {number(entry)}", say("paper.do.amend")), unit)
    if not is_all_of(desk.member, entry) or entry.status in (Status.WITHDRAWN, Status.WITHDRAWAL_ASKED):
        return ()
    ways = ("sua", "rut") if entry.kind is EntryKind.SENSITIVE else ("bosung", "sua", "rut")  # it takes no evidence
    return tuple(Choice(f"/{way} {number(entry)}", say(f"view.{way}")) for way in ways)


async def alone(desk: Desk, said: Said) -> Begin | Prompt | None:
    """Open the entry whose number is all that was typed: "705-BNG-012", "BNG 012", "bng-12"."""
    match = None if said.pressed or said.edited or said.attachments else _ALONE.fullmatch(said.text.strip())
    if match is None:
        return None
    mine = [member for member in desk.members if member.role in VIEW.roles and member.plan in desk.plans]
    for member in mine:
        if await found(replace(desk, member=member), said.text) is not None:
            return Begin(VIEW, member, {"number": said.text.strip()})
    names_a_unit = any(desk.plans[member.plan or ""].has_unit(match["unit"].upper()) for member in mine)
    return Prompt(say("entry.unknown", typed=said.text.strip())) if names_a_unit else None


async def _compared(desk: Desk, entry: Entry) -> str:
    """Word an entry's totals beside what was recorded before it; for the office also what counts nowhere."""
    content = contents.of_entry(entry)
    task = "".join(content.tasks[:1])
    told = await subtotals.around(desk.db, entry.plan, entry.unit, entry.made_at, task)
    compared = recorded.compared(desk.plan, [row for row in told if sums.order(row) < sums.order(entry)], content)
    return compared if desk.member.role is Role.OFFICIAL else recorded.beside(content, compared)


def _worded(plan: Plan, entry: Entry, pieces: list[Evidence], compared: str) -> str:
    content = contents.of_entry(entry)
    head = say("entry.head", number=number(entry), unit=plan.unit(entry.unit).name)
    text = [head, contents.lines(plan, content, contents.counted(pieces), compared)]
    text += [f"– {piece.text}" for piece in pieces if piece.kind in ("link", "number")]
    files = [piece for piece in pieces if piece.kind in ("photo", "document")]
    for place, piece in enumerate(files, start=1):
        if _state(piece):
            name = f"{say(f'evidence.kind.{piece.kind}')} {place}"
            text.append(say(f"evidence.state.{_state(piece)}", name=name))
    text.append(say("entry.by", name=entry.made_by or "–", at=entry.made_at))
    if entry.version > 1:
        text.append(say("entry.version", version=entry.version, at=entry.said_at))
    if entry.status is Status.WITHDRAWN:
        text.append(say("entry.withdrawn"))
    return "\n".join(text)


async def _closed(desk: Desk, entry: Entry) -> str:
    """Say in a line that it came after its phase was closed."""
    if entry.status is Status.WITHDRAWN:
        return ""
    remark = await closing.remark(desk.db, desk.plan, contents.of_entry(entry), entry.made_at, entry.said_at)
    return remark and f"\n{remark}"


def _state(piece: Evidence) -> str:
    """Give what there is to say of a file: it is coming, it is missing, its text could not be checked."""
    if piece.state == "kept":
        return "" if piece.readable else "unread"
    return piece.state


def _enclosed(entry: Entry, pieces: list[Evidence]) -> tuple[Enclosure, ...]:
    """Give the files, each under its own name, else the entry's number and its place; its bytes told its kind."""
    files = [piece for piece in pieces if piece.kind in ("photo", "document")]
    names = [f"{number(entry)}-{place}" for place in range(1, len(files) + 1)]
    return tuple(
        Enclosure(FileKind(piece.kind), piece.sha256_stored, file_names.given(piece.name, piece.format, name))
        for name, piece in zip(names, files, strict=True)
        if piece.state == "kept" and piece.sha256_stored is not None
    )


def start(words: str, _given: Given) -> Mapping[str, Any]:
    """Take the number after the command."""
    return {"number": words}


VIEW: Final = Handler("view", ("xem", "view"), OFFICIALS | OFFICE, look, talk, act, start, ways=(CANCEL,))
