"""How everything stood at an instant, from what was kept until then: versions of entries, and decisions.

Pure functions of rows, so that one reading answers for every instant. What was kept at
the very instant counts. A closing made a night late comes to the same as one made on time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Final

from handlers.entries import contents
from handlers.entries.contents import Result
from handlers.house import parsed
from handlers.obligations.recount import Recounted
from plans import obligations
from plans.obligations import Kind, Obligation
from plans.schema import Plan
from storage import plans
from storage.db import Db
from storage.obligations import decisions, requests
from storage.obligations.decisions import Decided, What
from storage.obligations.owed import Standing
from storage.results.entries import Entry
from storage.results.figures import Told
from storage.results.history import NOTHING_DECIDED, PastVersion
from storage.results.status import Decision, Status
from storage.rows import from_json

_RECEIVED: Final = Status.RECEIVED  # looked up once, for all of them


async def plan_at(db: Db, plan: Plan, at: datetime) -> Plan:
    """Give the plan as it ran at an instant; the one that runs where none ran yet."""
    kept = await plans.running_at(db, plan.code, at)
    return plan if kept is None else parsed(kept.body)


def results(plan: Plan, versions: Iterable[PastVersion], at: datetime) -> tuple[Result, ...]:
    """Give the results of a unit that stood, as they read then; not what was withdrawn, set aside, or only planned."""
    found = (_result(plan, mine, at) for mine in _by_entry(versions, at))
    return tuple(result for result in found if result is not None)


def taken_in(plan: Plan, versions: Iterable[PastVersion], at: datetime) -> tuple[Result, ...]:
    """Give those that the office had taken in by then, as the version reads that it took in.

    What was changed after it was taken in stands as it was until the change is taken in too; what has become status
    only since then is waited for anew.
    """
    found = (_result(plan, _taken_in(mine, at), at) for mine in _by_entry(versions, at))
    return tuple(result for result in found if result is not None)


def _by_entry(versions: Iterable[PastVersion], at: datetime) -> Iterator[list[PastVersion]]:
    known = [version for version in versions if version.said_at <= at]
    for _, mine in groupby(known, lambda version: version.entry):
        yield list(mine)


def _decided(version: PastVersion, at: datetime) -> tuple[Decision | None, int]:
    """Give what the office had decided last by then, and of which version."""
    if version.decided == NOTHING_DECIDED:
        return None, 0
    words = [
        (Decision(what), of) for when, what, of in from_json(version.decided) if datetime.fromisoformat(when) <= at
    ]
    return words[-1] if words else (None, 0)


def _taken_in(versions: Sequence[PastVersion], at: datetime) -> list[PastVersion]:
    decision, of = _decided(versions[-1], at)
    if decision is not Decision.TAKEN_IN:
        return []
    taken = [version for version in versions if version.number <= of]
    return [] if taken[-1].is_emptied else taken


def _result(plan: Plan, versions: Sequence[PastVersion], at: datetime) -> Result | None:
    if not versions:
        return None
    last = versions[-1]
    decision, of = _decided(last, at)
    is_aside = decision is not None and decision is Decision.SET_ASIDE and last.number <= of
    if (last.withdrawn_at is not None and last.withdrawn_at <= at) or is_aside:
        return None
    made_at, was_planned = versions[0].said_at, False
    for version in versions:
        content = contents.read(from_json(version.content))
        # of an emptied one only the row still tells that it was planned then: it counted for nothing till later
        is_planned = version.counted_at > version.said_at if version.is_emptied else content.planned
        if was_planned and not is_planned:
            made_at = version.said_at
        was_planned = is_planned
    if was_planned:
        return None
    entry = Entry(
        id=last.entry,
        plan=plan.code,
        unit=last.unit,
        number=last.entry_number,
        kind=content.kind,
        version=last.number,
        status=_RECEIVED,
        made_by="",
        made_at=made_at,
        said_at=last.said_at,
        tasks=",".join(content.tasks),
        content=last.content,
    )
    return Result(entry, content)


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """What was kept until an instant: what was stated and decided, and when the office asked for signed reports."""

    decided: tuple[Decided, ...]
    reports_due: Mapping[str, date]


async def kept(db: Db, plan: Plan, at: datetime) -> KeptUntil:
    """Read what was kept until an instant; a plan with a deadline is not asked for signed reports."""
    due = {} if plan.deadline else await requests.reports_due(db, plan.code, at)
    return KeptUntil(tuple(await decisions.of_plan(db, plan.code, at)), due)


def standings(plan: Plan, counted: Mapping[str, Recounted], then: KeptUntil) -> tuple[Standing, ...]:
    """Give what was owed and where it stood, requests of the office apart; `counted` is what the results say of it."""
    words = {(word.key, word.what): word for word in then.decided}  # the last one is kept
    dated = (_dated(obligation, then.reports_due) for obligation in obligations.of(plan))
    return tuple(_standing(obligation, counted, words) for obligation in dated)


def _dated(obligation: Obligation, reports_due: Mapping[str, date]) -> Obligation:
    """Let a signed report be due as it was asked for."""
    if obligation.key.kind is not Kind.REPORT or obligation.due is not None:
        return obligation
    return replace(obligation, due=reports_due.get(obligation.key.unit))


def _standing(
    obligation: Obligation, counted: Mapping[str, Recounted], words: Mapping[tuple[str, What], Decided]
) -> Standing:
    key = str(obligation.key)

    def value(what: What) -> str | None:
        return words[key, what].value if (key, what) in words else None

    def day(what: What) -> date | None:
        said = value(what)
        return None if said is None else date.fromisoformat(said)

    entries = counted[key].entries if key in counted else 0
    not_arising = words.get((key, What.NOT_ARISING))
    return Standing(
        key=key,
        kind=obligation.key.kind.value,
        unit=obligation.key.unit,
        task=obligation.key.task,
        phase=obligation.key.phase,
        month=obligation.key.month or None,
        due=day(What.EXTENDED_TO) or obligation.due,
        entries=entries,
        completed_on=day(What.COMPLETED_ON),
        not_arising=value(What.NOT_ARISING),
        not_arising_because=not_arising.because if not_arising is not None and not_arising.value else "",
        accepted=value(What.ACCEPTED) is not None,
        promised_for=day(What.PROMISED_FOR),
        received_on=day(What.RECEIVED_ON),
        extended_to=day(What.EXTENDED_TO),
        extension_asked=day(What.EXTENSION_ASKED),
    )


def told(every: Iterable[Result]) -> Iterable[Told]:
    """Give every figure of these results, once under each of their tasks."""
    for result in every:
        entry, content, how = result.entry, result.content, result.content.how
        if how is None:
            continue
        for task in content.tasks or ("",):
            for figure in content.figures:
                yield Told(
                    unit=entry.unit,
                    task=task,
                    number=entry.number,
                    kind=entry.kind,
                    made_at=entry.made_at,
                    indicator=figure.indicator,
                    value=figure.value,
                    precision=figure.precision,
                    first=how.first,
                    last=how.last,
                    counts=how.counts,
                    within=how.within,
                    forms=content.form,
                )
