"""Each word of a line is among its days, figures, evidence or asides, or in its title."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from messages.folding import folded
from messages.reading.lines import lines
from messages.reading.lines.vocabulary import WITHOUT_WEIGHT
from plans import schema
from tests.oneline.plan import PLAN

FRIDAY = date(2025, 12, 5)
CODES = [task.key for task in PLAN.tasks]
CLAUSES = (
    "ra quân tại phường 5", "vòng 3", "lớp 9", "Quốc lộ 1", "khóa XV", "Nghị quyết 18",
    "Ngày Nhân quyền thế giới 10/12",
    "phố 19/8", "mỗi ngày 4 buổi", "số nhà 45 Trần Phú", "báo cáo viên", "chức danh tư pháp", "Việt Nam - Nhật Bản",
    "hôm qua", "3/12", "từ 1/12 đến nay", "khai mạc 1/12", "bế mạc 3/12", "dự kiến 300 người", "120 đại biểu",
    "20 phút", "1 phóng sự", "30 băng rôn", "kinh phí 25 triệu", "85ĐB", "60 học viên (40 nữ)", "trong đó 20 nữ",
    "https://a.vn/b", "nhandan.vn/tin-1", "Quyết định số 88/QĐ-BCĐ ngày 20/11/2025", "tại Hà Nội",
    "phối hợp với Bộ Y tế", "đã hoàn thành", "12 suất quà", "chào mừng 20/11", "sáng t6", "tháng 11", "02/12họp",
)  # fmt: skip


def _is_unit(typed: str) -> bool:
    return bool(schema.recognised(PLAN, typed))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+|\d+", folded(text)))


@given(
    st.sampled_from(("", "15.5a ", "16.2: ")),
    st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=6),
    st.sampled_from((", ", "; ", " ", "\n", ": ", ". ")),
)
def test_every_word_typed_is_somewhere(key: str, clauses: list[str], joint: str):
    text = key + joint.join(clauses)
    line = lines.split(text, FRIDAY, PLAN.indicators, CODES, _is_unit)
    asked = "" if line.unsure is None else str(line.unsure.facts)  # days that are asked about are quoted
    parts = (line.code, line.days, asked, line.figures, line.evidence, line.title, line.place, line.partners)
    stage = "da hoan thanh" if line.finished else ""

    assert _words(text) - _words(" ".join(parts)) - _words(stage) <= WITHOUT_WEIGHT | {"phoi", "hop", "voi"}
