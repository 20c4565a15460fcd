"""`plan rehearse` as it is typed, and what it finds."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from bot.__main__ import commands
from bot.rehearsal import acts, cast, findings, playing, telling
from bot.rehearsal.cast import Entries
from bot.rehearsal.playing import Played
from messages.words import ZONE, speaking
from plans import reading
from plans.schema import Plan, UnitKind
from storage.members.people import Role

BEFORE = datetime(2024, 10, 1, tzinfo=ZONE)


def rehearse(*arguments: object):
    return CliRunner().invoke(commands, ["plan", "rehearse", *[str(argument) for argument in arguments]])


def shipped(code: str) -> Plan:
    return next(plan for plan in map(reading.read, reading.shipped()) if plan.code == code)


async def played(plan: Plan, how: Entries, but: tuple[str, ...] = ()) -> Played:
    with speaking("vi"):
        players = tuple(one for one in cast.invented(plan) if one.unit not in but or one.role is not Role.OFFICIAL)
        return await playing.play(plan, players, acts.of(plan, players, how), lambda _: None)


async def test_of_705_a_silent_unit_hears_12_times_at_most_and_a_province_no_less():
    plan = shipped("705")
    found = await played(plan, Entries.NONE)

    heard = telling.reminders_of(found)
    unit_of = {one.player.chat: one.player.unit for one in found.messages if one.kind == "reminder"}
    provinces = {heard[chat] for chat, unit in unit_of.items() if plan.unit(unit).kind is UnitKind.PROVINCE}
    ministries = {chat for chat, unit in unit_of.items() if plan.unit(unit).kind is not UnitKind.PROVINCE}
    assert provinces == {12}
    assert {heard[chat] for chat in ministries if unit_of[chat] not in {"BNV", plan.office}} == {11}
    assert {unit_of[chat]: heard[chat] for chat in ministries if unit_of[chat] in {"BNV", plan.office}} == {
        "BNV": 12,
        plan.office: 5,  # not of its own report
    }
    assert findings.of(found, BEFORE, answers=False) == (
        findings.Finding("rehearse.finding.quota_people", {"channel": "Zalo", "n": 52, "limit": 50}),
    )


async def test_of_705_a_diligent_unit_hears_5_times_at_most_and_every_report_is_in_time():
    plan = shipped("705")
    alike = [unit.code for unit in plan.units if unit.kind is UnitKind.PROVINCE][2:]  # they owe the same, hear the same

    found = await played(plan, Entries.DILIGENT, but=tuple(alike))

    assert found.gave_up == ()
    assert max(telling.reminders_of(found).values()) <= plan.limits.signed
    assert len(found.received) == len(plan.units) - len(alike) - 1  # the office writes none to itself
    assert plan.deadline is not None
    assert max(found.received.values()) <= plan.deadline.last_day


async def test_the_same_people_do_the_same_each_time():
    first, second = [await played(shipped("HP24"), Entries.TYPICAL) for _ in range(2)]

    assert first.messages == second.messages


async def test_a_unit_without_a_focal_point_is_named_and_so_is_who_hears_too_often():
    plan = shipped("HP24")
    strict = plan.model_copy(update={"limits": plan.limits.model_copy(update={"campaign": 4})})

    found = await played(plan, Entries.NONE, but=("HTQT",))

    [first] = findings.of(found, BEFORE, answers=False)
    assert (first.because, first.facts["names"]) == ("rehearse.finding.unmanned", "Phòng Hợp tác quốc tế")
    too_many = Played(strict, *[getattr(found, part) for part in Played.__slots__[1:]])
    assert [one.facts["n"] for one in findings.of(too_many, BEFORE, answers=False)[1:]] == [5, 5, 5]


async def test_what_nobody_would_hear_of_is_named():
    plan = shipped("HP24").model_copy(update={"calendar": ()})

    found = await played(plan, Entries.NONE)

    because = [one.because for one in findings.of(found, BEFORE, answers=False)]
    assert because.count("rehearse.finding.silent_update") == 3
    assert because.count("rehearse.finding.silent_task") == 10  # the eleventh is the consolidating itself


def test_it_is_told_by_day_and_the_spreadsheet_holds_every_message(tmp_path: Path):
    out = tmp_path / "timeline.xlsx"

    result = rehearse("HP24", "--entries", "typical", "--out", out)

    assert result.exit_code == 0, result.output
    assert "thứ Sáu, 01/11/2024" in result.stdout
    assert "nhiều nhất 5." in result.stdout
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Tin nhắn", "Theo người", "Cần xem lại"]
    first = next(book["Tin nhắn"].iter_rows(min_row=2, values_only=True))
    assert first[:6] == (
        datetime(2024, 11, 1, 8),  # noqa: DTZ001 - a spreadsheet knows no zones
        "thứ Sáu",
        "Đầu mối VPS",
        "VPS",
        "Nhắc việc",
        "Bắt đầu đợt tuyên truyền cao điểm",
    )


def people(folder: Path, *rows: tuple[str, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Đơn vị", "Vai trò", "Họ tên", "Chức vụ"), *rows):
        sheet.append(row)
    file = folder / "people.xlsx"
    book.save(file)
    return file


def test_people_may_come_from_a_spreadsheet(tmp_path: Path):
    file = people(
        tmp_path,
        ("Phòng Hợp tác quốc tế", "", "Lan", "Chuyên viên"),
        ("LSNVNONN", "cán bộ tổng hợp", "Minh", ""),
        ("", "admin", "Hà", ""),
    )

    result = rehearse("HP24", "--people", file, "--language", "en")

    assert result.exit_code == 0, result.output
    assert "4 units, 3 people" in result.stdout
    assert "3 units have no focal point" in result.stdout
    assert "There is no leader" in result.stdout


def test_every_bad_row_is_told_at_once(tmp_path: Path):
    file = people(tmp_path, ("HTQT", "giám đốc", "Lan", ""), ("XYZ", "", "Lan", ""), ("HTQT", "", "", ""))

    result = rehearse("HP24", "--people", file)

    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["Dòng 2", "Dòng 3", "Dòng 4"]


@pytest.mark.parametrize("content", [None, b"no spreadsheet"])
def test_what_is_no_spreadsheet_is_told_in_a_sentence(tmp_path: Path, content: bytes | None):
    file = tmp_path / "people.xlsx"
    if content is not None:
        file.write_bytes(content)

    result = rehearse("HP24", "--people", file)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "không đọc được" in result.stderr


def test_a_spreadsheet_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path):
    result = rehearse("HP24", "--out", tmp_path / "none" / "timeline.xlsx")

    assert result.exit_code == 1
    assert "không ghi được" in result.stderr
