"""The shipped template of the consolidated report: a document of Word with fields, which an office may edit."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from messages.documents.paper import fielded, page
from messages.words import write

FIELDS: Final = (
    *("superior", "issuer", "symbol", "place", "month", "year", "subject", "addressees", "basis", "summary"),
    *("steering", "general", "groups", "periods", "periods_heading", "strengths", "difficulties", "upward", "requests"),
    *("closing", "signature", "recipients", "chart", "annexes", "units", "activities", "reports"),
)
_LISTS: Final = ("addressees", "summary", "general", "periods", "strengths", "difficulties", "requests")
_PASSAGES: Final = ("steering", "groups")
_ROWS: Final = {"units": 4, "activities": 5, "reports": 4}  # cells of each


def template() -> bytes:
    """Make the shipped template."""
    document = docx.Document()
    page.begin(document)
    _head(document)
    _body(document)
    fielded.foot(document, "{{ closing }}")
    _annexes(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def example() -> Mapping[str, object]:
    """Give something for each field, of the shape it has, to try an edited template with."""
    fields: dict[str, object] = dict.fromkeys(FIELDS, "…")
    fields |= {name: ["…"] for name in (*_LISTS, "signature", "recipients")}
    fields |= {name: [{"heading": "…", "paragraphs": ["…"]}] for name in _PASSAGES}
    fields |= {name: [["…"] * cells] for name, cells in _ROWS.items()}
    fields["annexes"] = [{"number": "…", "name": "…"}] * 3
    return fields | {"chart": None}


def _head(document: Document) -> None:
    month = write("place_and_month", place="{{ place }}", month="{{ month }}", year="{{ year }}")
    fielded.head(document, write("number", symbol="{{ symbol }}"), month)


def _body(document: Document) -> None:
    page.body(document, "{{ basis }}").paragraph_format.space_before = Pt(12)
    fielded.each(document, "summary", "{{ one }}")
    page.heading(document, write("head.steering"))
    fielded.tag(document, "for group in steering")
    page.heading(document, "{{ group.heading }}")
    fielded.each(document, "group.paragraphs", "{{ one }}")
    fielded.tag(document, "endfor")
    page.heading(document, write("head.results"))
    page.heading(document, write("head.general"))
    fielded.each(document, "general", "{{ one }}")
    fielded.tag(document, "for group in groups")
    page.heading(document, "{{ group.heading }}")
    fielded.each(document, "group.paragraphs", "{{ one }}")
    fielded.tag(document, "endfor")
    page.heading(document, "{{ periods_heading }}")
    fielded.each(document, "periods", "{{ one }}")
    page.heading(document, write("head.assessment"))
    page.heading(document, write("head.strengths"))
    page.to_fill(document, "", write("fill.strengths"))
    fielded.each(document, "strengths", "{{ one }}")
    page.heading(document, write("head.difficulties"))
    fielded.each(document, "difficulties", "{{ one }}")
    page.heading(document, write("head.causes"))
    page.to_fill(document, "", write("fill.causes"))
    page.heading(document, write("head.proposals"))
    page.to_fill(document, write("proposals.upward", addressee="{{ upward }}"), write("fill.proposals.upward"))
    page.to_fill(document, write("proposals.units"), write("fill.proposals.units"))
    fielded.each(document, "requests", "{{ one }}")


def _annexes(document: Document) -> None:
    under = write("annexes.under", symbol="{{ symbol }}", month="{{ month }}", year="{{ year }}")
    page.annex(document, "{{ annexes[0].number }}", "{{ annexes[0].name }}", under)
    fielded.tag(document, "if chart")
    document.add_paragraph("{{ chart }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    fielded.tag(document, "endif")
    fielded.table(document, "units", (10, 36, 70, 44))
    page.annex(document, "{{ annexes[1].number }}", "{{ annexes[1].name }}", under)
    fielded.table(document, "activities", (11, 32, 24, 54, 39))
    fielded.tag(document, "if reports")
    page.annex(document, "{{ annexes[2].number }}", "{{ annexes[2].name }}", under)
    fielded.table(document, "reports", (10, 60, 55, 35))
    fielded.tag(document, "endif")
