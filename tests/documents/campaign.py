"""A campaign as it may have been: several hundred results of the plan's units, difficulties, signed reports.

Drawn by a fixed seed, so that it is the same each time; kept through the house's own functions.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final

from handlers.desk import Desk
from handlers.entries.contents import Content
from handlers.obligations import effects, laying_down
from handlers.officials.entering import new_entry
from messages.values import Days, Figure, Precision
from messages.words import ZONE
from plans import calendar
from plans.obligations import Key, Kind
from plans.schema import Plan, Sensitive, Task
from storage import matters
from storage.db import Database, Turn
from storage.matters import MatterKind, NewMatter
from storage.members import people
from storage.members.people import Member, Person, Role
from storage.obligations import owed, signed_reports, written_reports
from storage.obligations.signed_reports import NewSignedReport
from storage.obligations.written_reports import Steps
from storage.results import entries
from tests.dialogue import HOUSE
from tests.empty import empty

# Form, title, and what is counted of it with the least and the most there may be.
Drawn = tuple[str, str, tuple[tuple[str, int, int], ...]]
ACTIVITIES: Final[Sequence[Drawn]] = (
    ("conference", "Hội thảo về quyền trẻ em trong môi trường số", (("conferences", 1, 1), ("people", 60, 240))),
    ("conference", "Hội nghị phổ biến Công ước CEDAW", (("conferences", 1, 1), ("people", 80, 320))),
    ("conference", "Tọa đàm về quyền của người khuyết tật", (("conferences", 1, 2), ("people", 40, 150))),
    ("training", "Tập huấn kỹ năng tuyên truyền về quyền con người", (("classes", 1, 4), ("people", 45, 260))),
    ("training", "Bồi dưỡng báo cáo viên pháp luật cấp xã", (("classes", 1, 3), ("people", 50, 180))),
    (
        "press",
        "Chuyên mục Thành tựu bảo đảm quyền con người",
        (("news", 4, 40), ("articles", 2, 25), ("reports", 1, 5)),
    ),
    ("press", "Phóng sự về chính sách đối với đồng bào dân tộc thiểu số", (("reports", 1, 4),)),
    ("online", "Tuyên truyền trên trang thông tin điện tử và mạng xã hội", (("posts", 10, 120), ("reach", 900, 45000))),
    ("radio", "Phát thanh trên hệ thống truyền thanh cơ sở", (("broadcasts", 20, 260),)),
    ("visual", "Treo băng rôn tại trụ sở và trục đường chính", (("banners", 20, 400), ("billboards", 2, 30))),
    ("visual", "Treo băng rôn theo chiều dài tuyến đường", (("banner-metres", 200, 1500),)),
    ("talks", "Sinh hoạt chuyên đề về phòng, chống bạo lực gia đình", (("talks", 1, 9), ("people", 60, 500))),
    ("contest", "Cuộc thi tìm hiểu pháp luật về quyền con người", (("contests", 1, 1), ("contest-works", 90, 2400))),
    ("help", "Khám, cấp phát thuốc cho người cao tuổi", (("examined", 80, 600),)),
    ("directive", "Kế hoạch triển khai đợt cao điểm tuyên truyền", (("documents", 1, 2),)),
    ("directive", "Công văn hướng dẫn các đơn vị trực thuộc", (("documents", 1, 3),)),
)
DIFFICULTIES: Final = (
    ("Kinh phí cho tuyên truyền trực quan chưa được bố trí", "Cho phép chuyển sang hình thức truyền thanh cơ sở"),
    ("Chưa có tài liệu hướng dẫn bằng tiếng dân tộc", "Cung cấp tài liệu mẫu bằng tiếng Mông, tiếng Khmer"),
    ("Cán bộ làm công tác nhân quyền kiêm nhiệm, mới sắp xếp lại sau sáp nhập", ""),
    ("Kinh phí in áp phích cấp chậm", ""),
    ("Thời gian triển khai gấp, trùng các hội nghị cuối năm", "Gia hạn thời gian treo băng rôn"),
)


def after(plan: Plan) -> datetime:
    """Give an instant at which everything is in: three days after the last day of the reports."""
    last = plan.ends if plan.deadline is None else plan.deadline.last_day
    return datetime.combine(last + timedelta(days=3), time(17), ZONE)


async def made(folder: Path, plan: Plan, seed: int = 705) -> Database:
    """Make the database of a campaign that has ended; give it open."""
    path = folder / "campaign.db"
    empty(path)
    db = Database(path, scratch=True)
    await db.open()
    await db.write(partial(_fill, plan=plan, chance=random.Random(seed)))
    return db


async def _fill(db: Turn, plan: Plan, chance: random.Random) -> None:
    began = datetime.combine(plan.starts - timedelta(days=14), datetime.min.time(), ZONE)
    await laying_down.load(db, plan, began)
    for nth, unit in enumerate(plan.units):
        person, member = await official(db, plan, unit.code, began)
        manner = nth % 8  # one of eight is silent, one does half
        if manner == 7:
            continue
        tasks = plan.tasks_of(unit.code)[:: 2 if manner == 5 else 1]
        for content in _told(plan, tasks, chance, manner):
            at = _entered(content, plan, chance)
            desk = Desk(db, HOUSE, at, {plan.code: plan}, person, member, "telegram", f"{unit.code} {chance.random()}")
            await entries.add(db, member.id, new_entry.entry_of(desk, content), at)
            await effects.entered(desk, content)
        if nth % 4 == 0:
            what, asked_for = DIFFICULTIES[nth // 4 % len(DIFFICULTIES)]
            new = NewMatter(MatterKind.DIFFICULTY, what, asked_for=asked_for)
            await matters.add(db, plan.code, unit.code, new, member.id, began + timedelta(days=30, hours=nth))
        if plan.deadline is not None and unit.code != plan.office and manner != 6:
            await _report(db, plan, member, nth, late=manner == 4)


async def official(db: Turn, plan: Plan, unit: str, at: datetime) -> tuple[Person, Member]:
    person = await people.arrive(db, "telegram", unit, at)
    await people.agree(db, person.id, name=f"Cán bộ {unit}", title="Chuyên viên", notice="", at=at)
    member = await people.join(db, person.id, plan=plan.code, unit=unit, role=Role.OFFICIAL, invitation=None, at=at)
    return person, member


def _told(plan: Plan, tasks: Sequence[Task], chance: random.Random, manner: int) -> Iterator[Content]:
    for task in tasks:
        if task.umbrella:
            continue
        day = plan.starts + timedelta(days=chance.randrange((plan.ends - plan.starts).days))
        if task.sensitive is not Sensitive.NO:
            yield Content(task=task.key, finished=manner < 4, count=chance.randrange(1, 4), by_letter=True)
            continue
        known = {form.key for form in plan.forms}
        for nth in range(chance.randrange(1, 4)):
            form, title, counted = chance.choice([drawn for drawn in ACTIVITIES if drawn[0] in known])
            yield Content(
                task=task.key,
                finished=nth == 0 and manner < 4,
                days=Days(day, day, f"{day:%d/%m}"),
                form=form,
                title=f"{title}, đợt {nth + 1}" if nth else title,
                figures=tuple(_figures(plan, counted, chance)),
            )


def _figures(plan: Plan, counted: Sequence[tuple[str, int, int]], chance: random.Random) -> Iterator[Figure]:
    known = {indicator.key for indicator in plan.indicators}
    for key, least, most in counted:
        if key in known:
            precision = chance.choice((*[Precision.EXACT] * 6, Precision.OVER, Precision.ABOUT))
            yield Figure(key, Decimal(chance.randint(least, most)), precision, "")


def _entered(content: Content, plan: Plan, chance: random.Random) -> datetime:
    on = content.days.last if content.days else plan.starts + timedelta(days=9)
    day = calendar.next_working_day(on)
    return datetime(day.year, day.month, day.day, 8 + chance.randrange(8), chance.randrange(60), tzinfo=ZONE)


async def _report(db: Turn, plan: Plan, member: Member, nth: int, *, late: bool) -> None:
    assert plan.deadline is not None
    assert member.unit is not None
    on = plan.deadline.last_day + timedelta(days=2 if late else -3)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=ZONE)
    new = NewSignedReport(member.unit, f"{40 + nth}/BC-{member.unit}", on - timedelta(days=1), "")
    id_ = await signed_reports.state(db, plan.code, new, member.id, at)
    await signed_reports.answered(db, id_, "received", member.id, at, on)
    if nth % 3 == 0:
        said = Steps(assessment=f"Các hoạt động của {plan.unit(member.unit).short} bám sát kế hoạch.")
        await written_reports.keep(db, plan.code, member.unit, Steps(), said, member.id, at - timedelta(days=1))
    await owed.received(db, plan.code, str(Key(Kind.REPORT, member.unit)), on, at, member.id)
