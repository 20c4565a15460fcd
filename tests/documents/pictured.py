"""The pages in docs/documents, made anew: `python -m tests.documents.pictured`, where LibreOffice and Poppler are."""

import asyncio
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

from handlers.closings.snapshot import Scope
from handlers.documents import making, own_documents
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.extent import Extent
from handlers.documents.making import SUMMED, DocumentKind, DocumentsWish, Workroom
from handlers.documents.own_documents import OwnKind
from messages.words import speaking, write
from plans import reading
from plans.schema import Plan
from storage.db import Db
from tests.dialogue import Stage
from tests.documents import campaign
from tests.documents.test_letters import WEDNESDAY, bytes_of
from tests.talk.telling import hears

_DOTS: Final = 70  # to the inch
_COLOURS: Final = 32
_ANNEX: Final = "Phụ lục"  # and its number
_SHEETS: Final = ("sums", "units", "tasks", "activities", "figures", "history", "difficulties", "sources", "about")
_STANDING: Final = Path(__file__).parents[2] / "docs" / "documents"


async def documents(folder: Path) -> None:
    """Make both campaigns' documents, those of a unit, and a letter."""
    for plan in map(reading.read, reading.shipped()):
        (place := folder / plan.code).mkdir()
        db = await campaign.made(place, plan)
        try:
            await db.read_long(partial(_of_plan, plan=plan, place=place))
        finally:
            await db.close()
    (folder / "letter.docx").write_bytes(await _letter(folder))


async def _of_plan(db: Db, plan: Plan, place: Path) -> None:
    at, room, of_phase = campaign.after(plan), Workroom(Path), Scope((plan.phases[0].key,))
    await making.documents(db, plan, DocumentsWish(SUMMED, ReportWish(at, names_silent=True)), place, room)
    for name in ("phase", "own"):
        (place / name).mkdir()
    report = DocumentsWish({DocumentKind.DOCX}, ReportWish(at, of_phase))
    await making.documents(db, plan, report, place / "phase", room)
    await own_documents.written(db, plan, Extent(plan.units[1].code), at, place / "own", set(OwnKind))


async def _letter(folder: Path) -> bytes:
    stage = Stage(folder / "d.db", WEDNESDAY)
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    return await bytes_of(stage, await hears(stage, "Minh", "/donduc duthao all"))


def pages(file: Path) -> list[Path]:
    """Draw every page of a document in a folder of its own."""
    (place := file.with_suffix(".pages")).mkdir()
    for command in (
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", place, file],
        ["pdftoppm", "-r", str(_DOTS), "-png", place / f"{file.stem}.pdf", place / "page"],
    ):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return sorted(place.glob("*.png"))


def words(drawn: Sequence[Path]) -> list[list[str]]:
    """Give what stands on each of these pages, line by line."""
    (pdf,) = drawn[0].parent.glob("*.pdf")
    told = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in told.split("\f")[: len(drawn)]]


def kept(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give the pages that stand in docs/documents by their names there: up to the annexes, and the first of each."""
    for name, file in (
        ("report-705", next((folder / "705").glob("*.docx"))),
        ("report-hai-phong", next((folder / "HP24").glob("*.docx"))),
        ("draft-of-a-unit", next((folder / "705" / "own").glob("*.docx"))),
        ("letter", folder / "letter.docx"),
    ):
        drawn = pages(file)
        begins = [nth for nth, lines in enumerate(words(drawn)) if lines[0].startswith(_ANNEX)]
        yield from ((f"{name}-{nth}", page) for nth, page in enumerate(drawn[: begins[0]], 1))
        yield from ((f"{name}-annex-{nth}", drawn[at]) for nth, at in enumerate(begins, 1))
    drawn = pages(next((folder / "705").glob("*.xlsx")))
    heads = [lines[0] for lines in words(drawn)]
    for sheet in _SHEETS:
        first = next(nth for nth, head in enumerate(heads) if f"  {write(f'sheet.{sheet}')}  " in head)
        yield f"workbook-{sheet}", drawn[first]


def main() -> None:
    """Write them over those that stand."""
    with TemporaryDirectory() as name, speaking("vi"):
        folder = Path(name)
        asyncio.run(documents(folder))
        for key, page in kept(folder):
            with Image.open(page) as image:
                image.convert("RGB").quantize(_COLOURS).save(_STANDING / f"{key}.png", optimize=True)


if __name__ == "__main__":
    main()
