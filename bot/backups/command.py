"""The command line: `backup FILE`, also while the bot serves, and `restore FILE`, into a folder that holds no house."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import exits, orders
from bot.backups.refused import BackupRefused
from bot.clock import Clock
from bot.command_line import leave, read_settings
from bot.data_dir import Folder, Occupied
from bot.settings import Settings, is_recipient
from messages.words import say, speaking
from storage import migrating
from storage.rows import instant

if TYPE_CHECKING:
    from bot.backups.ciphering import BackupKey
    from bot.backups.making import WrittenBackup

_MEGABYTE = 1_000_000

PassphraseFile = Annotated[Path | None, typer.Option("--passphrase-file")]


def backup(
    file: Annotated[Path, typer.Argument()],
    recipient: Annotated[str, typer.Option()] = "",
    passphrase_file: PassphraseFile = None,
    passphrase: Annotated[bool, typer.Option("--passphrase")] = False,
) -> None:
    """Make a backup of everything in one file; works while the bot runs."""
    from bot.backups import making
    from bot.backups.ciphering import Cipher

    settings = read_settings()
    with speaking(settings.language):
        if (recipient != "") + (passphrase_file is not None) + passphrase > 1:
            leave(say("backup.two_ciphers"), exits.USAGE)
        if recipient and not is_recipient(recipient):
            leave(say("backup.no_recipient", key=recipient), exits.USAGE)
        if passphrase_file is not None or passphrase:
            cipher = Cipher(passphrase=_typed_twice() if passphrase_file is None else _first_line(passphrase_file))
        else:
            cipher = Cipher(recipient or settings.backup_recipient)
        at = Clock(settings.clock_file if settings.is_local else None).now()
        folder = Folder(settings.data_dir)
        try:
            made = asyncio.run(making.make(folder, file, cipher, at))
        except BackupRefused as no:
            leave(say(no.because, **no.facts), no.code)
        _keep(settings, folder, made)
        size = max(1, round(made.size / _MEGABYTE))
        typer.echo(say("backup.made", path=file, size=size, n=made.files, sha256=made.sha256))
        typer.echo(say("backup.made.locked" if cipher != Cipher() else "backup.made.open"))
        if made.gone:
            typer.echo(say("backup.done.gone", n=len(made.gone)))


def _keep(settings: Settings, folder: Folder, made: "WrittenBackup") -> None:
    """Let the house know; one of another release is left as it is."""
    if migrating.compared(folder.database) == 0:
        facts = {"made_at": instant(made.at), "name": made.path.name, "size": made.size, "sha256": made.sha256}
        asyncio.run(orders.send(settings, {"order": "backed_up", **facts}))


def restore(
    file: Annotated[Path, typer.Argument()],
    identity: Annotated[Path | None, typer.Option()] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Bring everything back from a backup into DATA_DIR, which must not hold anything yet."""
    from bot.backups import restoring

    settings = read_settings()
    with speaking(settings.language):
        try:
            restored = restoring.restore(file, Folder(settings.data_dir), _key(file, identity, passphrase_file))
        except BackupRefused as no:
            leave(say(no.because, **no.facts), no.code)
        except Occupied as other:
            leave(say("cli.occupied", path=settings.data_dir, process=str(other)), exits.OCCUPIED)
        typer.echo(say("restore.done", path=settings.data_dir, at=restored.made_at, n=restored.files))
        if restored.gone:
            typer.echo(say("backup.done.gone", n=restored.gone))
        typer.echo(say("restore.two_bots"))


def _key(file: Path, identity: Path | None, passphrase_file: Path | None) -> "BackupKey":
    from bot.backups import ciphering
    from bot.backups.ciphering import BackupKey, BackupKind

    if passphrase_file is not None:
        return BackupKey(passphrase=_first_line(passphrase_file))
    if identity is not None:
        return BackupKey(identities=_read(identity))
    if file.is_file() and sys.stdin.isatty() and ciphering.kind(file) is BackupKind.PASSPHRASE:
        return BackupKey(passphrase=str(typer.prompt(say("backup.passphrase"), hide_input=True)))
    return BackupKey()


def _typed_twice() -> str:
    return str(typer.prompt(say("backup.passphrase"), hide_input=True, confirmation_prompt=True))


def _first_line(path: Path) -> str:
    """Give a passphrase. Leave where there is none: an empty one would encrypt to nobody."""
    line = _read(path).partition("\n")[0].strip()
    if not line:
        leave(say("backup.no_passphrase", path=path))
    return line


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        leave(say("backup.unreadable", path=path))
