"""Parts I, III and IV of a unit's report: what its people have said of them; where they have not, what is known.

A step that nobody spoke of is left in yellow, after what results and difficulties tell of it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from handlers.documents.own.gathered import IssuedDirective, OwnMaterial
from handlers.documents.own.passages import PaperLine
from handlers.documents.sentences import Figures, Sentences, count
from messages.folding import folded
from messages.words import write
from storage.matters import Matter

_ENDS: Final = " .;,"


def directives(own: OwnMaterial, say: Sentences) -> tuple[PaperLine, ...]:
    """Word what the unit has issued to carry the plan out."""
    name = own.unit.unit.name
    if own.steps.directives and is_none(own.steps.directives):
        return (PaperLine(write("own.issued.none", name=name)),)
    if own.steps.directives:
        items = lines(own.steps.directives)
        return (PaperLine(say.add("own.issued", n=len(items), name=name)), *_items(items))
    issued = issued_lines(own)
    if not issued:
        return (PaperLine("", write("own.fill.directives")),)
    numbers = [one.result.number for one in own.directives]
    head = say.add("own.issued", [Figures(count(len(issued)), "documents.material.directives", numbers)],
                   n=len(issued), name=name)  # fmt: skip
    known = all(one.number for one in own.directives)
    *before, last = _items(issued)
    return (PaperLine(head), *before, PaperLine(last.text, "" if known else write("own.fill.numbers")))


def issued_lines(own: OwnMaterial, since: datetime | None = None) -> list[str]:
    """Give what results tell of documents that were issued, one in each line; what came `since`, or all."""
    return [_issued(one) for one in own.directives if since is None or one.at > since]


def _issued(one: IssuedDirective) -> str:
    if one.number:
        return write("own.issued.numbered", title=one.result.title, number=one.number)
    return write("own.issued.one", title=one.result.title, on=one.result.on)


def lines(text: str) -> list[str]:
    """Give the lines of what somebody typed, without what stands at their ends."""
    return [plain for line in text.splitlines() if (plain := line.strip(" -–•\t").rstrip(_ENDS))]


def _items(items: Iterable[str]) -> list[PaperLine]:
    every = list(items)
    return [
        PaperLine(write("own.item.last" if n == len(every) else "own.item", what=one)) for n, one in enumerate(every, 1)
    ]


def assessment(own: OwnMaterial) -> tuple[PaperLine, ...]:
    """Word the unit's own judgement, which nobody else makes."""
    texts = [_ended(line.strip()) for line in own.steps.assessment.splitlines()]
    return tuple(map(PaperLine, texts)) or (PaperLine("", write("own.fill.assessment")),)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def difficulties(own: OwnMaterial) -> tuple[PaperLine, ...]:
    """Word what was in the way: as it was said for this report, else as it was put to the office."""
    name = own.unit.unit.name
    if own.steps.difficulties:
        if is_none(own.steps.difficulties):
            return (PaperLine(write("own.difficulties.none", name=name)),)
        return tuple(_items(lines(own.steps.difficulties)))
    brought = difficulty_lines(own)
    if not brought:
        return (PaperLine("", write("own.fill.difficulties")),)
    *before, last = _items(brought)
    return (*before, last, PaperLine("", write("own.fill.causes")))


def difficulty_lines(own: OwnMaterial, since: datetime | None = None) -> list[str]:
    """Give the difficulties that the unit put to the office and of which words may be told, each in a line."""
    return [" ".join(matter.what.split()).rstrip(_ENDS) for matter in _brought(own, since) if matter.what]


def _brought(own: OwnMaterial, since: datetime | None) -> list[Matter]:
    return [matter for matter in own.whole.difficulties if since is None or matter.made_at > since]


def is_none(text: str) -> bool:
    """Tell whether somebody said that there is nothing: "không", "không có"."""
    return folded(text.strip(_ENDS)) in write("own.none.typed").split("|")


def proposals(own: OwnMaterial) -> tuple[PaperLine, ...]:
    """Word what the unit asks for, and of whom."""
    steps = own.steps
    if steps.proposals:
        if is_none(steps.proposals):
            return (PaperLine(write("own.proposals.none", name=own.unit.unit.name)),)
        head = [PaperLine(write("own.proposals", addressee=steps.addressee))] if steps.addressee else []
        return (*head, *_items(lines(steps.proposals)))
    asked = asked_lines(own)
    if not asked:
        return (PaperLine("", write("own.fill.proposals")),)
    return (*_items(asked), PaperLine("", write("own.fill.addressee")))


def asked_lines(own: OwnMaterial, since: datetime | None = None) -> list[str]:
    """Give what the unit asked for with its difficulties, each wish once."""
    wishes = (" ".join(matter.asked_for.split()).rstrip(_ENDS) for matter in _brought(own, since))
    return list(dict.fromkeys(filter(None, wishes)))
