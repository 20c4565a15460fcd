"""The review screen, on which one more task may be added."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from handlers.entries import contents
from handlers.officials.entering.choosing_task import TaskOption
from messages.questions.choose import Choose
from messages.questions.confirm import Confirm
from messages.questions.question import Ask, Corrected, Heard
from messages.questions.ways import CHANGE
from messages.reading import untoned
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say

NONE: Final = "none"


ADD: Final = "add"  # kept of the review screen where a task is added on it


_REACHED: Final = "reached"  # picked where the task is said to be completed, for its target is reached


_ADDED: Final = 3


def remark(title: str) -> str:
    """Say below what is shown that its title was typed without tone marks; "" where it was not."""
    return "\n" + say("report.untoned") if untoned.is_untoned(title) else ""


@dataclass(frozen=True, slots=True)
class Review:
    """The review screen, on which one more task may be added. Kept: "yes", or that one is added.

    `told` words everything that was understood; it is asked only where that is shown, for a talk is read often.
    `reached`: with this the task's target is reached, and it can be said to be completed at a touch.
    """

    key: str
    told: Callable[[], str]
    changes: tuple[str, ...]
    adding: bool
    reached: bool = False
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep yes, or that a task is added. How far the task is, is the answer to a question before."""
        if heard.picked == _REACHED:
            raise Corrected("finished", "choose.none", contents.DONE)
        return ADD if heard.picked == ADD else Confirm(self.key, "").hear(heard, kept)

    def value(self, kept: Any) -> bool:
        """Tell whether it is to be sent."""
        if kept == ADD and not self.adding:
            raise Unclear("choose.withdrawn")
        return bool(kept != ADD)

    def prompt(self, kept: Any) -> Prompt:
        """Show everything, then the choices."""
        shown = Confirm(self.key, self.shows).prompt(kept)
        reached = (Choice(_REACHED, say("report.reached")),) if self.reached else ()
        add = (Choice(ADD, say("report.add_task")),) if self.adding else ()
        changes = tuple(Choice(CHANGE + key, say(f"change.{key.partition('#')[0]}")) for key in self.changes)
        return replace(shown, choices=(*shown.choices, *reached, *changes, *add))

    def echo(self, kept: Any) -> str:  # noqa: ARG002 - what follows says it
        """Say nothing."""
        return ""

    @property
    def shows(self) -> str:
        """What it shows."""
        return self.told()


class _Further(Choose[TaskOption]):
    """A further task. The review screen comes next and names it, and would pass beyond a phone's screen."""

    def echo(self, kept: Any) -> str:
        """Say only that there is none."""
        return super().echo(kept) if kept == NONE else ""


def reviewed(
    ask: Ask,
    shows: Callable[[tuple[str, ...]], str],
    changes: tuple[str, ...],
    further: Sequence[TaskOption],
    *,
    reached: bool,
) -> tuple[str, ...]:
    """Show the review screen until it is sent; give the tasks that were added on it."""
    more: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # the question that added the last one, in which it can be changed
    for nth in range(1, _ADDED + 2):
        left = tuple(task for task in further if task.key not in more)
        adding = bool(left) and nth <= _ADDED
        if ask(Review("send", partial(shows, more), (*changes, *also), adding, reached)):
            break
        none = TaskOption(NONE, say("also.none"), tuple(say("also.none.typed").split("|")))
        picked = ask(_Further("also", (*left, none)))
        more = more if picked.key == NONE else (*more, picked.key)
        also = ("also" if nth == 1 else f"also#{nth}",)
    return more
