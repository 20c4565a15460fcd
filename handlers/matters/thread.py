"""A matter in words: its head, its thread, its row in a list, and what may be done with it."""

from collections.abc import Sequence
from typing import Final

from handlers.entries import contents
from handlers.matters import numbers
from messages.said import Choice
from messages.shortening import shortened
from messages.words import say
from plans.schema import Plan, Sensitive
from storage.matters import Matter, MatterKind, MatterLine, MatterState, Side
from storage.members.people import Role

REPLY: Final = "traloi"
IN_HAND: Final = "dangxuly"
TO_LEADERS: Final = "trinh"
SETTLED: Final = "datraodoi"  # of a task that may be secret: not here, but it was talked about
CLOSE: Final = "dong"
BEFORE_LEADERS: Final = frozenset({MatterState.OPEN, MatterState.IN_HAND})
_LIMIT: Final = 3400  # UTF-16 units: the thread is one message
_ROW: Final = 70
_LATELY: Final = 3  # lines of a thread below its news
_BRIEF: Final = 400


def is_delicate(plan: Plan, task: str) -> bool:
    """Tell whether a matter of this task takes no words of anybody's own."""
    return bool(task) and plan.task(task).sensitive is not Sensitive.NO


def goes_to_leaders(plan: Plan, matter: Matter) -> bool:
    """Tell whether the plan says that somebody above the office hears of such a matter."""
    return matter.kind is MatterKind.DIFFICULTY and bool(plan.addressees.difficulties)


def worded(plan: Plan, matter: Matter, lines: Sequence[MatterLine]) -> str:
    """Word all of it; where that is too long, the first line and as many of the latest as there is room for."""
    first, *rest = [_line(plan, matter, line) for line in lines]
    head = [_head(plan, matter), *_about(plan, matter), first, *_asked_for(matter)]
    room = _LIMIT - sum(map(_units, head))
    shown: list[str] = []
    for line in reversed(rest):
        room -= _units(line)
        if room < 0:
            break
        shown.insert(0, line)
    left = len(rest) - len(shown)
    return "\n".join([*head, *([say("matter.earlier", n=left)] if left else []), *shown])


def lately(plan: Plan, matter: Matter, lines: Sequence[MatterLine]) -> str:
    """Word what it is about in brief, and the latest of its thread."""
    first = shortened(_said(matter, lines[0]), _BRIEF)
    first = say("matter.with_files", said=first, n=lines[0].files) if lines[0].files else first
    latest = [_line(plan, matter, line) for line in lines[1:][-_LATELY:]]
    return "\n".join([*_about(plan, matter), say("matter.first", what=first), *_asked_for(matter), *latest])


def heading(plan: Plan, matter: Matter) -> str:
    """Word which matter it is, and of whom."""
    return say(f"matter.head.{matter.kind}", number=numbers.number(matter), unit=plan.unit(matter.unit).name)


def state(matter_state: MatterState) -> str:
    """Word where a matter stands."""
    return say(f"matter.state.{matter_state}")


def row(plan: Plan, matter: Matter, *, unit: bool) -> str:
    """Word it in a line of a list, with its unit where the list is of several."""
    facts = {
        "number": numbers.number(matter),
        "at": matter.made_at,
        "state": state(matter.state),
        "what": _brief(matter),
    }
    short = plan.unit(matter.unit).short
    text = say("matter.row.of_unit", unit=short, **facts) if unit else say("matter.row", **facts)
    return say("matter.with_files", said=text, n=matter.files) if matter.files else text


def option(matter: Matter) -> str:
    """Word it where it can be chosen."""
    return say("matter.option", number=numbers.number(matter), what=_brief(matter))


def _brief(matter: Matter) -> str:
    return shortened(matter.what or say(f"difficulty.reason.{matter.reason}"), _ROW)


def choices(plan: Plan, matter: Matter, role: Role) -> tuple[Choice, ...]:
    """Offer what this role may do with it; a leader decides nothing."""
    if role is Role.LEADER:
        return ()
    is_closed = matter.state is MatterState.CLOSED
    doing: list[str] = []
    if not is_delicate(plan, matter.task):
        doing.append(REPLY)
    elif role is Role.COORDINATOR and matter.state.is_waiting:
        doing.append(SETTLED)
    if role is Role.COORDINATOR and matter.state is MatterState.OPEN:
        doing.append(IN_HAND)
    if role is Role.COORDINATOR and goes_to_leaders(plan, matter) and matter.state in BEFORE_LEADERS:
        doing.append(TO_LEADERS)
    if not is_closed:
        doing.append(CLOSE)
    return tuple(Choice(command(matter, what), say(f"matter.do.{what}")) for what in doing)


def command(matter: Matter, what: str = "") -> str:
    """Give the command that opens a matter, or does something with it."""
    return f"/{numbers.COMMAND[matter.kind]} {numbers.number(matter)} {what}".rstrip()


def who(plan: Plan, matter: Matter, line: MatterLine) -> str:
    """Name who spoke: by the unit's or the office's name where theirs was erased."""
    if line.side is Side.UNIT:
        return line.by or plan.unit(matter.unit).short
    return say("matter.office", name=line.by) if line.by else say("matter.office.nameless")


def _head(plan: Plan, matter: Matter) -> str:
    return say("matter.head", which=heading(plan, matter), state=state(matter.state))


def _about(plan: Plan, matter: Matter) -> list[str]:
    return [say("matter.task", task=contents.label(plan.task(matter.task)))] if matter.task else []


def _asked_for(matter: Matter) -> list[str]:
    return [say("matter.asked_for", what=matter.asked_for)] if matter.asked_for else []


def _line(plan: Plan, matter: Matter, line: MatterLine) -> str:
    return say("matter.line", at=line.at, who=who(plan, matter, line), said=_with_files(matter, line))


def _with_files(matter: Matter, line: MatterLine) -> str:
    said = _said(matter, line)
    return say("matter.with_files", said=said, n=line.files) if line.files else said


def _said(matter: Matter, line: MatterLine) -> str:
    if line.nth == 1 and matter.reason:
        return say(f"difficulty.reason.{matter.reason}")
    return line.text or say("matter.became", state=state(line.state))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
