"""What is said outside every question and asks for no conversation: a word of courtesy, a question about the plan."""

from datetime import date
from functools import cache

from handlers.desk import Desk
from messages import meanings
from messages.folding import folded
from messages.reading.asked import Asked, asked
from messages.reading.lines.vocabulary import ADDRESSED
from messages.said import Prompt, Said
from messages.words import say
from plans.schema import Plan


async def courtesy(_desk: Desk, said: Said) -> Prompt | None:
    """Answer "cảm ơn", "vâng ạ", "ok" with one word of courtesy."""
    if said.pressed or said.edited or said.attachments:
        return None
    words = folded(said.text).strip(" .,").split()
    while words and words[-1] in ADDRESSED | _SPEECH and " ".join(words) not in _typed():
        words.pop()
    return Prompt(say("courtesy")) if " ".join(words) in _typed() else None


async def about_the_plan(desk: Desk, said: Said) -> Prompt | None:
    """Answer until when reports are due, and to whom they go."""
    found = None if said.pressed or said.edited or said.attachments else asked(said.text)
    if found is None or desk.member.plan is None:
        return None
    if found is Asked.ADDRESSEE:
        return Prompt(_addressee(desk.plan))
    return Prompt(f"{_deadline(desk.plan, desk.today)}\n{_addressee(desk.plan)}")


def _deadline(plan: Plan, today: date) -> str:
    if plan.deadline is None:
        return say("plan.deadline.none", plan=plan.in_full)
    last = plan.deadline.last_day
    told = say("plan.deadline.told", plan=plan.in_full, text=plan.deadline.text, last=last)
    days = (last - today).days
    return told + (" " + say("plan.deadline.left", n=days) if days > 0 else "")


def _addressee(plan: Plan) -> str:
    return say("plan.addressee", addressee=plan.addressees.of_units)


_SPEECH = frozenset({"nhe", "nha", "nhieu", "roi", "oi", "vay", "ah"})


@cache
def _typed() -> dict[str, str]:
    return meanings.typed({"courtesy.typed": "courtesy"})
