"""Words without tone marks: how people type, and how anything typed is compared."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def folded(text: str) -> str:
    """Lower case, without tone marks, đ as d, spaces single: "Hội  THẢO" and "hoi thao" are one."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _SPACES.sub(" ", "".join(c for c in apart if not unicodedata.combining(c))).strip()
