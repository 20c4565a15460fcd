"""Whatever is done to results, in any order, they are found by what they say now, and by nothing else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from bot.clock import Clock
from bot.loops.ticking import Ticking
from handlers.entries import contents, findable
from handlers.entries.contents import Content, Partner
from plans import reading
from plans.schema import Plan, Sensitive
from plans.units import spelled
from storage import migrating
from storage.db import Database, Turn
from storage.results import finding, search
from storage.results.entries import Entry
from storage.results.finding import Sought, SoughtWords
from storage.results.status import Status
from tests.closings.histories import History, begins
from tests.dialogue import HOUSE, PLANS, Stage

THINGS = 50


class Story(History):
    """A history in which tasks that are sensitive take a count only, and words change with every version."""

    def _content(self, unit: str) -> Content:
        content = super()._content(unit)
        if content.tasks and self.plan.task(content.task).sensitive is Sensitive.YES:
            return Content(content.task, finished=False, count=self.random.randrange(1, 9), by_letter=True)
        return content


def of_all(entries: list[Entry], plan: Plan) -> Iterator[tuple[Sought, list[int]]]:
    """Give what may be looked for, with the results that have it, counted one by one."""
    every = (search.of_plan(plan.code),)
    read = [(entry, contents.of_entry(entry)) for entry in reversed(entries)]
    yield Sought((every,)), [entry.id for entry, _ in read]
    for status in Status:
        yield Sought((every,), (status,)), [entry.id for entry, _ in read if entry.status is status]
    for unit in ("BNG", "HNI", "BYT"):
        sought = Sought(((search.of_unit(plan.code, unit),),), (), ((SoughtWords("hoi"), SoughtWords("thao")),))
        yield sought, [entry.id for entry, content in read if entry.unit == unit and content.title]
    for task in {key for _, content in read for key in content.tasks}:
        yield Sought(((search.of_task(plan.code, task),),)), [e.id for e, content in read if task in content.tasks]
    for entry, content in read[:5]:
        words = spelled(content.title)
        if words and content.days:
            days = findable.between(content.days.first, content.days.last)
            found = [e.id for e, other in read if spelled(other.title).startswith(words) and other.days == content.days]
            yield Sought((every, days), (), ((SoughtWords(words),),)), found
        number = Sought(((search.of_unit(plan.code, entry.unit),), (search.of_number(entry.number),)))
        yield number, [entry.id]


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_found_is_what_a_recount_gives_after_any_history(tmp_path: Path, seed: int) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")

    async def work(db: Turn) -> None:
        story = Story(db, plan, Random(seed), begins(date(2025, 12, 1)))
        await story.join()
        for nth in range(THINGS):
            await story.go_on()
            assert await findable.differing(db, plan) == []
            if nth % 10 == 0:
                entries = await finding.after(db, plan.code, 0, THINGS)
                for sought, right in of_all(entries, plan):
                    assert await finding.found(db, sought, THINGS) == right, sought

    await stage.write(work)


async def swept() -> None:
    """Sweep nothing."""


async def test_forgetting_takes_turns_and_what_comes_in_between_is_forgotten_too(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    db = Database(stage.path)
    await db.open()

    async def make(db: Turn) -> list[int]:
        story = Story(db, reading.read(PLANS / "705-2025.yaml"), Random(1), begins(date(2025, 12, 1)))
        await story.join()
        while len(await finding.after(db, "705", 0, 20)) < 20:
            await story.go_on()
        return [entry.id for entry in await finding.after(db, "705", 0, 20)]

    async def word(db: Turn, row: int) -> None:
        await search.keep(db, row, search.Findable(" ".join(words(row))))

    async def take_out(db: Turn, row: int) -> None:
        await db.run("update entry set kind = 'sensitive' where id = :row", row=row)
        await word(db, row)

    first, second, *others = await db.write(make)
    await db.write(partial(open_all, rows=(first, second, *others)))
    for row in (first, second, *others):
        await db.write(partial(word, row=row))
    await db.write(partial(take_out, row=first))
    turns = 0
    while await db.read(search.is_forgetting):
        await db.write(search.forget)
        turns += 1
        if turns == 3:
            await db.write(partial(take_out, row=second))
            await db.write(partial(word, row=others[0]))
    await db.close()

    kept = stage.path.read_bytes()
    assert turns > 20
    for row in (first, second):
        assert not [one for one in words(row) if one[8:].encode() in kept]  # of alike words the ends alone are kept
    assert words(others[-1])[0].encode() in kept


def words(row: int) -> list[str]:
    """Give words that are only in this result, and fill many pages of the index."""
    return [sha256(f"{row} {nth}".encode()).hexdigest() for nth in range(2_000)]


async def open_all(db: Turn, rows: tuple[int, ...]) -> None:
    """Let none of these be sensitive."""
    await db.run(
        "update entry set kind = 'activity' where id in (select value from json_each(:rows))", rows=f"{[*rows]}"
    )


async def test_of_what_has_become_sensitive_not_a_word_stays_in_the_index(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()

    async def make(db: Turn) -> int:
        story = Story(db, reading.read(PLANS / "705-2025.yaml"), Random(1), begins(date(2025, 12, 1)))
        await story.join()
        while not await finding.after(db, "705", 0, 1):
            await story.go_on()
        (entry,) = await finding.after(db, "705", 0, 1)
        await search.keep(db, entry.id, search.Findable("matkhauxyz"))
        return entry.id

    async def close(db: Turn, entry: int) -> None:
        await db.run("update entry set kind = 'sensitive' where id = :id", id=entry)
        await search.keep(db, entry, search.Findable("matkhauxyz"))

    await stage.close()
    db = Database(stage.path)
    await db.open()
    entry = await db.write(make)
    written = b"matkhauxyz" in stage.path.with_name("d.db-wal").read_bytes()
    await db.write(partial(close, entry=entry))
    await Ticking(db, Clock(), HOUSE, swept).tick()
    assert not await db.read(search.is_forgetting)
    await db.close()
    with closing(sqlite3.connect(stage.path)) as connection:
        left = connection.execute("select count(*) from search where search match 'matkhauxyz'").fetchone()

    assert written
    assert left == (0,)
    assert b"matkhauxyz" not in stage.path.read_bytes()


async def test_what_an_earlier_release_kept_is_found_once_the_bot_has_started(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")

    async def make(db: Turn) -> tuple[int, list[bool], int]:
        story = Story(db, plan, Random(3), begins(date(2025, 12, 1)))
        await story.join()
        for _ in range(20):
            await story.go_on()
        await db.run("delete from search_text")
        await search.rebuild(db)
        differing = len(await findable.differing(db, plan))
        return differing, [await findable.fill(db), await findable.fill(db)], len(await findable.differing(db, plan))

    before, filled, after = await stage.write(make)
    assert before > 0
    assert (filled, after) == ([True, False], 0)


async def test_units_that_were_named_as_partners_before_are_found_once_the_database_is_brought_along(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    plan = reading.read(PLANS / "705-2025.yaml")
    named = (Partner("BYT", "Bộ Y tế"), Partner("", "UNDP"), Partner("BTP", "BTP"), Partner("BYT", "BYT"))

    async def make(db: Turn) -> int:
        story = Partnered(db, plan, Random(4), begins(date(2025, 12, 1)), partners=named)
        await story.join()
        for _ in range(20):
            await story.go_on()
        assert await findable.differing(db, plan) == []
        await db.run("update search_text set facets = replace(replace(facets, ' partner_byt', ''), ' partner_btp', '')")
        await search.rebuild(db)
        await db.run("drop table search_forgotten")
        await db.run("delete from migration where name = '0013_partners'")
        return len(await findable.differing(db, plan))

    assert await stage.write(make) > 0
    assert migrating.migrate(stage.path) == ("0013_partners",)

    async def after(db: Turn) -> tuple[object, int]:
        sought = Sought(((search.of_partner("BYT"),), (search.of_partner("BTP"),)))
        return await findable.differing(db, plan), len(await finding.found(db, sought, THINGS))

    differing, found = await stage.write(after)
    assert differing == []
    assert found > 0


@dataclass
class Partnered(Story):
    """The same, in which every activity was held with these partners."""

    partners: tuple[Partner, ...] = ()

    def _content(self, unit: str) -> Content:
        content = super()._content(unit)
        return content if content.is_sensitive else replace(content, partners=self.partners)
