"""The consolidated report on paper: every row of Decree 30/2020/NĐ-CP, appendix I, as far as a program can hold it."""

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tests.documents.conftest import Held
from tests.documents.on_paper import after, face, length_of_rule, paragraphs, saying, size


@pytest.fixture
def paper(held_705: Held) -> Document:
    return docx.Document(BytesIO(held_705.made.file))


def test_the_page_is_a4_upright_with_the_decrees_margins(paper: Document):
    for section in paper.sections:
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]


def test_all_letters_are_times_new_roman_and_black(paper: Document):
    for name in ("Normal", "Body Text"):
        assert paper.styles[name].font.name == "Times New Roman"
        assert str(paper.styles[name].font.color.rgb) == "000000"
    assert {run.font.name for one in paragraphs(paper) for run in one.runs if run.text} <= {"Times New Roman", None}


def test_pages_are_numbered_in_the_top_margin_but_for_the_first_and_annexes_begin_anew(paper: Document):
    assert len(paper.sections) == 4
    for section in paper.sections:
        assert section.different_first_page_header_footer
        assert "".join(one.text for one in section.first_page_header.paragraphs) == ""
        number = section.header.paragraphs[0]
        assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert "PAGE" in number._p.xml
        assert {size(run) for run in number.runs} == {13}
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_country_stands_over_its_motto_and_a_rule_as_long_as_it(paper: Document):
    assert face(saying(paper, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) == (12, True, False)
    assert face(saying(paper, "Độc lập - Tự do - Hạnh phúc")) == (13, True, False)
    assert length_of_rule(after(paper, "Độc lập"), 92) == pytest.approx(57, abs=1)


def test_the_issuer_stands_under_its_superior_over_a_rule_a_third_to_half_as_long(paper: Document):
    assert face(saying(paper, "BAN CHỈ ĐẠO NHÂN QUYỀN CHÍNH PHỦ")) == (12, False, False)
    assert face(saying(paper, "VĂN PHÒNG CƠ QUAN THƯỜNG TRỰC")) == (12, True, False)
    assert 1 / 3 <= length_of_rule(after(paper, "VĂN PHÒNG CƠ QUAN"), 80) / 80 <= 1 / 2


def test_number_and_day_are_left_to_the_office_and_the_paper_calls_itself_a_draft(paper: Document):
    assert face(saying(paper, "Số:")) == (13, False, False)
    assert saying(paper, "Số:").text.split() == ["Số:", "/BC-VPCQTT"]
    assert face(saying(paper, "Hà Nội, ngày")) == (13, False, True)
    assert saying(paper, "Hà Nội, ngày").text.split() == ["Hà", "Nội,", "ngày", "tháng", "02", "năm", "2026"]
    assert saying(paper, "DỰ THẢO")


def test_the_kind_and_the_subject_are_bold_in_the_middle_over_a_rule(paper: Document):
    for words in ("BÁO CÁO", "Kết quả triển khai các hoạt động"):
        assert face(saying(paper, words)) == (14, True, False)
        assert saying(paper, words).alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert 1 / 3 <= length_of_rule(after(paper, "Kết quả triển khai các hoạt động"), 160) / 160 <= 1 / 2


def test_addressees_stand_each_on_a_line(paper: Document):
    every = [one.text for one in paragraphs(paper)]
    at = every.index("Kính gửi:")
    assert every[at + 1 : at + 3] == [
        "- Thủ tướng Chính phủ;",
        "- Phó Thủ tướng Chính phủ, Trưởng Ban Chỉ đạo Nhân quyền Chính phủ.",
    ]


def test_the_body_is_of_14_points_justified_with_a_first_line_and_space_between(paper: Document):
    body = saying(paper, "Thực hiện Kế hoạch số 705")
    style = paper.styles["Body Text"].paragraph_format
    assert face(body) == (14, False, False)
    assert style.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert style.first_line_indent == Mm(12.7)
    assert style.space_after >= Pt(6)


def test_parts_are_in_their_order_and_the_text_ends_as_it_must(paper: Document):
    heads = [one.text for one in paragraphs(paper) if one.style.name == "Body Text" and _is_bold(one)]
    assert heads == [
        "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI",
        "1. Ở Trung ương",
        "2. Ở địa phương",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Kết quả chung",
        "2. Kết quả của các cơ quan Trung ương",
        "3. Kết quả của các địa phương",
        "4. Kết quả theo thời gian",
        "III. ĐÁNH GIÁ",
        "1. Ưu điểm",
        "2. Khó khăn, vướng mắc",
        "3. Nguyên nhân",
        "IV. ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    assert saying(paper, "Trên đây là kết quả").text.endswith("./.")


def _is_bold(paragraph: Paragraph) -> bool:
    return all(run.bold for run in paragraph.runs if run.text.strip()) and bool(paragraph.text.strip())


def test_what_a_person_must_judge_is_yellow_and_counted(paper: Document, held_705: Held):
    yellow = [
        run.text for one in paragraphs(paper) for run in one.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert held_705.made.to_fill == len(yellow) == 6
    assert all(text.startswith("[") and text.endswith("…]") for text in yellow)


def test_recipients_end_with_the_archive(paper: Document):
    assert face(saying(paper, "Nơi nhận:")) == (12, True, True)
    assert face(saying(paper, "- Như trên;")) == (11, False, False)
    assert face(saying(paper, "- Lưu: VT")) == (11, False, False)
    assert after(paper, "- Vụ Nội chính").text == "- Lưu: VT, VPCQTT."


def test_annexes_take_roman_numerals_and_the_body_refers_to_them(paper: Document):
    texts = [one.text for one in paragraphs(paper)]
    assert [text for text in texts if text.startswith("Phụ lục ")] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert any("tại Phụ lục I, danh mục hoạt động tại Phụ lục II" in text for text in texts)


def test_no_word_of_the_bot_stands_in_the_text(paper: Document):
    body = "\n".join(one.text for one in paper.paragraphs).split("\nPhụ lục I\n")[0].lower()
    assert "705-" not in body
    for word in ("đầu mối", "hệ thống", "mã số", "bot", "{", "%}"):
        assert word not in body, word
