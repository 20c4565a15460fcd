"""What a message becomes on Telegram: tables, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import Button, File, Shown
from bot.channels.telegram.showing import Files, TextMessage, keyboard, messages, pieces, shortened, units
from messages.values import FileKind

ROWS = ((Button("Hội thảo", "7:0"), Button("Tập huấn", "7:1")), (Button("Quay lại", "7:back"),))
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Hội thảo", "callback_data": "7:0"}, {"text": "Tập huấn", "callback_data": "7:1"}],
        [{"text": "Quay lại", "callback_data": "7:back"}],
    ]
}


def photo(number):
    return File(FileKind.PHOTO, Path(f"{number}.jpg"), f"{number}.jpg")


REPORT = File(FileKind.DOCUMENT, Path("a.docx"), "Dự thảo.docx")


def test_buttons_stand_in_their_rows():
    assert messages(Shown("Hình thức?", ROWS)) == [TextMessage("Hình thức?", KEYBOARD)]


def test_no_rows_are_no_keyboard():
    assert keyboard(()) is None


def test_a_long_text_is_split_at_a_line_and_the_buttons_are_below_the_last_piece():
    first, second = "a" * 4000, "b" * 200

    assert messages(Shown(f"{first}\n{second}", ROWS)) == [TextMessage(first), TextMessage(second, KEYBOARD)]


@pytest.mark.parametrize("file", [photo(1), REPORT])
def test_words_that_fit_below_a_single_file_are_its_caption(file):
    assert messages(Shown("Ảnh tiến độ", files=(file,))) == [Files((file,), "Ảnh tiến độ")]
    assert messages(Shown("🎉" * 512, files=(file,))) == [Files((file,), "🎉" * 512)]
    assert messages(Shown("🎉" * 513, files=(file,))) == [Files((file,)), TextMessage("🎉" * 513)]


def test_files_go_before_words_that_are_no_caption():
    two = (photo(1), photo(2))

    assert messages(Shown("Hai ảnh", files=two)) == [Files(two), TextMessage("Hai ảnh")]
    assert messages(Shown("Hình thức?", ROWS, (REPORT,))) == [Files((REPORT,)), TextMessage("Hình thức?", KEYBOARD)]


def test_files_alone_need_no_words():
    assert messages(Shown("", files=(REPORT,))) == [Files((REPORT,))]


@pytest.mark.parametrize(
    ("files", "bundled"),
    [
        ((photo(1),), [(photo(1),)]),
        ((photo(1), photo(2)), [(photo(1), photo(2))]),
        ((photo(1), REPORT, photo(2)), [(photo(1),), (REPORT,), (photo(2),)]),
        (tuple(map(photo, range(11))), [tuple(map(photo, range(10))), (photo(10),)]),
        ((REPORT, REPORT), [(REPORT,), (REPORT,)]),
    ],
)
def test_photos_that_follow_one_another_are_an_album_of_at_most_ten(files, bundled):
    assert messages(Shown("", files=files)) == [Files(each) for each in bundled]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("một hai ba", 20, ["một hai ba"]),
        ("một\nhai\nba", 7, ["một\nhai", "ba"]),
        ("một hai ba", 8, ["một hai", "ba"]),
        ("mộthaiba", 3, ["một", "hai", "ba"]),
        ("một\n\n\nhai", 5, ["một", "hai"]),
        ("🎉🎉🎉", 4, ["🎉🎉", "🎉"]),
        ("🎉🎉", 3, ["🎉", "🎉"]),
        ("  \n ", 10, []),
        ("", 10, []),
    ],
)
def test_a_text_is_split_where_it_reads_best(text, limit, expected):
    assert pieces(text, limit) == expected


@given(st.text(alphabet="ab \n🎉ế", max_size=200), st.integers(2, 30))
def test_no_piece_is_too_long_or_blank_and_no_word_is_lost(text, limit):
    found = pieces(text, limit)

    assert all(units(piece) <= limit and piece.strip() for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_label_too_long_for_a_button_is_cut():
    assert shortened("a" * 64) == "a" * 64
    assert shortened("a" * 65) == "a" * 63 + "…"
    assert units(shortened("🎉" * 40)) <= 64
