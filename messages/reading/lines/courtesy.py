"""The courteous words around a line, with a comma behind them or without: "dạ thưa anh hôm qua …", "… nhé ạ".

They are no part of what was done. Without tone marks "da" may be đã, so that only what is sure is left out.
"""

import re
from typing import Final

from messages.folding import folded

_WHOM: Final = (
    r"(?:(?:các |quý )?(?:anh(?: chị)?(?! hùng)|chị(?! em)|đồng chí|đ/c|sếp|thầy|cô(?! giáo)|chú|bác)\b"
    r"|(?:lãnh đạo|văn phòng|vp)\b(?=\s*[,:.]))"
)
_WHO: Final = r"(?:(?:em|tôi|mình|chúng em|chúng tôi|xã em|phường em) )?(?:xin )?(?:phép )?(?:được )?(?:kính )?"
_BEFORE: Final = re.compile(
    r"(?:"
    r"(?:dạ|vâng|alo|à quên|à|ừ|ok|hi|hello)(?![^\W\d_])"
    rf"|(?:thưa|kính thưa) {_WHOM}(?: ạ| ơi)?"
    rf"|{_WHOM} ơi"
    rf"|(?:em )?(?:kính |xin )?chào {_WHOM}(?: ạ)?"
    rf"|{_WHO}(?:báo cáo|bc|b/c) (?:với |nhanh |tới )?{_WHOM}(?: ạ| là)?"
    r"|(?:em |tôi )?(?:xin phép|xin|kính) báo cáo(?! viên)(?: là)?"
    rf"|(?:em |tôi )?(?:xin )?gửi (?:{_WHOM} )?kết quả(?=\s*:)"
    r"|bổ sung(?=\s*:)|thêm nữa|ngoài ra|tiếp theo(?=\s*[,:])"
    r")\s*[,:.;!-]*\s*",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"[\s,.;]*\b(?:(?:em |tôi |mình )?(?:xin )?(?:chân thành )?(?:cảm ơn|cám ơn|trân trọng)(?: cảm ơn)?(?: {_WHOM})?"
    rf"(?: nhiều| ạ)*|(?:đó |luôn |rồi )?(?:ạ|nhé|nha|nhá|nhen|hen)(?: {_WHOM})?(?: ạ| nhé| nha)?)[\s.!]*$",
    re.IGNORECASE,
)
# Without marks only what can be nothing else.
_UNMARKED: Final = re.compile(
    r"(?:(?:da|vang|alo),? )?"
    r"(?:(?:em |toi )?(?:xin )?(?:kinh )?(?:thua|bao cao|bc|chao) (?:anh chi|anh|chi|sep|dong chi)\b|(?:anh|chi) oi\b)"
    r"(?: a\b)?[\s,:.]*",
    re.IGNORECASE,
)


def spans(said: str) -> list[tuple[int, int]]:
    """Give where they stand at the beginning and at the end of a composed line."""
    if said.lower() == folded(said):
        unmarked = _UNMARKED.match(said)
        return [unmarked.span()] if unmarked is not None else []
    start = 0
    while match := _BEFORE.match(said, start):
        start = match.end()
    found = [(0, start)] if start else []
    behind = _BEHIND.search(said, start)
    return [*found, behind.span()] if behind is not None and behind.start() > start else found
