"""However a file is damaged, it is judged or refused; nothing else comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import docx, pdf, picture, xlsx

from bot.files import pictures, reading, sniffing
from bot.files.refusing import Unacceptable

WHOLE = (pdf("Kết quả", "MẬT"), docx("Kết quả"), xlsx(["Kết quả", 1]), *map(picture, ("JPEG", "PNG", "WEBP")))
damages = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), min_size=1, max_size=5)


def judged(content: bytes) -> str:
    """Give what became of it: the whole way of a file but for the child and the store."""
    try:
        kind = sniffing.kind_of(content, "")
        if kind in sniffing.PICTURES:
            return f"drawn {bool(pictures.drawn_anew(content, kind))}"
        return f"read {reading.read(kind, content).readable}"
    except Unacceptable as error:
        return error.because


@pytest.mark.parametrize("whole", WHOLE, ids=["pdf", "docx", "xlsx", "jpeg", "png", "webp"])
@settings(max_examples=40)
@given(damages=damages)
def test_a_damaged_file_is_judged_or_refused(whole: bytes, damages: list[tuple[float, bytes]]) -> None:
    content = bytearray(whole)
    for where, what in damages:
        at = int(where * len(content))
        content[at : at + len(what)] = what

    assert judged(bytes(content)).startswith(("drawn True", "read ", "evidence."))
