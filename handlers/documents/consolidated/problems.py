"""Parts III and IV as far as units have told them: difficulties by what they are about, and what is asked for."""

from collections.abc import Iterable, Sequence
from typing import Final

from handlers.documents.material import Material
from handlers.documents.sentences import Figures, Sentences, as_part, count
from messages.folding import folded
from messages.words import write
from storage.matters import Matter

_OTHER: Final = "other"
_EXAMPLE: Final = 200  # letters of a difficulty that is quoted
_REQUESTS: Final = 6


def difficulties(material: Material, say: Sentences) -> tuple[str, ...]:
    """Word the difficulties, those that most units have first, each group with an example."""
    groups: dict[str, list[Matter]] = {}
    for matter in material.difficulties:
        groups.setdefault(_about(matter), []).append(matter)
    told = sorted(groups.items(), key=lambda group: (group[0] == _OTHER, -len(_units(group[1]))))
    return tuple(_group(about, mine, material, say) for about, mine in told) or (write("difficulties.none"),)


def _about(matter: Matter) -> str:
    """Say what a difficulty is about: the kind with the most of its words in it."""
    said = f" {folded(matter.what)} "
    counts = {
        kind: sum(said.count(f" {word} ") for word in _words(kind)) for kind in write("difficulties.kinds").split()
    }
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] else _OTHER


def _words(kind: str) -> Iterable[str]:
    return (folded(word) for word in write(f"difficulties.{kind}.words").split("|") if word)


def _units(matters: Iterable[Matter]) -> dict[str, None]:
    return dict.fromkeys(matter.unit for matter in matters)


def _group(about: str, mine: Sequence[Matter], material: Material, say: Sentences) -> str:
    units = len(_units(mine))
    shown = next((matter for matter in mine if 0 < len(matter.what) <= _EXAMPLE), None)
    example = ""
    if shown is not None:
        unit = material.plan.unit(shown.unit).name
        example = write("difficulties.example", what=as_part(shown.what), unit=unit)
    figures = [Figures(count(units), "storage.matters.brought")]
    return say.add("difficulties.group", figures, about=write(f"difficulties.{about}"), units=units, example=example)


def requests(material: Material) -> tuple[str, ...]:
    """Word what the units ask for, each wish once."""
    wishes = dict.fromkeys(as_part(matter.asked_for) for matter in material.difficulties if matter.asked_for)
    return (write("requests", list="; ".join(list(wishes)[:_REQUESTS])),) if wishes else ()
