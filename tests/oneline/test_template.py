"""A block that comes back is read by the names of its fields, however it was typed."""

import pytest

from handlers.officials.free_text import template

FULL = "Nhiệm vụ: 15.5a\nThời gian: 4/12\nHình thức: hội nghị\nNội dung: Báo chí\nSố liệu: 70 đại biểu"
READ = {"task": "15.5a", "days": "4/12", "form": "hội nghị", "title": "Báo chí", "figures": "70 đại biểu"}


@pytest.mark.parametrize(
    "typed",
    [
        FULL,
        "nhiem vu: 15.5a\nthoi gian: 4/12\nhinh thuc: hội nghị\nnoi dung: Báo chí\nso lieu: 70 đại biểu",
        "\n".join(reversed(FULL.split("\n"))),
        FULL.replace("\n", "\n• ").replace(":", " :"),
        "1. Nhiệm vụ: 15.5a\n2. Thời gian: 4/12\n3) Hình thức = hội nghị\n  - Nội dung:Báo chí\n+ Số liệu: 70 đại biểu",
        f"{FULL}\nMinh chứng: …\nTình trạng:",
        f"Mẫu của Bộ:\n{FULL}\n\nMã nhiệm vụ của đơn vị:\n15.5a – Phối hợp hội nghị",
        "Task: 15.5a\nDays: 4/12\nForm: hội nghị\nTitle: Báo chí\nFigures: 70 đại biểu",
    ],
)
def test_a_block_is_read(typed: str):
    assert template.read(typed) == READ


def test_a_field_may_go_on_in_the_next_line():
    said = template.read("Nội dung: Hội nghị\nvề báo chí\nSố liệu: 3 tin\nThời gian: 4/12")

    assert said["title"] == "Hội nghị\nvề báo chí"


def test_an_empty_block_is_none_that_was_filled_in():
    assert template.read("Nhiệm vụ:\nThời gian:\nHình thức:\nNội dung: ...") == {}


@pytest.mark.parametrize("typed", ["Nội dung: hội nghị", "Báo cáo: hôm qua họp", "14:30 họp\n15:30 nghỉ", ""])
def test_other_messages_are_no_block(typed: str):
    assert not template.is_block(typed)
