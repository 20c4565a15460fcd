"""However a file is mutated, it is judged or refused, soon; of what bears a mark nothing is kept."""

import asyncio
import io
import random
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.files import pictures, reading, sniffing
from bot.files.inspecting import Inspecting
from bot.files.refusing import Unacceptable
from tests.evidence.papers import SPREADSHEET, WORDPROCESSING, files_in, pdf, picture, put
from tests.fuzz import mutating

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RULES = {"", "stamp", "degree", "recall", "envelope", "numbered", "lettered", "name"}


def package(**parts: str) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return new.getvalue()


def types(main: str) -> str:
    styles = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    return (
        f'<Types><Override PartName="/m.xml" ContentType="{main}"/>'
        f'<Override PartName="/s.xml" ContentType="{styles}"/></Types>'
    )


DOCX = package(
    **{
        "[Content_Types].xml": types(WORDPROCESSING),
        "_rels/.rels": '<Relationships><Relationship Type="x" Target="m.xml"/></Relationships>',
        "s.xml": f'<w:styles {W}><w:style w:styleId="A"><w:rPr><w:caps/></w:rPr></w:style></w:styles>',
        "m.xml": f'<w:x {W}><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>mật</w:t></w:r></w:p></w:x>',
    }
)
XLSX = package(
    **{
        "[Content_Types].xml": types(SPREADSHEET),
        "xl/s.xml": '<styleSheet><numFmts><numFmt formatCode="&quot;MẬT&quot; 0"/></numFmts></styleSheet>',
        "xl/m.xml": '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Kết quả</t></is></c></row></sheetData>',
    }
)
NOTE = b"<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /Contents (TOI MAT) /AP << /N 7 0 R >> >>"
WHOLE: dict[str, tuple[bytes, Callable[[bytes, random.Random], bytes]]] = {
    "pdf": (pdf("Kết quả\nMẬT", page_entries=b"/Annots [8 0 R]", extra=[NOTE]), mutating.of_bytes),
    "docx": (DOCX, mutating.of_package),
    "xlsx": (XLSX, mutating.of_package),
    "txt": ("Kết quả\nCông văn MẬT số 12\n".encode() * 3, mutating.of_bytes),
    "csv": ("a,b\n1,MẬT\n2,x\n".encode(), mutating.of_bytes),
    "jpeg": (picture(), mutating.of_bytes),
    "png": (picture("PNG"), mutating.of_bytes),
    "webp": (picture("WEBP"), mutating.of_bytes),
}


def judged(content: bytes) -> str:
    """Give what became of it: the whole way of a file but for the child and the store."""
    try:
        kind = sniffing.kind_of(content, "")
        if kind in sniffing.PICTURES:
            return f"drawn {bool(pictures.drawn_anew(content, kind))}"
        seen = reading.read(kind, content)
        assert seen.rule in RULES
    except Unacceptable as error:
        return error.because
    else:
        return f"read {seen.readable}"


@pytest.mark.parametrize("kind", WHOLE)
def test_a_mutated_file_is_judged_or_refused(kind: str, many: int, tracebacks: list[str]) -> None:
    whole, mutate = WHOLE[kind]
    slowest = (0.0, -1)
    for seed in range(many):
        began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        outcome = judged(mutate(whole, random.Random(seed)))
        slowest = max(slowest, (resource.getrusage(resource.RUSAGE_SELF).ru_utime - began, seed))

        assert outcome.startswith(("drawn True", "read ", "evidence.")), f"seed {seed} of {kind}"
    assert slowest[0] < 2, f"seed {slowest[1]} of {kind}: the child would have been ended"
    assert tracebacks == []


@pytest.mark.parametrize("kind", WHOLE)
def test_of_a_mutated_file_nothing_marked_is_kept(kind: str, tmp_path: Path, tracebacks: list[str]) -> None:
    whole, mutate = WHOLE[kind]
    inspecting = Inspecting(tmp_path / "store")
    for seed in range(3):  # each in a process of its own
        content, kept = mutate(whole, random.Random(seed)), set(files_in(tmp_path))
        because = ""
        try:
            asyncio.run(inspecting.inspect(put(tmp_path, content), "minh chung"))
        except Unacceptable as error:
            because = error.because
        assert not (because and set(files_in(tmp_path)) - kept), f"seed {seed} of {kind}"
        assert not (tmp_path / "fetched").exists()
    assert tracebacks == []
