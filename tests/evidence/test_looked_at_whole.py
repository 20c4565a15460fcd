"""A document counts as looked at only where every part of it was; a mark in any part that has words is found."""

import io
import zipfile

import pytest
from docx import Document
from papers import docx, packed, pdf, picture, with_part, xlsx
from pypdf import PdfReader, PdfWriter

from bot.files import sniffing
from bot.files.reading import DocumentReading, read
from bot.files.refusing import Unacceptable

CLEAN = DocumentReading("", readable=True, words=True)
UNREAD = DocumentReading("", readable=False)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHUNK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MARKS = "<w:p><w:r><w:t>Công văn </w:t></w:r><w:r>{style}<w:t>mật</w:t></w:r></w:p>"


def styled(style: str, run: str = "", paragraph: str = "") -> bytes:
    """Give a DOCX with a style of its own, and "mật" typed in small letters."""
    words = MARKS.format(style=f"<w:rPr>{run}</w:rPr>" if run else "")
    body = words.replace("<w:p>", f"<w:p><w:pPr>{paragraph}</w:pPr>") if paragraph else words
    styles = f"<w:styles {W}>{style}</w:styles>"
    return with_part(
        with_part(docx("Báo cáo"), "word/styles.xml", styles.encode()),
        "word/document.xml",
        f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
    )


LOUD = '<w:style w:type="{kind}" w:styleId="Loud"><w:rPr><w:caps/></w:rPr></w:style>'
BASED = '<w:style w:type="paragraph" w:styleId="Heir"><w:basedOn w:val="Loud"/></w:style>'
QUIET = (
    '<w:style w:type="paragraph" w:styleId="Heir"><w:basedOn w:val="Loud"/><w:rPr><w:caps w:val="0"/></w:rPr></w:style>'
)
USUAL = "<w:docDefaults><w:rPrDefault><w:rPr><w:smallCaps/></w:rPr></w:rPrDefault></w:docDefaults>"


@pytest.mark.parametrize(
    ("paper", "rule"),
    [
        (styled(LOUD.format(kind="character"), run='<w:rStyle w:val="Loud"/>'), "stamp"),
        (styled(LOUD.format(kind="paragraph"), paragraph='<w:pStyle w:val="Loud"/>'), "stamp"),
        (styled(LOUD.format(kind="paragraph") + BASED, paragraph='<w:pStyle w:val="Heir"/>'), "stamp"),
        (styled(LOUD.format(kind="paragraph") + QUIET, paragraph='<w:pStyle w:val="Heir"/>'), ""),
        (styled(LOUD.format(kind="paragraph")), ""),
        (styled(USUAL), "stamp"),
        (styled(LOUD.format(kind="paragraph"), run='<w:caps w:val="0"/>', paragraph='<w:pStyle w:val="Loud"/>'), ""),
    ],
    ids=["of a run", "of a paragraph", "inherited", "switched off by an heir", "not used", "usual", "off in a run"],
)
def test_small_letters_that_a_style_shows_as_capitals_are_judged_as_capitals(paper: bytes, rule: str) -> None:
    assert read("docx", paper).rule == rule


def with_alt_text(document: Document) -> None:
    document.add_picture(io.BytesIO(picture()))
    (words,) = document.element.xpath("//wp:docPr")
    words.set("descr", "Công văn MẬT")


def with_picture(document: Document) -> None:
    document.add_picture(io.BytesIO(picture()))


def in_number_format(sheet: object) -> None:
    sheet["A1"].number_format = '"MẬT"\\ 0'


def in_letters_of_a_format(sheet: object) -> None:
    sheet["A1"].number_format = "\\M\\Ậ\\T 0"


def in_hidden_sheet(sheet: object) -> None:
    hidden = sheet.parent.create_sheet("Phụ lục")
    hidden["A1"] = "TỐI MẬT"
    hidden.sheet_state = "veryHidden"


def in_note(sheet: object) -> None:
    from openpyxl.comments import Comment

    sheet["A1"].comment = Comment("MẬT", "Lan")


@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        ("docx", docx("Báo cáo", change=with_alt_text)),
        ("xlsx", xlsx([7], change=in_number_format)),
        ("xlsx", xlsx([7], change=in_letters_of_a_format)),
        ("xlsx", xlsx([7], change=in_hidden_sheet)),
        ("xlsx", xlsx([7], change=in_note)),
        ("docx", with_part(docx("Báo cáo"), "word/main.dat", f"<w:p {W}><w:t>MẬT</w:t></w:p>".encode())),
        ("docx", with_part(docx("Báo cáo"), "word/wide.xml", f"<w:p {W}><w:t>MẬT</w:t></w:p>".encode("utf-16"))),
        ("docx", with_part(docx("Báo cáo"), "word/a.xml", f"<w:x {W} w:t='TỐI MẬT'/>".encode())),
    ],
    ids=[
        "alt text", "number format", "letters of a format", "hidden sheet", "note", "another name", "UTF-16",
        "attribute",
    ],
)  # fmt: skip
def test_a_mark_where_readers_seldom_look_is_found(kind: str, paper: bytes) -> None:
    assert read(kind, paper).rule in ("stamp", "degree")


