"""The text of a PDF: its pages, notes and form fields. Scans have none, and that is said."""

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from bot.files.office import NotRead

MOST_PAGES = 300
# A crafted file can make the reader stumble anywhere; none of that is worth more than "not read".
_STUMBLES = (
    PyPdfError, DependencyError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def texts(data: bytes) -> Iterator[str]:
    """Give the text of one page after another; raise NotRead at the end or where reading cannot go on."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs pieces of what it reads
    try:
        yield from _texts(PdfReader(io.BytesIO(data)))
    except _STUMBLES as error:
        raise NotRead from error


def _texts(reader: PdfReader) -> Iterator[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotRead
    yield "\n".join(str(value) for value in (reader.metadata or {}).values())
    yield "\n".join(str(field.get("/V", "")) for field in (reader.get_fields() or {}).values())
    whole = len(reader.pages) <= MOST_PAGES and "/EmbeddedFiles" not in reader.root_object.get("/Names", {})
    for page in reader.pages[:MOST_PAGES]:
        text = page.extract_text()
        yield text
        yield "\n".join(_notes(page))
        whole &= bool(text.strip()) or not _has_pictures(page)
    if not whole:
        raise NotRead


def _notes(page: PageObject) -> Iterator[str]:
    for reference in page.get("/Annots", None) or ():
        note: Any = reference.get_object()
        yield str(note.get("/Contents", ""))
        yield str(note.get("/Name", ""))  # a stamp may be named only


def _has_pictures(page: PageObject) -> bool:
    resources: Any = page.get("/Resources", {})
    return "/XObject" in resources.get_object()
