"""Activities of several units that may be one: of tasks that the plan ties, on the same days, of one form."""

from collections.abc import Collection

from storage.db import Db
from storage.results.entries import RESULT, Entry
from storage.rows import to_json


async def of_plan(db: Db, plan: str, ties: Collection[tuple[str, str]]) -> list[Entry]:
    """Give the activities whose days meet those of another unit's of the same form; of two tasks that are tied."""
    return await db.all(
        Entry,
        f"{RESULT} where e.id in (select t.entry"  # cross join: from the few tied tasks, never from all results
        " from json_each(:ties) tie cross join entry_task t on t.task = tie.value ->> 0"
        " cross join result x on x.id = t.entry and x.plan = :plan cross join activity a on a.id = x.activity"
        " where exists (select 1 from entry_task o cross join result r on r.id = o.entry and r.plan = x.plan"
        " and r.unit <> x.unit cross join activity b on b.id = r.activity and b.form = a.form"
        " and b.first_day <= a.last_day and a.first_day <= b.last_day where o.task = tie.value ->> 1))"
        " order by e.unit, e.number",
        plan=plan,
        ties=to_json(sorted(ties)),
    )
