"""The progress picture: its size, its shapes, what it counts, and what it never shows."""

import re
import subprocess
import sys
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handlers.house import running
from handlers.situation import picture
from messages.documents.progress import MOST_ROWS, Drawing, Mark, PhaseHeading, Row, Section, bars, legend
from messages.documents.progress_png import SHAPES, WIDTH, png, top
from messages.words import ZONE, speaking
from plans import reading
from tests.dialogue import PLANS, Stage
from tests.talk.telling import entry, hears

NOW = datetime(2025, 12, 11, 9, tzinfo=ZONE)


def row(name: str, nth: int) -> Row:
    """Give a row with marks of every kind in turn."""
    marks = tuple(Mark)
    turn = tuple(marks[(nth + place) % len(marks)] for place in range(5))
    return Row(name, turn[:3], turn[3], nth % 6, 5, turn[4])


def drawing(plan: str, **more: object) -> Drawing:
    found = reading.read(PLANS / f"{plan}.yaml")
    kinds = dict.fromkeys(unit.kind for unit in found.units)
    rows = {unit.code: row(unit.short, nth) for nth, unit in enumerate(found.units)}
    groups = tuple(Section(kind.value, tuple(rows[u.code] for u in found.units if u.kind is kind)) for kind in kinds)
    facts = {
        "plan": found.short,
        "phase_word": found.period_word,
        "at": NOW,
        "phases": tuple(PhaseHeading(phase.key, phase.ends) for phase in found.phases),
        "groups": groups,
        "curve": ((date(2025, 12, 9), 0), (date(2025, 12, 10), 3), (date(2025, 12, 11), 1200)),
        "reports": (1, len(found.units)),
        "tasks": (36, 238),
    }
    return Drawing(**{**facts, **more})


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("plan", "units"), [("705-2025", 49), ("hai-phong-2024", 4)])
def test_it_is_drawn_for_many_units_and_for_few_in_both_languages(plan: str, units: int, language: str):
    drawn = drawing(plan)
    with speaking(language):
        image = Image.open(BytesIO(png(drawn)))

    assert sum(len(group.rows) for group in drawn.groups) == units
    assert (image.format, image.width) == ("PNG", WIDTH)
    assert WIDTH / 2 < image.height < 1.5 * WIDTH  # taller ones are made smaller by the channel
    colours = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue, _) in image.getcolors(1 << 20)}
    assert {shape.colour for shape in SHAPES.values()} <= colours


SEVEN = tuple(PhaseHeading(str(nth), date(2025, 12, nth)) for nth in range(1, 8))
IN_SEVEN = tuple(Row(f"Đơn vị {nth}", (Mark.AHEAD,) * 7, None, 0, 0, Mark.MISSING) for nth in range(21))
MOST = tuple(row(f"Xã {nth}", nth) for nth in range(MOST_ROWS))


@pytest.mark.parametrize(
    "more",
    [
        {"curve": ((date(2025, 11, 1), 0),)},
        {"phases": SEVEN, "groups": (Section("central", IN_SEVEN),)},
        {"groups": (Section("province", MOST),), "left_out": 3221},
    ],
    ids=["one day, no results", "seven phases", "as many rows as there may be"],
)
def test_it_is_drawn_for_unusual_plans(more: dict[str, object]):
    assert Image.open(BytesIO(png(drawing("705-2025", **more)))).width == WIDTH


def test_where_nobody_owes_a_report_no_column_of_reports_is_headed():
    with speaking("vi"):
        owed, none = (heading_of_reports(drawing("hai-phong-2024", **more)) for more in ({}, {"reports": (0, 0)}))

    assert (min(owed.tobytes()) < 200, min(none.tobytes())) == (True, 255)


def heading_of_reports(drawn: Drawing) -> Image.Image:
    begins = top(drawn)
    return Image.open(BytesIO(png(drawn))).convert("L").crop((WIDTH - 150, begins + 14, WIDTH - 20, begins + 69))


