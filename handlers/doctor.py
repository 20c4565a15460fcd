"""Whether everything kept agrees: what is owed with the entries, the audit's chain, the file, the evidence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from handlers.closings import closing, recounting, running_sums, snapshot
from handlers.closings.recounting import Differs, ResultsDiffer, StandingDiffers, SumDiffers
from handlers.closings.running_sums import NOTHING, By, GroupSums
from handlers.closings.snapshot import Total
from handlers.entries import findable, sums
from handlers.entries.sums import Sum
from handlers.obligations import recount
from handlers.obligations.recount import Difference
from messages.words import ZONE
from plans.schema import Plan
from storage import audit, checking
from storage.db import Db, Turn
from storage.obligations import snapshots
from storage.queues import inbox, outbox, work
from storage.results import evidence, figures, history, subtotals, tally
from storage.results.figures import SumScope
from storage.results.tally import Differing


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Something to tell: its words are "doctor.<what>". `wrong`: it must not be so, and nobody has put it right."""

    what: str
    facts: Mapping[str, Any]
    wrong: bool = True


async def standings(db: Db, plan: Plan) -> list[Diagnosis]:
    """Tell which rows, counts and sums of a plan do not agree with its entries, and which of these are not found."""
    rows = [Diagnosis("standing", _facts(difference)) for difference in await recount.differences(db, plan)]
    rows += [Diagnosis("counted", _counted(unit)) for unit in await tally.differing(db, plan.code)]
    rows += [Diagnosis("unfound", {"number": number}) for _, number in await findable.differing(db, plan)]
    return rows + [Diagnosis("added", facts) for facts in await _sums(db, plan)]


async def rebuild(db: Turn, plan: Plan, at: datetime) -> list[Diagnosis]:
    """Put right what `standings` tells; give what was."""
    counts, added = await tally.differing(db, plan.code), await _sums(db, plan)
    rows = [Diagnosis("rebuilt", _facts(difference), wrong=False) for difference in await recount.rebuild(db, plan, at)]
    if added:
        await subtotals.rebuild(db, plan.code)
    unfound = await findable.differing(db, plan)
    if unfound:
        await findable.rebuild(db, [row for row, _ in unfound])
    rows += [Diagnosis("refound", {"number": number}, wrong=False) for _, number in unfound]
    rows += [Diagnosis("recounted", _counted(unit), wrong=False) for unit in counts]
    return rows + [Diagnosis("readded", facts, wrong=False) for facts in added]


def _counted(differing: Differing) -> dict[str, Any]:
    kept, right = differing.kept, differing.right
    new = {"kept_new": kept.waiting, "right_new": right.waiting}
    return {"unit": differing.unit, "kept": kept.entries, "right": right.entries, **new}


async def _sums(db: Db, plan: Plan) -> list[dict[str, Any]]:
    """Give the facts of each sum that is kept otherwise than the single figures come to."""
    found = await subtotals.differing(db, plan.code)
    if not found:
        return []
    right = sums.totals(await figures.of_plan(db, plan.code))
    kept = {unit: sums.totals(await subtotals.of_unit(db, plan.code, unit)) for unit in {of.unit for of in found}}
    return [_added(of, kept[of.unit].get(of), right.get(of)) for of in found]


def _added(of: SumScope, kept: Sum | None, right: Sum | None) -> dict[str, Any]:
    values = {"kept": "–" if kept is None else str(kept.value), "right": "–" if right is None else str(right.value)}
    return {"unit": of.unit, "task": of.task or "–", "indicator": of.indicator, **values}


def _facts(difference: Difference) -> dict[str, Any]:
    kept, right = difference.kept, difference.right
    return {
        "key": difference.key,
        "kept": "–" if kept is None else kept.entries,
        "kept_on": _shown(kept.completed_on if kept else None),
        "right": right.entries,
        "right_on": _shown(right.done_on),
    }


def _shown(day: date | None) -> str:
    return "–" if day is None else f"{day:%d/%m/%Y}"


