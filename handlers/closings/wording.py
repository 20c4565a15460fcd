"""A closing in words: the summary as stored, and what has changed since."""

from collections.abc import Mapping, Sequence
from typing import Final

from handlers.closings.snapshot import Closed, HowCounted, JointActivity, Total
from handlers.obligations import tallies
from messages.reading.figures.figures import worded
from messages.values import Figure
from messages.words import ZONE, say
from plans.obligations import SCALES, Kind, State

_NAMED: Final = 12  # more units than this are counted, not named, until the last days
_AT_MOST: Final = 49  # names in one message
FEW: Final = 8  # totals, and joint activities, where a closing is only to be confirmed


def summary(closed: Closed, at_most: int | None = None) -> str:
    """Word a closing, whole; or with so many totals, and joint activities, and how many more there are."""
    figures = "" if closed.scope.is_of_reports else _figures(closed, at_most)
    blocks = (_head(closed), figures, _reports(closed))
    return "\n\n".join(block for block in blocks if block)


def title(closed: Closed) -> str:
    """Word what was closed, in one line."""
    scope = closed.scope
    if scope.is_of_reports:
        return say("closing.of.reports")
    if scope.name:
        return scope.name
    names = ", ".join(say("closing.quoted", name=phase.name) for phase in closed.updates)
    return say("closing.of.phases", period=closed.period_word, names=names)


def _phase(closed: Closed, name: str) -> str:
    return say("closing.phase", period=closed.period_word, name=name)


def _head(closed: Closed) -> str:
    day = closed.cut_off.astimezone(ZONE).date()
    return say("closing.head", plan=closed.plan.upper(), at=closed.cut_off, day=day, what=title(closed))


def _reports(closed: Closed) -> str:
    if closed.reports_due is None and not tallies.sent(closed.reports) and not closed.scope.is_of_reports:
        return ""  # nobody has asked for them yet
    counts = {state.value: n for state, n in closed.reports.items()}
    lines = [say("closing.reports", of=sum(counts.values()), **counts)]
    if closed.scope.is_of_reports:
        stated = closed.stated or ()
        silent = [name for name in closed.not_sent if name not in stated]
        lines += [_names(closed, "late", closed.late), _names(closed, "stated", stated)]
        lines.append(_names(closed, "not_sent", silent))
    return "\n".join(line for line in lines if line)


def _names(closed: Closed, what: str, names: Sequence[str]) -> str:
    """Name units as a digest may: in the last days, or where they are few."""
    if not names or not (closed.names_may_stand or len(names) <= _NAMED):
        return ""
    line = say(f"closing.names.{what}", n=len(names), names=", ".join(names[:_AT_MOST]))
    if len(names) > _AT_MOST:
        line += say("closing.names.more", n=len(names) - _AT_MOST)
    return line


def _figures(closed: Closed, at_most: int | None) -> str:
    head = say("closing.results", n=closed.results, units=closed.units_heard, of=closed.units)
    rows = [
        say(
            "closing.phase.row",
            phase=_phase(closed, phase.name),
            n=phase.results,
            **{state.value: n for state, n in phase.states.items()},
        )
        for phase in closed.updates
    ]
    rows += _of_no_phase(closed)
    counts = {state.value: closed.tasks.get(state, 0) for state in SCALES[Kind.TASK]}
    tasks = say("digest.tasks", all=sum(counts.values()), **counts)
    return "\n\n".join(["\n".join([head, *rows]), tasks, *_totals(closed, at_most), *_joint(closed, at_most)])


def _of_no_phase(closed: Closed) -> list[str]:
    """Say how many results lie outside the phases; those outside the time of the plan are of no phase's figures."""
    rows = [say("closing.early", period=closed.period_word, n=closed.early)] if closed.early else []
    if closed.untimely:
        key = "closing.untimely.apart" if closed.scope.phases else "closing.untimely"
        rows.append(say(key, n=closed.untimely))
    return rows


def _joint(closed: Closed, at_most: int | None) -> list[str]:
    """Say which activities two units told, each part with its figures, and how they were counted."""
    blocks = []
    for counted in HowCounted:
        mine = [activity for activity in closed.joint if activity.counted is counted]
        if mine:
            rows = [_activity(activity) for activity in mine[:at_most]]
            rows += [say("closing.joint.more", n=len(mine) - len(rows))] if len(mine) > len(rows) else []
            rows += [say("closing.joint.ask")] if counted is HowCounted.TWICE else []
            blocks.append("\n".join([say(f"closing.joint.{counted}", n=len(mine)), *rows]))
    return blocks


def _activity(activity: JointActivity) -> str:
    parts = [
        say("closing.joint.part", unit=part.unit, number=part.number, figures=", ".join(map(_total, part.figures)))
        for part in activity.parts
    ]
    return say("closing.joint.row", on=activity.on, parts="; ".join(parts))


def _totals(closed: Closed, at_most: int | None) -> list[str]:
    if not closed.totals and not closed.activities:
        return []
    rows = [say("closing.total", what=_total(total), units=total.units) for total in closed.totals[:at_most]]
    if closed.activities:
        rows.append(say("closing.activities", n=closed.activities, units=closed.activities_units))
    more = len(closed.totals[at_most:]) if at_most else 0
    if more:
        rows.append(say("closing.totals.more", n=more))
    return ["\n".join([say("closing.totals"), *rows])]


def _total(total: Total) -> str:
    return worded(Figure(total.indicator.key, total.value, total.precision, ""), total.indicator)


def since(before: Closed, now: Closed, counts: Mapping[str, int]) -> str:
    """Word what came after a closing; `counts` says how many results were added, changed, withdrawn."""
    rows = [say(f"closing.since.{what}", n=n) for what, n in counts.items() if n]
    rows += _moved(before, now)
    if not rows:
        return say("closing.since.nothing", at=now.cut_off)
    return "\n".join([say("closing.since", at=before.cut_off), *rows])


def _moved(before: Closed, now: Closed) -> list[str]:
    done = (State.DONE_IN_TIME, State.DONE_LATE)
    counts = [
        ("reports", tallies.sent(before.reports), tallies.sent(now.reports)),
        ("done", sum(before.tasks[state] for state in done), sum(now.tasks[state] for state in done)),
        ("no_word", before.tasks[State.NO_WORD], now.tasks[State.NO_WORD]),
    ]
    rows = [say(f"closing.since.{what}", was=was, now=is_now) for what, was, is_now in counts if was != is_now]
    old = {total.indicator.key: total for total in before.totals}
    new = {total.indicator.key: total for total in now.totals}
    moved = [key for key in dict.fromkeys([*old, *new]) if _amount(old.get(key)) != _amount(new.get(key))]
    rows += [
        say(
            "closing.since.total",
            label=(new.get(key) or old[key]).indicator.label,
            was=_worded(old.get(key)),
            now=_worded(new.get(key)),
        )
        for key in moved
    ]
    return rows


def _amount(total: Total | None) -> object:
    return None if total is None else (total.value, total.precision)


def _worded(total: Total | None) -> str:
    return "–" if total is None else say(f"counts.amount.{total.precision}", n=total.value)
