"""A simulated official: registers with a code, enters results, waits for every answer and never sends twice.

Reads what the bot shows as a person would: the newest message decides what to do. A
message that looks exactly like the one just answered is a second copy of it: a person waits.
"""

import asyncio
import hashlib
import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from PIL import Image

from bot.sandbox import people
from bot.sandbox.people import SentFile
from bot.sandbox.serving import Running
from messages.words import catalogue

PATIENCE = 75.0  # seconds without an answer: then a message was lost
NUMBER = re.compile(r"\b705-[A-Z]+-\d{3}\b")
_DAYS = ("hom qua", "03/12/2025", "thứ hai", "1-3/12", "ngay 2")
Message = dict[str, Any]
_FIGURES = ("1 hội thảo, hơn 120 đại biểu", "85 lượt người tham dự", "hơn 3 nghìn lượt người")


@dataclass
class Act:
    """One thing the person did, and the message that answered it (0: none came)."""

    what: str
    after: int
    answered: int = 0


@dataclass
class Entry:
    """What was entered: a title, and the SHA-256 of each photo sent with it."""

    title: str = ""
    photos: list[str] = field(default_factory=list)


class Stopped(Exception):  # noqa: N818 - the person has done what they came for
    """The official closes the app."""


@dataclass
class Official:
    """One person with one unit's code."""

    running: Running
    person: int
    unit: str
    code: str
    seed: int
    enough: Callable[[int], bool]
    acts: list[Act] = field(default_factory=list)
    sent: dict[str, Entry] = field(default_factory=dict)
    draft: Entry = field(default_factory=Entry)
    _answered: str = ""
    _seen: int = 0  # the newest message that was read
    _last: int = 0  # the newest message when the person last did something

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    async def live(self) -> None:
        """Greet, register, enter results until it is enough."""
        self._do("greeting", people.write, "xin chào")
        await self._answer()
        self._do("code", people.write, self.code)
        try:
            while True:
                self._heed(await self._answer())
        except Stopped:
            return

    async def _answer(self) -> Message:
        """Wait for something new from the bot, and give the newest; the act before it is then answered."""
        waiting = self.running.when(self._news)
        try:
            message = await asyncio.wait_for(asyncio.wrap_future(waiting), PATIENCE)
        except TimeoutError:
            shown = [said.get("text", "?")[:60] for said in self._messages()[-4:]]
            raise AssertionError(f"{self.unit} waits in vain after {self.acts[-1]}: {shown}") from None
        if not self.acts[-1].answered:
            self.acts[-1].answered = message["message_id"]
        self._seen = message["message_id"]
        self._answered = _looks(message)
        return message

    def _messages(self) -> list[Message]:
        return self.running.do(people.messages, self.running.world, self.person)

    def _news(self) -> Message | None:
        talk = self.running.world.bot().chats[self.person]
        newest = next(reversed(talk.messages.values()))
        fresh = newest["from"]["is_bot"] and newest["message_id"] > self._last
        return newest if fresh and _looks(newest) != self._answered else None

    def _heed(self, message: Message) -> None:
        for said in self._messages():
            self._note_number(said)
        text = message["text"]
        for key, react in _REACTIONS:
            if known(key) in text:
                react(self, message)
                return
        raise AssertionError(f"{self.unit} does not know what to say to: {text}")

    def _note_number(self, said: Message) -> None:
        if said["from"]["is_bot"] and known("report.received") in said.get("text", ""):
            number = NUMBER.search(said["text"])
            assert number, said["text"]
            if number[0] not in self.sent:
                self.sent[number[0]], self.draft = self.draft, Entry()

    def _do(self, what: str, deed: Callable[..., Any], *facts: Any) -> bool:
        """Act on what is on the screen; False when something new stands there meanwhile, to be read first."""

        def act() -> bool:
            talk = self.running.world.bot().chats.get(self.person)
            newest = next(reversed(talk.messages.values())) if talk is not None and talk.messages else None
            # a second copy of what was read says nothing new: it is acted upon as the first would have been
            if newest is not None and newest["message_id"] != self._seen and _looks(newest) != self._answered:
                return False
            deed(self.running.world, self.person, *facts)
            self._last = max(self.running.world.bot().chats[self.person].messages)
            return True

        if not self.running.do(act):
            return False
        self.acts.append(Act(what, self._last))
        return True

    # What a person says to each question ---------------------------------------

    def type(self, text: str) -> bool:
        return self._do(f"typed {text}", people.write, text)

    def press(self, message: Message, label: str = "") -> None:
        """Press the button with this label, or any that is a choice."""
        fitting = [
            (words, data)
            for words, data in _buttons(message)
            if words == label or (not label and data.partition(":")[2].isdecimal())
        ]
        assert fitting, f"{self.unit} finds no {label or 'choice'} below: {message['text']}"
        others = [one for one in fitting if self.acts[-1].what != f"pressed {one[0]}"]
        fitting = others or fitting  # what was refused would be refused again, in the same words
        words, data = self.random.choice(fitting)
        self._do(f"pressed {words}", people.press, message["message_id"], data)

    def title(self, _: Message) -> None:
        self.draft.title = f"Hội thảo {'I' * (len(self.sent) + 1)} của {self.unit}"
        self.type(self.draft.title)

    def photos(self, _: Message) -> None:
        pictures = [self._picture() for _ in range(self.random.choice((1, 2, 2)))]
        if self._do(f"sent {len(pictures)} photos", people.files_of, [SentFile(one) for one in pictures]):
            self.draft.photos += [hashlib.sha256(one).hexdigest() for one in pictures]

    def _picture(self) -> bytes:
        file = io.BytesIO()
        colours = bytes(self.random.randrange(256) for _ in range(8 * 6 * 3))
        Image.frombytes("RGB", (8, 6), colours).resize((160, 120)).save(file, "JPEG")
        return file.getvalue()

    def another(self, message: Message) -> None:
        if self.enough(len(self.sent)):
            raise Stopped
        words, data = _buttons(message)[0]
        self._do(f"pressed {words}", people.press, message["message_id"], data)


