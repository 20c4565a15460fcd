"""What is, or may be, one activity with the result under review, in lines for the office, each with a button."""

from typing import Final

from handlers.desk import Desk
from handlers.entries import access, contents, doubles
from handlers.entries.doubles import Double
from messages.said import Choice
from messages.shortening import shortened
from messages.words import say
from plans.schema import Plan
from storage.results.entries import Entry

_SHOWN: Final = 3
_TITLE: Final = 60  # characters


async def worded(desk: Desk, entry: Entry) -> tuple[list[str], list[Choice]]:
    """Name them in lines, each with a button by which the office says whether it is one activity."""
    found = await doubles.of_entry(desk, entry)
    lines, choices = [], []
    for double in found[:_SHOWN]:
        number = access.number(double.entry)
        lines.append(_line(desk.plan, double))
        label = say("joint.part" if double.is_one else "joint.find_out", number=number)
        choices.append(Choice(f"/ghep {access.number(entry)} {number}", label))
    if found[_SHOWN:]:
        lines.append(say("joint.more", n=len(found) - _SHOWN))
    return lines, choices


def _line(plan: Plan, double: Double) -> str:
    """Name one of them, and why it may be one; and the unit that has said what it is, where it was not the office."""
    unit, word = plan.unit(double.entry.unit).short, double.word
    what = shortened(access.title(plan, contents.of_entry(double.entry)), _TITLE)
    line = say(
        "joint.is" if double.is_one else "joint.may_be", number=access.number(double.entry), unit=unit, what=what
    )
    said = [line] if double.is_one or not double.alike else [line, double.because()]
    if word is not None and word.unit:
        said.append(say("joint.by.one" if word.is_one else "joint.by.two", unit=plan.unit(word.unit).short))
    return " ".join(said)
