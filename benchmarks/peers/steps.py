"""What the peers ask, in the order of our own conversation, and what they take for an answer."""

import re
from typing import Final

WAYS: Final = ("Quay lại", "Lưu, làm sau", "Hủy")
QUESTIONS: Final = (  # key, words, choices
    ("days", "Hoạt động diễn ra ngày nào?", ("Hôm nay", "Hôm qua")),
    ("form", "Hình thức hoạt động?", ("Hội nghị", "Hội thảo", "Tập huấn", "Truyền thông", "Khác")),
    ("title", "Tên hoặc nội dung hoạt động? Tối đa 250 ký tự.", ()),
    ("figures", "Số liệu của hoạt động? Ví dụ: 1 hội thảo, hơn 120 đại biểu.", ("Không có số liệu",)),
    ("evidence", "Minh chứng? Đề nghị đồng chí gửi ảnh, tài liệu hoặc đường dẫn.", ("Xong", "Bỏ qua")),
)
REVIEW: Final = "Đề nghị đồng chí kiểm tra trước khi gửi:\n"
SEND: Final = "Gửi"
_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FIGURE: Final = re.compile(r"(\d[\d.]*)\s+([^,]+)")


def understood(key: str, text: str) -> object | None:
    """Give what is kept of an answer; None asks again."""
    if key == "days":
        found = _DAY.fullmatch(text.strip())
        return found and "-".join(reversed(found.groups()))
    if key == "figures":
        return {what.strip(): int(number.replace(".", "")) for number, what in _FIGURE.findall(text)}
    if key == "title":
        return text if len(text) <= 250 else None
    if key == "form":
        return int(text) - 1 if text.isdecimal() else None
    return text


def review(answers: dict[str, object]) -> str:
    """Word the whole entry."""
    return REVIEW + "\n".join(f"{key}: {answers[key]}" for key, _, _ in QUESTIONS)


def receipt(number: int) -> str:
    """Word the last message."""
    return f"Đã ghi nhận kết quả số {number:03}. Cảm ơn đồng chí."
