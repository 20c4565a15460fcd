"""What a rehearsal shows that somebody should look at before the plan runs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.rehearsal.playing import Played, PlayedMessage
from handlers.reminders import planning
from messages.words import ZONE
from plans import calendar, dates, obligations
from plans.obligations import Kind
from plans.schema import Plan
from storage.members.people import Role

_LISTED: Final = 12  # names of units


@dataclass(frozen=True, slots=True)
class Quota:
    """What a channel allows one bot: so many people, so many messages in a month."""

    channel: str
    people: int
    month: int


QUOTAS: Final = (Quota("Zalo", 50, 3_000),)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: a key of the words, and the facts that fill it."""

    because: str
    facts: Mapping[str, object] = field(default_factory=dict)


def of(played: Played, today: datetime, *, answers: bool) -> tuple[Finding, ...]:
    """Give what is to be looked at. `today` is the true time; `answers`: people entered results."""
    return (
        *_people(played),
        *_limits(played),
        *_hours(played),
        *_quotas(played),
        *_past(played.plan, today),
        *(() if answers else _never_reminded(played)),
        *_gave_up(played),
    )


def _people(played: Played) -> Iterator[Finding]:
    plan = played.plan
    roles = {(player.unit, player.role) for player in played.players}
    bare = [unit.short for unit in plan.units if (unit.code, Role.OFFICIAL) not in roles]
    if bare:
        yield Finding("rehearse.finding.unmanned", {"n": len(bare), "names": _names(bare)})
    for role in (Role.COORDINATOR, Role.LEADER):
        if not any(player.role is role for player in played.players):
            yield Finding(f"rehearse.finding.no_{role}")


def _limits(played: Played) -> Iterator[Finding]:
    """Count a person's reminders, but for those that leave the limit alone."""
    limits = played.plan.limits
    reminders = [message for message in played.messages if message.kind == "reminder"]
    counted = Counter(message.player for message in reminders if _counts(message))
    for player, n in counted.items():
        if n > limits.campaign:
            facts = {"name": player.name, "unit": player.unit, "n": n, "limit": limits.campaign}
            yield Finding("rehearse.finding.too_many", facts)
    by_day = Counter((message.player, message.day) for message in reminders)
    for (player, day), n in by_day.items():
        if n > 1:
            yield Finding("rehearse.finding.twice", {"name": player.name, "day": day, "n": n})


def _counts(message: PlayedMessage) -> bool:
    return any(rule not in planning.UNLIMITED for rule, _ in message.about)


def _hours(played: Played) -> Iterator[Finding]:
    for message in played.messages:
        if message.kind == "reminder" and not calendar.in_hours(message.at.astimezone(ZONE)):
            is_off = not calendar.is_working_day(message.day)
            because = "rehearse.finding.day_off" if is_off else "rehearse.finding.out_of_hours"
            yield Finding(because, {"name": message.player.name, "at": message.at})


def _quotas(played: Played) -> Iterator[Finding]:
    months = Counter(f"{message.day:%m/%Y}" for message in played.messages)
    for quota in QUOTAS:
        if len(played.players) > quota.people:
            facts = {"channel": quota.channel, "n": len(played.players), "limit": quota.people}
            yield Finding("rehearse.finding.quota_people", facts)
        for month, n in months.items():
            if n > quota.month:
                facts = {"channel": quota.channel, "month": month, "n": n, "limit": quota.month}
                yield Finding("rehearse.finding.quota_messages", facts)


def _past(plan: Plan, today: datetime) -> Iterator[Finding]:
    every = dates.of(plan)
    past = [occasion for occasion in every if occasion.due_at < dates.midnight(today.astimezone(ZONE).date())]
    if past:
        facts = {"n": len(past), "of": len(every), "last": past[-1].due_at.astimezone(ZONE).date()}
        yield Finding("rehearse.finding.past", facts)
    if not every:
        yield Finding("rehearse.finding.no_calendar")


def _never_reminded(played: Played) -> Iterator[Finding]:
    """Name what is owed and would not be heard of although nobody ever answers."""
    plan = played.plan
    manned = {player.unit for player in played.players if player.role is Role.OFFICIAL}
    told = {(message.player.unit, key) for message in played.messages for key in message.obligations}
    silent: dict[tuple[Kind, str], list[str]] = {}
    for owed in obligations.of(plan):
        key = owed.key
        # a report without a day is asked for when the office wants it; its own it does not ask for
        is_asked_for = key.kind is not Kind.REPORT or (owed.due is not None and key.unit != plan.office)
        if not is_asked_for or key.unit not in manned or (key.unit, str(key)) in told:
            continue
        silent.setdefault((key.kind, key.of), []).append(key.unit)
    for (kind, about), units in silent.items():
        if kind is Kind.TASK and (plan.task(about).umbrella or not plan.task(about).reminded):
            continue  # the plan says so
        name = plan.phase(about).name if kind is Kind.UPDATE else about
        yield Finding(f"rehearse.finding.silent_{kind}", {"name": name, "n": len(units), "names": _names(units)})


def _gave_up(played: Played) -> Iterator[Finding]:
    for act in played.gave_up:
        yield Finding("rehearse.finding.gave_up", {"name": act.player.name, "line": act.line, "at": act.at})


def _names(names: list[str]) -> str:
    listed = ", ".join(names[:_LISTED])
    return listed if len(names) <= _LISTED else f"{listed}, …"
