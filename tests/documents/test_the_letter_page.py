"""A letter on paper: what Decree 30/2020/NĐ-CP, appendix I, asks of a công văn, as far as a program can hold it."""

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from messages.documents.paper import letter
from messages.documents.paper.letter import Letter, LetterAnnex
from tests.documents.on_paper import after, face, length_of_rule, paragraphs, saying, size

LETTER = Letter(
    superior="BAN CHỈ ĐẠO NHÂN QUYỀN CHÍNH PHỦ",
    issuer="VĂN PHÒNG CƠ QUAN THƯỜNG TRỰC",
    symbol="/VPCQTT",
    place="Hà Nội",
    month="02",
    year="2026",
    about="đôn đốc gửi báo cáo",
    addressees=("Bộ Y tế", "Bộ Công an"),
    body=(("Thực hiện Kế hoạch.",), ("Đề nghị gửi trước ngày ", "[ngày…]", "."), ("Trân trọng cảm ơn./.",)),
    signature=("KT. CHÁNH VĂN PHÒNG",),
    recipients=("Như trên;", "Lưu: VT, VPCQTT."),
    annex=LetterAnnex("DANH SÁCH", ("TT", "Đơn vị", "Nội dung"), [("Bộ Y tế", "Báo cáo"), ("Bộ Công an", "Báo cáo")]),
)


def made(**changed: object) -> Document:
    given = {name: getattr(LETTER, name) for name in Letter.__slots__}
    return docx.Document(BytesIO(letter.made(Letter(**{**given, **changed})).file))


@pytest.fixture
def paper() -> Document:
    return made()


def test_the_page_is_a4_upright_with_the_decrees_margins_and_numbers(paper: Document):
    assert len(paper.sections) == 2
    for section in paper.sections:
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]
        assert section.different_first_page_header_footer
        number = section.header.paragraphs[0]
        assert (number.alignment, "PAGE" in number._p.xml) == (WD_ALIGN_PARAGRAPH.CENTER, True)
        assert {size(run) for run in number.runs} == {13}
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_all_letters_are_times_new_roman_and_black(paper: Document):
    for name in ("Normal", "Body Text"):
        assert paper.styles[name].font.name == "Times New Roman"
        assert str(paper.styles[name].font.color.rgb) == "000000"
    assert {run.font.name for one in paragraphs(paper) for run in one.runs} == {"Times New Roman"}


