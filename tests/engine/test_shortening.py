"""What is too long for its place is cut between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.shortening import shortened


@pytest.mark.parametrize(
    ("text", "at_most", "shown"),
    [
        ("ghi rõ số đại biểu", 18, "ghi rõ số đại biểu"),
        ("ghi rõ số đại biểu", 17, "ghi rõ số đại…"),
        ("ghi rõ số đại biểu", 10, "ghi rõ số…"),
        ("ghi rõ, số đại biểu", 10, "ghi rõ…"),
        ("hội nghị – hội thảo", 12, "hội nghị…"),
        ("a" * 30, 10, "a" * 9 + "…"),
    ],
)
def test_a_text_is_cut_between_words(text: str, at_most: int, shown: str):
    assert shortened(text, at_most) == shown


@given(st.text(), st.integers(2, 80))
def test_it_is_never_longer_than_its_place(text: str, at_most: int):
    assert len(shortened(text, at_most)) <= at_most
