"""The shipped template of the consolidated report: a document of Word with fields, which an office may edit.

Fields stand in double braces, what is repeated or left out between tags: those of docxtpl,
https://docxtpl.readthedocs.io/en/latest/, "Jinja2-like syntax".
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from messages.documents.paper import page
from messages.documents.paper.page import Face
from messages.words import write

FIELDS: Final = (
    *("superior", "issuer", "symbol", "place", "month", "year", "subject", "addressees", "basis", "summary"),
    *("steering", "general", "groups", "periods", "periods_heading", "strengths", "difficulties", "upward", "requests"),
    *("closing", "signature", "recipients", "chart", "annexes", "units", "activities", "reports"),
)
_LISTS: Final = ("addressees", "summary", "general", "periods", "strengths", "difficulties", "requests")
_PASSAGES: Final = ("steering", "groups")
_ROWS: Final = {"units": 4, "activities": 5, "reports": 4}  # cells of each
_SIGNATURE: Final = (80, 80)
_SPACE_TO_SIGN: Final = 4  # lines


def template() -> bytes:
    """Make the shipped template."""
    document = docx.Document()
    page.begin(document)
    _head(document)
    _body(document)
    _foot(document)
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
    issuer = (("{%p if superior %}", False), ("{{ superior }}", False), ("{%p endif %}", False), ("{{ issuer }}", True))
    left, right = page.head(document, issuer, write("country"), write("motto"))
    page.centred(left, write("number", symbol="{{ symbol }}"), Face(13))
    page.centred(left, write("draft"), Face(13, bold=True))
    month = write("place_and_month", place="{{ place }}", month="{{ month }}", year="{{ year }}")
    page.centred(right, month, Face(13, italic=True))
    page.title(document, write("report"), "{{ subject }}")
    _each(document, "addressees", "{{ one }}", to=write("to"))


def _each(document: Document, field: str, text: str, to: str = "") -> None:
    """Repeat a paragraph for each of a field; `to` stands before those to whom it is addressed."""
    if to:
        page.body(document, to).paragraph_format.space_after = Pt(0)
    _tag(document, f"for one in {field}")
    paragraph = page.body(document, f"- {text}" if to else text)
    if to:
        paragraph.paragraph_format.left_indent = Mm(12)
        paragraph.paragraph_format.space_after = Pt(0)
    _tag(document, "endfor")


def _tag(document: Document, tag: str) -> None:
    """Add a tag that takes its whole paragraph away."""
    page.body(document, f"{{%p {tag} %}}")


def _body(document: Document) -> None:
    page.body(document, "{{ basis }}").paragraph_format.space_before = Pt(12)
    _each(document, "summary", "{{ one }}")
    page.heading(document, write("head.steering"))
    _tag(document, "for group in steering")
    page.heading(document, "{{ group.heading }}")
    _each(document, "group.paragraphs", "{{ one }}")
    _tag(document, "endfor")
    page.heading(document, write("head.results"))
    page.heading(document, write("head.general"))
    _each(document, "general", "{{ one }}")
    _tag(document, "for group in groups")
    page.heading(document, "{{ group.heading }}")
    _each(document, "group.paragraphs", "{{ one }}")
    _tag(document, "endfor")
    page.heading(document, "{{ periods_heading }}")
    _each(document, "periods", "{{ one }}")
    page.heading(document, write("head.assessment"))
    page.heading(document, write("head.strengths"))
    page.to_fill(document, "", write("fill.strengths"))
    _each(document, "strengths", "{{ one }}")
    page.heading(document, write("head.difficulties"))
    _each(document, "difficulties", "{{ one }}")
    page.heading(document, write("head.causes"))
    page.to_fill(document, "", write("fill.causes"))
    page.heading(document, write("head.proposals"))
    page.to_fill(document, write("proposals.upward", addressee="{{ upward }}"), write("fill.proposals.upward"))
    page.to_fill(document, write("proposals.units"), write("fill.proposals.units"))
    _each(document, "requests", "{{ one }}")
    page.body(document, "{{ closing }}")


def _foot(document: Document) -> None:
    left, right = page.columns(document, *_SIGNATURE)
    page.letters(left.add_paragraph(), write("received_by"), Face(12, bold=True, italic=True))
    for line in ("{%p for one in recipients %}", "- {{ one }}", "{%p endfor %}"):
        page.letters(left.add_paragraph(), line, Face(11))
    for line in ("{%p for one in signature %}", "{{ one }}", "{%p endfor %}"):
        page.centred(right, line, page.BOLD)
    page.centred(right, write("fill.signer"), Face(14, bold=True, to_fill=True))
    for _ in range(_SPACE_TO_SIGN):
        page.centred(right, "", page.PLAIN)
    page.centred(right, write("fill.name"), Face(14, bold=True, to_fill=True))


def _annexes(document: Document) -> None:
    under = write("annexes.under", symbol="{{ symbol }}", month="{{ month }}", year="{{ year }}")
    page.annex(document, "{{ annexes[0].number }}", "{{ annexes[0].name }}", under)
    _tag(document, "if chart")
    document.add_paragraph("{{ chart }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    _tag(document, "endif")
    _table(document, "units", (10, 36, 70, 44))
    page.annex(document, "{{ annexes[1].number }}", "{{ annexes[1].name }}", under)
    _table(document, "activities", (11, 32, 24, 54, 39))
    _tag(document, "if reports")
    page.annex(document, "{{ annexes[2].number }}", "{{ annexes[2].name }}", under)
    _table(document, "reports", (10, 60, 55, 35))
    _tag(document, "endif")


def _table(document: Document, field: str, widths: tuple[float, ...]) -> None:
    """Add a table with a row for each of a field; its headings are words of documents."""
    headings = write(f"table.{field}").split("|")
    cells = [f"{{{{ row[{place}] }}}}" for place in range(len(widths))]
    blank = [""] * (len(widths) - 1)
    page.table(document, headings, widths, [f"{{%tr for row in {field} %}}", *blank], cells, ["{%tr endfor %}", *blank])
