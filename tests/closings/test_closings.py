"""A closing holds what stood at its instant, whenever it is made; it is made once, and nothing changes it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bot.dialogue.standing import Answer, Waiting, read
from handlers import doctor
from handlers.closings import closing as standing
from handlers.closings import snapshot
from handlers.closings.snapshot import Closed, Scope
from handlers.coordinators import closing as office
from messages.words import ZONE
from plans import reading
from plans.obligations import Key, Kind, State
from storage.db import Turn
from storage.obligations import owed, snapshots
from storage.obligations.snapshots import Snapshot
from storage.schedule import occasions
from storage.schedule.occasions import Occasion
from tests.closings.histories import History, begins
from tests.dialogue import HOUSE, PLANS, Stage
from tests.occasions import carried_out
from tests.officials.entering import enter, hears

PLAN = reading.read(PLANS / "705-2025.yaml")
FIVE = datetime(2025, 12, 15, 17, tzinfo=ZONE)
NEXT_DAY = FIVE + timedelta(hours=15)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    """Give a house with Lan of a ministry, Minh of the office, Hà who leads it."""
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Hà", "leader", "VPCQTT")
    await stage.enter("Lan", "official", "BNG")
    return stage


async def close(stage: Stage, step: str = "1+2", at: datetime = FIVE, cut_off: datetime = FIVE) -> None:
    """Let the clock come to a closing of the plan."""

    async def work(db: Turn) -> None:
        occasion = replace(await laid_down(db, step), due_at=cut_off)
        assert not await carried_out(db, HOUSE, occasion, at)

    await stage.write(work)


async def laid_down(db: Turn, step: str) -> Occasion:
    """Give one of the closings that the clock comes to."""
    return next(one for one in await occasions.to_come(db, "705") if (one.rule, one.step) == ("closing", step))


async def made(stage: Stage) -> list[Snapshot]:
    found: list[Snapshot] = await stage.write(partial(snapshots.of_plan, plan="705"))
    return found


async def only(stage: Stage) -> Closed:
    (one,) = await made(stage)
    return snapshot.read(one.body)


async def told(stage: Stage) -> list[tuple[str, str, str]]:
    """Give to whom a summary waits to be sent, when, and its text."""

    async def work(db: Turn) -> list[tuple[str, str, str]]:
        rows = db.connection.execute("select chat, due_at, body from outbox where key like 'closing/%' order by id")
        return [(chat, due, json.loads(body)["text"]) for chat, due, body in rows.fetchall()]

    found: list[tuple[str, str, str]] = await stage.write(work)
    return found


def test_the_closings_of_the_plan_are_those_the_clock_comes_to() -> None:
    assert [one.step for one in PLAN.closings] == ["1+2", "1+2+3", "report"]


@pytest.mark.parametrize("seed", range(4))
async def test_a_closing_made_a_night_late_holds_the_same(tmp_path: Path, seed: int) -> None:
    bodies = []
    for name, run_on_time in (("on time", True), ("late", False)):
        stage = Stage(tmp_path / f"{name}.db")
        await stage.open()

        async def work(db: Turn, on_time: bool = run_on_time) -> None:
            history = History(db, PLAN, Random(seed), begins(date(2025, 11, 20)))
            await history.join()
            occasion, is_closed = await laid_down(db, "1+2"), False
            while history.now < FIVE + timedelta(days=3):
                if on_time and not is_closed and history.next_at() > FIVE:
                    await carried_out(db, HOUSE, occasion, FIVE)
                    is_closed = True
                await history.go_on()
            await carried_out(db, HOUSE, occasion, history.now)

        await stage.write(work)
        (one,) = await made(stage)
        bodies.append(one.body)

    assert bodies[0] == bodies[1]
    assert snapshot.read(bodies[0]).results > 0


async def test_what_comes_after_the_instant_is_not_in_it(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage, days="4/12")
    stage.now = FIVE + timedelta(hours=2)
    await enter(stage, days="5/12", title="Hội thảo thứ hai", figures="40 đại biểu")

    await close(stage, at=NEXT_DAY)

    one = await only(stage)
    assert (one.results, one.units_heard) == (1, 1)
    assert [int(total.value) for total in one.totals] == [120]


async def test_only_results_of_the_closed_phases_count(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage, days="12/12")

    await close(stage)

    one = await only(stage)
    assert (one.results, one.totals) == (0, ())
    assert one.tasks[State.OPEN_IN_TIME] == 1


async def test_the_same_twice_stores_once_and_tells_once(stage: Stage) -> None:
    await close(stage)
    await close(stage, at=NEXT_DAY)

    assert len(await made(stage)) == 1
    assert len(await told(stage)) == 2


async def test_the_office_and_its_leaders_are_told_and_no_unit_is(stage: Stage) -> None:
    await close(stage)

    assert [chat for chat, _, _ in await told(stage)] == ["Minh", "Hà"]


async def test_what_is_made_at_night_is_told_in_the_morning(stage: Stage) -> None:
    await close(stage, at=FIVE + timedelta(hours=10))

    assert {due for _, due, _ in await told(stage)} == {"2025-12-16T00:15:00.000Z"}


async def test_the_parts_sum_to_the_whole(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage)
    await hears(stage, "Lan", "/khongphatsinh", "2", "đúng")

    await close(stage)

    one = await only(stage)
    assert sum(one.tasks.values()) == 238
    assert (sum(one.reports.values()), one.units) == (48, 49)  # the office writes none to itself
    assert [sum(update.states.values()) for update in one.updates] == [49, 49]
    assert sum(update.results for update in one.updates) == one.results == 1


async def test_no_label_of_a_sensitive_task_is_told(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await stage.enter("An", "official", "BCA")
    sensitive = [task for task in PLAN.tasks if task.sensitive == "yes"]
    for task in (one for one in sensitive if one in PLAN.tasks_of("BCA")):
        await enter(stage, task.key, days="5/12")

    await close(stage)

    (_, _, text), _ = await told(stage)
    assert [task.label for task in sensitive if task.label in text] == []


async def test_units_without_a_report_are_named_where_they_are_few_or_the_last_days_have_come(stage: Stage) -> None:
    late = datetime(2026, 2, 12, 17, tzinfo=ZONE)
    units = [unit.code for unit in PLAN.units if unit.code != PLAN.office]

    async def receive(db: Turn, some: list[str], on: date) -> None:
        for unit in some:
            await owed.received(db, "705", str(Key(Kind.REPORT, unit)), on, late - timedelta(days=1), None)

    await stage.write(partial(receive, some=units[:30], on=date(2026, 2, 9)))
    await stage.write(partial(receive, some=units[30:33], on=date(2026, 2, 10)))
    await close(stage, "report", late, late)

    (_, _, text), _ = await told(stage)
    assert "(48 đơn vị): đúng hạn 30; chậm 03; chưa nhận được 15" in text
    assert all(PLAN.unit(code).short in text for code in units[30:])
    assert "KẾT QUẢ" not in text


async def test_many_units_are_counted_and_not_named_long_before_the_last_day(stage: Stage) -> None:
    await close(stage, "report")

    (_, _, text), _ = await told(stage)
    assert "chưa nhận được 48" in text
    assert "– Chưa báo gửi" not in text


async def test_nothing_that_is_done_afterwards_changes_a_closing(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage, days="4/12")
    await close(stage)
    before, (_, _, text) = await made(stage), (await told(stage))[0]
    stage.now = NEXT_DAY

    await hears(stage, "Lan", "/rut 1", "đúng")
    await enter(stage, days="5/12", title="Hội thảo thứ hai")

    assert await made(stage) == before
    assert text.split("\n\n")[0] in await hears(stage, "Minh", "/chotsolieu xem 1")
    viewed = await hears(stage, "Hà", "/chotsolieu xem 1")
    assert "– Kết quả cập nhật thêm: 01" in viewed
    assert "– Kết quả đã chốt nay rút hoặc không còn được tính: 01" in viewed


@pytest.mark.parametrize("spoil", ["update snapshot set body = '{}'", "delete from snapshot"])
async def test_the_database_refuses_to_change_or_delete_one(stage: Stage, spoil: str) -> None:
    await close(stage)

    with closing(sqlite3.connect(stage.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(spoil)


async def test_made_again_of_what_is_kept_every_closing_comes_out_as_it_is(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage)
    await close(stage)
    await stage.load("705-2025")  # the plan as it ran then counts
    stage.now = NEXT_DAY
    await enter(stage, title="Hội thảo thứ hai")

    assert await stage.write(partial(doctor.closings, plan=PLAN)) == []


async def test_a_history_that_was_spoilt_is_found_by_what_was_closed(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage)
    await close(stage)
    with closing(sqlite3.connect(stage.path)) as connection, connection:
        connection.execute("update entry set withdrawn_at = made_at")

    (found,) = await stage.write(partial(doctor.closings, plan=PLAN))

    assert (found.what, found.facts["number"], found.wrong) == ("closing", 1, True)


async def test_words_taken_out_after_a_closing_are_no_fault(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage, "2.1a")
    await close(stage)
    stage.now = NEXT_DAY
    await sensitive_after_all(stage)

    (found,) = await stage.write(partial(doctor.closings, plan=PLAN))

    assert (found.what, found.wrong) == ("closing_emptied", False)
    assert (await only(stage)).totals != ()


async def test_what_became_status_only_comes_back_in_no_closing_made_late(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage, "2.1a")
    stage.now = FIVE + timedelta(hours=1)
    await sensitive_after_all(stage)

    await close(stage, at=NEXT_DAY)

    one = await only(stage)
    assert (one.results, one.totals) == (1, ())


async def sensitive_after_all(stage: Stage) -> None:
    """Let what was said of an entry be taken out, as when it turns out to belong to a sensitive part."""
    said = {"count": 1, "by_letter": True}

    async def work(db: Turn) -> None:
        content = json.loads(await db.one(str, "select content from version"))
        status = content | said | {"days": None, "form": "", "title": "", "figures": [], "place": "", "partners": []}
        await db.run(
            "insert into version (entry, number, content, made_by, made_at)"
            " select entry, 2, :content, made_by, :at from version",
            content=json.dumps(status),
            at=stage.now,
        )
        await db.run("update version set content = '{}' where number = 1")
        await db.run("update entry set version = 2, kind = 'sensitive'")

    await stage.write(work)


async def test_the_occasions_of_the_plan_fall_due_at_its_instants(stage: Stage) -> None:
    to_come = await stage.write(partial(occasions.to_come, plan="705"))

    due = {one.step: one.due_at for one in to_come if one.rule == "closing"}
    assert due["1+2"] == FIVE


async def test_a_result_changed_after_the_closing_of_its_phase_says_so(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    await enter(stage, days="4/12")
    await close(stage)
    stage.now = NEXT_DAY

    heard = await hears(stage, "Lan", "/sua 1", "sửa nội dung", "Hội nghị về quyền con người", "lưu thay đổi")

    line = "Số liệu bổ sung sau thời điểm chốt (17:00 ngày 15/12/2025)."
    assert line in heard
    assert line in await hears(stage, "Minh", "/xem 705-BNG-001")
    assert line not in await enter_of_a_phase_still_open(stage)


async def enter_of_a_phase_still_open(stage: Stage) -> str:
    await stage.enter("Lan")
    return await enter(stage, days="12/12", title="Hội thảo thứ hai")


def test_where_another_instant_is_chosen_what_is_closed_is_asked_anew():
    given = office.Given(PLAN, (), may_close=True, now=NEXT_DAY, since=None, stood={})
    chosen = {"closing": "earlier", "closing_at": FIVE.isoformat(), "closing_of": f"all@{FIVE.isoformat()}"}
    edited = chosen | {"closing_at": (FIVE - timedelta(hours=1)).isoformat()}

    stand = read(office.talk, given, {key: Answer(kept) for key, kept in edited.items()})

    assert isinstance(stand, Waiting)
    assert stand.key == "closing_of"


async def test_a_newer_total_of_a_later_phase_stands_for_what_came_before_it(stage: Stage) -> None:
    stage.now = FIVE - timedelta(hours=2)
    for days, figures in (("1-5/12", "120 đại biểu"), ("1-12/12", "287 đại biểu")):
        lines = (days, "số liệu tổng hợp", figures, "không có", "gửi")
        assert "Mã số" in await hears(stage, "Lan", "/baocao 2.1b", *lines)

    await close(stage)

    one = await only(stage)
    assert [int(total.value) for total in one.totals] == [287]


@pytest.mark.parametrize(
    ("then", "comes_to"), [((), []), (("14/12", "50 đại biểu"), [50])], ids=["nothing more", "more"]
)
async def test_a_total_of_an_earlier_phase_is_no_figure_of_a_later_one(
    stage: Stage, then: tuple[str, ...], comes_to: list[int]
) -> None:
    stage.now = datetime(2025, 12, 15, 9, tzinfo=ZONE)
    total = ("1-8/12", "số liệu tổng hợp", "412 đại biểu", "không có", "gửi")
    assert "Mã số" in await hears(stage, "Lan", "/baocao 2.1b", *total)
    if then:
        await enter(stage, days=then[0], figures=then[1])

    async def stood(db: Turn) -> list[Closed]:
        return await standing.stood(db, PLAN, FIVE, Scope(("1",)), Scope(("3",)))

    first, third = await stage.write(stood)

    assert [int(one.value) for one in first.totals] == [412]
    assert [int(one.value) for one in third.totals] == comes_to


async def test_of_many_figures_some_are_shown_to_be_confirmed_and_all_where_a_closing_is_viewed(stage: Stage) -> None:
    things = (
        "2 hội nghị, 30 đại biểu, 4 tin, 5 bài viết, 6 phóng sự, 7 video, 8 áp phích, 9 tờ rơi, 10 pa nô, 11 văn bản"
    )
    await stage.enter("Lan")
    await enter(stage, figures=things)
    sure = await hears(stage, "Minh", "/chotsolieu", "1", "1")
    viewed = await hears(stage, "Minh", "1", "1")

    assert "và 02 chỉ tiêu khác, xem đủ sau khi chốt" in sure
    assert "khác, xem đủ" not in viewed
    shown = ("tin", "bài", "phóng sự", "video", "áp phích", "tờ rơi", "pa nô", "văn bản")
    assert [f"{n:02} {thing}" in viewed for n, thing in enumerate(shown, 4)] == [True] * 8
    assert sum(f"{n:02} {thing}" in sure for n, thing in enumerate(shown, 4)) == 6
