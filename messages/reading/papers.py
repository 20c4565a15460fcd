"""Documents that a line names: "Quyết định số 91/QĐ-BCĐ ngày 19/11/2025". Their numbers and days are their own."""

import re
from typing import Final

# "SNgV" and "QĐ-UBND": two capitals at least, so that "12/15 xã" is none
_OFFICE: Final = r"[A-ZĐ][a-zđ]?[A-ZĐ][\wĐđ&.]*(?:-[\wĐđ&.]+)*"
PAPER: Final = re.compile(
    rf"(?:\b\d{{1,5}}(?:/\d{{4}})?/{_OFFICE}|\bsố\s+\d{{1,5}}\b(?=\s+ngày))"
    r"(?:,?\s+ngày\s+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?"
)


_BEFORE: Final = re.compile(r"^.*?\b(?:số|so|no\.?)(?:\s*[:.]\s*|\s+)(?=\S)", re.IGNORECASE)
_DATED: Final = re.compile(
    r"(?:[,;\s]+(?:ngày|ngay|dated)\s+|[,;\s]+(?:of|on)\s+(?=\d)|[,;]\s*(?=\d{1,2}[/.-]\d)"
    r"|[,;\s]+(?=(?:(?:sáng|sang|chiều|chieu)\s+)?(?:hôm|hom)\s+(?:nay|qua|kia)\b|today\b|yesterday\b))(?P<day>.+)$",
    re.IGNORECASE,
)


def apart(line: str) -> tuple[str, str]:
    """Take "Công văn số 1234/BQP-CT, ngày 20/12" apart: its number, its day as typed, "" where none stands there."""
    words, day = dated(line)
    return _BEFORE.sub("", words), day


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
