"""Notices to the office about one matter: one an hour at most; what comes meanwhile joins the one that waits.

In the last working days before the deadline of the signed reports, and after it, nothing waits.
"""

from datetime import date, datetime, timedelta
from typing import Final

from messages.words import ZONE
from plans import calendar
from plans.schema import Plan
from storage.db import Db
from storage.queues import outbox

APART: Final = timedelta(hours=1)  # of two notices about one matter
_NEAR: Final = 3  # working days before the deadline, and after it


async def goes_at(db: Db, plan: Plan, key: str, now: datetime) -> datetime:
    """Give when the office may be told of the matter whose notices have keys that begin so."""
    if _is_near(plan, now.astimezone(ZONE).date()):
        return now
    last = await outbox.last_under(db, f"{key}/")
    if last is None or last.due_at + APART <= now:
        return now
    return last.due_at if last.due_at > now else last.due_at + APART


def _is_near(plan: Plan, today: date) -> bool:
    last = None if plan.deadline is None else plan.deadline.last_day
    return last is not None and calendar.working_days(today + timedelta(days=1), last) <= _NEAR
