"""The template of the written report of one unit: the page of the consolidated report, with annexes of its own."""

from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Pt

from messages.documents.paper import fielded, page
from messages.documents.paper.page import Face
from messages.words import write


def template() -> bytes:
    """Make it."""
    document = docx.Document()
    page.begin(document)
    dated = write("own.place_and_day", place="{{ place }}", day="{{ day }}", month="{{ month }}", year="{{ year }}")
    fielded.head(document, "{{ number }}", dated)
    page.body(document, "{{ basis }}").paragraph_format.space_before = Pt(12)
    _passages(document)
    fielded.foot(document, "{{ closing }}", "signer")
    _annexes(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _passages(document: Document) -> None:
    fielded.tag(document, "for group in passages")
    page.heading(document, "{{ group.heading }}")
    fielded.tag(document, "for one in group.lines")
    page.to_fill(document, "{{ one.text }}", "{% if one.text and one.fill %} {% endif %}{{ one.fill }}")
    fielded.tag(document, "endfor")
    fielded.tag(document, "endfor")


def _annexes(document: Document) -> None:
    under = write(
        "own.annexes.under", number="{{ annexed_to }}", day="{{ day }}", month="{{ month }}", year="{{ year }}"
    )
    page.annex(document, "{{ annexes[0].number }}", "{{ annexes[0].name }}", under)
    fielded.tag(document, "if unconfirmed")
    page.centred(document, "{{ unconfirmed }}", Face(13, italic=True, to_fill=True))
    fielded.tag(document, "endif")
    fielded.table(document, "own_figures", (11, 60, 44, 45))
    page.annex(document, "{{ annexes[1].number }}", "{{ annexes[1].name }}", under)
    fielded.table(document, "own_results", (11, 32, 24, 54, 39))
