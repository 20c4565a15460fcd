"""Whatever the plan, its calendar, its people and the outages: what nobody may ever be sent."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearsal.simulating import simulated
from handlers.obligations import laying_down
from messages.words import ZONE
from plans import calendar, reading
from plans.notices import Audience, Rule
from plans.obligations import Key, Kind
from plans.schema import Plan
from storage.db import Database, Turn
from storage.members import people
from storage.members.people import Role
from storage.obligations import owed
from storage.queues import outbox
from storage.queues.outbox import Lane
from tests.dialogue import HOUSE
from tests.empty import empty
from tests.plans.small_plan import SMALL

FIRST = date(2025, 11, 24)
DAYS = 100
UNITS = ("VPS", "HTQT", "XAA", "XAB")
OF_A_DAY = (
    Rule.CAMPAIGN_OPENS, Rule.NOTHING_YET, Rule.DAY_PASSED, Rule.UPDATE_BY, Rule.WHAT_IS_MISSING,
)  # fmt: skip
OF_THE_DEADLINE = (Rule.TWO_WEEKS, Rule.WITHOUT_REPORT, Rule.LAST_DAY, Rule.OVERDUE)


@dataclass(frozen=True)
class Step:
    """Something that happens: time passes, the bot is off, the clock is set back, or a unit states something."""

    what: str
    hours: int = 0
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """A reminding message that went out."""

    chat: str
    sent_at: datetime
    hung: int


steps = st.one_of(
    st.builds(Step, st.just("pass"), st.integers(1, 24 * 20)),
    st.builds(Step, st.just("off"), st.integers(1, 24 * 10)),
    st.builds(Step, st.just("back"), st.just(1)),
    st.builds(Step, st.sampled_from(["received", "nothing", "promised"]), st.just(24 * 3), st.sampled_from(UNITS)),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a calendar, a deadline and limits for the small plan; days off and weekends are as likely as others."""
    body = yaml.safe_load(SMALL.replace("key: 1.10", 'key: "1.10"'))
    last = FIRST + timedelta(days=draw(st.integers(50, DAYS - 5)))
    days = draw(st.lists(st.integers(0, DAYS), max_size=8))
    notices = [
        {"key": draw(st.sampled_from(OF_A_DAY)), "to": Audience.ALL, "on": FIRST + timedelta(days=day)} for day in days
    ]
    notices += [
        {"key": key, "to": Audience.UNSIGNED, "from_deadline": from_deadline(draw, key)}
        for key in draw(st.lists(st.sampled_from(OF_THE_DEADLINE), max_size=6))
    ]
    limits = {"campaign": draw(st.integers(1, 12)), "signed": draw(st.integers(1, 5))}
    body["deadline"] = {"before": last + timedelta(days=1), "last_day": last, "text": "như kế hoạch"}
    small = reading_of(body)
    found = {(one["key"], one.get("on"), one.get("from_deadline")): one for one in notices}
    return Plan.model_validate(small.model_dump() | {"calendar": list(found.values()), "limits": limits})


def from_deadline(draw: st.DrawFn, key: Rule) -> int:
    return draw(st.integers(1, 9) if key is Rule.OVERDUE else st.integers(-20, 0)) if key is not Rule.LAST_DAY else 0


def reading_of(body: dict[str, object]) -> Plan:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "plan.yaml"
        file.write_text(yaml.safe_dump(body, allow_unicode=True), encoding="utf-8")
        return reading.read(file)


@settings(max_examples=30, deadline=None)
@given(plans(), st.lists(st.sampled_from(UNITS), max_size=6), st.lists(steps, min_size=4, max_size=14))
def test_nobody_is_sent_what_may_not_be_sent(plan: Plan, manned: list[str], happens: list[Step]) -> None:
    asyncio.run(live(plan, manned, happens))