def chunk(name: str, content: bytes) -> bytes:
    """Give a DOCX that reads in a piece of another format as it opens."""
    rels = f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type="{CHUNK}" Target="{name}"/></Relationships>'
    return with_part(with_part(docx("Báo cáo"), f"word/{name}", content), "word/_rels/other.xml.rels", rels.encode())


@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        ("docx", chunk("part.html", b"<html><body><p>x<br></body></html>")),
        ("docx", chunk("part.dat", b"x")),
        ("docx", chunk("part.xml", b"<html><p>x</p></html>")),
        ("docx", with_part(docx("Báo cáo"), "word/other.bin", b"\xd0\xcf\x11\xe0")),
        ("xlsx", with_part(xlsx(["Báo cáo"]), "xl/media/image1.emf", b"\x01\0\0\0")),
        ("xlsx", with_part(xlsx(["Báo cáo"]), "xl/embeddings/a.xlsx", xlsx(["x"]))),
        ("docx", with_part(docx("Báo cáo"), "word/styles.xml", b"<!DOCTYPE x><x/>")),
    ],
    ids=[
        "HTML", "chunk of any name", "chunk like XML", "unknown", "drawing", "file inside", "styles unread",
    ],
)  # fmt: skip
def test_a_part_that_is_no_words_makes_the_document_not_wholly_looked_at(kind: str, paper: bytes) -> None:
    assert read(kind, paper) == UNREAD


def with_logo(sheet: object) -> None:
    from openpyxl.drawing.image import Image

    sheet.add_image(Image(io.BytesIO(picture())), "D4")


@pytest.mark.parametrize(
    ("kind", "paper"),
    [("docx", docx("Báo cáo", change=with_picture)), ("xlsx", xlsx(["Báo cáo"], change=with_logo))],
)
def test_a_picture_among_words_is_not_looked_at_but_the_words_are(kind: str, paper: bytes) -> None:
    assert read(kind, paper) == DocumentReading("", readable=False, words=True)


def test_what_is_no_picture_hides_among_pictures_for_nothing() -> None:
    assert read("xlsx", with_part(xlsx(["Báo cáo"]), "xl/media/image1.png", b"MZ")) == UNREAD


def test_the_settings_of_a_printer_hide_no_words() -> None:
    assert read("xlsx", with_part(xlsx(["Báo cáo"]), "xl/printerSettings/printerSettings1.bin", b"\0\1")) == CLEAN


def test_a_broken_part_keeps_nobody_from_reading_those_behind_it() -> None:
    paper = bytearray(packed(zipfile.ZIP_STORED, docx("Báo cáo"), ("word/a.xml", b"<w:p>" * 9), ("word/b.xml", b"")))
    at = paper.index(b"<w:p><w:p>")
    paper[at : at + 4] = b"????"
    marked = with_part(docx("x"), "word/a.xml", b"<w:p>")

    assert read("docx", bytes(paper)) == UNREAD
    assert read("docx", with_part(marked, "word/b.xml", f"<w:p {W}><w:t>MẬT</w:t></w:p>".encode())).rule == "stamp"


# PDF ---------------------------------------------------------------------------------------------------------------

IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
    b"stream\nx\nendstream"
)
FONT = b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def drawn(words: bytes) -> bytes:
    """Give the look of a note that shows these words."""
    strokes = b"BT /F 12 Tf 5 5 Td (" + words + b") Tj ET"
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] " + FONT + b" /Length %d >>" % len(strokes)
    return head + b"\nstream\n" + strokes + b"\nendstream"


def outlined() -> bytes:
    strokes = b"0 0 m 9 9 l 5 5 l f"
    return b"<< /Subtype /Form /BBox [0 0 9 9] /Length %d >>\nstream\n%s\nendstream" % (len(strokes), strokes)


def noted(kind: bytes, *extra: bytes, entries: bytes = b"") -> bytes:
    """Give a PDF of one page with a note; the first of `extra` is object 9."""
    note = b"<< /Type /Annot /Subtype /" + kind + b" /Rect [0 0 99 99] " + entries + b" >>"
    return pdf("Báo cáo", page_entries=b"/Annots [8 0 R]", extra=[note, *extra])


def written(change: object) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Báo cáo"))))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def utf16(words: str) -> bytes:
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"


XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:title>MẬT</dc:title></x:xmpmeta>".encode()
XMP_STREAM = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(XMP), XMP)


