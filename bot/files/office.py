"""The text of a DOCX or XLSX: of every part in it that is XML, whatever it is called, not only of the body.

A stamp stands in a header, a text box or a watermark as often as in the body, and
libraries that model documents leave some of these out. So the parts are read as
what they are, XML, piece by piece; a part with a document type is never read on.
What is none cannot be read: a picture, a file inside, a piece of another format.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat  # a document type, and with it every entity, is refused below

import filetype

from bot.files import sniffing
from bot.files.styles import CAPITALS, Capitals, in_capitals, is_on, value_of

MOST_UNPACKED = 60 * 2**20  # of the parts with words in them
MOST_TEXT = 4_000_000  # characters of one part
_HEADERS = frozenset({"oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"})
_PROPERTIES = {"title", "subject", "keywords", "description", "category", "contentStatus", "lpstr", "lpwstr"}
_LINES = _HEADERS | _PROPERTIES | {"p", "si", "is", "c", "br", "cr", "sheet", "comment", "pt"}
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Z])')  # &C&"Times New Roman,Bold"&14
# Parts that are no XML and show no words of their own: the printer's settings, fonts, a small picture of page one.
_MUTE = re.compile(r"(?:.*/)?(?:printerSettings\d*\.bin|fonts/[^/]+\.odttf|docProps/thumbnail\.\w+)", re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff|<\0|\0<")
_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"})
_CHUNK = re.compile(r"/aFChunk$", re.IGNORECASE)  # a piece of another format, that Word reads in as it opens
# Words in attributes: names of pictures, hints, number formats. Few of all attributes can hold a mark.
_TELLING = re.compile(r"[^\x00-\x7f]|m.{0,8}a.{0,8}t|thu.{0,8}hoi|boc|\(T?U?M\)", re.IGNORECASE)
_MANY = frozenset({"c", "row", "r", "p", "col"})  # of which there are thousands, without words in their attributes
_NUMBER_FORMAT_CODE = re.compile(r"[\"\\]|[_*].")
_CAPITALS_OF_DRAWINGS = ("all", "small")
_PIECE = 2**16
_LONG_GAP = 50


class NotRead(Exception):  # noqa: N818 - a state, not a mistake
    """Something could not be looked at; `words`: only pictures, every word was."""

    def __init__(self, *, words: bool = False) -> None:
        """Say how much that is."""
        super().__init__()
        self.words = words


def texts(data: bytes) -> Iterator[str]:
    """Give the text of one part after another; raise NotRead at the end or where reading cannot go on."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from _parts(package)
    except sniffing.ZIP_STUMBLES as error:
        raise NotRead from error


def _parts(package: zipfile.ZipFile) -> Iterator[str]:
    reading = _Package(package)
    for entry in package.infolist():
        if not (entry.is_dir() or not entry.file_size or _MUTE.fullmatch(entry.filename)):
            yield from reading.texts(entry)
    if not reading.whole or reading.has_pictures:
        raise NotRead(words=reading.whole)


class _Package:
    """How far the reading of one file has come: what may still be unpacked, and whether all was read."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.whole = True
        self.has_pictures = False
        self._package = package
        self._left = MOST_UNPACKED
        self._capitals = Capitals()
        try:
            self._capitals = in_capitals(package)
        except (*sniffing.ZIP_STUMBLES, expat.ExpatError):
            self.whole = False

    def texts(self, entry: zipfile.ZipInfo) -> Iterator[str]:
        """Give the text of a part; a broken one ends with itself, too much of it ends everything."""
        part = _Part(self._capitals)
        try:
            yield from self._pieces(entry, part)
        except sniffing.ZIP_STUMBLES:
            self.whole = False
        yield part.take()

    def _pieces(self, entry: zipfile.ZipInfo, part: "_Part") -> Iterator[str]:
        with self._package.open(entry) as file:
            piece = file.read(_PIECE)
            if not _XML.match(piece):
                is_picture = "/media/" in entry.filename and filetype.guess_mime(piece) in _PICTURES
                self.has_pictures |= is_picture
                self.whole &= is_picture
                return
            while piece:
                self._left -= len(piece)
                if self._left < 0:
                    raise NotRead
                self.whole &= part.feed(piece)
                if part.full:
                    self.whole = False
                    yield part.take()
                piece = file.read(_PIECE)
        self.whole &= part.feed(b"", last=True) and not part.has_chunk


class _Part:
    """What has been read of one part: its words, a line for each paragraph or cell."""

    def __init__(self, capitals: Capitals) -> None:
        self.has_chunk = False
        self._words: list[str] = []
        self._size = 0
        self._styles = capitals.styles
        self._usual = capitals.everywhere  # of what has no style of its own
        self._paragraph = self._capitals = self._usual
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
        self._look_at_case(local, attributes)
        if local == "c":
            self._cell_of_text = attributes.get("t") in ("str", "inlineStr")
        self._aloud = local != "v" or self._cell_of_text  # the value of another cell is a bare number
        self._header = local in _HEADERS
        if attributes and local not in _MANY:
            self._hear_attributes(local, attributes)

    def _look_at_case(self, local: str, attributes: Mapping[str, str]) -> None:
        """Know whether small letters are shown as capitals: by themselves, by the style of a run or a paragraph."""
        if local == "p":
            self._paragraph = self._capitals = self._usual
        elif local == "pStyle":
            self._paragraph = self._capitals = value_of(attributes) in self._styles
        elif local in ("tblStyle", "defRPr"):
            self._usual |= value_of(attributes) in self._styles or attributes.get("cap") in _CAPITALS_OF_DRAWINGS
        elif local in ("r", "rPr"):
            self._capitals = self._paragraph or attributes.get("cap") in _CAPITALS_OF_DRAWINGS
        elif local == "rStyle":
            self._capitals |= value_of(attributes) in self._styles
        elif local in CAPITALS:
            self._capitals = is_on(attributes)

    def _hear_attributes(self, local: str, attributes: Mapping[str, str]) -> None:
        if local in ("sheet", "textpath"):  # a name that is seen, a watermark
            self._hear(f"\n{attributes.get('name', '')}\n{attributes.get('string', '')}\n")
        if local == "Relationship":
            self.has_chunk |= _CHUNK.search(attributes.get("Type", "")) is not None
        for key, value in attributes.items():
            words = _NUMBER_FORMAT_CODE.sub("", value).replace(";", "\n") if key == "formatCode" else value
            if _TELLING.search(words):
                self._hear(f"\n{words}\n")

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in _LINES:
            self._hear("\n")
        elif local == "r":
            self._capitals = self._paragraph

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
