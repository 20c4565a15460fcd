"""A block to fill in without a connection and to send back in one message.

What comes back is read by its field names: in any order, some missing, with bullets,
without tone marks. Each field is heard by its own question.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from handlers.entries import contents
from handlers.officials.free_text import guessing_form, oneline, unmentioned
from handlers.officials.free_text.understanding import Piece, Understood, heard
from messages import meanings
from messages.folding import folded
from messages.questions.evidence import heard_items, is_marked
from messages.reading.lines import lines
from messages.said import Said
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Task, Unit

FIELDS: Final = ("task", "days", "form", "title", "place", "partners", "figures", "evidence", "finished")
_WHERE: Final = frozenset({"place", "partners"})  # not of units that are not asked
_ENOUGH: Final = 3  # fields that make a message a block
_LINE: Final = re.compile(r"^[\s\-–•*+>]*(?:\d{1,2}[.)]\s*)?(?P<name>[^\W\d][^:=：\n]{0,30}?)\s*[:=：]\s*(?P<said>.*)$")
_EMPTY: Final = re.compile(r"[.…_\s()\[\]–-]*")
_CODE: Final = re.compile(r"[\s(]*(\d{1,2}\.\d{1,2}[^\W\d_]?)\b", re.IGNORECASE)


def read(text: str) -> dict[str, str]:
    """Give the fields of a block that were filled in; {} for a message that is none."""
    found: dict[str, str] = {}
    named: set[str] = set()
    present = ""
    for line in text.splitlines():
        match = _LINE.match(line)
        key = _names().get(folded(match["name"]), "") if match else ""
        if match and key:
            present = key if key not in named else ""
            named.add(key)
            found[key] = match["said"] if present else found[key]
        elif not line.strip():
            present = ""
        elif present:
            found[present] += "\n" + line
    if len(named) < _ENOUGH:
        return {}
    return {key: said.strip() for key, said in found.items() if not _EMPTY.fullmatch(said)}


def is_block(text: str) -> bool:
    """Tell whether a message is a block that was sent back."""
    return bool(read(text))


def understood(talk: Any, given: Any, text: str) -> Understood:
    """Give what was understood of a block."""
    said = read(text)
    task, more = tasks(given, said.get("task", ""))
    if task.picked and oneline.is_closed(given, task.picked):
        words = (text for part, text in said.items() if part not in {"task", "finished"})
        return oneline.closed(talk, given, task.picked, ", ".join(words))
    pieces = {**unmentioned.PIECES, "figures": oneline.NO_FIGURES, "evidence": oneline.NO_EVIDENCE}
    pieces |= {key: Piece(text=said[key]) for key in ("days", "title", "place", "partners", "figures") if key in said}
    if "task" in said:
        pieces["task"] = task
    if "finished" in said:
        stage = stages().get(folded(said["finished"]).strip(" ."), "")
        pieces["finished"] = Piece(text=said["finished"], picked=stage)
    if "form" in said:
        pieces["form"] = Piece(text=said["form"])
    elif form := guessing_form.guess(given.plan, said.get("title", ""), said.get("figures", "")):
        pieces["form"] = form
    if "evidence" in said:
        pieces["evidence"] = evidence(said["evidence"])
    found = heard(talk, given, pieces, more)
    if "task" not in found.answers:
        found.answers["task"] = oneline.which_task(given, found.values, said.get("title", ""))
    return found


def tasks(given: Any, said: str) -> tuple[Piece, list[str]]:
    """Give the task by its key, whatever was written behind it, else by its words; and further keys with a joint."""
    match = _CODE.match(said)
    if match is None:
        return Piece(text=said), []
    keys = {folded(key): key for key in oneline.keys(given)}
    more, _ = lines.further_codes(said, match.end(), keys.values(), None)
    key = keys.get(folded(match[1]), "")
    if key:
        return Piece(picked=key), [other for other in more if other != key]
    return Piece(why=oneline.which_task(given, {}, said, match[1])), list(more)


def evidence(said: str) -> Piece:
    if is_marked(said):
        return Piece(why=Unclear("evidence.marked"))
    items = heard_items(Said("", said))
    if items or folded(said).strip(" .") in _nothing():
        return Piece(kept={"items": items, "done": True})
    return Piece(why=Unclear("evidence.nothing"))


def block(unit: Unit, tasks: Iterable[Task]) -> str:
    """Give the block, and these tasks below it, sensitive ones by their key alone."""
    fields = [key for key in FIELDS if unit.asks_place or key not in _WHERE]
    lines = "\n".join(f"{say(f'template.{key}')}: " for key in fields)
    return "\n".join([say("template.head"), "", lines, "", say("template.tasks"), *map(contents.label, tasks)])


@cache
def _names() -> dict[str, str]:
    """Give what fields are called, in either language."""
    return meanings.typed({words: key for key in FIELDS for words in (f"template.{key}", f"template.{key}.typed")})


@cache
def stages() -> dict[str, str]:
    """Give what people write for how far a task is, besides the words of the choices."""
    return meanings.typed({f"template.{stage}.typed": stage for stage in ("going", "done")})


@cache
def _nothing() -> dict[str, str]:
    return meanings.typed({"evidence.none.typed": "none"})
