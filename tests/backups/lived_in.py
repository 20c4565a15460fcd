"""A house that has been in use: people, a result with evidence, a reply in the middle of being sent."""

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pyrage

from bot.backups import making
from bot.backups.ciphering import BackupKey, Cipher
from bot.backups.making import WrittenBackup
from bot.data_dir import Folder
from bot.files import store
from storage.db import Turn
from storage.queues import outbox
from storage.queues.outbox import Lane, Outgoing
from storage.results import evidence
from storage.results.evidence import NewEvidence
from tests.dialogue import FRIDAY, Stage
from tests.talk.telling import entry, hears

OWN, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
PHRASE = "một câu dài, dễ nhớ"
# Each kind of backup: how it is encrypted, and what opens it.
KINDS = {
    "plain": (Cipher(), BackupKey()),
    "key": (Cipher(recipient=str(OWN.to_public())), BackupKey(identities=f"# của cơ quan\n{OWN}\n")),
    "passphrase": (Cipher(passphrase=PHRASE), BackupKey(passphrase=PHRASE)),
}
FILES = (b"%PDF-1.7 mot", b"anh " * 5000, b"")


async def furnish(path: Path) -> Stage:
    """Let people live in a folder that is not there yet."""
    path.mkdir(mode=0o700)
    stage = Stage(path / Folder(path).database.name)
    await stage.open()
    for who, role, unit in (("Hà", "admin", ""), ("Minh", "coordinator", "VPCQTT"), ("Lan", "official", "BNG")):
        await stage.enter(who, role, unit)
    await hears(stage, "Lan", *entry("2.1b"))
    for nth, data in enumerate(FILES):
        sha256, _ = store.put(Folder(path).store, data)
        await stage.write(partial(_keep, item=f"Lan:{nth}", sha256=sha256))
    await stage.write(_in_the_middle)
    await stage.close()
    return stage


async def _keep(db: Turn, item: str, sha256: str) -> None:
    await evidence.add(db, 3, "telegram", NewEvidence(item, "photo", ref="x"), FRIDAY)
    row = await db.one(int, "select id from evidence where item = :item", item=item)
    await evidence.kept(db, row, sha256_original=sha256, sha256_stored=sha256, format_="pdf", readable=True, at=FRIDAY)


async def _in_the_middle(db: Turn) -> None:
    """Leave a reply and a reminder as a kill leaves them."""
    for chat, lane in (("Lan", Lane.REPLY), ("Minh", Lane.REMINDER)):
        body = '{"text": "Đã nhận.", "choices": [], "ways": [], "files": []}'
        row = await outbox.put(db, Outgoing("telegram", chat, lane, body, FRIDAY))
        await outbox.sending(db, row, FRIDAY)


def backed_up(folder: Folder, to: Path, kind: str = "plain") -> WrittenBackup:
    """Make a backup of a house."""
    return asyncio.run(making.make(folder, to, KINDS[kind][0], FRIDAY))


def held(path: Path) -> dict[str, bytes | list[str]]:
    """Give every file of a house that a backup holds, and every row; a copy's header counts for itself."""
    files = [path / "secret", path / "consolidated.docx", *sorted((path / "evidence").glob("??/*"))]
    found: dict[str, bytes | list[str]] = {
        str(file.relative_to(path)): file.read_bytes() for file in files if file.exists()
    }
    with closing(sqlite3.connect(path / "daumoi.db")) as db:
        return {"daumoi.db": list(db.iterdump()), **found}
