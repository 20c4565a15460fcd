"""Backups in DATA_DIR/backups: those of the night, and those an admin asks for; of so many days they are kept."""

import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.backups import making
from bot.backups.ciphering import Cipher
from bot.backups.making import Tell
from bot.backups.refused import BackupRefused
from bot.data_dir import Folder
from handlers.delivery.long_work import BackupOutcome, Made, Wanted
from messages.words import ZONE

_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-\d{6}\.tar(\.age)?")


async def make(folder: Folder, wanted: Wanted, now: datetime, tell: Tell) -> Made:
    """Make one, and remove those that are too old; whatever stands in the way is an outcome too."""
    recipient = wanted.facts["recipient"]
    folder.backups.mkdir(mode=0o700, exist_ok=True)
    for left in folder.backups.glob(".daumoi-*"):  # of one that was stopped
        shutil.rmtree(left, ignore_errors=True)
    name = f"{now.astimezone(ZONE):%Y-%m-%d-%H%M%S}.tar{'.age' if recipient else ''}"
    try:
        made = await making.make(folder, folder.backups / name, Cipher(recipient), now, tell)
    except BackupRefused as no:
        facts = {fact: value if isinstance(value, int) else str(value) for fact, value in no.facts.items()}
        return Made("", (), BackupOutcome(because=no.because, facts=facts))
    _remove_old(folder.backups, wanted.facts["kept"])
    return Made("", (), BackupOutcome(name, now, made.size, made.sha256, bool(recipient), len(made.gone)))


def _remove_old(folder: Path, days: int) -> None:
    """Keep those of the last days of which there are any; a folder of other people's files stays as it is."""
    found = {path: match[1] for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))}
    kept = sorted(set(found.values()))[-days:]
    for path, day in found.items():
        if day not in kept:
            path.unlink(missing_ok=True)
