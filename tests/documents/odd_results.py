"""Beside a campaign what seldom comes: totals, parts, what two units told of one activity, what was taken back.

And titles that a program may stumble over. Kept through the house's own functions.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from handlers.desk import Desk
from handlers.entries.contents import Content
from handlers.obligations import effects
from handlers.officials.entering import new_entry
from messages.values import Days, Figure, Precision
from messages.words import ZONE
from plans.schema import Plan, Sensitive
from storage.db import Turn
from storage.members import people
from storage.results import entries, evidence, joinings, reviews
from storage.results.entries import Entry
from storage.results.evidence import NewEvidence
from storage.results.figures import Counts
from storage.results.status import Decision, Status
from tests.dialogue import HOUSE

TITLES: Final = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1:A9)",
    "<w:p>đoạn</w:p> & <b>đậm</b>",
    "Tin 😀 về quyền trẻ em",
    "\u202eđảo chiều\u202c \u200fRTL",
    "_x0041_ và _x000D_",
    "https://chinhphu.vn/tin?a=1&b=2",
    "Chữ \x00\x07\x0b\x1f điều khiển",
    "Hội thảo " + "rất dài " * 30,
    "{{ issuer }} {% for x in y %}",
)
_MANY: Final = 40_000  # characters of a place that no cell holds


async def add(db: Turn, plan: Plan) -> None:
    """Add them to the units that have tasks of which all may be told; the first of them has the most."""
    telling = [unit.code for unit in plan.units if _tasks(plan, unit.code)]
    first, second, third = telling[0], telling[1], telling[2]
    await _sums_of_one_unit(db, plan, first)
    await _one_activity(db, plan, first, second)
    await _total_of_a_later_phase(db, plan, second)
    await _taken_back(db, plan, third)
    for nth, title in enumerate(TITLES):
        entry = await _enter(db, plan, third, _content(plan, third, title, nth, news=1))
        if nth == 0:
            await _evidence(db, plan, entry)


def _tasks(plan: Plan, unit: str) -> Sequence[str]:
    return [task.key for task in plan.tasks_of(unit) if task.sensitive is Sensitive.NO and not task.umbrella]


def day(plan: Plan, nth: int) -> date:
    """Give the nth day of the campaign."""
    return min(plan.starts + timedelta(days=nth), plan.ends)


def _content(plan: Plan, unit: str, title: str, nth: int, counts: Counts = Counts.NEW, **told: int) -> Content:
    on = day(plan, nth)
    figures = tuple(Figure(key, Decimal(n), Precision.EXACT, "") for key, n in told.items())
    task = _tasks(plan, unit)[0]
    return Content(
        task, finished=False, days=Days(on, on, ""), form="conference", title=title, figures=figures, counts=counts
    )


async def _sums_of_one_unit(db: Turn, plan: Plan, unit: str) -> None:
    """Let a unit tell a part of what it told, a total, what comes on top of it, and one thing under two tasks."""
    whole = await _enter(db, plan, unit, _content(plan, unit, "Đợt sinh hoạt", 1, people=300, talks=4))
    part = _content(plan, unit, "Một buổi của đợt", 1, Counts.WITHIN, people=120)
    await _enter(db, plan, unit, replace(part, within=whole.number))
    total = _content(plan, unit, "", 6, Counts.TOTAL, people=4012, news=55)
    through = day(plan, 6)
    await _enter(db, plan, unit, replace(total, form="", days=Days(plan.starts, through, "")))
    await _enter(db, plan, unit, _content(plan, unit, "Phát sinh thêm", 5, Counts.EXTRA, people=25), later=True)
    vague = (Figure("people", Decimal(60), Precision.OVER, ""),)
    await _enter(db, plan, unit, replace(_content(plan, unit, "Sau lũy kế", 12), figures=vague))
    both = tuple(_tasks(plan, unit)[1:2])
    await _enter(db, plan, unit, replace(_content(plan, unit, "Của hai nhiệm vụ", 13, classes=2), also=both))
    long = _content(plan, unit, "Địa điểm dài", 14, classes=1)
    await _enter(db, plan, unit, replace(long, place="xã, " * (_MANY // 4)))


async def _total_of_a_later_phase(db: Turn, plan: Plan, unit: str) -> None:
    """Let a unit tell something early, and at the end a total of everything, which stands for that too."""
    await _enter(db, plan, unit, _content(plan, unit, "Treo đợt đầu", 3, banners=100))
    total = _content(plan, unit, "", 25, Counts.TOTAL, banners=640)
    await _enter(db, plan, unit, replace(total, form="", days=Days(plan.starts, day(plan, 25), "")))


async def _one_activity(db: Turn, plan: Plan, first: str, second: str) -> None:
    """Let two units tell of one activity, of which the office says that it is one."""
    mine = await _enter(db, plan, first, _content(plan, first, "Họp báo chung", 15, conferences=1, reach=900))
    other = await _enter(db, plan, second, _content(plan, second, "Họp báo", 15, conferences=1, reach=950, posts=7))
    desk = await _desk(db, plan, second, _at(plan, 16))
    await joinings.say(db, mine, other, desk.member.id, desk.now, is_one=True)


async def _taken_back(db: Turn, plan: Plan, unit: str) -> None:
    """Let a unit withdraw one result, the office set another aside, and one be planned only."""
    gone = await _enter(db, plan, unit, _content(plan, unit, "Đã rút", 2, people=9000))
    await entries.withdraw(db, gone.id, _at(plan, 17))
    desk = await _desk(db, plan, unit, _at(plan, 17))
    await effects.stands(desk, gone, Status.WITHDRAWN)
    aside = await _enter(db, plan, unit, _content(plan, unit, "Để riêng", 2, people=9000))
    member = desk.member.id
    await reviews.decide(db, aside, Decision.SET_ASIDE, member, desk.now, reason="Trùng")
    await effects.stands(desk, aside, Status.SET_ASIDE)
    taken = await _enter(db, plan, unit, _content(plan, unit, "Đưa vào", 2, people=31))
    await reviews.decide(db, taken, Decision.TAKEN_IN, member, desk.now)
    early = _content(plan, unit, "Trước chiến dịch", 0, people=77)
    before = plan.starts - timedelta(days=40)
    await _enter(db, plan, unit, replace(early, days=Days(before, before, "")))


async def _desk(db: Turn, plan: Plan, unit: str, at: datetime, draft: str = "") -> Desk:
    person = await people.at_address(db, "telegram", unit)
    assert person is not None
    (member,) = await people.memberships(db, person.id)
    return Desk(db, HOUSE, at, {plan.code: plan}, person, member, "telegram", draft)


def _at(plan: Plan, nth: int) -> datetime:
    return datetime.combine(day(plan, nth), time(20), ZONE)


async def _enter(db: Turn, plan: Plan, unit: str, content: Content, *, later: bool = False) -> Entry:
    known = {indicator.key for indicator in plan.indicators}
    content = replace(content, figures=tuple(one for one in content.figures if one.indicator in known))
    last = content.days.last if content.days else plan.starts
    at = datetime.combine(max(last, plan.starts), time(21), ZONE) + timedelta(days=3 if later else 0)
    draft = f"odd {unit} {content.title[:20]} {content.counts} {last}"
    desk = await _desk(db, plan, unit, at, draft)
    entry = await entries.add(db, desk.member.id, new_entry.entry_of(desk, content), at)
    await effects.entered(desk, content)
    return await entries.by_id(db, entry.id)


async def _evidence(db: Turn, plan: Plan, entry: Entry) -> None:
    """Give a result a link whose words look like a formula."""
    person = await people.at_address(db, "telegram", entry.unit)
    assert person is not None
    new = NewEvidence("odd/1", "link", "=HYPERLINK(A1)")
    await evidence.add(db, person.id, "telegram", new, _at(plan, 3))
    await evidence.attach(db, person.id, [new.item], entry.id, plan.code, entry.unit)