def _pressing(key: str) -> Callable[[Official, Message], None]:
    return lambda official, message: official.press(message, _word(key))


def _typing(*texts: str) -> Callable[[Official, Message], None]:
    return lambda official, _: official.type(official.random.choice(texts))


def _any(official: Official, message: Message) -> None:
    official.press(message)


_REACTIONS: tuple[tuple[str, Callable[[Official, Message], None]], ...] = (
    ("ask.name", lambda official, _: official.type(f"Nguyễn Văn {official.unit.title()}")),
    ("ask.title_held", _typing("Chuyên viên", "Phó Trưởng phòng")),
    ("register.who.official", _pressing("confirm.right")),
    ("ask.consent", _pressing("register.agree")),
    ("register.secrets", _pressing("confirm.secrets")),
    ("register.welcome.official", Official.another),
    ("ask.task", _any),
    ("ask.other_task", _any),
    ("cooperating.own", _any),
    ("ask.part", _pressing("part.open")),
    ("ask.due", _typing("hoạt động khác")),
    ("ask.count", _typing("3", "12")),
    ("ask.by_letter", _any),
    ("ask.what", _typing(*_DAYS)),
    ("ask.days", _typing(*_DAYS)),
    ("ask.outside", _any),
    ("ask.form", _typing("hội nghị", "tin, bài", "kiểm tra")),  # an activity: its title is looked for afterwards
    ("ask.title", Official.title),
    ("ask.figures", _typing(*_FIGURES)),
    ("ask.counts", _any),
    ("ask.evidence", Official.photos),
    ("evidence.more", _pressing("evidence.done")),
    ("ask.finished", _any),
    ("report.review", _pressing("confirm.send")),
    ("report.received", Official.another),
    ("heed.ended", Official.another),
    ("text.unknown", Official.another),
    ("cooperating.lead", _any),  # last, for little of it stands in every message
)


@cache
def known(key: str) -> str:
    """Give the longest part of these words that stands in every message made of them."""
    return max(re.split(r"\{[^}]*\}|\n", _word(key)), key=len).strip()


def _word(key: str) -> str:
    return catalogue("vi")[key]


def _buttons(message: Message) -> list[tuple[str, str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [(one["text"], one["callback_data"]) for row in rows for one in row]


def _looks(message: Message) -> str:
    return f"{message.get('text')} {message.get('reply_markup')}"
