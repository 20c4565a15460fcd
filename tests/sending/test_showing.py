"""The same message, with buttons where the channel has them and as a list of words where not."""

import json
from pathlib import Path

from bot.channel import Button, Capabilities, File, Menu, Shown
from bot.loops.layout import laid_out, menu_of
from messages.values import FileKind

BUTTONS = Capabilities(buttons=True, edits=True)
WORDS = Capabilities(buttons=False, edits=False)
STORE = Path("store")
WAYS = [["Quay lại", "7:back"], ["Hủy", "7:cancel"]]


def body(*labels: str, numbered: bool = True, ways: bool = True) -> str:
    choices = [[label, f"7:{place}"] for place, label in enumerate(labels)]
    return json.dumps({"text": "Hỏi?", "choices": choices, "numbered": numbered, "ways": WAYS if ways else []})


def test_two_short_choices_stand_in_a_row_and_a_long_one_alone() -> None:
    shown = laid_out(body("Hôm nay", "Hôm qua", "Tuyên truyền miệng, sinh hoạt"), BUTTONS, STORE)

    assert shown == Shown(
        "Hỏi?",
        (
            (Button("Hôm nay", "7:0"), Button("Hôm qua", "7:1")),
            (Button("Tuyên truyền miệng, sinh hoạt", "7:2"),),
            (Button("Quay lại", "7:back"), Button("Hủy", "7:cancel")),
        ),
    )


def test_the_first_choice_can_stand_alone() -> None:
    message = json.loads(body("Gửi", "Sửa nội dung", "Sửa số liệu", ways=False)) | {"alone": 1}

    assert [len(row) for row in laid_out(json.dumps(message), BUTTONS, STORE).rows] == [1, 2]


def test_without_buttons_choices_are_numbered_and_the_ways_out_named() -> None:
    shown = laid_out(body("Còn tiếp tục", "Đã hoàn thành"), WORDS, STORE)

    assert shown == Shown("Hỏi?\n1. Còn tiếp tục\n2. Đã hoàn thành\nQuay lại · Hủy")


def test_where_a_number_is_an_answer_nothing_is_numbered() -> None:
    shown = laid_out(body("Hôm nay", "Hôm qua", numbered=False), WORDS, STORE)

    assert shown == Shown("Hỏi?\nHôm nay · Hôm qua · Quay lại · Hủy")


def test_a_plain_message_stays_plain() -> None:
    assert laid_out(body(ways=False), WORDS, STORE) == laid_out(body(ways=False), BUTTONS, STORE) == Shown("Hỏi?")


def test_files_are_found_under_their_sha256() -> None:
    message = json.dumps({"text": "", "files": [["photo", "abcd", "705-BNG-001-1.jpeg"]]})

    assert laid_out(message, BUTTONS, STORE).files == (
        File(FileKind.PHOTO, STORE / "ab" / "abcd", "705-BNG-001-1.jpeg"),
    )


def test_a_menu_is_told_from_a_message() -> None:
    menu = json.dumps({"menu": [["baocao", "Cập nhật kết quả"]]})

    assert menu_of(menu, "42") == Menu("42", "", (("baocao", "Cập nhật kết quả"),))
    assert menu_of(body("Hôm nay"), "42") is None