@pytest.mark.parametrize(
    ("there", "percent"),
    [((0, 238), 0), ((1, 238), 1), ((119, 238), 50), ((237, 238), 99), ((238, 238), 100)],
)
def test_a_bar_is_as_long_as_the_part_that_is_there_empty_only_with_none_full_only_with_all(there, percent):
    drawn = drawing("705-2025", tasks=there, reports=(0, 0))
    with speaking("vi"):
        (bar,) = bars(drawn)
        image = Image.open(BytesIO(png(drawn))).convert("RGB")
    green = tuple(bytes.fromhex(SHAPES[Mark.DONE].colour[1:]))
    middle = int(top(drawn)) - 26 - 62 // 2  # of the last bar
    across = sum(image.getpixel((x, middle)) == green for x in range(WIDTH))

    assert bar.percent == percent
    assert abs(across - percent / 100 * (WIDTH - 24 - 130 - 24 - 480)) < 3


def test_where_nobody_owes_a_report_there_is_no_bar_of_reports():
    with speaking("vi"):
        both, one = (bars(drawing("705-2025", **more)) for more in ({}, {"reports": (0, 0)}))

    assert [bar.words for bar in both] == ["Đầu việc có thông tin 36/238", "Báo cáo đã nhận 01/49"]
    assert one == both[:1]


@pytest.mark.parametrize(("language", "report"), [("vi", "báo cáo"), ("en", r"report\b(?<!to report)")])
def test_where_nobody_owes_a_report_the_legend_speaks_of_none(language: str, report: str):
    with speaking(language):
        owed = [words for _, words in legend(drawing("hai-phong-2024"))]
        none = legend(drawing("hai-phong-2024", reports=(0, 0)))

    assert len([words for words in owed if re.search(report, words.lower())]) == 4
    assert not [words for _, words in none if re.search(report, words.lower())]
    assert [mark for mark, _ in none] == [mark for mark in Mark if mark is not Mark.OVERDUE]


def test_every_state_has_a_shape_and_a_colour_of_its_own():
    assert set(SHAPES) == set(Mark)
    assert len({shape.marker for shape in SHAPES.values()}) == len(Mark)
    assert len({shape.colour for shape in SHAPES.values()}) == len(Mark)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db", NOW)
    await stage.open()
    await stage.enter("Lan", "official", "BNG")
    await stage.enter("Dũng", "official", "BCA")
    return stage


async def drawn(stage: Stage) -> tuple[Drawing, dict[str, Row]]:
    """Give the facts of the picture, and its rows by the unit's short name."""
    plans = await stage.write(running)
    found = await stage.write(partial(picture.drawing, plan=plans["705"], now=stage.now))
    return found, {row.unit: row for group in found.groups for row in group.rows}


async def test_what_the_units_told_is_what_is_drawn(stage):
    await hears(stage, "Lan", *entry("2.1b", days="09/12", finished="2"))
    await hears(stage, "Dũng", "/khongphatsinh 3.2", "2", "gửi")

    found, rows = await drawn(stage)

    assert rows["Bộ Ngoại giao"] == Row(
        "Bộ Ngoại giao", (Mark.DONE, Mark.MISSING, Mark.MISSING), Mark.GOING, 1, 4, Mark.MISSING
    )
    assert rows["Hà Nội"] == Row("Hà Nội", (Mark.MISSING,) * 3, Mark.MISSING, 0, 5, Mark.MISSING)
    assert (found.reports, found.tasks) == ((0, 48), (2, 238))
    assert found.curve == (*((date(2025, 12, day), 0) for day in range(1, 11)), (date(2025, 12, 11), 1))


async def test_a_phase_to_come_and_a_report_past_its_day_have_marks_of_their_own(stage):
    stage.now = datetime(2025, 12, 9, 23, 30, tzinfo=ZONE)  # the tenth by no clock but that of Greenwich less seven
    _, before = await drawn(stage)
    stage.now = datetime(2026, 2, 9, 23, 59, tzinfo=ZONE)
    _, last_day = await drawn(stage)
    stage.now = datetime(2026, 2, 10, 0, 1, tzinfo=ZONE)
    _, after = await drawn(stage)

    assert before["Hà Nội"].phases == (Mark.MISSING, Mark.AHEAD, Mark.AHEAD)
    assert {row.report for row in last_day.values()} == {Mark.MISSING, None}  # the office owes none
    assert {row.report for row in after.values()} == {Mark.OVERDUE, None}


async def test_no_task_is_named_in_the_picture(stage):
    plan = reading.read(PLANS / "705-2025.yaml")
    found, _ = await drawn(stage)

    assert [task.key for task in plan.tasks if task.label in repr(found) or task.text in repr(found)] == []


def test_what_begins_the_bot_loads_nothing_to_draw_with():
    code = "import sys, bot.running, bot.loops.maker; sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
