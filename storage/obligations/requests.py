"""What the office asks of units at run time, and what they answer.

Who is asked, and whether they answered, stands with the obligations (kind request, key
request/<number>/<unit>); here stand the words. What was answered before is kept.
"""

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Request:
    """A request; `due` is its last day. `report`: it is answered by a signed report, otherwise by a text."""

    id: int
    number: int
    text: str
    report: bool
    due: date
    made_at: datetime
    ended_at: datetime | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request to be made."""

    text: str
    report: bool
    due: date


@dataclass(frozen=True, slots=True)
class Answered:
    """A unit that was asked: the day of its answer (None: not yet) and its latest text ("" of a signed report)."""

    unit: str
    on: date | None
    text: str
    at: datetime | None


_REQUEST = (
    "select r.id, r.number, r.text, r.report, r.due, r.made_at, r.ended_at, r.told_at from request r"
    " where r.plan = :plan"
)
# The key of what a unit owes as it is printed everywhere: nothing else of the row names the request.
_ASKED = "o.plan = r.plan and o.kind = 'request' and o.key = 'request/' || r.number || '/' || o.unit"


async def add(db: Turn, plan: str, new: NewRequest, by: int, at: datetime) -> Request:
    """Keep a request under the plan's next number."""
    await db.run(
        "insert into request (plan, number, text, report, due, made_by, made_at)"
        " select :plan, coalesce(max(number), 0) + 1, :text, :report, :due, :by, :at from request where plan = :plan",
        plan=plan,
        text=new.text,
        report=int(new.report),
        due=new.due,
        by=by,
        at=at,
    )
    return await db.one(Request, f"{_REQUEST} order by r.number desc limit 1", plan=plan)


async def find(db: Db, plan: str, number: int) -> Request | None:
    """Give a request, ended ones too."""
    return await db.maybe(Request, f"{_REQUEST} and r.number = :number", plan=plan, number=number)


async def of_plan(db: Db, plan: str) -> list[Request]:
    """Give every request, the newest first."""
    return await db.all(Request, f"{_REQUEST} order by r.number desc", plan=plan)


async def of_unit(db: Db, plan: str, unit: str) -> list[Request]:
    """Give what this unit is asked for, the newest first."""
    return await db.all(
        Request,
        f"{_REQUEST} and r.ended_at is null and exists (select 1 from obligation o where {_ASKED} and o.unit = :unit"
        " and o.ended_at is null) order by r.number desc",
        plan=plan,
        unit=unit,
    )


async def answers(db: Db, plan: str, number: int) -> list[Answered]:
    """Give every unit that was asked, with its answer."""
    return await db.all(
        Answered,
        "select o.unit, s.received_on, coalesce(a.text, ''), a.at from request r join obligation o on "
        f"{_ASKED} and (o.ended_at is null or o.ended_at = r.ended_at) join standing s on s.obligation = o.id"
        " left join answer a on a.id = (select max(id) from answer where request = r.id and unit = o.unit)"
        " where r.plan = :plan and r.number = :number order by o.id",
        plan=plan,
        number=number,
    )


async def answer(db: Turn, request: int, unit: str, text: str, by: int, at: datetime) -> None:
    """Keep an answer; it takes the place of the one before. `request` is its id, `by` a member."""
    await db.run(
        "insert into answer (request, unit, text, member, at) values (:request, :unit, :text, :by, :at)",
        request=request,
        unit=unit,
        text=text,
        by=by,
        at=at,
    )


async def end(db: Turn, request: Request, at: datetime) -> None:
    """End a request early: nobody owes an answer any more."""
    await db.run("update request set ended_at = :at where id = :id", id=request.id, at=at)
    await db.run(
        f"update obligation set ended_at = :at where id in (select o.id from request r join obligation o on {_ASKED}"
        " where r.id = :id and o.ended_at is null)",
        id=request.id,
        at=at,
    )


async def told(db: Turn, request: int, at: datetime) -> None:
    """Keep that the office got the summary."""
    await db.run("update request set told_at = :at where id = :request", request=request, at=at)


async def for_report(db: Db, plan: str, unit: str, on: date | None) -> list[int]:
    """Give the requests for a signed report that this unit answered `on` this day; with None, the unanswered ones."""
    return await db.all(
        int,
        f"select r.number from request r join obligation o on {_ASKED} join standing s on s.obligation = o.id"
        " where r.plan = :plan and r.report and o.unit = :unit and o.ended_at is null and s.received_on is :on"
        " order by r.number",
        plan=plan,
        unit=unit,
        on=on,
    )


@dataclass(frozen=True, slots=True)
class ReportDue:
    """Until when a unit was asked for its signed report."""

    unit: str
    due: date


async def reports_due(db: Db, plan: str, at: datetime) -> dict[str, date]:
    """Give until when each unit was asked for a signed report at an instant, by the latest request for one."""
    rows = await db.all(
        ReportDue,
        f"select o.unit, r.due from request r join obligation o on {_ASKED}"
        " and (o.ended_at is null or o.ended_at > :at) where r.plan = :plan and r.report"
        " and r.made_at <= :at and (r.ended_at is null or r.ended_at > :at) order by r.number",
        plan=plan,
        at=at,
    )
    return {row.unit: row.due for row in rows}


async def date_reports(db: Turn, plan: str) -> None:
    """Let the signed reports of a plan without a deadline be due as the latest request for them says."""
    await db.run(
        "update obligation set due = (select r.due from request r join obligation o"
        f" on {_ASKED} and o.ended_at is null where r.plan = obligation.plan and r.report and r.ended_at is null"
        " and o.unit = obligation.unit order by r.number desc limit 1) where plan = :plan and kind = 'report'",
        plan=plan,
    )
