"""/tamdungkehoach, /khoiphuckehoach: a plan's clock stands still, and goes on; the office is told of both.

What is dated waits meanwhile; whatever would be stale by then is not sent at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import ADMINS, OFFICE
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.ways import BACK, CANCEL
from messages.said import Prompt
from messages.words import ZONE, language, say
from plans import calendar
from plans.dates import CLOSING, DIGEST
from plans.notices import Rule
from plans.schema import Plan
from storage import audit
from storage.members import manning
from storage.schedule import occasions, pauses
from storage.schedule.occasions import Occasion
from storage.schedule.pauses import Pause

_SHOWN: Final = 5  # days of what would have been sent
_RULES: Final = frozenset(rule.value for rule in Rule)


@dataclass(frozen=True, slots=True)
class Given:
    """The plans, what is to come of each, and those that pause."""

    plans: Mapping[str, Plan]
    to_come: Mapping[str, Sequence[Occasion]]
    paused: Mapping[str, Pause]


async def look(desk: Desk) -> Given:
    found = {code: await pauses.of(desk.db, code) for code in desk.plans}
    return Given(
        desk.plans,
        {code: await occasions.to_come(desk.db, code) for code in desk.plans},
        {code: pause for code, pause in found.items() if pause is not None},
    )


def pause_talk(ask: Ask, given: Given) -> str | None:
    """Give the plan to pause; None where each does."""
    code = _which(ask, given, [code for code in given.plans if code not in given.paused])
    if code is not None:
        ask(Confirm("pause", _sure(given, code)))
    return code


def resume_talk(ask: Ask, given: Given) -> str | None:
    """Give the plan that is to go on; None where none pauses."""
    code = _which(ask, given, list(given.paused))
    if code is not None:
        pause = given.paused[code]
        ask(Confirm("resume", say("resume.sure", plan=given.plans[code].short, since=pause.since)))
    return code


def _which(ask: Ask, given: Given, codes: Sequence[str]) -> str | None:
    if len(codes) <= 1:
        return codes[0] if codes else None
    return ask(Choose("plan", [Plain(code, given.plans[code].short) for code in codes])).key


def _sure(given: Given, code: str) -> str:
    """Say what is not sent for now, the nearest days of it."""
    days: dict[date, dict[str, None]] = {}
    for occasion in given.to_come[code]:
        days.setdefault(occasion.due_at.astimezone(ZONE).date(), {})[_kind(occasion)] = None
    rows = [say("pause.sure", plan=given.plans[code].short)]
    for day, kinds in list(days.items())[:_SHOWN]:
        rows.append(say("pause.row", day=day, what=", ".join(say(f"pause.what.{kind}") for kind in kinds)))
    if len(days) > _SHOWN:
        rows.append(say("pause.more", n=len(days) - _SHOWN, last=max(days)))
    if not days:
        rows.append(say("pause.nothing"))
    return "\n".join(rows)


def _kind(occasion: Occasion) -> str:
    if occasion.rule in _RULES:
        return "remind"
    return occasion.rule if occasion.rule in {DIGEST, CLOSING} else "office"


async def pause_act(desk: Desk, code: str | None) -> Prompt:
    if code is None:
        return Prompt(say("pause.all"))
    await pauses.begin(desk.db, code, desk.person.id, desk.now)
    return await _told(desk, code, "pause")


async def resume_act(desk: Desk, code: str | None) -> Prompt:
    if code is None:
        return Prompt(say("resume.none"))
    await pauses.end(desk.db, code)
    return await _told(desk, code, "resume")


async def _told(desk: Desk, code: str, what: str) -> Prompt:
    plan = desk.plans[code]
    act = {"pause": "plan.paused", "resume": "plan.resumed"}[what]
    await audit.add(desk.db, desk.house.secret, act, at=desk.now, person=desk.person.id, plan=code)
    news = News(partial(_word, what, plan, desk), (plan,), calendar.next_in_hours(desk.now))
    await telling.each(desk.db, desk.house, await manning.persons(desk.db, code, OFFICE), news)
    return Prompt(say(f"{what}.done", plan=plan.short, at=desk.now))


def _word(what: str, plan: Plan, desk: Desk) -> Prompt:
    return Prompt(say(f"{what}.told", plan=plan.spoken(language()).short, at=desk.now))


PAUSE: Final = Handler("pause", ("tamdungkehoach", "pause"), ADMINS, look, pause_talk, pause_act, ways=(BACK, CANCEL))
RESUME: Final = Handler(
    "resume", ("khoiphuckehoach", "resume"), ADMINS, look, resume_talk, resume_act, ways=(BACK, CANCEL)
)
