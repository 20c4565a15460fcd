"""Whatever happened: what the office reads at one instant in different places is the same number in all of them."""

import asyncio
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from handlers.clock import digest
from handlers.clock.agenda import Agenda
from handlers.closings import closing, wording
from handlers.closings.snapshot import Scope
from handlers.obligations import laying_down
from handlers.situation import lists, overview, picture
from messages.words import ZONE, speaking
from plans import reading
from plans.obligations import Key, Kind
from storage.db import Turn
from storage.members import people
from storage.obligations import owed, requests
from storage.results import tally
from storage.schedule import reminders
from storage.schedule.reminders import Reminder
from tests.closings.histories import History, begins
from tests.dialogue import PLANS, Stage
from tests.talk.telling import hears

PLAN = reading.read(PLANS / "705-2025.yaml")
UNITS = ("BVHTTDL", "VPCQTT", "HNI")
_PHASE = re.compile(
    r"^– (?:Giai đoạn )?“?(.+?)”?(?: \(chốt .+?\))?: (?:\d+ kết quả; )?(\d+) đơn vị đã cập nhật, (\d+) .+?, (\d+)"
)

_PART = re.compile(r"^– ([^(:]+?) \((\d+)\)", re.MULTILINE)


def number(pattern: str, text: str) -> int | None:
    """Give the first number a pattern finds; None where it finds none."""
    found = re.search(pattern, text)
    return int(found[1].replace(".", "")) if found else None


def numbers(pattern: str, text: str) -> list[str]:
    found = re.search(pattern, text, re.DOTALL)
    assert found is not None, text
    return re.findall(r"\d+", found[1])


def phases(text: str) -> dict[str, tuple[str, ...]]:
    """Give the counts of each phase: up to date, with nothing to report, neither."""
    found = (_PHASE.match(line) for line in text.split("\n"))
    return {match[1]: match.groups()[1:] for match in found if match}


async def happened(stage: Stage, seed: int, until: date) -> None:
    """Let anything happen until a day: results, statements, promises, receipts, a request, reminders."""

    async def work(db: Turn) -> None:
        random = Random(seed)
        history = History(db, PLAN, random, begins(date(2025, 11, 20)), UNITS)
        await history.join()
        for unit in UNITS:
            history.members[unit] = (await people.listed(db, "705", (unit,)))[0].member
        new = requests.NewRequest("Số hội nghị", random.random() < 0.5, date(2026, 3, 2))
        made = await requests.add(db, "705", new, history.members["VPCQTT"], history.now)
        await laying_down.ask(db, PLAN, made.number, ("HNI", "BVHTTDL"), made.due, history.now)
        while history.next_at().astimezone(ZONE).date() < until:
            await history.go_on()
        for unit in UNITS:
            for key in (Key(Kind.REPORT, unit), Key(Kind.REQUEST, unit, "1"), Key(Kind.TASK, unit, "16.4")):
                if random.random() < 0.3:
                    await _reminded(db, unit, str(key), begins(until) - timedelta(days=random.randrange(1, 9)))

    await stage.write(work)


async def _reminded(db: Turn, unit: str, key: str, when: datetime) -> None:
    person = await db.one(int, "select person from address where chat = :unit", unit=unit)
    row = await reminders.put(db, person, when.date(), when, when)
    if row is not None:
        await reminders.hang(db, Reminder(person, "705", unit, key, "without-report", f"{when}"), row)
        await db.run("update outbox set state = 'sent', sent_at = :when where id = :row", when=when, row=row)


async def read(stage: Stage) -> Mapping[str, str]:
    """Read every place at one instant."""
    now = stage.now

    async def look(db: Turn) -> dict[str, str]:
        here = await overview.read(db, PLAN, now, now - timedelta(days=1))
        (closed,) = await closing.stood(db, PLAN, now, Scope(name="Tất cả"))
        rows, entered = await owed.of_plan(db, "705"), await tally.units(db, "705")
        drawn = await picture.drawing(db, PLAN, now)
        with speaking("vi", office=PLAN.office_short, you="đồng chí"):
            every = {phase.name: lists.of_phase(PLAN, phase.key, rows, now) for phase in PLAN.phases}
            return {
                "digest": digest.worded(here, Agenda(), None),
                "closing": wording.summary(closed),
                "progress": lists.of_all(PLAN, rows, entered, now),
                "picture": f"{drawn.reports} {drawn.tasks}",
                **every,
            }

    found: dict[str, str] = await stage.write(look)
    for command in ("tinhhinh", "chuabaocao", "donduc"):
        found[command] = await hears(stage, "Minh", f"/{command}")
    await hears(stage, "Minh", "hủy")
    found["yeucau"] = await hears(stage, "Minh", "/yeucau", "đề nghị mới")
    return found


