"""What a coordinator types to enter from paper."""

SOURCE = ("văn bản mới", "Số 1234/BQP-CT, ngày 04/12/2025", "Thượng tướng Nguyễn Văn A, Thứ trưởng")
FIGURES = "120 đại biểu"


def result(
    task: str = "4.1a", *, title: str = "Hội nghị tập huấn nhân quyền", figures: str = FIGURES
) -> tuple[str, ...]:
    """Give the lines of one result, behind those of its document."""
    return (task, f"3/12 {title}, {figures}", "không có", "gửi")


def first(unit: str = "BQP", **told: str) -> tuple[str, ...]:
    """Give all lines of the first result from a document."""
    return (f"/nhapthay {unit}", *SOURCE, *result(**told))


MORE = "[nút Nhập kết quả tiếp theo]"
DONE = "[nút Xong]"
CLASSIFIED = ("/nhapthay BQP", "văn bản mật", "Ghi đã nhận văn bản về một nhiệm vụ", "4.2", "còn tiếp tục", "gửi")
