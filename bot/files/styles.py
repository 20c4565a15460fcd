"""Which styles of a DOCX show small letters as capitals: a stamp may be typed small, and stand there in capitals."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat  # a document type, and with it every entity, is refused below

CAPITALS = ("caps", "smallCaps")
_LISTED = re.compile(rb"<[^<>]*styles\+xml[^<>]*>")
_NAME = re.compile(rb"""PartName\s*=\s*["']/?([^"']+)["']""")
_OFF = ("0", "false", "off")
_MOST = 8 * 2**20


def is_on(attributes: Mapping[str, str]) -> bool:
    """Tell whether a property that is either on or off is on."""
    return not any(value in _OFF for value in attributes.values())


def value_of(attributes: Mapping[str, str]) -> str:
    """Give the w:val of an element."""
    return next((value for name, value in attributes.items() if name.rpartition(" ")[2] == "val"), "")


@dataclass(frozen=True, slots=True)
class Capitals:
    """The styles that do; `everywhere`: whatever has no style of its own does too."""

    styles: frozenset[str] = frozenset()
    everywhere: bool = False


def in_capitals(package: zipfile.ZipFile) -> Capitals:
    """Look through the parts that are styles by the list of contents, whatever they are called."""
    with package.open("[Content_Types].xml") as listing:
        listed = _LISTED.findall(listing.read(2**20))
    reading = _Reading()
    for name in (found[1].decode(errors="replace") for found in map(_NAME.search, listed) if found):
        with package.open(name) as part:
            reading.read(part.read(_MOST))
    return reading.outcome()


@dataclass(slots=True)
class _Reading:
    based_on: dict[str, str] = field(default_factory=dict)
    own: dict[str, bool] = field(default_factory=dict)
    defaults: set[str] = field(default_factory=set)  # styles of what has none; "" stands for the document's defaults
    _style: str = ""

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = _refuse
        self._style = ""
        self.defaults.add("")
        parser.Parse(part, True)

    def outcome(self) -> Capitals:
        styles = frozenset(style for style in {*self.based_on, *self.own} if self._shows(style))
        return Capitals(styles, not self.defaults.isdisjoint(styles))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "style":
            named = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self._style = named.get("styleId", "")
            if named.get("default") in ("1", "true", "on"):
                self.defaults.add(self._style)
        elif local == "basedOn":
            self.based_on[self._style] = value_of(attributes)
        elif local in CAPITALS:
            self.own[self._style] = is_on(attributes)

    def _shows(self, style: str) -> bool:
        seen: set[str] = set()
        while style not in seen:
            if style in self.own:
                return self.own[style]
            seen.add(style)
            style = self.based_on.get(style, style)
        return False


def _refuse(*_: object) -> None:
    raise ValueError("a document type")
