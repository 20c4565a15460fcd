"""People who enter results, inside the sandbox's server: whatever the bot shows, they type what comes next."""

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from bot.sandbox import people
from bot.sandbox.serving import Running
from bot.sandbox.world import Json, Persona, add_person
from messages.words import catalogue

BEGIN: Final = "/baocao 16.3"
TITLE: Final = "Hội nghị phổ biến Công ước CEDAW cho cán bộ xã, phường"
FIGURES: Final = "1 hội nghị, hơn 120 đại biểu"
_SKIP: Final = "bỏ qua"  # what we do not know is not obligatory
_ANSWERS: Final = (
    ("ask.what", "04/12/2025"),
    ("ask.form", "1"),
    ("ask.title", TITLE),
    ("ask.figures", FIGURES),
    ("ask.evidence", "xong"),
    ("report.review", "gửi"),
)
_MORE: Final = ("ask.counts", "1")  # asked from the unit's second entry on
STEPS: Final = (BEGIN, *(text for _, text in _ANSWERS))


@cache
def _known(key: str) -> str:
    """Give the longest part of these words that stands in every message made of them."""
    return max(re.split(r"\{[^}]*\}|\n", catalogue("vi")[key]), key=len).strip()


@dataclass(slots=True)
class Official:
    """One person: the step of the entry now at, when it was typed, the entries still to make."""

    id: int
    left: int
    step: int = 0  # for those who know them by heart
    typed: str = ""  # last, or what comes next
    at: float = 0.0  # when, while it is not answered


def reading(_: Official, shown: str) -> str:
    """Give what a person types below a prompt of ours; "" when the entry has its number."""
    if shows("report.received", shown):
        return ""
    return next((text for key, text in (*_ANSWERS, _MORE) if shows(key, shown)), _SKIP)


def shows(key: str, shown: str) -> bool:
    """Tell whether a message of ours is made of the words under this key."""
    return _known(key) in shown


def by_heart(official: Official, _: str) -> str:
    """Give the next of the seven steps: the peers ask the same questions in the same order."""
    official.step = (official.step + 1) % len(STEPS)
    return STEPS[official.step] if official.step else ""


@dataclass
class Crowd:
    """Many people. `at_once`: each goes on as soon as the bot has answered; else when `one_more` says so."""

    running: Running
    ids: Sequence[int]
    entries: int
    following: Callable[[Official, str], str]
    at_once: bool = True
    waits: list[float] = field(default_factory=list)  # seconds from each message to its answer
    entered: int = 0
    edits: int = 0
    ready: list[int] = field(default_factory=list)
    officials: dict[int, Official] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let everybody in, and watch."""
        self.officials = {id_: Official(id_, self.entries) for id_ in self.ids}
        self.ready = list(self.ids)
        for official in self.officials.values():
            official.typed = STEPS[0]
        self.running.do(self._enter)

    def _enter(self) -> None:
        for id_ in self.ids:
            if id_ not in self.running.world.people:
                add_person(self.running.world, Persona(id_, f"Official {id_}"))
        self.running.world.watchers.add(self.heed)

    def leave(self) -> None:
        """Watch no longer."""
        self.running.do(self.running.world.watchers.discard, self.heed)

    def all_done(self, patience: float) -> None:
        """Let everybody write, and wait until each has made all entries."""
        for id_ in self.ids:
            self.running.do(self.write, id_, STEPS[0])
        self.running.when(lambda: all(one.left <= 0 for one in self.officials.values()) or None).result(patience)

    def one_more(self) -> bool:
        """Let the one who has waited longest write; False when everybody waits for the bot."""
        if not self.ready:
            return False
        official = self.officials[self.ready.pop(0)]
        self.write(official.id, official.typed)
        return True

    def write(self, id_: int, text: str) -> None:
        """Write one message."""
        official = self.officials[id_]
        official.typed, official.at = text, time.perf_counter()
        people.write(self.running.world, id_, text)

    def heed(self, event: Json) -> None:
        """Note what the bot says, and go on."""
        if event["kind"] == "edited":
            self.edits += 1
        if event["kind"] != "message" or not event["message"]["from"]["is_bot"]:
            return
        official = self.officials.get(event["person"])
        if official is None or not official.at:
            return
        self.waits.append(time.perf_counter() - official.at)
        official.at = 0.0
        following = self.following(official, event["message"].get("text", ""))
        if not following:
            self.entered += 1
            official.left -= 1
            following = STEPS[0]
            if official.left <= 0:
                return
        if self.at_once:
            asyncio.get_running_loop().call_soon(self.write, official.id, following)
        else:
            official.typed = following
            self.ready.append(official.id)
