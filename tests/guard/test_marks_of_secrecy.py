"""What the guard stops: every phrase with the rule that must stop it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import secrets

STOPPED = {
    # a stamp, alone on its line
    "MẬT": "stamp",
    "Mật": "stamp",
    "mật": "stamp",
    "  MẬT  ": "stamp",
    "- MẬT -": "stamp",
    "*** MẬT ***": "stamp",
    "BỘ NGOẠI GIAO\nMẬT\nSố: 12/BC-BNG": "stamp",
    "Số: 45-CV/BQP\r\nMẬT\r\nHà Nội, ngày 05 tháng 12 năm 2025": "stamp",
    "MẬT\nĐộ khẩn: Hỏa tốc": "stamp",
    "MẬT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc": "stamp",
    "MAT": "stamp",
    "BO QUOC PHONG\nMAT\nSo: 12": "stamp",
    "TỐI MẬT": "degree",
    "TUYỆT MẬT": "degree",
    "TUYỆT\nMẬT": "degree",
    "Tối mật": "degree",
    "tuyệt mật": "degree",
    "toi mat": "degree",
    "TOI MAT": "degree",
    "TUYET MAT": "degree",
    # an ordinary word behind it, but not joined to it by a space alone
    "TUYỆT MẬT: danh sách đi kèm": "degree",
    "TUYỆT MẬT danh sách": "degree",
    "TỐI MẬT\nMã số: 7/BC": "degree",
    "TOI MAT: danh sach kem theo": "degree",
    "TUYET MAT\nma so 7": "degree",
    "MẬT: danh sách": "stamp",
    "MẬT - mã số 5": "stamp",
    "MẬT–độ dài": "stamp",
    "MẬT/mã số 5": "stamp",
    "MẬT, danh sách": "stamp",
    "MẬT.\nĐộ dài: 3 trang": "stamp",
    "[MẬT] mã số 7": "stamp",
    "MẬT (độ dài 3 trang)": "stamp",
    "MẬT\nĐộ dài: 3 trang": "stamp",
    "Độ mật\nBảng 1": "degree",
    "Độ mật\nđộng": "degree",
    "CÔNG VĂN MẬT\nĐộ dài: 3 trang": "stamp",
    # capitals within a line
    "Công văn MẬT số 12": "stamp",
    "Đã nhận công điện MẬT của Bộ": "stamp",
    "CÔNG VĂN MẬT": "stamp",
    "CHỈ THỊ MẬT": "stamp",
    "ĐIỆN MẬT": "stamp",
    "KHẨN - MẬT": "stamp",
    "HỎA TỐC, MẬT": "stamp",
    "Số 12/BC-BCA (MẬT)": "stamp",
    "Số 12/BC-BCA (Mật)": "stamp",
    "báo cáo [mật]": "stamp",
    "đóng dấu “Mật”": "stamp",
    "văn bản này MẬT": "stamp",
    "123-MẬT": "stamp",
    "123MẬT": "stamp",
    "12/MẬT-BCA": "stamp",
    "CV_MẬT": "stamp",
    "tài liệu Mật của đơn vị": "stamp",
    "Mức Mật": "stamp",
    "loại: Mật": "stamp",
    "CONG VAN MAT": "stamp",
    "Cong van MAT cua Bo": "stamp",
    "So 12 (MAT)": "stamp",
    "TÀI LIỆU MẬT, ĐỘ KHẨN HỎA TỐC": "stamp",
    # a degree
    "Độ mật: Tối mật": "degree",
    "độ mật": "degree",
    "Độ mật: Mật": "degree",
    "ĐỘ MẬT: ....": "degree",
    "văn bản có độ mật": "degree",
    "xác định độ mật của tài liệu": "degree",
    "tài liệu độ Mật": "degree",
    "độ Tối mật": "degree",
    "độ Tuyệt mật": "degree",
    "cấp độ mật": "degree",
    "chế độ mật": "degree",
    "do mat: toi mat": "degree",
    "Do mat: mat": "degree",
    "do mat": "degree",
    "van ban do tuyet mat": "degree",
    "gửi kèm văn bản tối mật": "degree",
    "hồ sơ tuyệt mật của đơn vị": "degree",
    "tai lieu tuyet mat": "degree",
    "cong van toi mat so 5": "degree",
    "bao cao TOI MAT gui Bo": "degree",
    "MẬT, TỐI MẬT, TUYỆT MẬT": "stamp",
    # recalled, for the addressee's eyes
    "tài liệu thu hồi": "recall",
    "TÀI LIỆU THU HỒI": "recall",
    "Tài liệu thu hồi sau hội nghị": "recall",
    "TÀI LIỆU\nTHU HỒI": "recall",
    "tai lieu thu hoi": "recall",
    "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ": "envelope",
    # a number of a secret paper
    "công văn mật số 123": "numbered",
    "Theo văn bản mật số: 45/BC": "numbered",
    "cong van mat so 12": "numbered",
    # torn, set wide, hidden, or in an old font
    "T U Y Ệ T  M Ậ T": "degree",
    "M Ậ T": "stamp",
    "T Ố I   M Ậ T": "degree",
    "M.Ậ.T": "stamp",
    "M ẬT": "stamp",
    "MẬ T": "stamp",
    "Công văn M ẬT": "stamp",
    "MÂ\u0323T": "stamp",
    "MÂ \u0323T": "stamp",
    "M\u200bẬT": "stamp",
    "ＭẬＴ": "stamp",
    "M\u00a0Ậ\u00a0T": "stamp",
    "mËt": "stamp",
    "TuyÖt mËt": "degree",
    "§é mËt: MËt": "degree",
    "TOÁI MAÄT": "degree",
    "CV MAÄT": "stamp",
    "Tµi liÖu thu håi": "recall",
    "M/Ậ/T": "stamp",
    "M–Ậ–T": "stamp",
    "M|Ậ|T": "stamp",
    "M * Ậ * T": "stamp",
    "M    Ậ    T": "stamp",
    "M\nẬ\nT\nSố 7": "stamp",
    "MẬ/T": "stamp",
    "M Ậ T B Ộ": "stamp",
    "Đ Ộ M Ậ T": "degree",
    "T À I  L I Ệ U  T H U  H Ồ I": "recall",
    "T À I L I Ệ U T H U H Ồ I": "recall",
    "T/À/I L/I/Ệ/U T/H/U H/Ồ/I": "recall",
    "C H Ỉ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ": "envelope",
    "MAATJ": "stamp",
    "Công văn MAATJ": "stamp",
    "TUYEETJ MAATJ": "degree",
    "ddooj maatj": "degree",
    "ma65t": "stamp",
    "Taif lieeuj thu hooif": "recall",
    # letters that only look like ours, and what only strikes them through
    "\u041c\u1eac\u0422": "stamp",
    "\u039c\u1eac\u03a4": "stamp",
    "\u043c\u1ead\u0442": "stamp",
    "\u13b7\u1eac\u13a2": "stamp",
    "TUYỆT \u041cẬ\u03a4": "degree",
    "M\ufe0fẬ\u061cT\u180e": "stamp",
    "M\u2800Ậ\u3164T": "stamp",
    "M\u0336Ậ\u0336T\u0336": "stamp",
    "\U0001d40cẬ\U0001d413": "stamp",
    "\u24c2Ậ\u24c9": "stamp",
    "\u1d0dậ\u1d1b": "stamp",
    # the letters of a degree behind number and sign; a number behind the word
    "Tờ trình số 52/TTr-BCĐ(M)": "lettered",
    "Số: 12-BC/BCA (M)": "lettered",
    "công văn 05/CV-BQP [TM]": "lettered",
    "Căn cứ 12/2025/QĐ-TTg (TuM)": "lettered",
    "báo cáo mật 31/BC-SNgV": "numbered",
    "tờ trình mật 31-TTr/TU": "numbered",
    "bao cao mat 31/BC-SNgV": "numbered",
    "MẬT thư mời họp": "stamp",
    # a file's name within a text
    "Xem tệp CV_MAT.docx": "stamp",
    "Xem tệp 123_mat.docx": "name",
    "https://example.org/tai/123-toimat.pdf": "name",
    "toi mat.pdf": "name",
    "bao cao mat.docx": "name",
}
NAMES = {
    "CV_MAT.docx", "toi mat.pdf", "TOI MAT.PDF", "123-MẬT", "123-MẬT.pdf", "123_mat.pdf", "MAT.pdf", "mat.docx",
    "Mật.jpg", "CV mật.docx", "bao cao mat.docx", "BaoCaoMat.docx", "CVMAT.pdf", "cvmat.doc", "toimat.pdf",
    "BC_tuyetmat_2025.pdf", "BC-tuyet-mat.pdf", "tài liệu mật.docx", "TaiLieuMat.pdf", "Công văn (MẬT).pdf",
    "do mat.docx", "độ mật tối mật.xlsx", "..\\..\\MẬT.pdf", "/tmp/CV_MAT.pdf", "CV_M%E1%BA%ACT.pdf", "[MAT]bc705.docx",
    "MAT bao cao.docx", "KH705_MAT.xlsx", "scan TUYET MAT.jpg", "123.mat", "CV.MAT.12.pdf",
    "77-BC-CAT(M).pdf", "52_TTr-BCD (TM).pdf", "baocaomat.pdf", "tailieumat.docx", "ToTrinhMat12.pdf", "maatj.pdf",
    "tailieutuyetmat.pdf", "\u041cẬ\u0422.pdf",
    "TUYỆT MẬT - danh sách.docx", "TỐI MẬT_mã số 7.pdf", "TUYET MAT danh sach.xlsx",
}  # fmt: skip


def test_a_mark_is_stopped() -> None:
    assert {text: secrets.mark(text) for text in STOPPED} == STOPPED


def test_a_mark_in_a_file_name_is_stopped() -> None:
    assert [name for name in NAMES if secrets.mark_in_name(name) != "name"] == []


@pytest.mark.parametrize("name", ["TAI_LIEU_THU_HOI.docx", "tailieuthuhoi.pdf", "TaiLieuThuHoi.pdf"])
def test_a_paper_to_be_given_back_is_stopped_by_its_file_name(name: str) -> None:
    assert secrets.mark_in_name(name) == "recall"


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(STOPPED) + len(NAMES) >= 80


@given(
    st.sampled_from(sorted(STOPPED)),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x85"]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_no_spelling_of_letters_or_line_ends_hides_a_mark(text: str, line_end: str, form: str) -> None:
    written = re.sub("\r?\n", line_end, unicodedata.normalize(form, text))

    assert secrets.mark(written) == STOPPED[text]


@given(st.sampled_from(["MẬT", "TỐI MẬT", "TUYỆT MẬT"]), st.text(max_size=200), st.text(max_size=200))
def test_a_stamp_on_its_own_line_is_found_in_any_text(stamp: str, above: str, below: str) -> None:
    assert secrets.mark(f"{above}.\n\n{stamp}\n\n.{below}") is not None
