"""Play a written dialogue through the whole house: guard, inbox, turn, outbox, on a real SQLite file.

    @ Lan official BNG            who speaks from here on (registered at first mention with a role)
    @clock 2025-12-05 09:00       what time it is, in Viet Nam
    @until 2025-12-08 09:00       time passes, and whatever falls due is done on its way
    @code official BNG            the office issues a code; CODE in a line stands for the latest one
    @plan hai-phong-2024          a further plan begins to run
    @blocked Lan                  Lan has blocked the bot
    @stuck Lan                    a message of Lan's could not be served, one to Lan may not have arrived
    > hom qua                     the person types
    >> hom qua                    the same, one second after the line before
    > [ảnh]  > [tệp bc.docx] chữ  the person sends a photo, a document, with a caption
    > [bảng tuan-1]               the person sends a workbook, made of tests/workbooks/tables/tuan-1.txt
    > [vị trí Nhà hát Lớn]        the person sends a place
    > [album 3]  > [ảnh cùng album]  three photos at once; one more of them, later
    > [nút Quay lại]  > [nút cũ Hôm nay]  presses a button of the last prompt, of an earlier one
    > [sửa] Hội thảo              the person corrects the message before
    > [sửa ảnh] chữ               the person puts another photo in the place of that of the message before
    > Ngày: 5/12⏎Số liệu: 3 tin   one message of two lines
    < Đã ghi: ...                 what the bot answers, choices numbered, ways out in the last line
    <Hà: ...                      what somebody else is told meanwhile

For every message the house begins with nothing but what the file holds, so every dialogue also tests a restart.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.channel import Arrival, ChannelError
from bot.channels.telegram.channel import Telegram
from bot.clock import Clock
from bot.loops.fetching import Fetching
from bot.loops.receiving import Receiving
from bot.loops.working import Working
from bot.rehearsal.simulating import Keeping, simulated
from bot.serving.app import App
from handlers.everyone import codes
from handlers.house import Addresses, House
from handlers.obligations import laying_down
from handlers.signs import Pulse
from messages.said import Said
from messages.values import Attachment, FileKind
from messages.words import ZONE
from plans import reading
from storage.db import Database, Turn
from storage.members import people
from storage.members.people import Role
from tests.empty import empty
from tests.left_over import left_over
from tests.workbooks.sheet import made

ADDRESSES = {Telegram.name: Addresses("https://t.me/daumoi_bot?start={code}", Telegram.group)}
HOUSE = House(b"a secret of the tests, 32 bytes.", "0900 000 000", ADDRESSES)
FRIDAY = datetime(2025, 12, 5, 8, 30, tzinfo=ZONE)
PLANS = Path(__file__).parent.parent / "plans"
TABLES = Path(__file__).parent / "workbooks" / "tables"
NAMES = {"Lan": "Nguyễn Thị Lan", "Minh": "Trần Văn Minh", "Quân": "Lê Anh Quân", "Hà": "Phạm Thu Hà"}
TITLE = "Chuyên viên"
_SOON = timedelta(hours=2)  # what waits longer is not told with the answer
_LOADED: dict[tuple[str, datetime], bytes] = {}  # the house as it stands once a plan is loaded, to begin with at once
_HELD: set[AsyncGenerator[Database]] = set()  # else what a test lets go of might be collected, open, in its midst
_CODE = re.compile(r"(?:(?<=: )|(?<=start=))[0-9A-HJKMNP-TV-Z]{10}\b")  # a code is new each time
_FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")  # of a file that is made anew each time
_FILE = re.compile(r"\[(?P<kind>ảnh|tệp|album|bảng)\s*(?P<name>[^\]]*)\]\s*(?P<text>.*)", re.DOTALL)
_BUTTON = re.compile(r"\[nút (?P<old>cũ )?(?P<label>[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Answer:
    """A message as it waits to be sent."""

    chat: str
    body: str


@dataclass
class Giving(Keeping):
    """A channel that gives the workbooks that were sent."""

    files: dict[str, bytes] = field(default_factory=dict)

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:  # noqa: ARG002 - they are small
        if ref not in self.files:
            raise ChannelError("not today", permanent=False)
        into.write_bytes(self.files[ref])


def in_a_thread(_data: Path) -> Executor:
    """Do long work in this process."""
    return ThreadPoolExecutor(1)


class Stopped(Clock):
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at

    def now(self) -> datetime:
        return self._at


@dataclass
class Stage:
    """The house, and who speaks at what time."""

    path: Path
    now: datetime = FRIDAY
    who: str = ""
    messages: int = 0
    code: str = ""
    album: str = ""
    source: str = ""
    house: House = field(default_factory=lambda: replace(HOUSE, pulse=Pulse()))  # a process of its own
    buttons: dict[str, dict[str, str]] = field(default_factory=dict)
    old_buttons: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)  # workbooks that are sent, by what they are fetched by
    _opened: Database | None = None
    _held: AsyncGenerator[Database] | None = None

    async def open(self, plan: str = "705-2025") -> None:
        """Make the database and load a plan."""
        (self.path.parent / "secret").write_bytes(HOUSE.secret)
        loaded = plan, self.now
        if loaded in _LOADED:
            self.path.write_bytes(_LOADED[loaded])
            return
        empty(self.path)
        await self.load(plan)
        await self.close()
        _LOADED[loaded] = self.path.read_bytes()

    async def close(self) -> None:
        """Close the file, for whoever looks into it or opens it otherwise; whatever comes next opens it again."""
        if self._held is not None:
            await self._held.aclose()

    async def _database(self) -> Database:
        """Give the file, open, with nothing remembered of it."""
        if self._opened is None:
            self._held = self._open_until_the_loop_ends()
            _HELD.add(self._held)
            self._opened = await anext(self._held)
        self._opened.memory.clear()
        return self._opened

    async def _open_until_the_loop_ends(self) -> AsyncGenerator[Database]:
        """Open the file: that takes longer than most messages. An event loop closes the generators it leaves."""
        db = Database(self.path, scratch=True)
        await db.open()
        try:
            yield db
        finally:
            _HELD.discard(self._held)
            self._held = self._opened = None
            await db.close()

    async def load(self, plan: str) -> None:
        """Let a plan run."""
        found = reading.read(PLANS / f"{plan}.yaml")
        await self.write(partial(laying_down.load, plan=found, at=self.now))

    async def write(self, work: Any) -> Any:
        """Run one turn."""
        db = await self._database()
        return await db.write(work)

    async def enter(self, who: str, role: str = "", unit: str = "", plan: str = "705", language: str = "vi") -> None:
        """Let somebody speak; at the first mention with a role they are registered, without one a stranger."""
        self.who = who
        if role:
            await self.write(partial(self._register, who=who, role=Role(role), unit=unit, plan=plan, language=language))

    async def _register(self, db: Turn, who: str, role: Role, unit: str, plan: str, language: str) -> None:
        if await people.at_address(db, "telegram", who) is not None:
            return
        person = await people.arrive(db, "telegram", who, self.now)
        await people.agree(db, person.id, name=NAMES.get(who, who), title=TITLE, notice="test", at=self.now)
        await people.speak(db, person.id, language)
        admin = role is Role.ADMIN
        await people.join(
            db,
            person.id,
            plan=None if admin else plan,
            unit=None if admin else unit,
            role=role,
            invitation=None,
            at=self.now,
        )

    async def invite(self, role: str, unit: str | None = None, plan: str = "705") -> str:
        """Issue a code; CODE stands for it from here on."""
        wanted = codes.WantedCode(Role(role), plan if unit else None, unit)
        issued = await self.write(partial(codes.issue, house=HOUSE, wanted=wanted, made_by=None, now=self.now))
        self.code = issued.code
        return self.code

    async def block(self, who: str) -> None:
        """Let somebody block the bot."""
        await self.write(partial(people.reach, channel="telegram", chat=who, reachable=False, at=self.now))

    async def say(self, line: str, pause: timedelta | None = None) -> list[str]:
        """Say one line as the present speaker; give what the bot answers, line by line."""
        self.now += pause or timedelta(seconds=12 + len(line) // 3)  # typing takes its time
        typed = line.replace("CODE", self.code).replace("⏎", "\n")
        arrivals = [_arrival(self.who, said, self.messages) for said in self._said(typed)]
        db, app = await self._database(), App(self.house)
        receiving = Receiving(db, app, Stopped(self.now), "telegram")
        await receiving.receive(arrivals)
        await receiving.backlog.serve()
        await self._fetch(db, app)
        await receiving.backlog.serve()
        await self._work(db, app)
        return await db.write(self._answers)

    async def send(self, data: bytes, name: str = "ket-qua.xlsx", caption: str = "") -> list[str]:
        """Send a workbook as the present speaker; give what the bot answers, line by line."""
        self.files[f"file-{self.messages + 1}-0"] = data
        return await self.say(f"[tệp {name}] {caption}")

    async def _fetch(self, db: Database, app: App) -> None:
        """Fetch the workbooks that were sent; other files never come."""
        sent, self.files = self.files, {}
        if not sent:
            return
        clock, store = Stopped(self.now), self.path.parent / "store"
        store.mkdir(exist_ok=True)
        fetching = Fetching(db, app, {"telegram": Giving(clock, files=sent)}, clock, store)
        while await fetching.fetch_some():
            pass

    async def pass_until(self, until: datetime) -> list[str]:
        """Let time pass; give what anybody is told meanwhile, with the instant of each message."""
        said: list[str] = []
        async with simulated(self.path, self.house, self.now, scratch=True) as house:
            await house.until(until)
            for one in house.channel.delivered:
                self._remember(one.address, {button.label: button.data for row in one.shown.rows for button in row})
                lines = [f"[{one.at.astimezone(ZONE):%H:%M %d/%m/%Y}]", *one.shown.text.split("\n")]
                lines += [f"[{button.label}]" for row in one.shown.rows for button in row]
                said += [f"<{one.address}: {line}".rstrip() for line in lines]
        self.now = until
        return said

    async def _work(self, db: Database, app: App) -> None:
        """Do the long work that was asked for, in a thread: another process would tell the same, later."""
        store = self.path.parent / "store"
        await Working(db, app, Stopped(self.now), store, asyncio.Lock(), in_a_thread).work_through()

    def _said(self, line: str) -> Iterator[Said]:
        self.messages += 1
        before, self.source = self.source, f"{self.who}:{self.messages}"
        if match := _BUTTON.fullmatch(line):
            shown = self.old_buttons if match["old"] else self.buttons
            yield Said(self.source, pressed=shown[self.who][match["label"]])
        elif line.startswith("[sửa] "):
            self.source = before
            yield Said(before, line.removeprefix("[sửa] "), edited=True)
        elif line.startswith("[sửa ảnh]"):
            self.source = before
            photo = Attachment(FileKind.PHOTO, f"file-{self.messages}-new")
            yield Said(before, line.removeprefix("[sửa ảnh]").strip(), attachments=(photo,), edited=True)
        elif line.startswith("[vị trí "):
            yield Said(self.source, place=line.removeprefix("[vị trí ").removesuffix("]"))
        elif line == "[sticker]":
            yield Said(self.source, unsupported="sticker")
        elif match := _FILE.fullmatch(line):
            yield from self._files(match["kind"], match["name"], match["text"])
        else:
            yield Said(self.source, line)

    def _files(self, kind: str, name: str, caption: str) -> Iterator[Said]:
        if kind == "album":
            self.album = f"album-{self.messages}"
        album = self.album if kind == "album" or name == "cùng album" else ""
        for place in range(int(name) if kind == "album" else 1):
            ref = f"file-{self.messages}-{place}"
            if kind == "bảng":
                self.files[ref] = made((TABLES / f"{name}.txt").read_text(encoding="utf-8"))
                kind, name = "tệp", f"{name}.xlsx"
            file = Attachment(FileKind.DOCUMENT, ref, name, 1000) if kind == "tệp" else Attachment(FileKind.PHOTO, ref)
            source = f"{self.source}.{place}" if kind == "album" else self.source
            yield Said(source, "" if place else caption, attachments=(file,), album=album)

    async def _answers(self, db: Turn) -> list[str]:
        waits = "state = 'waiting' and due_at <= :soon and body is not null"  # a reminder has no words yet
        sql = f"select chat, body from outbox where {waits} and lane <> 4 order by id"
        soon = self.now + _SOON
        rows = await db.all(Answer, sql, soon=soon)
        await db.run(f"update outbox set state = 'sent', message = cast(id as text) where {waits}", soon=soon)
        return [line for row in rows for line in self._shown(row.chat, json.loads(row.body))]

    def _shown(self, chat: str, body: dict[str, Any]) -> list[str]:
        self._remember(chat, dict([*body["choices"], *body["ways"]]))
        found = _CODE.findall(body["text"])
        self.code = found[0] if found else self.code
        lines = _CODE.sub("XXXXXXXXXX", body["text"]).split("\n")
        choices = [label for label, _ in body["choices"]]
        lines += [f"{place}. {label}" if body["numbered"] else f"[{label}]" for place, label in enumerate(choices, 1)]
        lines += [f"[tệp {name}]" for _, _, name in body["files"]]
        lines += [" · ".join(f"[{label}]" for label, _ in body["ways"])] if body["ways"] else []
        return lines if chat == self.who else [f"<{chat}: {line}" for line in lines]

    def _remember(self, chat: str, buttons: dict[str, str]) -> None:
        self.old_buttons[chat] = {**self.old_buttons.get(chat, {}), **self.buttons.get(chat, {})}
        self.buttons[chat] = buttons


def _arrival(who: str, said: Said, nth: int) -> Arrival:
    texts = (said.text, said.place, *(file.name for file in said.attachments))
    return Arrival(f"{said.source}/{nth}", who, said, tuple(filter(None, texts)))


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


async def play(path: Path, script: str, plan: str = "705-2025") -> str:
    """Play the lines a person says; give the whole dialogue as it went."""
    stage = Stage(path)
    if script.startswith("@clock "):
        stage.now = _instant(script.splitlines()[0].removeprefix("@clock "))
    await stage.open(plan)
    went: list[str] = []
    for line in script.splitlines():
        if not line.startswith("<"):
            went += [line, *await _played(stage, line)]
    return "\n".join(went) + "\n"


async def _played(stage: Stage, line: str) -> list[str]:
    """Play one line; give what is said because of it."""
    word, _, rest = line.partition(" ")
    match word:
        case "@clock":
            stage.now = _instant(rest)
        case "@until":
            return await stage.pass_until(_instant(rest))
        case "@code":
            await stage.invite(*rest.split())
        case "@plan":
            await stage.load(rest)
        case "@blocked":
            await stage.block(rest)
        case "@stuck":
            await stage.write(partial(left_over, who=rest, at=stage.now))
        case "@":
            await stage.enter(*rest.split())
        case ">" | ">>":
            said = await stage.say(rest, timedelta(seconds=1) if word == ">>" else None)
            said = [_FINGERPRINT.sub("…", line) for line in said]
            return [line if line.startswith("<") else f"< {line}".rstrip() for line in said]
        case _:
            assert not word, f"nobody knows what this means: {line}"
    return []
