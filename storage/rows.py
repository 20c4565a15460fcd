"""Rows become frozen dataclasses, values become columns: the only place that translates.

Instants are kept as UTC text of fixed width, so that text order is time order;
days as local `YYYY-MM-DD`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pydantic_core

from messages.values import reading

T = TypeVar("T")

_PLAIN = frozenset({str, int, NoneType})


def instant(at: datetime) -> str:
    """Give "2025-12-05T07:30:00.000Z". Raise ValueError for a time without zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def column(value: Any) -> Any:
    """Give what SQLite keeps for a value."""
    if type(value) in _PLAIN:  # most are: no need to look further
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value


def columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give named parameters as SQLite keeps them."""
    return {name: column(value) for name, value in facts.items()}


def to_json(value: Any) -> str:
    """Give what is kept of lists, mappings and plain values in one column."""
    return pydantic_core.to_json(value).decode()


def from_json(text: str) -> Any:
    """Read such a column. Raise ValueError for anything but JSON."""
    return pydantic_core.from_json(text)


def shaped(shape: type[T], row: Sequence[Any]) -> T:
    """Give a row as `shape`: a dataclass whose fields are in the order of the columns, or one plain value."""
    make, readers = _reading(shape)  # type: ignore[arg-type]  # a class is hashable
    values = list(row)
    for place, read in readers:
        if values[place] is not None:
            values[place] = read(values[place])
    made: T = make(*values)
    return made


@cache
def _reading(shape: type[Any]) -> tuple[Callable[..., Any], tuple[tuple[int, Callable[[Any], Any]], ...]]:
    """Give how it is made, and which of its columns are read, by what."""
    if not is_dataclass(shape):
        make, hints = (lambda value: value), [shape]
    else:
        known = get_type_hints(shape)
        make, hints = shape, [known[field.name] for field in fields(shape)]
    readers = ((place, _reader(hint)) for place, hint in enumerate(hints))
    return make, tuple((place, read) for place, read in readers if read is not None)


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) in (Union, UnionType):
        inner = [arg for arg in get_args(hint) if arg is not NoneType]
        return _reader(inner[0])
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return reading(hint)
    if isinstance(hint, type) and issubclass(hint, (bool, Decimal)):
        return hint
    return None
