"""Invisible letters and look-alikes change nothing: for readers, commands, codes and the guard alike."""

from datetime import date

import pytest
from things_counted import INDICATORS

from bot.serving import commands, joining
from messages import secrets
from messages.folding import cleaned, folded
from messages.reading.figures.figures import read_figures
from messages.reading.lines.told import days_in
from messages.said import Said

FRIDAY = date(2025, 12, 5)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\u202d1150\u202c", "1150"),
        ("\u200e5/12", "5/12"),
        ("Ðại biểu, ðại hội", "Đại biểu, đại hội"),
        ("h\u043ei nghi", "hoi nghi"),
        ("M\u0410T", "MAT"),
        ("Москва", "Москва"),
        ("\ufe0fhai\u061c\u180e", "hai"),
        ("１２０\u3000đại biểu", "120 đại biểu"),
        ("ＨＯ\u0323Ｐ", "HỌP"),
        ("Đa\u0323i biê\u0309u", "Đại biểu"),
        ("\U0001d5db\U0001d5fcp \u24d7\u24de\u24df \u1d0d\u1d00\u1d1b", "Hop hop MAT"),
        ("ho\u0336\u0323p\u20dd", "họp"),
        ("m\u1ead\u0442", "mật"),
        ("Müller, ½, m², №", "Müller, ½, m², №"),
    ],
)
def test_a_text_is_seen_as_it_looks(typed: str, seen: str):
    assert cleaned(typed) == seen
    assert folded(typed) == folded(seen)


def test_readers_see_no_difference():
    assert read_figures("\u202d1150\u202c Ðại biểu", INDICATORS)[0].value == 1150
    assert read_figures("１１５０ đa\u0323i\u2800 biê\u0309u", INDICATORS)[0].value == 1150
    assert days_in("\u200e5/12", FRIDAY).first == days_in("ngày ５／１２", FRIDAY).first == FRIDAY


def test_a_command_and_a_code_are_known():
    assert commands.typed("\u200e/ðonduc", ["donduc"]).name == "donduc"
    assert commands.typed("/Ðonduc BYT").name == "donduc"
    assert joining.code_of(Said("1", "ABCD\u200b-2345")) == joining.code_of(Said("1", "ABCD-2345"))


def test_the_guard_sees_the_same():
    assert secrets.mark("TÀI LIỆU \u041cẬT") == secrets.mark("TÀI LIỆU MẬT") is not None
    assert secrets.mark("M\ufe0fẬ\u061cT") == secrets.mark("MẬT") is not None
