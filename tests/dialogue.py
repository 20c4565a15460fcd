"""Play a written dialogue through the whole house: inbox, turn, outbox, on a real SQLite file.

    @ Lan official BNG            who speaks from here on (registered at first mention)
    @clock 2025-12-05 09:00       what time it is, in Viet Nam
    > hom qua                     the person types
    > [ảnh]  > [tệp bc.docx]      the person sends a photo, a document
    > [album 3]                   an album of three photos
    > [nút Quay lại]              the person presses a button of the last prompt
    < Đã ghi: ...                 what the bot answers, choices numbered, ways out in the last line

The house is opened anew for every message, so every dialogue also tests a restart.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import App
from bot.packing import packed
from handlers import owing
from handlers.campaigns import Campaigns
from handlers.desk import House
from messages.said import Said
from messages.values import Attachment, FileKind
from messages.words import ZONE
from plans import reading
from storage import inbox, migrating, people
from storage.db import Database, Turn
from storage.people import Role

HOUSE = House(b"a secret of the tests", "daumoi_bot", "0900 000 000")
FRIDAY = datetime(2025, 12, 5, 8, 30, tzinfo=ZONE)
PLANS = Path(__file__).parent.parent / "plans"
NAMES = {"Lan": "Nguyễn Thị Lan", "Minh": "Trần Văn Minh", "Quân": "Lê Anh Quân", "Hà": "Phạm Thu Hà"}
TITLE = "Chuyên viên"
_CODE = re.compile(r"\b(?=[A-Z]*[0-9])[0-9A-HJKMNP-TV-Z]{10}\b")  # a code is new each time
_FILE = re.compile(r"\[(?P<kind>ảnh|tệp|album)\s*(?P<name>[^\]]*)\]\s*(?P<text>.*)")


@dataclass
class Stage:
    """The house, and who speaks at what time."""

    path: Path
    now: datetime = FRIDAY
    who: str = ""
    messages: int = 0
    buttons: dict[str, dict[str, str]] = field(default_factory=dict)

    async def open(self, plan: str = "705-2025") -> None:
        """Make the database and load a plan."""
        migrating.migrate(self.path)
        found = reading.read(PLANS / f"{plan}.yaml")
        await self.write(partial(owing.load, plan=found, at=self.now))

    async def write(self, work: Any) -> Any:
        """Run one turn in a house opened for it."""
        db = Database(self.path)
        await db.open()
        try:
            return await db.write(work)
        finally:
            await db.close()

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

    async def say(self, line: str) -> list[str]:
        """Say one line as the present speaker; give what the bot answers, line by line."""
        self.now += timedelta(seconds=20)
        answers: list[str] = []
        for said in self._said(line):
            answers = await self.write(partial(self._turn, said=said))
        return answers

    def _said(self, line: str) -> Iterator[Said]:
        self.messages += 1
        source = f"{self.who}:{self.messages}"
        if line.startswith("[nút "):
            yield Said(source, pressed=self.buttons[self.who][line.removeprefix("[nút ").rstrip("]")])
        elif line.startswith("[sticker]"):
            yield Said(source, unsupported="sticker")
        elif match := _FILE.fullmatch(line):
            count = int(match["name"]) if match["kind"] == "album" else 1
            kind = FileKind.DOCUMENT if match["kind"] == "tệp" else FileKind.PHOTO
            for place in range(count):
                ref = f"file-{self.messages}-{place}"
                name = match["name"] if kind is FileKind.DOCUMENT else ""
                album = f"album-{self.messages}" if match["kind"] == "album" else ""
                yield Said(
                    f"{source}.{place}", match["text"], attachments=(Attachment(kind, ref, name, 1000),), album=album
                )
        else:
            yield Said(source, line)

    async def _turn(self, db: Turn, said: Said) -> list[str]:
        key = f"{said.source}/{self.messages}"
        await inbox.keep(
            db, channel="telegram", key=key, chat=self.who, said=packed(said), album=said.album, at=self.now
        )
        (kept,) = await inbox.to_serve(db, 10)
        await App(HOUSE, Campaigns()).serve(db, kept, self.now)
        rows = await db.all(
            str,
            "select body from outbox where chat = :who and state = 'waiting' and lane <= 3 order by id",
            who=self.who,
        )
        await db.run("update outbox set state = 'sent', message = cast(id as text) where state = 'waiting'")
        return [line for body in rows for line in self._shown(json.loads(body))]

    def _shown(self, body: dict[str, Any]) -> list[str]:
        both = [*body["choices"], *body["ways"]]
        self.buttons[self.who] = dict(both)
        lines = _CODE.sub("XXXXXXXXXX", body["text"]).split("\n")
        choices = [label for label, _ in body["choices"]]
        lines += [f"{place}. {label}" if body["numbered"] else f"[{label}]" for place, label in enumerate(choices, 1)]
        lines += [f"[tệp {name}]" for _, _, name in body["files"]]
        return lines + ([" · ".join(f"[{label}]" for label, _ in body["ways"])] if body["ways"] else [])


async def play(path: Path, script: str, plan: str = "705-2025") -> str:
    """Play the lines a person says; give the whole dialogue as it went."""
    stage = Stage(path)
    await stage.open(plan)
    went: list[str] = []
    for line in script.splitlines():
        if line.startswith("<"):
            continue
        went.append(line)
        if line.startswith("@clock "):
            stage.now = datetime.fromisoformat(line.removeprefix("@clock ")).replace(tzinfo=ZONE)
        elif line.startswith("@ "):
            await stage.enter(*line.removeprefix("@ ").split())
        elif line.startswith("> "):
            went += [f"< {said}".rstrip() for said in await stage.say(line.removeprefix("> "))]
    return "\n".join(went) + "\n"
