"""Names of files as we show them: harmless on every system, Vietnamese letters kept."""

import re
import unicodedata
from typing import Final

from messages import secrets

_LONGEST = 100
_NOT_IN_NAMES = re.compile(r'[<>:"|?*`$;&]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,5})$")
_SAME = {"jpg": "jpeg", "jpe": "jpeg"}
NAMELESS = "tep"
_PICTURE: Final = "picture"
_TEXT: Final = "text"
_WHAT: Final = {
    **dict.fromkeys(("jpeg", "png", "webp", "gif", "heic"), _PICTURE),
    **dict.fromkeys(("txt", "csv"), _TEXT),
    **{kind: kind for kind in ("pdf", "docx", "xlsx", "doc", "xls", "pptx", "ppt", "zip", "rar")},
}


def clean(name: str, kind: str = "") -> str:
    """Give a name without path, control characters and tricks; its extension tells `kind`, if that is given."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(map(_seen, base))
    plain = re.sub(r"\s+", " ", _NOT_IN_NAMES.sub("", seen)).strip(" .-")
    ending = _EXTENSION.search(plain)
    stem = plain[: ending.start()] if ending else plain
    extension = ending[1].lower() if ending else ""
    if kind and _SAME.get(extension, extension) != kind:
        stem, extension = plain, kind
    stem = stem[:_LONGEST].strip(" .-") or NAMELESS
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{extension}" if extension else stem


def given(name: str, kind: str, ours: str) -> str:
    """Give the name by which a kept file is given back: its own; `ours` where it has none, or one that bears a mark."""
    return clean(name, kind) if name and not secrets.mark_in_name(name) else f"{ours}.{kind}"


def belies(name: str, kind: str) -> bool:
    """Tell whether the extension of a name promises something else than the file is; a text may be a table of one."""
    ending = _EXTENSION.search(name.strip())
    promised = ending[1].lower() if ending else ""
    what = _WHAT.get(_SAME.get(promised, promised))
    return what is not None and what != _WHAT[kind]


def _seen(character: str) -> str:
    """Give a character as it looks: any kind of space as a space, what nobody sees as nothing."""
    if unicodedata.category(character)[0] not in "CZ":
        return character
    return " " if character.isspace() else ""