@pytest.mark.parametrize(
    "paper",
    [
        noted(b"Stamp", drawn(b"TOI MAT"), entries=b"/AP << /N 9 0 R >>"),
        noted(b"FreeText", drawn(b"TUYET MAT"), entries=b"/AP << /N << /On 9 0 R >> >>"),
        noted(b"Stamp", entries=b"/Name /T#E1#BB#90I#20M#E1#BA#ACT"),
        noted(b"Text", entries=b"/RC (<body><p>TOI MAT</p></body>)"),
        noted(b"Text", entries=b"/Subj (TOI MAT)"),
        noted(b"Widget", entries=b"/MK << /CA (TOI MAT) >>"),
        noted(b"Text", entries="/Contents (MẬT)".encode()),
        written(lambda writer: writer.add_outline_item(title="TỐI MẬT", page_number=0)),
        written(lambda writer: writer.add_named_destination(title="TOI MAT", page_number=0)),
        written(lambda writer: writer.add_metadata({"/Subject": "Công văn MẬT"})),
        pdf("Báo cáo", catalog=b"/Metadata 8 0 R", extra=[XMP_STREAM]),
        pdf("Báo cáo", catalog=b"/OCProperties << /OCGs [<< /Type /OCG /Name " + utf16("MẬT") + b" >>] >>"),
        b"\n" + pdf("Báo cáo", "MẬT"),
        b"x" * 1000 + pdf("Báo cáo", "MẬT"),
    ],
    ids=[
        "stamp", "state of a note", "name of a stamp", "rich text", "subject", "button", "UTF-8", "outline",
        "destination", "property", "XMP", "layer", "a line before", "anything before",
    ],
)  # fmt: skip
def test_a_mark_beside_the_pages_of_a_pdf_is_found(paper: bytes) -> None:
    assert sniffing.kind_of(paper, "") == "pdf"
    assert read("pdf", paper).rule in ("stamp", "degree")


def page_with(strokes: bytes, resources: bytes = b"/XObject << /I 8 0 R >>", extra: bytes = IMAGE) -> bytes:
    """Give a PDF with a line of text on its page, further strokes and resources."""
    paper = pdf("Báo cáo", extra=[extra]).replace(b"/Font << /F 3 0 R >>", b"/Font << /F 3 0 R >> " + resources)
    return paper.replace(b" ET", b" ET " + strokes)


@pytest.mark.parametrize(
    "paper",
    [
        page_with(b"/I Do"),
        pdf("Báo cáo", "").replace(b"/Font << /F 3 0 R >>", b"/XObject << /I 5 0 R >>"),
        page_with(b"q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", b""),
        pdf("").replace(b" ET", b" ET 0 0 m 9 9 l f"),
        noted(b"Stamp", outlined(), entries=b"/AP << /N 9 0 R >>"),
        noted(b"Stamp", entries=b"/Name /Confidential"),
        noted(b"FileAttachment", entries=b"/FS << /EF << >> >>"),
        pdf("Báo cáo", catalog=b"/Names << /EmbeddedFiles << >> >> /Collection << >>"),
        pdf("Báo cáo").replace(b"/ToUnicode 5 0 R", b""),
    ],
    ids=[
        "a scan below a line", "a scan behind a page", "a picture among strokes", "drawn letters", "a stamp of strokes",
        "a stamp by a program's name", "attachment", "collection", "letters without a map",
    ],
)  # fmt: skip
def test_what_of_a_pdf_is_no_text_makes_it_not_wholly_looked_at(paper: bytes) -> None:
    assert read("pdf", paper) == UNREAD


@pytest.mark.parametrize(
    "paper",
    [
        pdf("Báo cáo", ""),
        noted(b"Link", entries=b"/A << /S /URI /URI (https://example.org) >>"),
        noted(b"Stamp", drawn(b"DA DUYET"), entries=b"/AP << /N 9 0 R >>"),
        written(lambda writer: writer.add_outline_item(title="Bảo mật thông tin", page_number=0)),
    ],
    ids=["an empty page", "a link", "a stamp", "an outline"],
)
def test_an_ordinary_pdf_is_looked_at_whole(paper: bytes) -> None:
    assert read("pdf", paper) == CLEAN


@pytest.mark.parametrize(
    "data",
    [
        b"<html>\n" + pdf("x"),
        packed(zipfile.ZIP_STORED, b"", ("a.txt", b"%PDF-1.7"), ("[Content_Types].xml", b"x")),
        rb"{\rtf1 " + pdf("x"),
        b"\x01" * 1025 + pdf("x"),
    ],
    ids=["a page", "a package", "rich text", "too far behind"],
)
def test_two_kinds_at_once_are_none(data: bytes) -> None:
    with pytest.raises(Unacceptable, match=r"evidence\.kind"):
        sniffing.kind_of(data, "a.pdf")
