"""The text of a PDF: its pages, then everything beside them. Scans have none, and that is said."""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from bot.files import sniffing
from bot.files.beside_pages import Beside
from bot.files.office import NotRead

MOST_PAGES = 300
# A crafted file can make the reader stumble anywhere; none of that is worth more than "not read".
_STUMBLES = (
    PyPdfError, DependencyError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
# What leaves something on the page: lines and areas, pictures, letters (but not an empty string of them).
_PAINTS = re.compile(rb"(?:^|\s)(?:[fFBSs]|[fBb]\*|b|sh|Do)(?=\s|$)|[^<(\s\[]\s*[)>\]]+\s*(?:T[jJ]|['\"])(?=\s|$)")
_PICTURE_INSIDE = re.compile(rb"(?:^|\s)BI\s[^()]{0,400}?\sID\s")  # among the strokes of a page


class _Complaints(logging.Handler):
    """Hears the reader complain: it goes on where it cannot read, and we have to know."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - it may quote the file
        self.any = True


def texts(data: bytes) -> Iterator[str]:
    """Give the text of one page after another; raise NotRead at the end or where reading cannot go on."""
    complaints, log = _Complaints(), logging.getLogger("pypdf")
    log.addHandler(complaints)
    log.propagate = False
    try:
        yield from _texts(PdfReader(io.BytesIO(data[data.index(sniffing.PDF_HEADER) :])))
    except _STUMBLES as error:
        raise NotRead from error
    finally:
        log.removeHandler(complaints)
    if complaints.any:
        raise NotRead


def _texts(reader: PdfReader) -> Iterator[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotRead
    whole = len(reader.pages) <= MOST_PAGES
    for page in reader.pages[:MOST_PAGES]:
        text = page.extract_text()
        yield text
        whole &= _shows_words_only(page, has_text=bool(text.strip()))
    beside = Beside(reader)
    yield from beside.texts()
    if not (whole and beside.whole):
        raise NotRead


def _shows_words_only(page: PageObject, *, has_text: bool) -> bool:
    """Tell whether nothing is drawn among the strokes of a page but its text, as far as strokes can tell."""
    content = page.get_contents()
    strokes = b"" if content is None else content.get_data()
    return _PICTURE_INSIDE.search(strokes) is None and (has_text or _PAINTS.search(strokes) is None)
