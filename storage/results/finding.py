"""The search in what results are found by, results by their rows, and by what they tell of.

What people type goes into a query as quoted words only, so that nothing of it is read as syntax.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from storage.db import Db
from storage.results.entries import ENTRY, RESULT, Entry
from storage.results.status import Status
from storage.rows import to_json

_BEGUN: Final = 2  # letters: with fewer nearly everything begins


@dataclass(frozen=True, slots=True)
class SoughtWords:
    """Folded words that stand together, or facets that do as well. A `weak` one says nothing beside others."""

    words: str
    facets: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: of each group of facets one, one of the statuses, and all the words.

    A run is words that were typed together: what has them like that comes first. The last word of all may be the
    beginning of a longer one.
    """

    facets: tuple[tuple[str, ...], ...]
    statuses: tuple[Status, ...] = ()
    runs: tuple[tuple[SoughtWords, ...], ...] = ()


async def found(db: Db, sought: Sought, at_most: int) -> list[int]:
    """Give the rows of results, those first that have the words as they were typed; of each the newest first."""
    fixed = [_facets(group) for group in sought.facets]
    if sought.statuses:
        fixed.append(_any(f'status : "{status}"' for status in sought.statuses))
    runs, pieces = sought.runs, [piece for run in sought.runs for piece in run if not piece.weak]
    together = [_phrase(" ".join(piece.words for piece in run), nth == len(runs)) for nth, run in enumerate(runs, 1)]
    best = await _matching(db, [*fixed, *together], at_most)
    if len(best) == at_most or (len(pieces) == len(runs) and not any(piece.facets for piece in pieces)):
        return best
    apart = [
        _any([_phrase(piece.words, nth == len(pieces)), *([_facets(piece.facets)] if piece.facets else [])])
        for nth, piece in enumerate(pieces, 1)
    ]
    others = await _matching(db, [*fixed, *apart], at_most + len(best))
    known = set(best)
    return [*best, *(id_ for id_ in others if id_ not in known)][:at_most]


async def _matching(db: Db, terms: Sequence[str], at_most: int) -> list[int]:
    return await db.all(
        int,
        "select rowid from search where search match :match order by rowid desc limit :at_most",
        match=" AND ".join(terms),
        at_most=at_most,
    )


def _any(terms: Iterable[str]) -> str:
    return f"({' OR '.join(terms)})"


def _facets(names: Iterable[str]) -> str:
    return _any(f'facets : "{name}"' for name in names)


def _phrase(words: str, is_last: bool) -> str:
    """Quote words that stand together."""
    begun = " *" if is_last and len(words.rpartition(" ")[2]) >= _BEGUN else ""
    return f'words : "{words}"{begun}'


async def shown(db: Db, rows: Sequence[int]) -> list[Entry]:
    """Give entries by their rows, in the same order."""
    those = f"{ENTRY} join json_each(:ids) one on one.value = e.id order by one.key"
    return await db.all(Entry, those, ids=to_json(rows))


async def after(db: Db, plan: str, row: int, at_most: int) -> list[Entry]:
    """Give the entries of a plan that were made after the one of this row, withdrawn and planned ones too."""
    return await db.all(
        Entry,
        f"{ENTRY} where +e.plan = :plan and e.id > :row order by e.id limit :at_most",  # +: by rows, not by the plan
        plan=plan,
        row=row,
        at_most=at_most,
    )


_TELLS = (
    "e.plan = :plan and e.unit = :unit and exists (select 1 from figure f"
    " where f.entry = e.id and f.version = e.version and f.indicator = :indicator)"
)


async def telling(db: Db, plan: str, unit: str, indicator: str, limit: int, skip: int = 0) -> Sequence[Entry]:
    """Give so many results of a unit that tell of an indicator, the latest first."""
    return await db.all(
        Entry,
        f"{RESULT} where {_TELLS} order by e.number desc limit :limit offset :skip",
        plan=plan,
        unit=unit,
        indicator=indicator,
        limit=limit,
        skip=skip,
    )


async def count_telling(db: Db, plan: str, unit: str, indicator: str) -> int:
    """Count the results of a unit that tell of an indicator."""
    sql = f"select count(*) from result e where {_TELLS}"
    return await db.one(int, sql, plan=plan, unit=unit, indicator=indicator)
