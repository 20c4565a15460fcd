"""Whether everything kept agrees: what is owed with the entries, the audit's chain, the file, the evidence."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers import contents, standing
from messages.words import ZONE
from plans import obligations
from plans.schema import Plan
from storage import audit, checking, entries, evidence, inbox, outbox, owed, tally, work
from storage.db import Db, Turn
from storage.entries import Entry
from storage.owed import Standing
from storage.tally import Differing


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell: its words are "doctor.<what>". `wrong`: it must not be so, and nobody has put it right."""

    what: str
    facts: Mapping[str, Any]
    wrong: bool = True


@dataclass(frozen=True, slots=True)
class Recounted:
    """What the entries say of one obligation; `last` is the one that has the last word on it."""

    entries: int
    done_on: date | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """An obligation whose row does not agree with the entries; `kept` is None where the row is gone."""

    key: str
    kept: Standing | None
    right: Recounted


_NOTHING = Recounted(0, None, None)


def recount(plan: Plan, results: Sequence[Entry]) -> dict[str, Recounted]:
    """Count for each obligation the results that stand, given in the order of their numbers."""
    counts: Counter[str] = Counter()
    last: dict[str, tuple[date | None, int]] = {}
    for entry in results:
        content, said_on = contents.of_entry(entry), _day(entry.made_at)
        counts.update(standing.keys(plan, entry.unit, content, said_on))
        task = standing.task_key(plan, entry.unit, content, said_on)
        last[task] = (_day(entry.said_at) if content.finished else None, entry.id)
    return {key: Recounted(counts[key], *last.get(key, (None, None))) for key in counts.keys() | last.keys()}


async def differences(db: Db, plan: Plan) -> list[Difference]:
    """Give every obligation of a plan whose row does not agree with its entries."""
    right = recount(plan, await entries.results(db, plan.code))
    rows = {row.key: row for row in await owed.of_plan(db, plan.code)}
    keys = dict.fromkeys([*(one.key for one in obligations.of(plan)), *rows])
    found = [Difference(key, rows.get(key), right.get(key, _NOTHING)) for key in keys]
    return [one for one in found if not await _agrees(db, one)]


async def _agrees(db: Db, one: Difference) -> bool:
    kept, right = one.kept, one.right
    if kept is None or kept.entries != right.entries or (kept.completed_on is None) != (right.done_on is None):
        return False
    if kept.completed_on == right.done_on:
        return True
    # a later version that still says "done" leaves the day on which an earlier one first said so
    assert right.last is not None, "a day of completion is the word of an entry"
    return kept.completed_on in {_day(made) for made in await entries.versions_made(db, right.last)}


async def standings(db: Turn, plan: Plan, at: datetime, *, rebuild: bool) -> list[Finding]:
    """Tell which rows and counts of a plan do not agree with its entries; with `rebuild`, put them right."""
    found = await differences(db, plan)
    if rebuild:
        for one in found:
            await owed.recounted(db, plan.code, one.key, one.right.entries, one.right.done_on, at)
    still = {one.key for one in await differences(db, plan)} if rebuild and found else {one.key for one in found}
    rows = [Finding("standing" if one.key in still else "rebuilt", _facts(one), one.key in still) for one in found]
    return rows + await _counts(db, plan, rebuild=rebuild)


async def _counts(db: Turn, plan: Plan, *, rebuild: bool) -> list[Finding]:
    """Tell of which units another number of results is kept than there are; with `rebuild`, put it right."""
    found = await tally.differing(db, plan.code)
    if rebuild and found:
        await tally.rebuild(db, plan.code)
    what = "recounted" if rebuild else "counted"
    return [Finding(what, _counted(of), not rebuild) for of in found]


def _counted(one: Differing) -> dict[str, Any]:
    kept, right = one.kept, one.right
    new = {"kept_new": kept.unseen, "right_new": right.unseen}
    return {"unit": one.unit, "kept": kept.entries, "right": right.entries, **new}


def _facts(one: Difference) -> dict[str, Any]:
    kept, right = one.kept, one.right
    return {
        "key": one.key,
        "kept": "–" if kept is None else kept.entries,
        "kept_on": _shown(kept.completed_on if kept else None),
        "right": right.entries,
        "right_on": _shown(right.done_on),
    }


def _shown(day: date | None) -> str:
    return "–" if day is None else f"{day:%d/%m/%Y}"


async def house(db: Db, secret: bytes, lying: Collection[str]) -> list[Finding]:
    """Tell what is wrong beside the standings; `lying` are the names of the files that lie in the store."""
    found = [Finding("integrity", {"why": line}) for line in await checking.integrity(db)]
    found += [Finding("dangling", {"table": one.table, "parent": one.parent}) for one in await checking.dangling(db)]
    broken = await audit.broken_at(db, secret)
    found += [] if broken is None else [Finding("audit", {"line": broken})]
    files = [one for one in await checking.stored(db) if one.sha256 not in lying]
    found += [Finding("file_gone", {"evidence": one.id, "sha256": one.sha256}) for one in files]
    counted = {
        "file_left": len(set(lying) - await evidence.stored(db) - await work.stored(db)),
        "dead": len(await inbox.dead(db)),
        "unknown": len(await outbox.unknown(db)),
    }
    return found + [Finding(what, {"n": n}, wrong=False) for what, n in counted.items() if n]


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()
