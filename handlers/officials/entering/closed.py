"""What may be secret: status and a count of activities are told of it, and nothing else, ever."""

from typing import Final

from handlers.entries import contents
from handlers.entries.contents import Content
from handlers.officials.entering.choosing_task import ChosenTask, TaskOption
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.number import Number
from messages.questions.question import Ask
from messages.words import say
from plans.schema import Plan, Sensitive

YES: Final = "yes"
NO: Final = "no"
OPEN: Final = "open"
CLOSED: Final = "closed"
_ACTIVITIES: Final = 999


def is_closed(ask: Ask, task: TaskOption) -> bool:
    """Tell whether nothing but this may be told; of a task of which a part may be secret it is asked which part."""
    if task.sensitive is not Sensitive.MIXED:
        return task.sensitive is Sensitive.YES
    parts = (Plain(OPEN, say("part.open")), Plain(CLOSED, say("part.closed")))
    return ask(Choose("part", parts, forgetting=frozenset({CLOSED}))).key == CLOSED


def told(ask: Ask, plan: Plan, chosen: ChosenTask, head: str) -> Content:
    """Ask for status and count; `head` stands above the review."""
    task = chosen.task
    count = ask(Number("count", _ACTIVITIES))
    by_letter = ask(Choose("by_letter", tuple(_by_letter(key) for key in (YES, NO))))
    finished = task.owed and ask(Choose("finished", stages())).key == contents.DONE
    content = Content(task.key, finished, count=count, by_letter=by_letter.key == YES, part=chosen.is_part)
    shows = head + contents.lines(plan, content, "")
    ask(Confirm("send", shows, (chosen.chosen_in, "count", "by_letter", *(("finished",) if task.owed else ()))))
    return content


def stages() -> tuple[Plain, ...]:
    """Give the choices of how far a task is."""
    return (Plain(contents.GOING, say("finished.going")), Plain(contents.DONE, say("finished.done")))


def _by_letter(key: str) -> Plain:
    return Plain(key, say(f"by_letter.{key}"), tuple(say(f"by_letter.{key}.typed").split("|")))
