"""The text of a DOCX or XLSX: of every XML part in it, not only of the body.

A stamp stands in a header, a text box or a watermark as often as in the body, and
libraries that model documents leave some of these out. So the parts are read as
what they are, XML, piece by piece; a part with a document type is never read on.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat  # a document type, and with it every entity, is refused below

from bot.files import sniffing

MOST_UNPACKED = 60 * 2**20  # of the parts with words in them
MOST_TEXT = 4_000_000  # characters of one part
_HEADERS = frozenset({"oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"})
_PROPERTIES = {"title", "subject", "keywords", "description", "category", "contentStatus", "lpstr", "lpwstr"}
_LINES = _HEADERS | _PROPERTIES | {"p", "si", "is", "c", "br", "cr", "sheet", "comment", "pt"}
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Z])')  # &C&"Times New Roman,Bold"&14
_UNREAD = re.compile(r"/(?:embeddings|afchunk)", re.IGNORECASE)
_PIECE = 2**16
_LONG_GAP = 50


class NotRead(Exception):  # noqa: N818 - a state, not a mistake
    """Some of the text could not be looked at."""


def texts(data: bytes) -> Iterator[str]:
    """Give the text of one part after another; raise NotRead at the end or where reading cannot go on."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from _parts(package)
    except sniffing.ZIP_STUMBLES as error:
        raise NotRead from error


def _parts(package: zipfile.ZipFile) -> Iterator[str]:
    left, whole, any_text = MOST_UNPACKED, True, False
    for entry in package.infolist():
        if not entry.filename.lower().endswith((".xml", ".vml", ".rels")):
            continue
        part = _Part()
        with package.open(entry) as file:
            while piece := file.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise NotRead
                whole &= part.feed(piece)
                if part.full:
                    whole = False
                    yield part.take()
        whole &= part.feed(b"", last=True)
        text = part.take()
        any_text |= bool(text.strip()) and entry.filename.startswith(("word/", "xl/"))
        yield text
    names = package.namelist()
    embedded = any(_UNREAD.search(name) for name in names)
    only_pictures = not any_text and any("/media/" in name for name in names)
    if not whole or embedded or only_pictures:
        raise NotRead


class _Part:
    """What has been read of one part: its words, a line for each paragraph or cell."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._size = 0
        self._capitals = False
        self._header = False
        self._cell_of_text = self._aloud = True
        self._broken = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._hear
        self._parser.StartDoctypeDeclHandler = self._refuse

    @property
    def full(self) -> bool:
        return self._size > MOST_TEXT

    def feed(self, piece: bytes, *, last: bool = False) -> bool:
        """Read on; tell whether everything so far could be read."""
        if not self._broken:
            try:
                self._parser.Parse(piece, last)
            except (expat.ExpatError, NotRead, ValueError):
                self._broken = True
        return not self._broken

    def take(self) -> str:
        text, self._words, self._size = "".join(self._words), [], 0
        return text

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in _LINES:
            self._hear("\n")
        elif local == "tab":
            self._hear("\t")
        elif local in ("r", "rPr"):
            self._capitals = False
        elif local in ("caps", "smallCaps"):  # small letters shown as capitals
            self._capitals = not any(value in ("0", "false", "off") for value in attributes.values())
        if local == "c":
            self._cell_of_text = attributes.get("t") in ("str", "inlineStr")
        self._aloud = local != "v" or self._cell_of_text  # the value of another cell is a bare number
        self._header = local in _HEADERS
        if local == "textpath":  # a watermark
            self._hear(f"\n{attributes.get('string', '')}\n")
        if local == "sheet":
            self._hear(f"{attributes.get('name', '')}\n")
        if local == "Relationship" and attributes.get("TargetMode") == "External":
            self._hear(f"\n{attributes.get('Target', '')}\n")

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in _LINES:
            self._hear("\n")
        elif local == "r":
            self._capitals = False

    def _hear(self, words: str) -> None:
        if self._header:
            words = _HEADER_CODE.sub("\n", words)
        if not self._aloud:
            return
        if len(words) > _LONG_GAP and words.isspace():
            words = "\n"
        self._words.append(words.upper() if self._capitals else words)
        self._size += len(words)

    @staticmethod
    def _refuse(*_: object) -> None:
        raise NotRead
