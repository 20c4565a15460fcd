"""Whether a telephone number stands in a line, however it is parted: "(024) 3799 3456", "0912/345/678", "3799.3456"."""

import re
from typing import Final

_PARTED: Final = r"[\s().,/–—-]{0,2}"
_NUMBER: Final = re.compile(
    rf"\+\d(?:{_PARTED}\d){{7,}}"
    rf"|(?<!\d)\(?0(?:{_PARTED}\d){{8,}}"
    r"|\d(?:[ .-]?\d){8,}"
    r"|(?<!\d)(?!20\d\d)[2-9]\d{3}[ .-]?\d{4}(?!\d)"  # without the code of the province; no pair of years
)
_DATE: Final = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])(?:[./-](?:\d{4}|\d{2}))?(?![./-]?\d)"
)


def stands_in(line: str) -> bool:
    """Tell whether a line bears one; days are none."""
    return _NUMBER.search(_DATE.sub("…", line)) is not None
