"""Documents that a line names: "Quyết định số 91/QĐ-BCĐ ngày 19/11/2025". Their numbers and days are their own."""

import re
from functools import cache
from typing import Final

from messages import meanings, neighbours
from messages.folding import folded

# "SNgV" and "QĐ-UBND": two capitals at least, so that "12/15 xã" is none
_OFFICE: Final = r"[A-ZĐ][a-zđ]?[A-ZĐ][\wĐđ&.]*(?:-[\wĐđ&.]+)*"
PAPER: Final = re.compile(
    rf"(?:\b\d{{1,5}}(?:/\d{{4}})?/{_OFFICE}|\b\d{{1,5}}-[A-ZĐ]{{2,4}}/[A-ZĐ][\wĐđ&.]*(?:-[\wĐđ&.]+)*|\bsố\s+\d{{1,5}}\b(?=\s+ngày))"
    r"(?:,?\s+ngày\s+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?"
)


_BEFORE: Final = re.compile(r"^.*?\b(?:số|so|no\.?)(?:\s*[:.]\s*|\s+)(?=\S)", re.IGNORECASE)
_DATED: Final = re.compile(
    r"(?:[,;\s]+(?:ngày|ngay|dated)\s+|[,;\s]+(?:of|on)\s+(?=\d)|[,;]\s*(?=\d{1,2}[/.-]\d)"
    r"|\s+(?=\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\s*$)|[,;\s]+(?=(?:(?:sáng|sang|chiều|chieu)\s+)?(?:hôm|hom)\s+(?:nay|qua|kia)\b|today\b|yesterday\b))(?P<day>.+)$",
    re.IGNORECASE,
)


# "88", "1234/BQP-CT", "05/2025/NQ-HĐND", "12-KH/TU", "123 BC-BYT"
_NUMBER: Final = re.compile(
    r"\d{1,6}[a-zđ]?(?:\s?[-–/._]\s?[\w&./–-]+(?:\s?[-–/.]\s?[\w&./–-]+)*|\s[A-ZĐ]{2}[\w&./–-]*)?"
)
_NAMED: Final = re.compile(r"(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)\s+(?=\d)")


def apart(line: str) -> tuple[str, str]:
    """Take "Công văn số 1234/BQP-CT, ngày 20/12" apart: its number, its day as typed, "" where none stands there."""
    words, day = dated(line)
    if is_unnumbered(words):
        return words, day
    named = _NAMED.match(words)
    if named and folded(named["name"]) in neighbours.PAPERS:
        return words[named.end() :], day
    return _BEFORE.sub("", words), day


def is_number(text: str) -> bool:
    """Tell whether this looks like the number of a document, with its letters or alone."""
    return _NUMBER.fullmatch(text) is not None


def is_unnumbered(text: str) -> bool:
    """Tell whether it was said that a document bears no number: "không số"."""
    return folded(text).strip(" .") in _unnumbered()


@cache
def _unnumbered() -> dict[str, str]:
    return meanings.typed({"document_number.none.typed": "unnumbered"})


def dated(line: str) -> tuple[str, str]:
    """Take "Thứ trưởng, ngày 20/12" apart: the words, and the day as typed, "" where none stands there."""
    found = _DATED.search(line)
    return (line[: found.start()] if found else line).strip(" ,;."), found["day"] if found else ""


def spans(text: str) -> list[tuple[int, int]]:
    """Give where they stand, each with its day."""
    return [match.span() for match in PAPER.finditer(text)]


def masked(text: str, gone: list[tuple[int, int]]) -> str:
    """Put ends of lines over these stretches, so that nothing is read across them and every place stays."""
    for start, end in gone:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text
