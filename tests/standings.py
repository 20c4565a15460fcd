"""Rows of what is owed, without a database."""

from typing import Any

from plans.obligations import Obligation
from storage.obligations.owed import Standing

_NOTHING: dict[str, Any] = {
    **dict.fromkeys(Standing.__slots__),
    "entries": 0,
    "not_arising_because": "",
    "accepted": False,
}


def row_of(one: Obligation, **known: Any) -> Standing:
    """Give the row of an obligation with what is known of it, else nothing."""
    key = one.key
    facts = {"key": str(key), "kind": key.kind, "unit": key.unit, "task": key.task, "phase": key.phase}
    return Standing(**{**_NOTHING, **facts, "month": key.month or None, "due": one.due, **known})
