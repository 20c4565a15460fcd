"""A house in which one unit of a plan has entered a few activities, and said something of its written report."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from handlers.desk import Desk
from handlers.documents import own_documents
from handlers.documents.extent import Extent
from handlers.documents.own import gathered
from handlers.documents.own.gathered import OwnMaterial
from handlers.entries.contents import Content
from handlers.obligations import effects, laying_down
from handlers.officials.entering import new_entry
from messages.documents.paper.rendering import Rendered
from messages.values import Days, Figure, Precision
from plans.schema import Plan, Sensitive
from storage.db import Database, Turn
from storage.obligations import written_reports
from storage.obligations.written_reports import Steps
from storage.results import entries
from tests.dialogue import HOUSE
from tests.documents import campaign
from tests.empty import empty


@dataclass(frozen=True)
class OneUnit:
    """What it has entered, by title; what it said of the steps; `also` is done by its member at the same time."""

    plan: Plan
    unit: str
    titles: Sequence[str] = ()
    steps: Steps = field(default_factory=Steps)
    also: Callable[[Turn, int, datetime], Awaitable[object]] | None = None

    async def gathered(self, folder: Path) -> OwnMaterial:
        """Give what its report tells."""
        db = await self._made(folder)
        at = campaign.after(self.plan) + timedelta(minutes=1)
        try:
            return await db.read_long(lambda reader: gathered.gather(reader, self.plan, Extent(self.unit), at))
        finally:
            await db.close()

    async def draft(self, folder: Path) -> Rendered:
        """Give its draft."""
        return own_documents.draft(await self.gathered(folder))

    async def _made(self, folder: Path) -> Database:
        path = folder / "one.db"
        empty(path)
        db = Database(path, scratch=True)
        await db.open()
        await db.write(partial(self._fill, at=campaign.after(self.plan)))
        return db

    async def _fill(self, db: Turn, at: datetime) -> None:
        plan = self.plan
        await laying_down.load(db, plan, at - timedelta(days=30))
        person, member = await campaign.official(db, plan, self.unit, at - timedelta(days=30))
        task = next(task for task in plan.tasks_of(self.unit) if task.sensitive is Sensitive.NO)
        for nth, title in enumerate(self.titles):
            figure = Figure("people", Decimal(120), Precision.EXACT, "")
            content = Content(task.key, finished=False, days=Days(plan.starts, plan.starts, ""), form="conference",
                              title=title, figures=(figure,))  # fmt: skip
            desk = Desk(db, HOUSE, at, {plan.code: plan}, person, member, "telegram", f"{nth}")
            await entries.add(db, member.id, new_entry.entry_of(desk, content), at)
            await effects.entered(desk, content)
        await written_reports.keep(db, plan.code, self.unit, Steps(), self.steps, member.id, at)
        if self.also is not None:
            await self.also(db, member.id, at)
