"""Everything in a PDF beside the words of its pages: properties, outline, names, notes, fields, stamps, layers.

Every string of the file is heard wherever it stands; what is no text (pictures, files inside, films) makes the
reading incomplete, and so does a stamp that is drawn without letters.
"""

import html
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

MOST_OBJECTS: Final = 200_000
_TAG: Final = re.compile(r"<[^<>]*>")
_WORDY: Final = frozenset({"/RC", "/JS", "/XFA", "/Metadata", "/DS"})  # streams that are text
_INSIDE: Final = frozenset({"/EF", "/RichMediaContent", "/Movie", "/Sound", "/3DD", "/3DV", "/Collection"})
_SHOWS_TEXT: Final = re.compile(rb"T[jJ]\b")
_UNTOLD: Final = frozenset({"/Cert", "/ByteRange", "/ID", "/Parent", "/P"})


class Look(Enum):
    """Whether something belongs to how a note or a field is drawn, or a stamp."""

    NONE = 0
    NOTE = 1
    STAMP = 2


class Beside:
    """Goes through all objects of a file once; afterwards `whole` tells whether all of them could be read."""

    def __init__(self, reader: PdfReader) -> None:
        """Begin at the catalog and the properties."""
        self.whole = True
        self._reader = reader
        self._seen: set[tuple[int, int]] = set()
        self._objects = 0
        self._waiting: list[tuple[str, Any, Look]] = [  # each with the key it stands under
            (key, reader.trailer.raw_get(key), Look.NONE) for key in ("/Root", "/Info") if key in reader.trailer
        ]

    def texts(self) -> Iterator[str]:
        """Give words, string for string."""
        while self._waiting:
            self._objects += 1
            if self._objects > MOST_OBJECTS:
                self.whole = False
                return
            yield from self._next(*self._waiting.pop())

    def _next(self, key: str, value: Any, look: Look) -> Iterator[str]:
        if isinstance(value, IndirectObject):
            place = (value.idnum, value.generation)
            if place in self._seen:
                return
            self._seen.add(place)
            value = value.get_object()
        match value:
            case TextStringObject() | ByteStringObject():
                yield from _heard(value)
            case NameObject() if key == "/Name":  # a stamp may be named only
                yield value.removeprefix("/")
            case ArrayObject():
                self._waiting += [(key, one, look) for one in value]
            case StreamObject():
                yield from self._stream(key, value, look)
            case DictionaryObject():
                self._dictionary(value, look)

    def _dictionary(self, value: DictionaryObject, look: Look) -> None:
        if value.get("/Type") == "/Font":
            self.whole &= _is_legible(value)
            return
        is_stamp = value.get("/Subtype") == "/Stamp"
        if not _INSIDE.isdisjoint(value) or (is_stamp and "/AP" not in value):  # which each program draws in its way
            self.whole = False
        drawn = Look.STAMP if is_stamp else Look.NOTE
        self._waiting += [
            (key, value.raw_get(key), drawn if key == "/AP" else look)
            for key in value
            if key not in _UNTOLD and not (key == "/Contents" and value.get("/Type") == "/Sig")
        ]

    def _stream(self, key: str, value: StreamObject, look: Look) -> Iterator[str]:
        if key in _WORDY or value.get("/Subtype") == "/XML":
            yield html.unescape(_TAG.sub("\n", value.get_data().decode(errors="replace")))
        elif "/BBox" in value:  # strokes: of a form, a pattern, a note
            if look is not Look.NONE:
                yield self._drawn(value, look)
        elif key != "/Contents" and not _is_numbers(value):
            self.whole = False
        self._dictionary(value, look)

    def _drawn(self, value: Any, look: Look) -> str:
        """Give the words by which a note, a field or a stamp is drawn."""
        text = PageObject(self._reader).extract_xform_text(value)
        if not text.strip() and (look is Look.STAMP or _SHOWS_TEXT.search(value.get_data())):
            self.whole = False
        return text


def _heard(text: TextStringObject | ByteStringObject) -> Iterator[str]:
    """Give a string; one that is no text of a PDF's own may be UTF-8."""
    if isinstance(text, TextStringObject):
        yield str(text)
    written = text.original_bytes
    if not written.isascii():
        try:
            yield written.decode()
        except UnicodeDecodeError:
            return


def _is_numbers(value: StreamObject) -> bool:
    """Tell whether a stream is a function, a shade, a colour profile: nothing to be read in it."""
    is_profile = value.get("/N") in (1, 3, 4) and "/Subtype" not in value
    return "/FunctionType" in value or "/ShadingType" in value or "/HalftoneType" in value or is_profile


def _is_legible(font: DictionaryObject) -> bool:
    """Tell whether the letters of a font are known: numbered without a map, or drawn one by one, they are not."""
    if "/ToUnicode" in font:
        return True
    return not (font.get("/Subtype") == "/Type3" or font.get("/Encoding") in ("/Identity-H", "/Identity-V"))