@settings(max_examples=8, phases=(Phase.generate,))  # a whole house each: nothing is shrunk
@given(st.integers(0, 10**6), st.dates(date(2025, 12, 1), date(2026, 2, 27)))
def test_every_number_that_two_places_share_is_the_same(seed: int, until: date) -> None:
    with TemporaryDirectory() as folder:
        told = asyncio.run(_told(Path(folder), seed, until))

    _silent(told)
    _tasks_and_reports(told)
    _phases(told)
    _board(told)
    for where in ("tinhhinh",) if digest.is_quiet(PLAN, until) else ("digest", "tinhhinh"):  # which says less then
        in_closing = number(r"NGHI TRÙNG, ĐANG TÍNH CẢ HAI: (\d+)", told["closing"])
        if "VIỆC TẠI" in told[where] or in_closing:
            assert number(r"(\d+) hoạt động nghi trùng", told[where].replace("\n", " ")) == in_closing
    results = number(r"KẾT QUẢ: ([\d.]+) kết quả", told["closing"])
    total = number(r"từ đầu đợt ([\d.]+)", told["tinhhinh"])
    assert results == total


async def _told(folder: Path, seed: int, until: date) -> Mapping[str, str]:
    stage = Stage(folder / "d.db", begins(date(2025, 11, 20)))
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await happened(stage, seed, until)
    stage.now = begins(until)
    return await read(stage)


def _silent(told: Mapping[str, str]) -> None:
    n = number(r"(\d+)/49 đơn vị chưa cập nhật kết quả nào", told["chuabaocao"])
    for where in ("digest", "tinhhinh"):
        assert number(r"CHƯA CẬP NHẬT KẾT QUẢ: (\d+)/49", told[where]) in {n, None}
    asked = re.search(r"Đơn vị chưa cập nhật kết quả \((\d+)\)(, không kể)?", told["yeucau"])
    assert n == (int(asked[1]) + bool(asked[2]) if asked else None)
    parts = [int(of) for of in re.findall(r"– Chưa có thông tin \((\d+)\)", told["progress"])]
    received = told["progress"].count("00/")  # units with a report in and no word have a line of their own
    assert n is not None
    assert n - received <= sum(parts) <= n


def _tasks_and_reports(told: Mapping[str, str]) -> None:
    scale = r"theo đơn vị cập nhật\)\n(.+?)(?:\n\n|$)"
    in_closing = numbers(scale, told["closing"])
    assert sum(map(int, in_closing)) == 238
    for where in ("digest", "tinhhinh"):
        if "theo đơn vị cập nhật" in told[where]:
            assert numbers(scale, told[where]) == in_closing
        if "VIỆC TẠI" in told[where]:
            assert (number(r"(\d+) đầu việc đơn vị báo", told[where]) or 0) == int(in_closing[-2])
    heard = number(r"Đầu việc có thông tin: (\d+)/238", told["progress"])
    assert heard == 238 - int(in_closing[-1])
    in_time, late, missing = numbers(r"BÁO CÁO BẰNG VĂN BẢN \(48 đơn vị\): (.+?)(?:\n|$)", told["closing"])
    sent = int(in_time) + int(late)
    assert sent + int(missing) == 48
    for where in ("digest", "tinhhinh", "progress"):
        assert number(r"Báo cáo bằng văn bản: (\d+)/48", told[where]) == sent
    assert told["picture"] == f"({sent}, 48) ({heard}, 238)"


def _phases(told: Mapping[str, str]) -> None:
    in_closing = phases(told["closing"])
    for where in ("digest", "tinhhinh"):
        for phase, counts in phases(told[where]).items():
            assert counts == in_closing[phase]
    for phase, counts in in_closing.items():
        words = ("Đã cập nhật", "Không phát sinh", "Chưa cập nhật")
        assert [number(rf"{word} \((\d+)\)", told[phase]) or 0 for word in words] == list(map(int, counts))


def _board(told: Mapping[str, str]) -> None:
    """Hold the groups of the board against the reasons in the digest; the board has who owes an answer besides."""
    missing = re.search(r"CHƯA NHẬN ĐƯỢC BÁO CÁO: (\d+)\n((?:– .+(?:\n|$))+)", told["digest"])
    of_board = number(r"ĐÔN ĐỐC: (\d+) đơn vị", told["donduc"]) or 0
    if missing is None:
        return
    reasons = dict(_PART.findall(missing[2]))
    groups = {part: int(n) for part, n in _PART.findall(told["donduc"].split("\n\n")[0])}
    assert sum(groups.values()) == of_board
    assert sum(map(int, reasons.values())) == int(missing[1]) <= of_board
    assert all(int(n) <= groups[part] for part, n in reasons.items())
    if int(missing[1]) == of_board:
        assert {part: int(n) for part, n in reasons.items()} == groups
