"""A workbook without its looks: what fills, fonts and borders hold keeps the reader of tables from opening some.

What a value is (a day, a number) stands in the formats of numbers, which stay.
"""

import io
import re
import zipfile
from typing import Final

_STYLES: Final = re.compile(rb"<(?:\w+:)?styleSheet[\s>]")
_LOOKS: Final = re.compile(
    rb"<(?P<tag>(?P<space>(?:\w+:)?)(?P<what>fonts|fills|borders|cellStyleXfs|cellStyles|dxfs|tableStyles|colors|extLst))"
    rb"(?:\s[^<>]*)?(?:/>|>.*?</(?P=tag)>)",
    re.DOTALL,
)
_XF: Final = re.compile(
    rb"<((?:\w+:)?xf)\s(?:[^<>]*?\s)?(numFmtId=[\"'][^\"'<>]*[\"'])[^<>]*?(?:/>|>.*?</\1>)", re.DOTALL
)
_USUAL: Final = {
    b"fonts": b"<font/>",
    b"fills": b"<fill><patternFill/></fill>",
    b"borders": b"<border/>",
    b"cellStyleXfs": b'<xf numFmtId="0"/>',
    b"cellStyles": b'<cellStyle name="Normal" xfId="0" builtinId="0"/>',
}
_OPENS: Final = re.compile(rb"(</?)")
_MOST: Final = 8 * 2**20


def without_looks(data: bytes) -> bytes:
    """Give the same workbook, of each style only how its numbers are written."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_STORED) as made:
        for entry in old.infolist():
            part = old.read(entry)
            if len(part) < _MOST and _STYLES.search(part[:1000]):
                part = _LOOKS.sub(_usual, _XF.sub(rb"<\1 \2/>", part))
            made.writestr(entry.filename, part)
    return new.getvalue()


def _usual(looks: re.Match[bytes]) -> bytes:
    """Give what the reader wants to find in the place of looks: the usual style, or nothing."""
    space = looks["space"]
    inner = _OPENS.sub(rb"\1" + space, _USUAL.get(looks["what"], b""))
    return b"<%s>%s</%s>" % (looks["tag"], inner, looks["tag"]) if inner else b""
