"""What a job of the clock has in front of it beside its turn: the house, and the plans that run."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.desk import House
from plans.schema import Plan


@dataclass(frozen=True, slots=True)
class Clockwork:
    """The house, and the running plans by code."""

    house: House
    plans: Mapping[str, Plan]