async def house(db: Db, secret: bytes, lying: Collection[str]) -> list[Diagnosis]:
    """Tell what is wrong beside the standings; `lying` are the names of the files that lie in the store."""
    found = [Diagnosis("integrity", {"why": line}) for line in await checking.integrity(db)]
    found += [Diagnosis("dangling", {"table": row.table, "parent": row.parent}) for row in await checking.dangling(db)]
    broken = await audit.broken_at(db, secret)
    found += [] if broken is None else [Diagnosis("audit", {"line": broken})]
    found += [Diagnosis("audit_end", {})] if await audit.lacks_its_end(db, secret) else []
    found += [Diagnosis("unsealed", {"about": about}) for about in await audit.unsealed(db, secret)]
    found += [Diagnosis("role", {"member": member}) for member in await audit.changed_roles(db)]
    found += [Diagnosis("unjoined", {"member": member}) for member in await audit.unjoined(db)]
    files = [file for file in await checking.stored(db) if file.sha256 not in lying]
    found += [Diagnosis("file_gone", {"evidence": file.id, "sha256": file.sha256}) for file in files]
    counted = {
        "file_left": len(set(lying) - await evidence.stored(db) - await work.stored(db)),
        "dead": len(await inbox.dead(db)),
        "unknown": len(await outbox.unknown(db)),
    }
    return found + [Diagnosis(what, {"n": n}, wrong=False) for what, n in counted.items() if n]


async def closings(db: Db, plan: Plan) -> list[Diagnosis]:
    """Tell which closings would come out otherwise if they were made again of what is kept.

    That is as it must be where words were taken out since, of what had become status only. One that an earlier release
    counted by other rules is not made again.
    """
    found = []
    for made in await snapshots.of_plan(db, plan.code):
        body = snapshot.read(made.body)
        if body.rules != snapshot.RULES:
            continue
        if await closing.stood(db, plan, body.cut_off, body.scope) != [body]:
            is_emptied = await history.is_emptied(db, plan.code, body.cut_off)
            facts = {"plan": plan.code, "number": made.number, "at": f"{body.cut_off.astimezone(ZONE):%H:%M %d/%m/%Y}"}
            found.append(Diagnosis("closing_emptied" if is_emptied else "closing", facts, wrong=not is_emptied))
    return found


async def recounted(db: Db, plan: Plan, at: datetime) -> list[Diagnosis]:
    """Tell what a plan's figures come to, counted from all that was said and decided, and what is kept otherwise."""
    wrong = [_differs(differs) for differs in await recounting.differing(db, plan, at)]
    sums_now = await running_sums.read(replace(db, memory={}), plan, By.ALL)
    whole = next(iter(sums_now[By.ALL]), GroupSums("", NOTHING, NOTHING))
    stands = {"plan": plan.code, "units": whole.received.units, "n": whole.received.results}
    found = [Diagnosis("figures", {**stands, "taken": whole.taken_in.results}, wrong=False)]
    for total in whole.received.totals:
        taken = whole.taken_in.of(total.indicator.key)
        facts = {"received": _plain(total), "taken": _plain(taken)}
        found.append(Diagnosis("figures.total", {"label": total.indicator.label, **facts}, wrong=False))
    return [*found, *(wrong or [Diagnosis("figures.well", {}, wrong=False)])]


def _plain(total: Sum | Total | None) -> int | str:
    """Give a sum as JSON can carry it."""
    if total is None:
        return 0
    return int(total.value) if total.value == int(total.value) else str(total.value)


def _differs(differs: Differs) -> Diagnosis:
    match differs:
        case ResultsDiffer(unit, (kept, kept_taken), (right, right_taken)):
            facts: dict[str, Any] = {"kept": kept, "kept_taken": kept_taken, "right": right, "right_taken": right_taken}
            return Diagnosis("figures.unit", {"unit": unit, **facts})
        case SumDiffers(scope, kept, right):
            return Diagnosis("added", _added(scope, kept, right))
        case StandingDiffers(key, field, kept, right):
            shown = {"kept": _worded(kept), "right": _worded(right)}
            return Diagnosis(f"figures.{field}", {"key": key, **shown})


def _worded(value: Any) -> str | int:
    if isinstance(value, date):
        return _shown(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return str(value) if value else "–"
