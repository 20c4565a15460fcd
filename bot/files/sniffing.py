"""What a file is, by its bytes. Its name is never believed, except when it makes things worse."""

import io
import re
import struct
import unicodedata
import zipfile
import zlib

import filetype

from bot.files.refusing import Unacceptable

PICTURES = ("jpeg", "png", "webp")
DOCUMENTS = ("pdf", "docx", "xlsx", "txt", "csv")
PICTURE_LIMIT = 10 * 2**20
DOCUMENT_LIMIT = 20 * 2**20
_MOST_ENTRIES = 5_000
_ENTRY = b"PK\x01\x02"
_HEAD = 1024  # within which programs look for the header of a PDF, whatever stands before it
PDF_HEADER = b"%PDF-"
_MOST_UNPACKED = 300 * 2**20

# All that the reader of zips was seen to raise on damaged ones.
ZIP_STUMBLES = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, OSError, ValueError, EOFError, LookupError)

_BY_MIME = {"image/jpeg": "jpeg", "image/png": "png", "image/apng": "png", "image/webp": "webp", "image/gif": "gif"}
_MAIN_PARTS = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_MACRO_PARTS = re.compile(r"vbaproject|/activex/|/macrosheets/|/xlm", re.IGNORECASE)
# A name cannot make a file acceptable, but these say what the sender meant the text to do.
_PROGRAM = re.compile(
    r"\.(?:exe|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|mjs|wsf|hta|lnk|reg|jar|sh|py|pl|php|html?|xhtml|mht|svgz?|xml)\s*$",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"\s*<(?:[!?/%]|[a-z][\w:-]*[\s/>])|\s*#!|\s*@echo\b|.{0,400}<(?:script|svg|html|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes, name: str) -> str:
    """Give one of PICTURES or DOCUMENTS. Raise Unacceptable for anything else, or too much of it."""
    if not data:
        raise Unacceptable("evidence.broken")
    kind = _kind(data, name)
    if len(data) > (PICTURE_LIMIT if kind in PICTURES else DOCUMENT_LIMIT):
        raise Unacceptable("evidence.too_large")
    return kind


def _kind(data: bytes, name: str) -> str:
    if _PROGRAM.search(name):
        raise Unacceptable("evidence.kind")
    head = data[:_HEAD]
    if data.startswith(b"PK\x03\x04"):
        if PDF_HEADER in head:  # two kinds at once: each program opens the one it knows
            raise Unacceptable("evidence.kind")
        return _office(data)
    if data.startswith(_OLD_OFFICE):
        raise Unacceptable("evidence.locked" if _LOCKED_OFFICE in data else "evidence.old_office")
    mime = filetype.guess_mime(data[:8192])
    if mime in _BY_MIME:
        return _still(_BY_MIME[mime])  # drawn anew: nothing else of it stays
    if mime in ("image/heic", "image/heif", "image/avif"):
        raise Unacceptable("evidence.heic")
    before, header, _ = head.partition(PDF_HEADER)
    is_other = mime is not None and (before != b"" or header == b"")
    if is_other or (header and _MARKUP.match(before.decode("latin-1"))):
        raise Unacceptable("evidence.kind")
    return "pdf" if header else _text(decoded(data))


def _still(kind: str) -> str:
    if kind == "gif":
        raise Unacceptable("evidence.moving")
    return kind


def _office(data: bytes) -> str:
    if data.count(_ENTRY) > _MOST_ENTRIES:  # before the list is read, of which the memory is ours
        raise Unacceptable("evidence.too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if len(names) > _MOST_ENTRIES or sum(entry.file_size for entry in package.infolist()) > _MOST_UNPACKED:
                raise Unacceptable("evidence.too_large")
            if "[Content_Types].xml" not in names:
                raise Unacceptable("evidence.kind")
            with package.open("[Content_Types].xml") as listing:
                types = listing.read(2**20)
    except ZIP_STUMBLES as error:
        raise Unacceptable("evidence.broken") from error
    if b"macroEnabled" in types or any(_MACRO_PARTS.search(name) for name in names):
        raise Unacceptable("evidence.macro")
    kinds = {kind for main, kind in _MAIN_PARTS.items() if main in types}
    if len(kinds) != 1:
        raise Unacceptable("evidence.kind")
    return kinds.pop()


def decoded(data: bytes) -> str:
    """Give the text of bytes that are nothing else. Raise Unacceptable when they are no text either."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(character) == "Cc" and character not in "\t\n\r\f" for character in set(text)):
            break
        return text
    raise Unacceptable("evidence.kind")


def _text(text: str) -> str:
    if _MARKUP.match(text[:4096]):
        raise Unacceptable("evidence.kind")
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    for separator in ",;\t":
        counts = {line.count(separator) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts != {0}:
            return "csv"
    return "txt"
