"""A letter (công văn) as Decree 30/2020/NĐ-CP, appendix I, has it: no heading, what it is about under its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from messages.documents.paper import page
from messages.documents.paper.page import Face
from messages.documents.paper.rendering import Rendered
from messages.words import write

_SIGNATURE: Final = (80, 80)
_SPACE_TO_SIGN: Final = 4  # lines
_LIST: Final = (10, 62, 88)  # the columns of the annex
_TO, _EACH = Mm(22), 44.0  # where the words stand, and in millimetres, under their colon, whom a letter goes to

# Words, and after each what a person has to fill: "trước ngày ", "[…]", ".".
Spaced = Sequence[str]


@dataclass(frozen=True, slots=True)
class LetterAnnex:
    """The list behind a letter: its name, and its rows, each without its number."""

    name: str
    headings: Sequence[str]
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in a letter. `symbol` stands behind its number; "" leaves that, or the place, to be filled."""

    superior: str
    issuer: str
    symbol: str
    place: str
    month: str
    year: str
    about: str
    addressees: Sequence[str]
    body: Sequence[Spaced]
    signature: Sequence[str]
    recipients: Sequence[str]
    annex: LetterAnnex | None = None


def made(letter: Letter) -> Rendered:
    """Write it; what a person has to fill is yellow, and counted."""
    document = docx.Document()
    page.begin(document)
    _head(document, letter)
    _addressees(document, letter.addressees)
    for spaced in letter.body:
        _spaced(page.body(document, ""), spaced, page.PLAIN)
    _foot(document, letter)
    if letter.annex is not None:
        _annex(document, letter, letter.annex)
    file = BytesIO()
    document.save(file)
    return Rendered(file.getvalue(), sum(1 for _ in document.element.body.iter(qn("w:highlight"))))


def _head(document: Document, letter: Letter) -> None:
    lines = [(line, is_bold) for line, is_bold in ((letter.superior, False), (letter.issuer, True)) if line]
    left, right = page.head(document, lines, write("country"), write("motto"))
    _spaced(_centred(left), _number(letter), Face(13))
    about = page.centred(left, write("letter.about", about=letter.about), Face(12))
    about.paragraph_format.space_before = Pt(6)
    page.centred(left, write("draft"), Face(13, bold=True)).paragraph_format.space_before = Pt(6)
    place = (letter.place, "" if letter.place else write("fill.place"))
    day = (write("letter.day"), write("letter.fill"), write("letter.month", month=letter.month, year=letter.year))
    _spaced(_centred(right), (*place, *day), Face(13, italic=True))


def _number(letter: Letter) -> Spaced:
    return write("letter.number"), write("letter.fill"), letter.symbol, "" if letter.symbol else write("fill.symbol")


def _centred(place: Document | _Cell) -> Paragraph:
    paragraph = place.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _spaced(paragraph: Paragraph, spaced: Spaced, face: Face) -> None:
    to_fill = Face(face.size, face.bold, face.italic, to_fill=True)
    for nth, words in enumerate(spaced):
        if words:
            page.letters(paragraph, words, to_fill if nth % 2 else face)


def _addressees(document: Document, addressees: Sequence[str]) -> None:
    """Add to whom it goes: one behind the words, several each on a line."""
    *before, last = addressees
    first = page.centred(document, write("letter.to", to=last), page.PLAIN) if not before else _to(document)
    first.paragraph_format.space_before = Pt(18)
    if before:
        for line in (*(f"- {one};" for one in before), f"- {last}."):
            paragraph = page.body(document, line)
            page.hang(paragraph, _EACH)
            paragraph.paragraph_format.space_after = Pt(0)
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _to(document: Document) -> Paragraph:
    paragraph = page.body(document, write("to"))
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = _TO, Mm(0)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _foot(document: Document, letter: Letter) -> None:
    left, right = page.columns(document, *_SIGNATURE)
    page.letters(left.add_paragraph(), write("received_by"), Face(12, bold=True, italic=True))
    for line in letter.recipients:
        page.letters(left.add_paragraph(), f"- {line}", Face(11))
    for line in letter.signature:
        page.centred(right, line, page.BOLD)
    page.centred(right, write("fill.signer"), Face(14, bold=True, to_fill=True))
    for _ in range(_SPACE_TO_SIGN):
        page.centred(right, "", page.PLAIN)
    page.centred(right, write("fill.name"), Face(14, bold=True, to_fill=True))


def _annex(document: Document, letter: Letter, annex: LetterAnnex) -> None:
    under = write("letter.under", symbol=letter.symbol, month=letter.month, year=letter.year)
    page.annex(document, write("letter.annex"), annex.name, under)
    rows = ((f"{nth}", *row) for nth, row in enumerate(annex.rows, 1))
    page.table(document, annex.headings, _LIST, *rows)
