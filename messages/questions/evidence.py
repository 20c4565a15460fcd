"""Evidence: photos, albums, documents, links, numbers of documents."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from messages import meanings, secrets
from messages.folding import folded
from messages.questions.question import Gathering, Heard, More
from messages.reading.links import LINK
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say

DONE: Final = "done"
NONE: Final = "none"
CLEAR: Final = "clear"
# "123/BC-BYT", "705/KH-BCĐNQ ngày 01/11/2025": the number of an official document (Decree 30/2020, article 8)
_NUMBER: Final = re.compile(r"\b\d{1,5}(?:/\d{4})?/[A-ZĐ]{2,6}(?:-[\w.&Đ-]{1,20})?(?:\s+ngày\s+\d{1,2}/\d{1,2}/\d{4})?")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece. `item` names its message and its place in it, so a re-delivered message adds nothing."""

    item: str
    kind: str  # photo | document | link | number
    text: str = ""
    ref: str = ""
    name: str = ""
    size: int = 0
    album: str = ""


@dataclass(frozen=True, slots=True)
class Gather(Gathering):
    """Hears evidence: the first message that holds any is enough; where it is being changed, more until "Xong".

    Kept: {"items": [...], "done": bool}.
    """

    key: str
    at_most: int
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> Any:
        """Keep one more item, or that there are no more."""
        items = list(kept["items"]) if kept else []
        word = heard.picked or _typed().get(folded(heard.said.text.strip(" .")), "")
        if word == CLEAR:
            return {"items": [], "done": False}
        if word in (DONE, NONE):
            return {"items": items, "done": True}
        return self._with(items, heard.said)

    def _with(self, items: list[dict[str, Any]], said: Said) -> Any:
        if is_marked(said.text):
            raise Unclear("evidence.marked")
        known = {item["item"] for item in items}
        new = [item for item in heard_items(said) if item["item"] not in known]
        if not new and not (known & {item["item"] for item in heard_items(said)}):
            raise Unclear("evidence.nothing")
        if len(items) + len(new) > self.at_most:
            raise Unclear("evidence.too_many", at_most=self.at_most)
        return {"items": items + new, "done": not items}

    def value(self, kept: Any) -> tuple[Item, ...]:
        """Give the items, once there are no more."""
        if not kept["done"]:
            raise More
        return tuple(Item(**item) for item in kept["items"])

    def prompt(self, kept: Any) -> Prompt:
        """Ask for a first one, or for more."""
        count = len(kept["items"]) if kept else 0
        if not count:
            words = f"{say(f'ask.{self.key}', at_most=self.at_most)}\n{say('evidence.limits')}"
            return Prompt(words, (Choice(NONE, say("evidence.none")),))
        choices = (Choice(DONE, say("evidence.done")), Choice(CLEAR, say("evidence.clear")))
        return Prompt(say("evidence.more", n=count), choices)

    def echo(self, kept: Any) -> str:
        """Say how many there are."""
        if not kept["items"]:
            return say("echo.evidence.none")
        return say("echo.evidence", n=len(kept["items"]))

    def holds(self, kept: Any, album: str) -> bool:
        """Tell whether parts of this album are among the items."""
        return any(item.get("album") == album for item in kept["items"])

    def holds_of(self, kept: Any, source: str) -> bool:
        """Tell whether items of this message are among those kept."""
        return any(is_of(item, source) for item in kept["items"])

    def exchanged(self, kept: Any, said: Said) -> Any:
        """Put the items of an edited message in the place of those it had."""
        return {**kept, "items": exchanged(kept["items"], said)}

    def opened(self, kept: Any) -> Any:
        """Ask on, with the items there are."""
        return {"items": kept["items"], "done": False}

    def joined(self, kept: Any, said: Said) -> Any:
        """Add the items of a late part of an album."""
        known = {item["item"] for item in kept["items"]}
        new = [item for item in heard_items(said) if item["item"] not in known]
        return {"items": [*kept["items"], *new], "done": kept["done"]}


def heard_items(said: Said) -> list[dict[str, Any]]:
    """Give what of a message is evidence: its files, the links and document numbers in its text.

    Where one of these bears the letters of a degree of secrecy, none of them is kept.
    """
    files = [
        {
            "item": f"{said.source}:{place}",
            "kind": file.kind.value,
            "ref": file.ref,
            "name": file.name,
            "size": file.size,
            "album": said.album,
            "text": "",
        }
        for place, file in enumerate(said.attachments)
    ]
    links = [("link", match.group().rstrip(".,;)")) for match in LINK.finditer(said.text)]
    numbers = [("number", match.group()) for match in _NUMBER.finditer(LINK.sub(" ", said.text))]
    numbers = [] if is_marked(said.text) else numbers
    texts = [
        {"item": f"{said.source}:t{place}", "kind": kind, "ref": "", "text": text}
        for place, (kind, text) in enumerate(links + numbers)
    ]
    return files + texts


def is_marked(text: str) -> bool:
    """Tell whether a document's number in a text bears the letters of a degree of secrecy."""
    return secrets.mark_among_numbers(LINK.sub(" ", text))


def is_of(item: Mapping[str, Any], source: str) -> bool:
    """Tell whether a piece came in this message."""
    return bool(item["item"].startswith(f"{source}:"))


def exchanged(items: Sequence[dict[str, Any]], said: Said) -> list[dict[str, Any]]:
    """Give pieces with those of an edited message as it is now; another file gets another name, for it is fetched anew.

    A message of which nothing was kept changes nothing; an edit of words takes no file away.
    """
    mine = [item for item in items if is_of(item, said.source)]
    if not mine or (not said.attachments and any(item.get("ref") for item in mine)):
        return list(items)
    kept = [next((item for item in mine if _same(item, now)), _anew(now, mine)) for now in heard_items(said)]
    place = next(n for n, item in enumerate(items) if is_of(item, said.source))
    rest = [item for item in items[place:] if not is_of(item, said.source)]
    return [*items[:place], *kept, *rest]


def _same(item: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return all(item.get(part, "") == now[part] for part in ("kind", "ref", "text"))


def _anew(now: dict[str, Any], mine: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Name a piece as no piece of its message is named."""
    names, name = {item["item"] for item in mine}, now["item"]
    return {
        **now,
        "item": next(new for n in range(len(names) + 1) if (new := f"{name}+{n}" if n else name) not in names),
    }


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({f"evidence.{word}.typed": word for word in (DONE, NONE)})
