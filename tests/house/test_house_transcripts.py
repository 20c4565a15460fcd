"""What can be counted in the dialogues and transcripts, as they are read: the slips that a clerk stumbled on."""

import re
from collections.abc import Iterator
from typing import Final

from tests.house.sources import ROOT

_QUOTED: Final = re.compile(r"“[^”]*”")
_SAYS: Final = re.compile(r"^<(?:[^\s:]+:)? ?")
_BEGINS: Final = re.compile(r"(?:^|(?<=[.?] ))(?:– |\d+\. |\[)?(\w)")
_ENDS: Final = re.compile(r"[.?:]$")
_SHORTENED: Final = re.compile(r"\b(?:TP|tr|đ/c|v\.v|No|no|p|s)\. ")
_COUNTED: Final = re.compile(
    r"(?<![\d/.,:–-])(?<!số )(\d{1,2}) (?=đơn vị|nhiệm vụ|kết quả|báo cáo|mục|giai đoạn|khẩu hiệu|units|tasks|results)"
)
_DASHES: Final = re.compile(r"^–.*\s–\s|^.*\s–\s.*\s–\s")
_GOES_ON: Final = "– và "  # the last line of a list
_BRACKETS: Final = re.compile(r"\([^)]*\)")


def _said() -> Iterator[tuple[str, str]]:
    """Give every line that the bot says: where, and the line without what it quotes."""
    for file in sorted((ROOT / "tests" / "dialogues").glob("*.txt")):
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("<"):
                yield f"{file.stem}:{n}", _QUOTED.sub("“”", _SAYS.sub("", line))
    for file in sorted((ROOT / "tests" / "transcripts").glob("*.txt")):
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("       "):
                yield f"{file.stem}:{n}", _QUOTED.sub("“”", line.strip())


def _found(slip: re.Pattern[str]) -> list[str]:
    return [f"{place} {line}" for place, line in _said() if slip.search(line)]


def test_a_line_that_is_read_has_one_dash():
    found = [f"{place} {line}" for place, line in _said() if _DASHES.search(_BRACKETS.sub("", line))]

    assert found == []


def test_a_period_is_called_as_the_plan_calls_it():
    assert _found(re.compile(r"\bmốc\b", re.IGNORECASE)) == []


def test_a_sentence_that_is_read_begins_with_a_capital():
    sentences = ((place, line) for place, line in _said() if _ENDS.search(line) and not line.startswith(_GOES_ON))
    found = [
        f"{place} {line}"
        for place, line in sentences
        if any(letter.islower() for letter in _BEGINS.findall(_SHORTENED.sub("", line)))
    ]

    assert found == []


def test_counts_that_are_read_together_have_two_digits_or_none():
    counts = {f"{place} {line}": [n for n in _COUNTED.findall(line) if int(n) < 10] for place, line in _said()}

    assert [line for line, small in counts.items() if len({len(n) for n in small}) > 1] == []


def test_an_office_that_is_called_otherwise_is_never_called_van_phong():
    """In Hải Phòng "Văn phòng" would be Văn phòng Sở, an ordinary unit."""
    there = (one for one in _said() if one[0].startswith("h"))

    assert [f"{place} {line}" for place, line in there if re.search(r"Văn phòng(?! Sở)", line)] == []
