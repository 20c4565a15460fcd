"""Documents and pictures for the tests, made here: nothing is recorded from anywhere."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from PIL import Image

WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def docx(*paragraphs: str, change: Callable[[object], None] = lambda _: None) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xlsx(*rows: Sequence[object], sheet: str = "Bảng 1", change: Callable[[object], None] = lambda _: None) -> bytes:
    workbook = Workbook()
    workbook.active.title = sheet
    for row in rows:
        workbook.active.append(row)
    change(workbook.active)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """Add a part to a DOCX or XLSX, or replace it."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in old.infolist():
            if entry.filename != name:
                made.writestr(entry.filename, old.read(entry))
        made.writestr(name, content)
    return new.getvalue()


def packed(how: int, package: bytes, *parts: tuple[str, bytes]) -> bytes:
    """Give a package, or an empty one, with further parts, each packed this way."""
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w", how) as made:
        if package:
            with zipfile.ZipFile(io.BytesIO(package)) as old:
                for entry in old.infolist():
                    made.writestr(entry.filename, old.read(entry))
        for name, content in parts:
            made.writestr(name, content)
    return new.getvalue()


def pdf(*pages: str, extra: Sequence[bytes] = (), page_entries: bytes = b"", catalog: bytes = b"") -> bytes:
    """Give a PDF whose letters are numbered and told by a ToUnicode map, as office programs write them.

    Objects: 1 catalog, 2 pages, 3 font, 4 its descendant, 5 the map, 6 and 7 the first page and its
    content, and so on; `extra` comes after the last page.
    """
    letters = sorted({letter for page in pages for letter in page})
    code = {letter: place + 1 for place, letter in enumerate(letters)}
    mapping = "\n".join(f"<{code[letter]:04x}> <{letter.encode('utf-16-be').hex()}>" for letter in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{mapping}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R]/ToUnicode 5 0 R>>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 >>",
        _stream(cmap.encode()),
    ]
    for place, page in enumerate(pages):
        shown = [f"<{''.join(f'{code[letter]:04x}' for letter in line)}> Tj 0 -20 Td" for line in page.split("\n")]
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            + f"/Contents {7 + 2 * place} 0 R ".encode()
            + page_entries
            + b" >>"
        )
        objects.append(_stream(f"BT /F 12 Tf 50 800 Td {' '.join(shown)} ET".encode()))
    return _numbered([*objects, *extra])


def _stream(content: bytes) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _numbered(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    """Give a picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, (200, 20, 20))
    image.paste((20, 20, 200), (size[0] // 2, 0, *size))
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def put(folder: Path, content: bytes) -> Path:
    path = folder / "fetched"
    path.write_bytes(content)
    return path


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
