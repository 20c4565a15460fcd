"""A guide as a PDF for a phone: the Markdown of `messages/guides`, in large letters on small pages.

A PDF opens on any telephone as it is, which a Word document does not. Of Markdown it knows what guides have:
headings, paragraphs, lists, pictures, and words in bold or as they are typed.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from messages.words import write

FOLDER: Final = Path(__file__).parents[2] / "guides"  # docs/huong-dan
PAGE: Final = (120, 200)  # millimetres: about the shape of a telephone, two to a sheet of A4
_FONT: Final = "DejaVu"  # comes with matplotlib and has every Vietnamese letter
_EDGE, _FOOT = 11, 14
_SIZE: Final = 11.0
_LINE: Final = 5.6  # millimetres from line to line
_SIZES: Final = {"h1": 19, "h2": 14.5}
_INDENT: Final = 7
_INK, _PALE, _TYPED = (22, 38, 43), (120, 132, 137), (15, 87, 100)
_PICTURE, _LEAST = 68.0, 0.58  # millimetres wide; how small it may become
_POINTS: Final = 72 / 25.4  # to a millimetre
_ALONE: Final = 34  # a heading lower than this above the foot goes to the next page
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same guide is the same file


class _Leaf(FPDF):
    """A page with its number below."""

    def footer(self) -> None:
        """Number it."""
        self.set_y(-_FOOT + 3)
        self.set_font(_FONT, size=8)
        self.set_text_color(*_PALE)
        self.cell(w=0, h=5, text=f"{self.page_no()}/{{nb}}", align="C")


def pdf(name: str) -> bytes:
    """Make the guide of this name: that of its file."""
    tokens = MarkdownIt().parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    leaf = _begun(_title(tokens))
    _put(leaf, iter(tokens))
    return bytes(leaf.output())


def _title(tokens: Sequence[Token]) -> str:
    return next(after.content for one, after in pairwise(tokens) if one.tag == "h1")


def _begun(title: str) -> _Leaf:
    leaf = _Leaf(format=PAGE)
    leaf.set_title(title)
    leaf.set_lang("vi")
    leaf.set_author(write("guide.author"))
    leaf.set_creation_date(_MADE)
    letters = resources.files("matplotlib") / "mpl-data" / "fonts" / "ttf"
    for style, name in (("", "DejaVuSans"), ("B", "DejaVuSans-Bold")):
        with resources.as_file(letters / f"{name}.ttf") as file:
            leaf.add_font(_FONT, style, file)
    leaf.set_margins(_EDGE, _EDGE)
    leaf.set_auto_page_break(auto=True, margin=_FOOT)
    leaf.add_page()
    return leaf


def _put(leaf: _Leaf, tokens: Iterator[Token]) -> None:
    mark, size = "", _SIZE
    counts: list[int | None] = []  # of each list that is open: how many items, None where it counts none
    for token in tokens:
        if token.type == "heading_open":
            size = _SIZES[token.tag]
            leaf.ln(_LINE * 0.5)
            if leaf.get_y() > PAGE[1] - _FOOT - _ALONE:
                leaf.add_page()
        elif token.type == "heading_close":
            size = _SIZE
        elif token.type in ("ordered_list_open", "bullet_list_open"):
            counts.append(int(token.attrs.get("start", 1)) - 1 if token.type.startswith("ordered") else None)
            leaf.set_left_margin(_EDGE + _INDENT * len(counts))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            counts.pop()
            leaf.set_left_margin(_EDGE + _INDENT * len(counts))
            leaf.set_x(leaf.l_margin)
        elif token.type == "list_item_open":
            mark, counts = _next(counts)
        elif token.type == "inline":
            _paragraph(leaf, token.children or [], size, mark)
            mark = ""


def _next(counts: list[int | None]) -> tuple[str, list[int | None]]:
    """Give what stands before the next item of the innermost list, and the counts with it."""
    *outer, last = counts
    return ("–", counts) if last is None else (f"{last + 1}.", [*outer, last + 1])


def _paragraph(leaf: _Leaf, parts: Sequence[Token], size: float, mark: str) -> None:
    height = _LINE * size / _SIZE
    if all(part.type in ("image", "softbreak") for part in parts):
        for part in parts:
            if part.type == "image":
                _picture(leaf, FOLDER / str(part.attrs["src"]))
        return
    if mark:
        if leaf.will_page_break(height * 2):  # no item begins with the last line of a page
            leaf.add_page()
        leaf.set_x(leaf.l_margin - _INDENT)
        leaf.set_font(_FONT, "B", _SIZE)
        leaf.set_text_color(*_TYPED)
        leaf.cell(_INDENT, height, mark, new_x=XPos.RIGHT, new_y=YPos.TOP)
    is_bold = size != _SIZE
    with (
        leaf.text_columns(line_height=_LINE * _POINTS / _SIZE) as text,
        text.paragraph(top_margin=0, bottom_margin=_LINE * 0.3) as paragraph,
    ):
        for part in parts:
            if part.type in ("strong_open", "strong_close"):
                is_bold = part.type == "strong_open"
            elif part.type in ("text", "code_inline", "softbreak"):
                is_typed = part.type == "code_inline"
                leaf.set_font(_FONT, "B" if is_bold or is_typed else "", size)
                leaf.set_text_color(*(_TYPED if is_typed or size != _SIZE else _INK))
                paragraph.write(part.content or " ")


def _picture(leaf: _Leaf, path: Path) -> None:
    """Put it in the middle, a little smaller where it stands on this page then."""
    with Image.open(path) as image:
        wide, height = _PICTURE, _PICTURE * image.height / image.width
    left_over = PAGE[1] - _FOOT - leaf.get_y() - 4
    if left_over < height * _LEAST:
        leaf.add_page()
    elif left_over < height:
        wide, height = wide * left_over / height, left_over
    left, top = (PAGE[0] - wide) / 2, leaf.get_y() + 1
    with leaf.local_context(draw_color=_PALE, line_width=0.2):
        leaf.image(path, x=left, y=top, w=wide)
        leaf.rect(left, top, wide, height)
    leaf.set_y(top + height + _LINE * 0.7)
