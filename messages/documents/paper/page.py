"""A page as Decree 30/2020/NĐ-CP, appendix I, has it: margins, letters, rules, page numbers, signature.

Functions that put one part each into a document of python-docx. Sizes are points, lengths millimetres.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from messages.documents import characters

FONT: Final = "Times New Roman"
BODY: Final = "Body Text"
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(20)
_WIDTH, _HEIGHT = Mm(210), Mm(297)
_TEXT: Final = 160  # between the margins
_ISSUER, _COUNTRY = 80, 92  # the columns of the head, a little wider than the text: each line stands on one line
_MOTTO: Final = 57  # how long the motto is in bold letters of 13 points: its rule is as long
_FIRST_LINE: Final = Mm(12.7)
_DASH: Final = 3.0  # millimetres
_BETWEEN: Final = Pt(6)
_HAIR: Final = Pt(1)
_UNDER_WORDS: Final = Pt(2)  # from words to their rule
_CENTRE, _BLOCK = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class Face:
    """How letters look."""

    size: float
    bold: bool = False
    italic: bool = False
    to_fill: bool = False  # a place that a person has to fill: yellow


PLAIN: Final = Face(14)
BOLD: Final = Face(14, bold=True)


def begin(document: Document) -> None:
    """Set the letters, the first section and its page number; what the empty document holds is taken out."""
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    for name in ("Normal", BODY):
        _set_letters(document.styles[name], PLAIN.size)
    usual = document.styles["Normal"].paragraph_format
    usual.space_before, usual.space_after, usual.line_spacing = Pt(0), Pt(0), 1.0
    body = document.styles[BODY].paragraph_format
    body.alignment, body.first_line_indent = _BLOCK, _FIRST_LINE
    body.space_before, body.space_after, body.widow_control = Pt(0), _BETWEEN, True
    section = document.sections[0]
    _lay_out(section)
    number_pages(section)


def _set_letters(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    _name_font(style.element.get_or_add_rPr())


def _name_font(properties: CT_RPr) -> None:
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = Mm(10)
    section.footer_distance = Mm(10)


def number_pages(section: Section) -> None:
    """Number the pages of a section from 1, in the middle of the top margin, but for its first page."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    starts = OxmlElement("w:pgNumType")
    starts.set(qn("w:start"), "1")
    section._sectPr.append(starts)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = letters(paragraph, "", Face(13))
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def letters(paragraph: Paragraph, text: str, face: Face = PLAIN) -> Run:
    """Add words to a paragraph."""
    run = paragraph.add_run(characters.legal(text))
    run.bold, run.italic, run.font.size, run.font.name = face.bold, face.italic, Pt(face.size), FONT
    _name_font(run._r.get_or_add_rPr())
    if face.to_fill:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return run


def centred(place: Document | _Cell, text: str, face: Face) -> Paragraph:
    """Add a line in the middle."""
    paragraph = place.add_paragraph()
    paragraph.alignment = _CENTRE
    letters(paragraph, text, face)
    return paragraph


def rule(place: Document | _Cell, width: float, length: float) -> None:
    """Add a rule of a length, in the middle of a width."""
    paragraph = place.add_paragraph()
    sides = Mm((width - length) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = sides
    paragraph.paragraph_format.line_spacing = _HAIR
    paragraph.paragraph_format.space_before = _UNDER_WORDS
    letters(paragraph, "", Face(1))
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def columns(document: Document, *widths: float) -> Sequence[_Cell]:
    """Add columns without borders, empty, that stay on one page; give them from left to right."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_widths(table, widths)
    _without_margins(table)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: Sequence[_Cell] = table.rows[0].cells
    for cell in cells:
        cell._element.remove(cell.paragraphs[0]._p)
    return cells


def _without_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Give each column of a table its width."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def head(document: Document, issuer: Iterable[tuple[str, bool]], country: str, motto: str) -> Sequence[_Cell]:
    """Add issuer and country, each over its rule; `issuer` are lines and whether they are bold. Give both columns."""
    left, right = columns(document, _ISSUER, _COUNTRY)
    for line, is_bold in issuer:
        centred(left, line, Face(12, bold=is_bold))
    rule(left, _ISSUER, _ISSUER * 0.4)
    centred(right, country, Face(12, bold=True))
    centred(right, motto, Face(13, bold=True))
    rule(right, _COUNTRY, _MOTTO)
    return left, right


def title(document: Document, kind: str, subject: str) -> None:
    """Add what kind of document it is and what it is about, over a rule."""
    first = centred(document, kind, BOLD)
    first.paragraph_format.space_before = Pt(12)
    centred(document, subject, BOLD)
    rule(document, _TEXT, _TEXT * 0.35)
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def body(document: Document, text: str, face: Face = PLAIN) -> Paragraph:
    """Add a paragraph of the text."""
    paragraph = document.add_paragraph(style=BODY)
    letters(paragraph, text, face)
    return paragraph


def hang(paragraph: Paragraph, indent: float) -> None:
    """Let the lines of "- …" begin so many millimetres from the margin, its dash before them."""
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(indent), Mm(-_DASH)


def heading(document: Document, text: str) -> Paragraph:
    """Add a heading, which stays with what stands under it."""
    paragraph = body(document, text, BOLD)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def to_fill(document: Document, before: str, what: str) -> Paragraph:
    """Add a paragraph that a person has to write: what is wanted stands in yellow."""
    paragraph = body(document, before)
    letters(paragraph, what, Face(14, to_fill=True))
    return paragraph


def table(document: Document, headings: Sequence[str], widths: Sequence[float], *rows: Sequence[str]) -> Table:
    """Add a table with lines; its headings stand on each page, and no row goes over two."""
    made: Table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, text in zip(made.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].alignment = _CENTRE
        letters(cell.paragraphs[0], text, Face(12, bold=True))
    repeats = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeats)
    for row in rows:
        added = made.add_row()  # type: ignore[no-untyped-call]  # python-docx says no types here
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(added.cells, row, strict=True):
            letters(cell.paragraphs[0], text, Face(12))
    set_widths(made, widths)
    return made


def annex(document: Document, number: str, name: str, under: str) -> None:
    """Begin an appendix: a section of its own, whose pages are numbered anew.

    All sections are laid out alike, so that one may be left out by a tag without taking its neighbour's page along.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _lay_out(section)
    number_pages(section)
    centred(document, number, BOLD)
    centred(document, name, BOLD)
    centred(document, under, Face(14, italic=True)).paragraph_format.space_after = _BETWEEN
