"""Make the documents that a coordinator asked for in the chat, as long work."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from handlers.closings.snapshot import Scope
from handlers.delivery.long_work import Bench, Made
from handlers.documents import handing_over, making, own_documents, worded_wish
from handlers.documents.choice import ExportChoice
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.making import DocumentsWish, MadeDocument, Workroom
from handlers.documents.worded_wish import WordedWish
from messages.words import ZONE, say

KIND: Final = "export"


async def make(bench: Bench) -> Made:
    """Make them, as of the moment at which they were asked for; what cannot be made is said."""
    at = datetime.fromisoformat(bench.wanted.facts["at"])
    asked = worded_wish.read(bench.wanted.facts["words"], bench.plan, at.astimezone(ZONE).date()).wish

    plan = bench.plan.spoken("vi")

    async def documents(folder: Path) -> Sequence[MadeDocument]:
        room = Workroom(bench.locate, bench.template, bench.tell)
        return await own_documents.wanted(bench.db, plan, await _wish(bench, asked, at), folder, room)

    try:
        return await handing_over.made(bench, documents)
    except LookupError:
        return Made(say("export.not_then", unit=bench.plan.unit(asked.unit).name), ())


async def _wish(bench: Bench, asked: WordedWish, at: datetime) -> DocumentsWish:
    report = await making.closed(bench.db, bench.plan.spoken("vi"), asked.closing) if asked.closing else None
    report = report or ReportWish(at, Scope((asked.phase,)) if asked.phase else Scope())
    report = replace(report, by=asked.by, names_silent=asked.names_silent)
    first, last = asked.days or (None, None)
    return DocumentsWish(asked.kinds, report, ExportChoice(report.scope, asked.unit, first, last))
