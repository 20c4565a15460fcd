"""What a result is found by: its own words, and its form, its figures and its days; kept with every version.

`doctor` compares what is kept with what the results say, and puts it right.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from handlers.entries import access, contents
from handlers.entries.contents import Content
from messages.values import Days
from plans.schema import Plan
from plans.units import spelled
from storage.db import Db, Turn
from storage.results import finding, search
from storage.results.search import Findable

_SLICE: Final = 1_000  # results in one turn, or one reading
_DAYS: Final = 400  # of a result that lasts longer the others are not looked for
_ONE_DAY: Final = timedelta(days=1)


def of(content: Content) -> Findable:
    """Give what a result is found by; a sensitive one by nothing it says."""
    if content.is_sensitive:
        return Findable()
    said = [content.title, content.place, *(partner.name for partner in content.partners)]
    said += [figure.typed for figure in content.figures]
    facets = [form(content.form)] if content.form else []
    facets += [indicator(figure.indicator) for figure in content.figures]
    facets += _days(content.days) if content.days else ()
    facets += dict.fromkeys(search.of_partner(partner.unit) for partner in content.partners if partner.unit)
    return Findable(spelled(" ".join(said)), tuple(facets))


def form(key: str) -> str:
    """Give the facet of a form."""
    return search.facet("form", key)


def indicator(key: str) -> str:
    """Give the facet of what is counted."""
    return search.facet("indicator", key)


def between(first: date, last: date) -> tuple[str, ...]:
    """Give the facets of whatever was held on any of these days: of whole months, and of the days beside them."""
    found: list[str] = []
    day = first
    while day <= last and len(found) < _DAYS:
        end = _month_ends(day)
        if day.day == 1 and end <= last:
            found.append(_month(day))
            day = end + _ONE_DAY
        else:
            found.append(_day(day))
            day += _ONE_DAY
    return tuple(found)


def _days(days: Days) -> Iterator[str]:
    length = min((days.last - days.first).days + 1, _DAYS)
    each = days.separate or [days.first + timedelta(days=nth) for nth in range(length)]
    yield from dict.fromkeys(_month(day) for day in each)
    yield from map(_day, each)


def _month(day: date) -> str:
    return search.facet("month", f"{day:%Y-%m}")


def _day(day: date) -> str:
    return search.facet("day", day.isoformat())


def _month_ends(day: date) -> date:
    following = day.replace(day=28) + timedelta(days=4)
    return following.replace(day=1) - _ONE_DAY


async def fill(db: Turn) -> bool:
    """Let some more results be found that an earlier release kept; tell whether there were any."""
    rows = await search.missing(db, _SLICE)
    for entry in await finding.shown(db, rows):
        await search.keep(db, entry.id, of(contents.of_entry(entry)))
    return bool(rows)


async def differing(db: Db, plan: Plan) -> list[tuple[int, str]]:
    """Give the results of a plan that are not found by what they say, by row and number."""
    found: list[tuple[int, str]] = []
    lost = await search.lost(db, plan.code)
    some = await finding.after(db, plan.code, 0, _SLICE)
    while some:
        right = {entry.id: of(contents.of_entry(entry)) for entry in some}
        wrong = lost.union(await search.differing(db, right))
        found += [(entry.id, access.number(entry)) for entry in some if entry.id in wrong]
        some = await finding.after(db, plan.code, some[-1].id, _SLICE)
    return found


async def rebuild(db: Turn, rows: list[int]) -> None:
    """Let these results be found by what they say."""
    await search.rebuild(db)
    for entry in await finding.shown(db, rows):
        await search.keep(db, entry.id, of(contents.of_entry(entry)))