async def live(plan: Plan, manned: list[str], happens: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "d.db"
        empty(path)
        at = datetime.combine(FIRST, time(8), ZONE)
        units = await begin(path, plan, manned, at)
        settled: dict[str, int] = {}
        delivered: list[tuple[str, datetime]] = []
        for one in happens:
            async with simulated(path, HOUSE, at, scratch=True) as house:  # at every step it is started anew
                await house.db.write(outbox.take_up)
                if one.unit:
                    await house.db.write(partial(state, plan=plan, step=one, at=at))
                    if one.what == "received":
                        settled.setdefault(one.unit, len(delivered))
                if one.what in ("off", "back"):
                    house.clock.at += timedelta(hours=one.hours if one.what == "off" else -one.hours)
                    await house.pass_to(house.clock.at)
                else:
                    await house.until(at + timedelta(hours=one.hours))
                delivered += [(gone.address, gone.at) for gone in house.channel.delivered]
                at = house.clock.at
                rows = await house.db.write(sent)
        check(plan, units, settled, delivered, rows)


async def begin(path: Path, plan: Plan, manned: list[str], at: datetime) -> dict[str, str]:
    """Let the plan run, and people be there: some units have several, some nobody."""
    db = Database(path, scratch=True)
    await db.open()
    await db.write(partial(laying_down.load, plan=plan, at=at))
    units = {f"{place}": unit for place, unit in enumerate(manned, 1)}
    for chat, unit in units.items():
        await db.write(partial(register, plan=plan, chat=chat, unit=unit, at=at))
    await db.close()
    return units


async def register(db: Turn, plan: Plan, chat: str, unit: str, at: datetime) -> None:
    person = await people.arrive(db, "telegram", chat, at)
    await people.agree(db, person.id, name=f"Người {chat}", title="", notice="test", at=at)
    role = Role.OFFICIAL
    await people.join(db, person.id, plan=plan.code, unit=unit, role=role, invitation=None, at=at)


async def state(db: Turn, plan: Plan, step: Step, at: datetime) -> None:
    keys = [row.key for row in await owed.of_unit(db, plan.code, step.unit)]
    report = str(Key(Kind.REPORT, step.unit))
    if step.what == "received":
        await owed.received(db, plan.code, report, at.date(), at, None)
        for key in keys:
            await owed.not_arising(db, plan.code, key, "not_held", at)
    elif step.what == "nothing":
        await owed.not_arising(db, plan.code, keys[0], "not_held", at)
    else:
        day = at.date() + timedelta(days=step.hours // 24)
        await owed.promised(db, plan.code, [report], day, at, None)


async def sent(db: Turn) -> list[Row]:
    return await db.all(
        Row,
        "select x.chat, x.sent_at, (select count(*) from reminder r where r.outbox = x.id) from outbox x"
        f" where x.state = 'sent' and x.lane = {Lane.REMINDER.value}",
    )


def check(
    plan: Plan,
    units: dict[str, str],
    settled: dict[str, int],
    delivered: list[tuple[str, datetime]],
    rows: list[Row],
) -> None:
    """Hold it against what may be; `settled` is how many were delivered before a unit owed nothing any more."""
    assert sorted(delivered) == sorted((row.chat, row.sent_at) for row in rows)  # nothing twice, nothing unkept
    assert all(row.hung for row in rows)  # nothing without a reason
    assert [row for row in rows if not calendar.in_hours(row.sent_at.astimezone(ZONE))] == []
    by_day = Counter((row.chat, row.sent_at.astimezone(ZONE).date()) for row in rows)
    assert {key: n for key, n in by_day.items() if n > 1} == {}
    # whose report is in and who has stated of everything that nothing arises owes nothing
    after = [units[chat] for nth, (chat, _) in enumerate(delivered) if nth >= settled.get(units[chat], len(delivered))]
    assert after == []
    counts = Counter(row.chat for row in rows)
    assert {chat: n for chat, n in counts.items() if n > plan.limits.campaign} == {}
