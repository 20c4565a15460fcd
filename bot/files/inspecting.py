"""Look at a fetched file before it is kept: what it is, what it says, what must come off.

What opens it runs in a process of its own; outside every turn.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.files import pictures, reading, sniffing, store, table
from bot.files.refusing import Unacceptable
from messages import secrets


@dataclass(frozen=True, slots=True)
class Inspected:
    """A kept file. `readable` is False where the guard could not look at all of a document, `words` at all its text."""

    kind: str  # jpeg | png | webp | pdf | docx | xlsx | txt | csv
    sha256_original: str
    sha256_stored: str
    size_original: int
    size_stored: int
    path: Path
    readable: bool
    words: bool = True


@dataclass(slots=True)
class Inspecting:
    """Judges files for one store. One picture and one document is opened at a time: more would need more memory."""

    store: Path
    _picture: asyncio.Lock = field(default_factory=asyncio.Lock)
    _document: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def inspect(self, path: Path, name: str) -> Inspected:
        """Judge the file at `path`, and move what may be kept of it into the store.

        Afterwards nothing is left at `path`, whether it was kept or Unacceptable was
        raised; only when the store itself (OSError) or what opens files (Stumbled) fails
        may it be tried again.
        """
        try:
            kept = await self._kept(path, name)
        except Unacceptable:
            await asyncio.to_thread(store.wipe, path)
            raise
        await asyncio.to_thread(store.wipe, path)
        return kept

    async def table(self, path: Path, headings: Mapping[str, str]) -> dict[str, Any]:
        """Read the table of a kept workbook below some of these headings; {} where there is none."""
        async with self._document:
            return await table.read_apart(await asyncio.to_thread(_bytes, path), headings)

    async def _kept(self, path: Path, name: str) -> Inspected:
        if rule := secrets.mark_in_name(name):
            raise Unacceptable("evidence.secret", rule)
        data = await asyncio.to_thread(_bytes, path)
        kind = await asyncio.to_thread(sniffing.kind_of, data, name)
        readable, words, stored = True, True, data
        if kind in sniffing.PICTURES:
            async with self._picture:
                stored = await pictures.drawn_apart(data, kind)
        else:
            async with self._document:
                seen = await reading.read_apart(kind, data)
            if seen.rule:
                raise Unacceptable("evidence.secret", seen.rule)
            readable, words = seen.readable, seen.words
        sha256, where = await asyncio.to_thread(store.put, self.store, stored)
        original = hashlib.sha256(data).hexdigest()
        return Inspected(kind, original, sha256, len(data), len(stored), where, readable, words)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(sniffing.DOCUMENT_LIMIT + 1)
    except FileNotFoundError as error:
        raise Unacceptable("evidence.broken") from error
    if len(data) > sniffing.DOCUMENT_LIMIT:
        raise Unacceptable("evidence.too_large")
    return data
