"""What is counted in these tests, after the list of what offices count."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    key: str
    label: str
    unit: str
    words: tuple[str, ...]
    one: str = ""


_TABLE = """
workshops | Hội thảo | hội thảo | hội thảo khoa học, tọa đàm
meetings | Hội nghị | hội nghị | cuộc họp, họp báo
classes | Lớp tập huấn | lớp | tập huấn, khóa tập huấn
people | Đại biểu, lượt người | đại biểu | người, lượt người, học viên, cán bộ
documents | Văn bản | văn bản | công văn, kế hoạch
news | Tin bài | tin bài | tin, bài, mẩu tin
reports | Phóng sự | phóng sự | phóng sự truyền hình
videos | Video, clip | video | clip, video clip
posts | Bài trên mạng xã hội | bài đăng | bài mạng xã hội, bài trên mạng xã hội
views | Lượt xem | lượt xem | lượt truy cập
reach | Lượt tiếp cận | lượt tiếp cận | tiếp cận
banners | Băng rôn | chiếc | khẩu hiệu
banner-metres | Băng rôn (theo chiều dài) | mét | băng rôn, khẩu hiệu
billboards | Pa nô | pa nô | panô, cụm pa nô
posters | Áp phích | áp phích | tranh cổ động
flags | Cờ | lá cờ | cờ
leaflets | Tờ rơi | tờ | tờ gấp
contests | Cuộc thi | cuộc thi | hội thi
examined | Lượt người được khám | lượt người được khám | lượt khám, người khám
minutes | Thời lượng phát | phút phát sóng | phút
money | Kinh phí | đồng | vnđ, kp
"""
INDICATORS = tuple(
    Indicator(key, label, unit, tuple(words.split(", ")))
    for key, label, unit, words in (line.split(" | ") for line in _TABLE.strip().splitlines())
)
