"""Give documents to whoever asked for them: by chat where the house allows it, else by their place and SHA-256."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path, PurePath
from typing import Final

from handlers.delivery.long_work import Bench, Made, MadeFile
from handlers.documents import whole
from handlers.documents.making import MadeDocument
from messages.values import DocumentsByChat, FileKind
from messages.words import ZONE, has, say

_LARGEST: Final = 45 * 2**20  # bytes; Telegram takes documents of 50 MB from a bot (Bot API, sendDocument)


async def made(
    bench: Bench, make: Callable[[Path], Awaitable[Sequence[MadeDocument]]], *, of_unit: bool = False
) -> Made:
    """Let documents be made in a folder of their own; `of_unit`: they are a unit's, for that unit.

    What may go by chat does not stay in the house.
    """
    goes = bench.by_chat is DocumentsByChat.ALL or (of_unit and bench.by_chat is DocumentsByChat.OWN)
    folder = _folder(bench)
    told, files, is_any = [], [], False
    for document in await make(folder):
        if document.unusable is not None:
            why = say(document.unusable.key, **document.unusable.facts)
            told.append(say("document.not_made", what=say(f"export.kind.{document.kind}"), why=why))
            continue
        is_any = True
        key, of_office = f"document.{document.kind}", f"document.{document.kind}.office"
        line = say(of_office if not of_unit and has(of_office) else key, n=document.n)
        if goes and document.path.stat().st_size <= _LARGEST:
            files.append(MadeFile(FileKind.DOCUMENT, document.path.name, document.path.read_bytes()))
            document.path.unlink()
        else:
            line += "\n" + _kept(bench, document.path)
        told.append(line)
    if not any(folder.iterdir()):
        folder.rmdir()
    head = [say("document.made", at=bench.now, plan=bench.plan.short)] if is_any else []
    return Made("\n".join((*head, *told)), tuple(files))


def letter(bench: Bench, name: str, data: bytes, told: str) -> Made:
    """Give one small document of the office; `told` says what it is. None takes the place of another."""
    if bench.by_chat is DocumentsByChat.ALL:
        return Made(told, (MadeFile(FileKind.DOCUMENT, name, data),))
    path, nth = _folder(bench) / name, 1
    while path.exists():
        nth += 1
        path = path.with_name(f"{PurePath(name).stem}-{nth}{path.suffix}")
    with whole.file(path) as place:
        place.write_bytes(data)
    return Made(f"{told}\n{_kept(bench, path)}", ())


def _folder(bench: Bench) -> Path:
    folder = bench.documents / f"{bench.plan.code}-{bench.now.astimezone(ZONE):%Y%m%d-%H%M%S}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _kept(bench: Bench, path: Path) -> str:
    return say("document.kept", place=path.relative_to(bench.documents.parent), sha256=_sha256(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
