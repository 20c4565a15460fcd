"""What the guard lets pass: ordinary words with the syllable of secrecy in them."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from messages import secrets

PASSING = (
    # words with mật
    "bảo mật", "Bảo mật thông tin", "BẢO MẬT THÔNG TIN", "AN TOÀN, BẢO MẬT THÔNG TIN", "bí mật", "BÍ MẬT",
    "Luật Bảo vệ bí mật nhà nước", "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC", "HỘI NGHỊ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "HỘI NGHỊ BẢO VỆ BÍ\nMẬT NHÀ NƯỚC", "BÍ\nMẬT\nNHÀ\nNƯỚC", "Tập huấn công tác bảo vệ bí mật nhà nước năm 2025",
    "Kênh này không dùng cho bí mật nhà nước.", "mật độ", "Mật độ dân số", "MẬT ĐỘ DÂN SỐ", "Mật\nđộ",
    "BÁO CÁO VỀ MẬT\nĐỘ DÂN SỐ", "nơi có mật\nđộ cao", "mật độ mật ong",
    "mật khẩu", "MẬT KHẨU", "Mật khẩu: ......", "Tệp đặt mật khẩu", "mật ong", "MẬT ONG RỪNG", "nuôi ong mật",
    "NUÔI ONG LẤY MẬT", "MÔ HÌNH NUÔI ONG MẬT", "tỏi mật ong", "mật mã",
    "HỌC VIỆN KỸ THUẬT MẬT MÃ", "Ban Cơ yếu, mật mã",
    "mật thiết", "quan hệ mật thiết", "mức độ mật thiết", "nâng cao độ mật thiết", "cơ mật viện", "VIỆN CƠ MẬT",
    "thân mật",
    "cuộc gặp THÂN MẬT", "trăng mật", "TUẦN TRĂNG MẬT", "túi mật", "PHẪU THUẬT TÚI MẬT", "sỏi mật", "VIÊM ĐƯỜNG MẬT",
    "gan mật", "GAN MẬT TỤY", "mật vụ", "mật danh", "MẬT TÔNG", "mật mía", "làng Lệ Mật", "LỆ MẬT", "Nguyễn Văn Mật",
    "NGUYỄN VĂN MẬT", "NGUYỄN THỊ MẬT", "trù mật", "cẩn mật", "GIẢI MẬT", "nằm gai nếm mật", "nhiệt độ mật ong",
    "Buổi tối mật độ giao thông cao", "ngọt như mật", "mật nghị", "văn bản gửi theo đường mật",
    "đã gửi nội dung theo đường văn bản mật", "Đã gửi văn bản mật lên Văn phòng", "tài liệu mật thì không gửi qua đây",
    "Xóm Mật Cật", "LÁ MẬT CẬT", "VỊT QUAY LÁ MẮC MẬT", "CUỘC THI MẬT THƯ", "Trò chơi mật thư", "CUOC THI MAT THU",
    "Cam kết bảo mật.pdf", "đã gửi Cam ket bao mat.docx", "Xem tệp giữ bí mật.docx", "BAOR MAATJ THOONG TIN",
    "Maatj khaaur", "bis maatj nhà nước", "B\u1ea2\u041e M\u1eacT THÔNG TIN", "𝐁ả𝐨 𝐦ậ𝐭",
    # other words that look alike
    "Mặt trận Tổ quốc", "MẶT TRẬN TỔ QUỐC VIỆT NAM", "có mặt", "CÓ MẶT", "ra mắt", "RA MẮT", "MẮT", "Mặt", "mất", "MẤT",
    "khám mắt miễn phí", "KHÁM MẮT", "mặt trời", "mạt cưa", "MÁT", "độ mặn", "tối mắt tối mũi", "tuyết mặt đường",
    # without tone marks
    "ra mat", "RA MAT", "Le ra mat sach anh", "LE RA MAT SACH ANH", "mat troi", "MAT TROI", "DIEN MAT TROI", "co mat",
    "co mat 120 dai bieu", "CO MAT", "MAT TRAN TO QUOC", "mat tran", "mat", "Mat", "vang mat 3", "VANG MAT",
    "kham mat cho nguoi ngheo", "KHAM MAT MIEN PHI", "gap mat", "GAP MAT DAU XUAN", "tien mat", "bao mat thong tin",
    "BAO MAT THONG TIN", "luat bao ve bi mat nha nuoc", "LUAT BAO VE BI MAT NHA NUOC", "mat do dan so", "MAT DO DAN SO",
    "mat khau", "mat ong", "toi mat dien thoai", "hom qua toi mat dien thoai", "TOI MAT DIEN THOAI", "do mat dat",
    "bang tuyet mat duong", "de do mat chi phi", "do mat cho hoc sinh", "mat nuoc", "MAT HANG", "mat thiet",
    # material to be given back that is no secret
    "tài liệu thu hồi đất", "TÀI LIỆU THU HỒI ĐẤT", "tài liệu thu hồi nợ", "thu hồi tài liệu", "tài liệu thu hút",
    "tai lieu thu hoi dat",
    # the work itself
    "1 hội thảo, hơn 120 đại biểu", "to chuc hoi thao ngay 5/12 120 dai bieu", "705-BNG-012", "", " ", "\n", "M",
    "Matxcơva", "áo cỡ (M)", "20 áo/đội (M)", "Tổ 5/7-A (M)", "đường 3/2-M", "cao 12 (m)", "a/b/c", "A - B - C",
    "HỌP MẶT CỰU CHIẾN BINH", "HOP MAT CUU CHIEN BINH", "12/BC-BNG (bản M)",
    "MATLAB", "format", "Maths", "confirmat", "tomat", "A B C D E F", "Theo công văn số 123", "tự do, dân chủ",
)  # fmt: skip
NAMES = (
    "Cam kết bảo mật.pdf", "Xóm Mật Cật.jpg", "CUỘC THI MẬT THƯ.jpg", "HOP MAT CUU CHIEN BINH.jpg", "hopmat.jpg",
    "Cam ket bao mat.pdf", "lá mắc mật.jpg", "IMG_12-BC (1).jpg", "ao phong (M).jpg", "QUAY MAT.jpg",
    "Luat bao ve bi mat nha nuoc.pdf", "Luật Bảo vệ bí mật nhà nước.docx", "BAO MAT.docx", "bảo mật thông tin.pdf",
    "mat do dan so.xlsx", "Mật độ dân số.xlsx", "MẬT ONG.jpg", "mat ong.jpg", "anh khach co mat.jpg", "RA MAT SACH.jpg",
    "le_ra_mat.jpg", "LE_RA_MAT.jpg", "mat troi.png", "DIEN MAT TROI.pdf", "DANH SACH VANG MAT.docx", "KHAM_MAT.jpg",
    "kham do mat.jpg", "MatTranToQuoc.docx", "MAT_TRAN_TO_QUOC.pdf", "GapMat.jpg", "IMG_20251205_0830.jpg", "photo.jpg",
    "mật khẩu.txt", "Mặt trận.pdf", "MẮT.jpg", "khám mắt.png", "tien mat.xlsx", "format.docx", "Tomat.pdf", "",
    "tài liệu thu hồi đất.pdf", "..", ".pdf", "bao cao 705.docx", "KH 705.pdf", "Nguyen Van Mat.jpg", "LỆ MẬT.jpg",
    "bang tuyet mat duong.jpg", "BANG TUYET MAT DUONG.jpg", "toi mat khau.txt",
)  # fmt: skip


def test_an_ordinary_text_passes() -> None:
    assert [text for text in PASSING if secrets.mark(text) is not None] == []


def test_an_ordinary_file_name_passes() -> None:
    assert [name for name in NAMES if secrets.mark_in_name(name) is not None] == []


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(PASSING) + len(NAMES) >= 80


@given(st.sampled_from(PASSING), st.sampled_from(["\n", "\r\n", "\r", "\u2028"]), st.sampled_from(["NFC", "NFD"]))
def test_no_spelling_of_letters_or_line_ends_makes_a_mark(text: str, line_end: str, form: str) -> None:
    assert secrets.mark(re.sub("\n", line_end, unicodedata.normalize(form, text))) is None


@given(st.text(max_size=400))
def test_any_text_can_be_judged_the_same_in_both_forms(text: str) -> None:
    assert secrets.mark(unicodedata.normalize("NFC", text)) == secrets.mark(unicodedata.normalize("NFD", text))


@given(st.text(max_size=100))
def test_any_file_name_can_be_judged(name: str) -> None:
    assert secrets.mark_in_name(name) in (None, "name", "recall")


def test_a_sentence_is_not_taken_for_a_file_name() -> None:
    assert [text for text in PASSING if " " in text and secrets.mark_in_name(text) is not None] == []
