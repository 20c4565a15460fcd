"""Whether a unit's figures are official: its leader has approved them, and none has changed since.

Computed as of any instant: what stood when it was stated is compared with what stands then, so nothing has to be
taken back when a figure changes, and a figure that is put back is approved again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from handlers.closings import as_of
from handlers.entries.contents import Result
from messages.words import say
from plans.schema import Plan
from storage.db import Db
from storage.obligations import approvals
from storage.obligations.approvals import Approval
from storage.results import entries, history
from storage.results.history import PastVersion


@dataclass(frozen=True, slots=True)
class UnitsApproval:
    """The last approval of a unit's figures, if any; whether it is of those that stand."""

    approval: Approval | None = None
    stands: bool = False

    @property
    def worded(self) -> str:
        """Say it, as it stands beside the figures."""
        if self.approval is None:
            return say("figures.unofficial")
        key = "figures.official" if self.stands else "figures.unofficial.changed"
        return say(key, title=self.approval.title, day=self.approval.day)


async def of_unit(db: Db, plan: Plan, unit: str, at: datetime) -> UnitsApproval:
    """Say whether a unit's figures are official at an instant."""
    approval = await approvals.latest(db, plan.code, unit, at)
    return UnitsApproval(approval, approval is not None and await _stands(db, plan, approval, at))


async def units(db: Db, plan: Plan, at: datetime) -> frozenset[str]:
    """Give the units whose figures are official at an instant."""
    every = await approvals.of_plan(db, plan.code, at)
    return frozenset([approval.unit for approval in every if await _stands(db, plan, approval, at)])


@dataclass(frozen=True, slots=True)
class ApprovedUnits:
    """Of how many units the figures are official, of how many that had results."""

    n: int
    of: int

    @property
    def worded(self) -> str:
        """Say it; "" where no unit had any."""
        return say("figures.approved", n=self.n, of=self.of) if self.of else ""


async def counted(db: Db, plan: Plan, at: datetime) -> ApprovedUnits:
    """Count the units whose figures are official at an instant."""
    return ApprovedUnits(len(await units(db, plan, at)), len(await entries.units_by(db, plan.code, at)))


async def _stands(db: Db, plan: Plan, approval: Approval, at: datetime) -> bool:
    if not await history.is_touched(db, plan.code, approval.unit, approval.at, at):
        return True
    versions = await history.of_unit(db, plan.code, approval.unit, at)
    if _is_emptied(versions, approval.at):
        return False
    then, now = (figures(as_of.results(plan, versions, when)) for when in (approval.at, at))
    return then == now


def _is_emptied(versions: Sequence[PastVersion], at: datetime) -> bool:
    """Tell whether what an entry said then was taken out since: its figures are gone, and cannot be compared."""
    later = {version.entry for version in versions if version.said_at > at}
    return any(version.is_emptied and version.said_at <= at and version.entry in later for version in versions)


def figures(results: Iterable[Result]) -> frozenset[tuple[object, ...]]:
    """Give what a unit counts: each figure with what it counts for, each result, and each count of activities."""
    every = tuple(results)
    told = (
        (row.number, row.task, row.indicator, row.value, row.precision, row.first, row.last, row.counts, row.within)
        for row in as_of.told(every)
    )
    return frozenset([*told, *((one.entry.number, one.content.count) for one in every)])


async def stamp(db: Db, plan: Plan, unit: str, at: datetime) -> str:
    """Give what stands for a unit's figures as somebody sees them."""
    results = as_of.results(plan, await history.of_unit(db, plan.code, unit, at), at)
    return sha256("\n".join(sorted(map(repr, figures(results)))).encode()).hexdigest()[:8]
