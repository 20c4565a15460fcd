"""Give documents to whoever asked for them: by chat where the house allows it, else by their place and SHA-256."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from handlers.delivery.long_work import Bench, Made, MadeFile
from handlers.documents.making import MadeDocument
from messages.values import DocumentsByChat, FileKind
from messages.words import ZONE, say

_LARGEST: Final = 45 * 2**20  # bytes; Telegram takes documents of 50 MB from a bot (Bot API, sendDocument)


async def made(
    bench: Bench, make: Callable[[Path], Awaitable[Sequence[MadeDocument]]], *, of_unit: bool = False
) -> Made:
    """Let documents be made in a folder of their own; `of_unit`: they are a unit's, for that unit.

    What may go by chat does not stay in the house.
    """
    goes = bench.by_chat is DocumentsByChat.ALL or (of_unit and bench.by_chat is DocumentsByChat.OWN)
    folder = bench.documents / f"{bench.plan.code}-{bench.now.astimezone(ZONE):%Y%m%d-%H%M%S}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    told, files = [], []
    for document in await make(folder):
        line = say(f"document.{document.kind}", n=document.n)
        if goes and document.path.stat().st_size <= _LARGEST:
            files.append(MadeFile(FileKind.DOCUMENT, document.path.name, document.path.read_bytes()))
            document.path.unlink()
        else:
            place, sha256 = document.path.relative_to(bench.documents.parent), _sha256(document.path)
            line += "\n" + say("document.kept", place=place, sha256=sha256)
        told.append(line)
    if not any(folder.iterdir()):
        folder.rmdir()
    head = say("document.made", at=bench.now, plan=bench.plan.short)
    return Made("\n".join((head, *told)), tuple(files))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
