"""What templates of Word have in common: what is repeated or left out between tags, tables, head and foot.

Fields stand in double braces, tags are those of docxtpl, https://docxtpl.readthedocs.io/en/latest/,
"Jinja2-like syntax".
"""

from typing import Final

from docx.document import Document
from docx.shared import Pt

from messages.documents.paper import page
from messages.documents.paper.page import Face
from messages.words import write

UNDER: Final = 27.7  # millimetres from the margin to the names of those to whom a document is addressed
_SIGNATURE: Final = (80, 80)
_SPACE_TO_SIGN: Final = 4  # lines


def tag(document: Document, text: str) -> None:
    """Add a tag that takes its whole paragraph away."""
    page.body(document, f"{{%p {text} %}}")


def each(document: Document, field: str, text: str) -> None:
    """Repeat a paragraph for each of a field."""
    tag(document, f"for one in {field}")
    page.body(document, text)
    tag(document, "endfor")


def head(document: Document, number: str, place_and_day: str) -> None:
    """Add issuer and country, number and day, what it is and what it is about, and to whom it is addressed."""
    issuer = (("{%p if superior %}", False), ("{{ superior }}", False), ("{%p endif %}", False), ("{{ issuer }}", True))
    left, right = page.head(document, issuer, write("country"), write("motto"))
    page.centred(left, number, Face(13))
    page.centred(left, write("draft"), Face(13, bold=True))
    page.centred(right, place_and_day, Face(13, italic=True))
    page.title(document, write("report"), "{{ subject }}")
    tag(document, "if addressees|length == 1")
    page.centred(document, f"{write('to')} {{{{ addressees[0] }}}}", page.PLAIN)
    tag(document, "else")
    page.body(document, write("to")).paragraph_format.space_after = Pt(0)
    tag(document, "for one in addressees")
    addressee = page.body(document, "- {{ one }}")
    page.hang(addressee, UNDER)
    addressee.paragraph_format.space_after = Pt(0)
    tag(document, "endfor")
    tag(document, "endif")


def foot(document: Document, closing: str, signer: str = "") -> None:
    """Add the last sentence, who gets it, and the place to sign, all on one page.

    `signer` is the field of whose name it is, where that may be known.
    """
    page.body(document, closing).paragraph_format.keep_with_next = True
    left, right = page.columns(document, *_SIGNATURE)
    page.letters(left.add_paragraph(), write("received_by"), Face(12, bold=True, italic=True))
    for line in ("{%p for one in recipients %}", "- {{ one }}", "{%p endfor %}"):
        page.letters(left.add_paragraph(), line, Face(11))
    for line in ("{%p for one in signature %}", "{{ one }}", "{%p endfor %}"):
        page.centred(right, line, page.BOLD)
    page.centred(right, write("fill.signer"), Face(14, bold=True, to_fill=True))
    for _ in range(_SPACE_TO_SIGN):
        page.centred(right, "", page.PLAIN)
    if signer:
        for line in (f"{{%p if {signer} %}}", f"{{{{ {signer} }}}}", "{%p else %}"):
            page.centred(right, line, page.BOLD)
    page.centred(right, write("fill.name"), Face(14, bold=True, to_fill=True))
    if signer:
        page.centred(right, "{%p endif %}", page.BOLD)


def table(document: Document, field: str, widths: tuple[float, ...], headings: str = "") -> None:
    """Add a table with a row for each of a field; its headings are words of documents, by the field's name or so."""
    names = write(f"table.{headings or field}").split("|")
    cells = [f"{{{{ row[{place}] }}}}" for place in range(len(widths))]
    blank = [""] * (len(widths) - 1)
    page.table(document, names, widths, [f"{{%tr for row in {field} %}}", *blank], cells, ["{%tr endfor %}", *blank])
