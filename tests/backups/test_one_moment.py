"""A backup made while entries come in is of one moment: what was kept together is in it together, or not at all."""

import asyncio
import os
from functools import partial
from pathlib import Path

from bot.backups import making, restoring
from bot.backups.making import WrittenBackup
from bot.data_dir import Folder
from bot.files import store
from storage import audit, copying
from storage.db import Database, Turn
from storage.results import evidence
from storage.results.evidence import NewEvidence
from tests.backups.lived_in import KINDS, furnish
from tests.backups.test_bringing_back import rows
from tests.dialogue import FRIDAY, HOUSE

BACKUPS = 5
TOGETHER = "select (select count(*) from audit where act = 'file.kept'), (select count(*) from evidence where id > 3)"


async def _keep(db: Turn, nth: int, sha256: str) -> None:
    """Keep a file and a line of the audit, in one turn."""
    await evidence.add(db, 3, "telegram", NewEvidence(f"more:{nth}", "photo", ref="x"), FRIDAY)
    row = await db.one(int, "select max(id) from evidence")
    await evidence.kept(db, row, sha256_original=sha256, sha256_stored=sha256, format_="jpeg", readable=True, at=FRIDAY)
    await audit.add(db, HOUSE.secret, "file.kept", at=FRIDAY, about=sha256)


async def enter_for_ever(db: Database, folder: Folder, written: list[str]) -> None:
    while True:
        sha256, _ = store.put(folder.store, os.urandom(2000))
        await db.write(partial(_keep, nth=len(written), sha256=sha256))
        written.append(sha256)


async def made_while_it_goes_on(folder: Folder, into: Path, kind: str) -> list[tuple[WrittenBackup, int, int]]:
    """Make backups while a house is written; give each, with what had been written before it began and after it."""
    made, written = [], []
    db = Database(folder.database)
    await db.open()
    entering = asyncio.create_task(enter_for_ever(db, folder, written))
    for nth in range(BACKUPS):
        before = len(written)
        work = making.make(folder, into / f"{nth}.tar", KINDS[kind][0], FRIDAY)
        made.append((await asyncio.to_thread(asyncio.run, work), before, len(written)))
    entering.cancel()
    await asyncio.gather(entering, return_exceptions=True)
    await db.close()
    return made


async def test_what_was_kept_together_is_in_a_backup_together(tmp_path: Path) -> None:
    await furnish(tmp_path / "house")
    made = await made_while_it_goes_on(Folder(tmp_path / "house"), tmp_path, "plain")

    assert made[0][1] < made[-1][2]  # it was written meanwhile
    for nth, (backup, before, after) in enumerate(made):
        again = Folder(tmp_path / f"again-{nth}")
        await asyncio.to_thread(restoring.restore, backup.path, again, KINDS["plain"][1])
        ((lines, files),) = rows(again, TOGETHER)
        held = await copying.look(again.database)

        assert lines == files
        assert before <= files <= after + 1  # one may have been kept whose writer was not told yet
        assert backup.gone == ()
        assert {path.name for path in again.store.glob("??/*")} == set(held.files)
