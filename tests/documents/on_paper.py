"""What a page is looked at by: its paragraphs, their letters and rules."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def paragraphs(paper: Document) -> list[Paragraph]:
    """Every paragraph, those of columns too, in their order."""
    found = []
    for block in paper.iter_inner_content():
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += [one for row in block.rows for cell in row.cells for one in cell.paragraphs]
    return found


def saying(paper: Document, words: str) -> Paragraph:
    return next(one for one in paragraphs(paper) if broken(one.text).startswith(words))


def broken(text: str) -> str:
    """Give a text as if its lines could break anywhere."""
    return text.strip().replace("\N{NO-BREAK SPACE}", " ")


def after(paper: Document, words: str) -> Paragraph:
    every = paragraphs(paper)
    at = next(nth for nth, one in enumerate(every) if broken(one.text).startswith(words))
    return every[at + 1]


def face(paragraph: Paragraph) -> tuple[float, bool, bool]:
    """Size, bold, italic of its first words; the same in all of them."""
    faces = {(size(run), bool(run.bold), bool(run.italic)) for run in paragraph.runs if run.text.strip()}
    assert len(faces) == 1, (paragraph.text, faces)
    return faces.pop()


def size(run: Run) -> float:
    assert run.font.size is not None
    return run.font.size.pt


def length_of_rule(paragraph: Paragraph, width: float) -> float:
    assert paragraph._p.pPr.find(qn("w:pBdr")) is not None
    sides = paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent
    return width - sum(side.mm for side in sides if side is not None)