def test_country_and_issuer_stand_over_their_rules(paper: Document):
    assert face(saying(paper, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) == (12, True, False)
    assert face(saying(paper, "Độc lập - Tự do - Hạnh phúc")) == (13, True, False)
    assert length_of_rule(after(paper, "Độc lập"), 92) == pytest.approx(57, abs=1)
    assert face(saying(paper, "BAN CHỈ ĐẠO NHÂN QUYỀN CHÍNH PHỦ")) == (12, False, False)
    assert face(saying(paper, "VĂN PHÒNG CƠ QUAN THƯỜNG TRỰC")) == (12, True, False)
    assert 1 / 3 <= length_of_rule(after(paper, "VĂN PHÒNG CƠ QUAN"), 80) / 80 <= 1 / 2


def test_what_it_is_about_stands_under_its_number_and_no_heading_says_what_it_is(paper: Document):
    left = [one for one in paper.tables[0].rows[0].cells[0].paragraphs if one.text]
    assert [one.text for one in left] == [
        "BAN CHỈ ĐẠO NHÂN QUYỀN CHÍNH PHỦ",
        "VĂN PHÒNG CƠ QUAN THƯỜNG TRỰC",
        "Số: […]/VPCQTT",
        "V/v đôn đốc gửi báo cáo",
        "DỰ THẢO",
    ]
    assert face(left[2]) == (13, False, False)
    assert face(left[3]) == (12, False, False)
    assert {one.alignment for one in left} == {WD_ALIGN_PARAGRAPH.CENTER}
    assert not [one.text for one in paragraphs(paper) if one.text.strip().upper().startswith("CÔNG VĂN")]


def test_place_and_day_are_italic_and_the_day_is_left_to_the_office(paper: Document):
    assert saying(paper, "Hà Nội").text == "Hà Nội, ngày […] tháng 02 năm 2026"
    assert face(saying(paper, "Hà Nội")) == (13, False, True)


def test_several_addressees_stand_each_on_a_line_under_the_colon(paper: Document):
    first = saying(paper, "Kính gửi:")
    lines = [after(paper, "Kính gửi:"), after(paper, "- Bộ Y tế;")]
    assert [one.text for one in lines] == ["- Bộ Y tế;", "- Bộ Công an."]
    assert {face(one) for one in (first, *lines)} == {(14, False, False)}
    hanging = {
        (round(at.left_indent.mm), round(at.first_line_indent.mm)) for at in (one.paragraph_format for one in lines)
    }
    assert hanging == {(44, -3)}
    assert first.paragraph_format.left_indent < Mm(41)


def test_one_addressee_stands_behind_the_words():
    one = saying(made(addressees=("Bộ Y tế",)), "Kính gửi:")
    assert (one.text, one.alignment) == ("Kính gửi: Bộ Y tế", WD_ALIGN_PARAGRAPH.CENTER)


def test_the_body_is_of_14_points_justified_and_ends_as_it_must(paper: Document):
    style = paper.styles["Body Text"].paragraph_format
    assert face(saying(paper, "Thực hiện Kế hoạch.")) == (14, False, False)
    assert face(saying(paper, "Đề nghị gửi")) == (14, False, False)
    assert style.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert style.first_line_indent == Mm(12.7)
    assert style.space_after >= Pt(6)
    assert saying(paper, "Trân trọng").text.endswith("./.")


def test_whoever_signs_stands_right_and_the_recipients_left_with_the_archive_last(paper: Document):
    left, right = paper.tables[1].rows[0].cells
    assert [one.text for one in left.paragraphs if one.text] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, VPCQTT."]
    assert face(left.paragraphs[0]) == (12, True, True)
    assert {face(one) for one in left.paragraphs[1:]} == {(11, False, False)}
    signed = [one for one in right.paragraphs if one.text]
    assert [one.text for one in signed] == ["KT. CHÁNH VĂN PHÒNG", "[QUYỀN HẠN, CHỨC VỤ NGƯỜI KÝ…]", "[Họ và tên…]"]
    assert {face(one) for one in signed} == {(14, True, False)}


def test_the_list_is_an_appendix_without_a_numeral_for_there_is_one(paper: Document):
    assert face(saying(paper, "Phụ lục")) == (14, True, False)
    assert [after(paper, "Phụ lục").text, after(paper, "DANH SÁCH").text.split()[:4]] == [
        "DANH SÁCH",
        ["(Kèm", "theo", "Công", "văn"],
    ]
    assert face(after(paper, "DANH SÁCH")) == (14, False, True)
    rows = [[cell.text for cell in row.cells] for row in paper.tables[2].rows]
    assert rows == [["TT", "Đơn vị", "Nội dung"], ["1", "Bộ Y tế", "Báo cáo"], ["2", "Bộ Công an", "Báo cáo"]]
    assert len(made(annex=None).sections) == 1


@pytest.mark.parametrize(
    ("changed", "further"),
    [({}, []), ({"symbol": ""}, ["[Ký hiệu…]"]), ({"place": ""}, ["[Địa danh…]"])],
    ids=["plain", "no symbol", "no place"],
)
def test_what_a_person_has_to_fill_is_yellow_and_counted(changed: dict[str, str], further: list[str]):
    given = {name: getattr(LETTER, name) for name in Letter.__slots__}
    rendered = letter.made(Letter(**{**given, **changed}))
    runs = [run for one in paragraphs(docx.Document(BytesIO(rendered.file))) for run in one.runs]
    yellow = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    always = ["[…]", "[…]", "[ngày…]", "[QUYỀN HẠN, CHỨC VỤ NGƯỜI KÝ…]", "[Họ và tên…]"]
    assert rendered.to_fill == len(yellow)
    assert sorted(yellow) == sorted([*always, *further])
