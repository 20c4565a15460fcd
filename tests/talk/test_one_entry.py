"""A draft gives one entry, whatever is pressed how often; what it says moves what is owed."""

import sqlite3
from datetime import date, datetime

import pytest

from messages.words import ZONE
from plans.obligations import State
from storage.db import Turn
from storage.results import entries
from storage.results.search import Findable
from tests.dialogue import Stage
from tests.talk.telling import ask, entry, hears, standing, states

PHASES = ("1", "2", "3")


async def test_send_pressed_twice_gives_one_entry(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b")[:-1])
    first = await hears(stage, "Lan", "[nút Gửi]")
    again = await hears(stage, "Lan", "[nút cũ Gửi]")

    assert "705-BNG-001" in first
    assert again == ""
    assert await ask(stage, int, "select number from entry") == [1]


async def test_one_draft_cannot_become_two_entries(stage: Stage):
    new = entries.NewEntry(
        "705", "BNG", entries.EntryKind.SENSITIVE, ("2.2a",), "one draft", {"task": "2.2a"}, Findable()
    )

    async def add(db: Turn) -> None:
        await entries.add(db, 3, new, stage.now)

    await stage.write(add)
    with pytest.raises(sqlite3.IntegrityError):
        await stage.write(add)

    assert await ask(stage, int, "select number from entry") == [1]


async def test_numbers_grow_within_the_unit(stage: Stage):
    await stage.enter("Quân", "official", "BTP")

    numbers = [
        await hears(stage, who, *entry(task)) for who, task in (("Lan", "2.1b"), ("Quân", "5.1"), ("Lan", "2.2b"))
    ]

    assert [answer.split("Mã số: ")[1].split("\n")[0] for answer in numbers] == [
        "705-BNG-001",
        "705-BTP-001",
        "705-BNG-002",
    ]


async def test_an_entry_covers_its_task_and_its_phase_and_completes_nothing(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b"))

    rows = await standing(stage, "BNG")

    assert {key for key, row in rows.items() if row.entries} == {"task/2.1b/BNG", f"update/{PHASES[0]}/BNG"}
    assert {key for key, row in rows.items() if row.completed_on} == set()
    assert (await states(stage, "BNG"))["task/2.1b/BNG"] is State.OPEN_IN_TIME


async def test_only_the_units_word_completes_a_task_and_a_later_word_opens_it_again(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b", finished="2"))
    done = (await standing(stage, "BNG"))["task/2.1b/BNG"]
    await hears(stage, "Lan", *entry("2.1b", figures="không có", finished="1"))
    open_again = (await standing(stage, "BNG"))["task/2.1b/BNG"]

    assert (done.entries, done.completed_on) == (1, date(2025, 12, 4))  # the day of the work, told on the day after
    assert (open_again.entries, open_again.completed_on) == (2, None)


async def test_an_entry_of_december_counts_for_december_of_a_monthly_task(stage: Stage):
    await stage.enter("Thu", "official", "BVHTTDL")
    await hears(stage, "Thu", *entry("6.3b", finished="2"))

    rows = await standing(stage, "BVHTTDL")

    assert {key for key, row in rows.items() if row.entries and row.kind == "task"} == {"task/6.3b/2025-12/BVHTTDL"}


async def test_an_umbrella_is_met_by_what_stands_under_it(stage: Stage):
    await stage.enter("Thảo", "official", "HNI")
    before = (await states(stage, "HNI"))["task/16.2/HNI"]
    await hears(stage, "Thảo", *entry("16.3", finished="2"))
    half = (await states(stage, "HNI"))["task/16.2/HNI"]
    await hears(stage, "Thảo", *entry("16.4", finished="2"))
    whole = (await states(stage, "HNI"))["task/16.2/HNI"]

    assert (before, half, whole) == (State.NO_WORD, State.NO_WORD, State.DONE_IN_TIME)


async def test_the_tenth_of_december_is_phase_two(stage: Stage):
    stage.now = stage.now.replace(day=12)
    await hears(stage, "Lan", *entry("2.2b", days="10/12"))

    rows = await standing(stage, "BNG")

    assert [key for key, row in rows.items() if row.kind == "update" and row.entries] == [f"update/{PHASES[1]}/BNG"]


async def test_what_was_counted_is_kept_with_its_precision_and_as_typed(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b"))

    kept = await ask(stage, str, "select value || ' ' || precision || ' ' || typed from figure order by indicator")

    assert kept == ["1 exact 1 hội nghị", "120 over hơn 120 đại biểu"]


async def test_a_draft_thrown_away_leaves_no_entry_and_no_files(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b")[:5], "[ảnh]", "/huy", "bỏ hẳn")

    assert await ask(stage, int, "select count(*) from entry") == [0]
    assert await ask(stage, int, "select count(*) from evidence") == [0]
    assert await ask(stage, int, "select count(*) from session") == [0]


async def test_files_sent_at_another_question_after_the_evidence_are_kept_with_it(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b")[:5], "[ảnh]", "[ảnh]", "[tệp bang-so-lieu.xlsx]", "gửi")

    assert await ask(stage, str, "select kind from evidence where entry = 1 order by id") == [
        "photo",
        "photo",
        "document",
    ]


@pytest.mark.parametrize("before", [1, 2, 3, 4])
async def test_files_sent_at_any_question_belong_to_the_entry(stage: Stage, before: int):
    lines = entry("2.1b")
    said = await hears(stage, "Lan", *lines[:before], "[ảnh]")
    await hears(stage, "Lan", *lines[before:5], "gửi")

    assert said.startswith("Đã ghi thêm phần vừa gửi kèm.")
    assert await ask(stage, str, "select kind from evidence where entry = 1") == ["photo"]


async def test_files_sent_before_the_task_is_chosen_belong_to_the_entry_too(stage: Stage):
    said = await hears(stage, "Lan", "/baocao", "[album 3]")
    await hears(stage, "Lan", "2.1b", *entry("2.1b")[1:5], "gửi")

    assert said.startswith("Đã ghi thêm phần vừa gửi kèm.")
    assert await ask(stage, str, "select kind from evidence where entry = 1") == ["photo"] * 3


@pytest.mark.parametrize("task", [("2.2a",), ("2.1a", "phần không công khai")])
async def test_files_go_where_the_task_may_be_secret_and_that_is_said(stage: Stage, task: tuple[str, ...]):
    said = await hears(stage, "Lan", "/baocao", "[album 3]", *task)

    assert "03 tệp đã gửi trước đó không được lưu" in said
    assert await ask(stage, int, "select count(*) from evidence") == [0]


async def test_a_place_sent_from_the_map_is_where_it_was(stage: Stage):
    said = await hears(stage, "Lan", *entry("2.1b")[:3], "[vị trí Nhà khách, 1 Tràng Tiền]")
    await hears(stage, "Lan", *entry("2.1b")[3:])

    assert said.startswith("Đã ghi địa điểm: Nhà khách, 1 Tràng Tiền")
    assert await ask(stage, str, "select place from activity") == ["Nhà khách, 1 Tràng Tiền"]


async def test_of_the_army_no_place_is_kept(stage: Stage):
    await stage.enter("Dũng", "official", "BQP")

    said = await hears(stage, "Dũng", "/baocao 4.2", "[vị trí 21.03000, 105.85000]")

    assert said == "Hệ thống chưa ghi vị trí vừa gửi; vị trí được nhận khi cập nhật kết quả của đơn vị."


@pytest.mark.parametrize("before", [1, 2, 3])
async def test_a_link_sent_at_any_question_is_evidence(stage: Stage, before: int):
    lines = entry("2.1b")
    said = await hears(stage, "Lan", *lines[:before], "https://mofa.gov.vn/cedaw")
    await hears(stage, "Lan", *lines[before:5], "gửi")

    assert before == 1 or said.startswith("Đã ghi thêm phần vừa gửi kèm.")  # the first is told in one's own words
    assert await ask(stage, str, "select text from evidence where entry = 1") == ["https://mofa.gov.vn/cedaw"]


async def test_the_words_below_a_photo_answer_the_question(stage: Stage):
    await hears(stage, "Lan", "/baocao 2.1b", "[ảnh] hôm qua hội thảo về CEDAW, 120 đại biểu", "gửi")

    assert await ask(stage, str, "select title from activity") == ["Hội thảo về CEDAW"]
    assert await ask(stage, str, "select kind from evidence where entry = 1") == ["photo"]


async def test_a_photo_that_was_exchanged_by_an_edit_is_the_new_one(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b")[:5], "[ảnh]", "[sửa ảnh]", "gửi")

    refs = await ask(stage, str, "select ref from evidence where entry = 1")
    assert len(refs) == 1
    assert refs[0].endswith("-new")


async def test_files_sent_for_what_is_only_planned_are_said_to_be_left(stage: Stage):
    said = await hears(stage, "Lan", "/baocao 2.1b", "[ảnh]", "8/12", "1", "hội nghị", "Hội nghị sẽ họp", "gửi")

    assert "01 tệp đã gửi trước đó không được lưu" in said
    assert await ask(stage, int, "select count(*) from evidence") == [0]


async def test_a_task_is_done_on_the_last_day_of_its_work_however_late_that_is_told(stage: Stage):
    stage.now = datetime(2026, 1, 5, 9, tzinfo=ZONE)
    await stage.enter("Thảo", "official", "HNI")
    await hears(stage, "Thảo", *entry("16.4", days="20/12 đến 31/12", finished="2"))

    assert (await standing(stage, "HNI"))["task/16.4/HNI"].completed_on == date(2025, 12, 31)
    assert (await states(stage, "HNI"))["task/16.4/HNI"] is State.DONE_IN_TIME


async def test_days_put_right_move_the_day_on_which_a_task_was_done(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b", finished="2"), "/sua 1", "sửa thời gian", "3/12", "lưu thay đổi")

    assert (await standing(stage, "BNG"))["task/2.1b/BNG"].completed_on == date(2025, 12, 3)


async def test_figures_of_an_activity_of_another_form_are_new_without_a_question(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b", figures="1 hội nghị, 120 đại biểu"))
    lines = ("/baocao 2.1b", "hôm nay", "tập huấn", "Lớp tập huấn", "1 lớp, 60 học viên")

    training = await hears(stage, "Lan", *lines)
    await hears(stage, "Lan", "không có", "gửi")
    another = await hears(stage, "Lan", *lines)

    assert "Số liệu vừa nhập là" not in training
    assert "Số liệu vừa nhập là" in another
    assert "180 lượt người" in another
