"""Who takes part in a plan, and how a unit is found from what somebody typed.

A group ("the provincial committees") is written once in the plan file; by the time
a `Plan` exists its members stand among the units like any other.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from messages.folding import folded

CODE = r"^[A-Z][A-Z0-9]{1,11}$"
_BETWEEN_WORDS = re.compile(r"[^\w]+")
_INITIALS_AT_MOST = 4  # longer runs of letters are words, not initials


class UnitKind(StrEnum):
    """Where a unit belongs; totals are given by kind ("Trung ương 11/15; địa phương 23/34")."""

    CENTRAL = "central"
    PROVINCE = "province"
    DIVISION = "division"


class Unit(BaseModel):
    """An organisation in the plan; entries belong to it. `code` stands in entry numbers: 705-BNG-012.

    `aliases` are short forms and spellings; `merged_from` are the former provinces, which people
    still type. `official_code` is that of Decision 19/2025/QĐ-TTg, for provinces. `address` is the
    form of address when it is not the plan's own. Where `asks_place` is false, nobody is asked where
    and with whom something was held. One that is `not_chased` (a body of the Party) is asked, by a letter
    of request; the office does not urge it. `en` is the short name in English.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=CODE)
    short: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1)
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    official_code: str = ""
    address: str = ""
    asks_place: bool = True
    not_chased: bool = False
    en: str = Field(default="", max_length=40)

    @property
    def in_english(self) -> Self:
        """The same, with its short name in English; it is still found by its own."""
        return self.model_copy(update={"short": self.en, "aliases": (*self.aliases, self.short)}) if self.en else self

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that means this unit and no other."""
        return (self.code, self.short, self.name, *self.aliases, *self.merged_from)


class Group(BaseModel):
    """Units that a plan gives the same tasks: tasks name the group's code, its members owe them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=CODE)
    name: str = Field(min_length=1)
    members: tuple[str, ...] = Field(min_length=1)


def spelled(text: str) -> str:
    """Fold what names a unit: no tone marks, no punctuation ("Bà Rịa - Vũng Tàu" is "ba ria vung tau")."""
    return _BETWEEN_WORDS.sub(" ", folded(text)).strip()


@lru_cache(maxsize=4096)
def _spelled(name: str) -> str:
    """Fold a name of a plan: all of them are looked at for each that is typed."""
    return spelled(name)


@lru_cache(maxsize=4096)
def _joined(name: str) -> str:
    return _spelled(name).replace(" ", "")


def find(units: Sequence[Unit], typed: str, unclear: Iterable[str] = ()) -> tuple[Unit, ...]:
    """Find the units that may be meant, in the plan's order: one is an answer, several are to be asked about.

    The first of these that finds anything decides: a whole name; a province named in a longer text
    ("VPCQTT tỉnh Hà Nam" is the province, not the office); a part of a name; initials of a short name.
    `unclear` are short forms that stand for too much to mean a unit (HN, TT), unless they are a code.
    """
    wanted = spelled(typed)
    if len(wanted) < 2:  # noqa: PLR2004 - one letter names nobody
        return ()
    joined = wanted.replace(" ", "")
    whole = _those(units, lambda unit: any(joined == _joined(name) for name in unit.names))
    if whole or wanted in map(_spelled, unclear):
        return whole
    return (
        _by_place(units, wanted)
        or _those(units, lambda unit: any(_within(wanted, _spelled(name)) for name in unit.names))
        or _those(units, lambda unit: wanted == _initials(unit.short) and len(wanted) <= _INITIALS_AT_MOST)
    )


def _those(units: Sequence[Unit], which: Callable[[Unit], bool]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if which(unit))


def _by_place(units: Sequence[Unit], wanted: str) -> tuple[Unit, ...]:
    provinces = [unit for unit in units if unit.kind is UnitKind.PROVINCE]
    places = {place for unit in provinces for place in _places(unit) if _within(place, wanted)}
    if not places:
        return ()

    def may_be_meant(unit: Unit) -> bool:
        if unit.kind is UnitKind.PROVINCE:
            return not places.isdisjoint(_places(unit))
        # "Học viện Chính trị Hồ Chí Minh" may be the academy that bears the name of the place.
        return any(
            name.split()[:1] == wanted.split()[:1] and any(_within(place, name) for place in places)
            for name in map(_spelled, unit.names)
        )

    return _those(units, may_be_meant)


def _within(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


def _places(unit: Unit) -> tuple[str, ...]:
    # Codes are left out: "nan" (Nghệ An) is also how people type "nạn".
    return tuple(_spelled(name) for name in (unit.short, *unit.aliases, *unit.merged_from) if name != unit.code)


def _initials(name: str) -> str:
    return "".join(word[0] for word in _spelled(name).split())
