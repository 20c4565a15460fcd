"""`plan check` and `plan show` as they are typed."""

import json
import re
from pathlib import Path

import pytest
from small_plan import written
from typer.testing import CliRunner

import bot.plan_commands
from bot.plan_commands import commands
from messages import words
from plans import reading

SHIPPED = {path.stem: path for path in reading.shipped()}

TASK_FIELDS = (
    "key", "verbatim", "text", "label", "unit", "role", "named", "target", "window", "recurs", "phases", "sensitive",
)  # fmt: skip


def run(*arguments: object):
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def test_a_sound_file_is_said_to_be_sound_with_its_notes_and_leaves_with_0():
    result = run("check", SHIPPED["705-2025"])

    assert result.exit_code == 0
    assert "không có lỗi. 49 đơn vị, 73 nhiệm vụ" in result.output
    assert "phiên giả định" in result.output


def test_a_bad_file_is_told_on_standard_error_and_leaves_with_1(tmp_path):
    result = run("check", written(tmp_path, ("unit: XA,", "unit: XY,"), ("code: SM", "code: s")))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "Dòng 2, mục code: “s” không đúng dạng: chỉ dùng chữ không dấu, số, viết như “HP24”.",
        "Dòng 30, mục tasks[1].unit: Không có đơn vị mang mã “XY”. Có thể là: VPS, HTQT, XAA, XAB, XA.",
    ]


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_missing_file_is_told_in_a_sentence(command, tmp_path):
    result = run(command, tmp_path / "none.yaml")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.yaml" in result.stderr


def test_an_unknown_code_is_answered_with_those_at_hand():
    result = run("show", "706")

    assert result.exit_code == 1
    assert "705, 705-2025, HP24, hai-phong-2024" in result.stderr


@pytest.mark.parametrize("name", ["705", "705-2025", SHIPPED["705-2025"]])
def test_a_plan_is_shown_by_code_by_key_and_by_file_in_the_promised_shape(name):
    shown = json.loads(run("show", name, "--json").stdout)

    assert list(shown) == ["code", "phases", "units", "tasks", "assignments", "slogans", "deadline"]
    assert [len(shown[part]) for part in ("units", "tasks", "assignments", "slogans")] == [49, 73, 238, 9]
    assert sum(len(phase["topics"]) for phase in shown["phases"]) == 12
    assert shown["code"] == "705"
    assert shown["deadline"] == {"before": "2026-02-10", "last_day": "2026-02-09", "text": "trước ngày 10/02/2026"}
    assert shown["units"][1] == {"code": "BNG", "short": "Bộ Ngoại giao", "name": "Bộ Ngoại giao", "kind": "central"}
    assert set(shown["phases"][0]) == {"key", "name", "starts", "ends", "topics"}
    assert {tuple(task) for task in shown["tasks"]} == {TASK_FIELDS}
    assert shown["tasks"][-1]["unit"] == "TINH"
    assert shown["assignments"][-1] == {"task": "16.4", "unit": "CMU"}


def test_hai_phong_is_shown_with_its_4_units_11_tasks_and_15_topics():
    shown = json.loads(run("show", "hp24", "--json").stdout)

    assert [len(shown[part]) for part in ("units", "tasks", "assignments")] == [4, 11, 11]
    assert sum(len(phase["topics"]) for phase in shown["phases"]) == 15
    assert shown["deadline"] is None


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_both_plans_can_be_checked_and_read_by_people_in_both_languages(path, language):
    shown, checked = run("show", path, "--language", language), run("check", path, "--language", language)

    assert (shown.exit_code, checked.exit_code) == (0, 0)
    assert all(task.label in shown.stdout for task in reading.read(path).tasks)


def test_every_word_for_plan_files_is_there_in_both_languages_with_the_same_facts():
    sources = [*Path(reading.__file__).parent.glob("*.py"), Path(bot.plan_commands.__file__)]
    used = {key for path in sources for key in re.findall(r'"(planfile\.[a-z_.]*[a-z])"', path.read_text("utf-8"))}
    vietnamese, english = words.catalogue("vi"), words.catalogue("en")
    written_for_plans = {key for key in vietnamese if key.startswith("planfile.")}

    assert used <= written_for_plans
    for key in written_for_plans:
        assert set(re.findall(r"{(\w+)", vietnamese[key])) == set(re.findall(r"{(\w+)", english[key])), key
