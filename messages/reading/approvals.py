"""That a unit's leader has approved its figures, as people write it: "Lãnh đạo đơn vị đã duyệt: Thứ trưởng, 5/12"."""

import re
from typing import Final

from messages.folding import folded
from messages.reading import papers

_UNIT: Final = r"(?:don vi|co quan|bo|so|tinh|thanh pho|ubnd|uy ban|hoc vien|ban|hoi|vien)"
_STATED: Final = re.compile(rf"^lanh dao (?:{_UNIT} )?da (?:phe )?duyet\b(?P<what>.*)$")
_ASKS: Final = re.compile(r"\?\s*$|\bchua[\s.]*$")
# Something else that leaders approve: that tells of what was done, or of a paper.
_OTHER: Final = re.compile(
    r"^\W*(?:ke hoach|chuong trinh|de an|du an|de cuong|noi dung|chu truong|bao cao|du thao|quyet dinh|cong van|viec"
    r"|to chuc|kinh phi|du toan|thong cao|bai|tai lieu)\b"
)
_AFTER: Final = re.compile(
    r"^.*?(?:duyệt|duyet)\s*(?:(?:các\s+|cac\s+)?(?:số\s+liệu|so\s+lieu|kết\s+quả|ket\s+qua)\b)?\s*[:,–-]?\s*",
    re.IGNORECASE,
)


def stated(text: str) -> tuple[str, str] | None:
    """Give who approved and the day as typed, "" for what is not told; None for a text that states nothing of it.

    Whoever asks whether they have states nothing, and neither does whoever tells of something else that was approved.
    """
    plain = folded(" ".join(text.split()))
    found = _STATED.search(plain)
    if found is None or _ASKS.search(plain) or _OTHER.search(found["what"]):
        return None
    return named(told(text))


def told(text: str) -> str:
    """Give what is told of it, as it may stand behind the command."""
    return _AFTER.sub("", " ".join(text.split()), count=1)


def named(words: str) -> tuple[str, str]:
    """Take "Thứ trưởng, ngày 20/12", or a day alone, apart: title, day as typed; "" for what is not there."""
    return papers.dated(f", {words}")
