"""What results are found by, kept in the transaction that keeps the result. `finding` searches in it.

The words come folded. Whatever else may be asked for is a word of its own, a facet: "unit_705_byt".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from storage.db import Db, Turn
from storage.results.status import Status
from storage.rows import to_json

_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Findable:
    """What a result is found by beside its unit, number, tasks and status: folded words, and facets."""

    words: str = ""
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is kept of one result."""

    entry: int
    words: str
    facets: str
    status: Status


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    plan: str
    unit: str
    number: int
    status: Status
    is_sensitive: bool
    tasks: str


_ROW: Final = (
    "select e.id, e.plan, e.unit, e.number, e.status, e.kind = 'sensitive', coalesce((select group_concat(task, ',')"
    " from (select task from entry_task where entry = e.id order by task)), '') from entry e"
)
_KEPT: Final = "select t.entry, t.words, t.facets, t.status from search_text t"
NO_TASK: Final = ""
_STEP: Final = 4  # pages of the index merged in one turn: some ten milliseconds
_MERGED: Final = 2  # changes: with fewer a step had nothing left to do


def facet(*parts: object) -> str:
    """Make one word of what may be asked for: ("task", "705", "2.1b") is "task_705_2_1b"."""
    return _NO_LETTER.sub("_", "_".join(map(str, parts)).lower())


def of_plan(plan: str) -> str:
    """Give the facet of a plan's results."""
    return facet("plan", plan)


def of_unit(plan: str, unit: str) -> str:
    """Give the facet of a unit's results."""
    return facet("unit", plan, unit)


def of_task(plan: str, task: str) -> str:
    """Give the facet of the results for a task, or (NO_TASK) for none of the plan's."""
    return facet("task", plan, task or "none")


def of_number(number: int) -> str:
    """Give the facet of the results of this number, one of each unit."""
    return facet("number", number)


def of_partner(unit: str) -> str:
    """Give the facet of the results that name a unit as their partner."""
    return facet("partner", unit)


def _kept(row: _Row, findable: Findable) -> Indexed:
    """Give what is to be kept; of a sensitive result nothing but where it stands."""
    tasks = [of_task(row.plan, task) for task in row.tasks.split(",")]
    own = (of_plan(row.plan), of_unit(row.plan, row.unit), of_number(row.number), *tasks)
    if row.is_sensitive:
        return Indexed(row.id, "", " ".join(own), row.status)
    return Indexed(row.id, findable.words, " ".join((*own, *findable.facets)), row.status)


async def keep(db: Turn, entry: int, findable: Findable) -> None:
    """Let a result be found by what it says now, and by nothing else."""
    kept = _kept(await db.one(_Row, f"{_ROW} where e.id = :entry", entry=entry), findable)
    had = await db.maybe(Indexed, f"{_KEPT} where t.entry = :entry", entry=entry)
    await _put(db, kept, had)
    if had is not None and had.words and not kept.words:
        # what has become sensitive may not lie about in the index, as what was taken out of it does
        await db.run("insert or replace into search_forgotten (entry) values (:entry)", entry=entry)


async def moved(db: Turn, entry: int) -> None:
    """Let a result be found by where it stands now: to be called whenever its status has changed."""
    had = await db.maybe(Indexed, f"{_KEPT} where t.entry = :entry", entry=entry)
    if had is not None:
        status = await db.one(Status, "select status from entry where id = :entry", entry=entry)
        await _put(db, replace(had, status=status), had)


async def _put(db: Turn, kept: Indexed, had: Indexed | None) -> None:
    """Keep it in place of what was kept; what is taken out of the index is named as it stands there."""
    if had is not None:
        values = "(search, rowid, words, facets, status) values ('delete', :entry, :words, :facets, :status)"
        await db.run(f"insert into search {values}", **_facts(had))
    await db.run("insert or replace into search_text values (:entry, :words, :facets, :status)", **_facts(kept))
    values = "(rowid, words, facets, status) values (:entry, :words, :facets, :status)"
    await db.run(f"insert into search {values}", **_facts(kept))


def _facts(kept: Indexed) -> dict[str, Any]:
    return {"entry": kept.entry, "words": kept.words, "facets": kept.facets, "status": kept.status}


async def missing(db: Db, at_most: int) -> list[int]:
    """Give results behind the last that anything is kept of, the oldest first: an earlier release kept them."""
    return await db.all(
        int,
        "select id from entry where id > (select coalesce(max(entry), 0) from search_text) order by id limit :at_most",
        at_most=at_most,
    )


async def differing(db: Db, findable: Mapping[int, Findable]) -> list[int]:
    """Give those of these results, by row, that are found by something else than they should be."""
    those = {"ids": to_json(sorted(findable))}
    rows = await db.all(_Row, f"{_ROW} join json_each(:ids) one on one.value = e.id", **those)
    kept = set(await db.all(Indexed, f"{_KEPT} join json_each(:ids) one on one.value = t.entry", **those))
    return sorted(row.id for row in rows if _kept(row, findable[row.id]) not in kept)


async def lost(db: Db, plan: str) -> set[int]:
    """Give the results of a plan that something is kept of, and the index does not lead to."""
    kept = await db.all(
        int, "select t.entry from search_text t join entry e on e.id = t.entry where e.plan = :plan", plan=plan
    )
    led = await db.all(int, "select rowid from search where search match :plan", plan=of_plan(plan))
    return set(kept).difference(led)


async def is_forgetting(db: Db) -> bool:
    """Tell whether anything that was taken out lies about in the index still."""
    return await db.one(bool, "select exists (select 1 from search_forgotten)")


async def forget(db: Turn) -> None:
    """Do one step more of merging the index, so that nothing of what was taken out lies about in it.

    One merge after another: what is taken out while one is under way, the next takes along. The first step lays
    down what is merged; a step that changes nothing more is the last.
    """
    is_begun = await db.one(bool, "select exists (select 1 from search_forgotten where begun)")
    await db.run("update search_forgotten set begun = 1 where not :is_begun", is_begun=is_begun)
    before = await db.one(int, "select total_changes()")
    pages = _STEP if is_begun else -_STEP
    await db.run("insert into search (search, rank) values ('merge', :pages)", pages=pages)
    if await db.one(int, "select total_changes()") - before < _MERGED:
        await db.run("delete from search_forgotten where begun")


async def rebuild(db: Turn) -> None:
    """Make the index anew of what is kept."""
    await db.run("insert into search (search) values ('rebuild')")
