"""Which task something was done for: what the unit owes, where it is only named, or none of the plan's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from handlers.entries import contents
from handlers.entries.contents import MORE, Content
from messages.folding import folded
from messages.questions.choose import Choose
from messages.questions.confirm import Confirm
from messages.questions.question import Ask, Forgetting, Heard
from messages.questions.ways import CHANGE
from messages.reading import difficulties
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan, Sensitive, Task, TaskRole

_PART: Final = "part"


_AT_ONCE: Final = 13  # tasks shown; the rest are found by their words


@dataclass(frozen=True, slots=True)
class TaskOption:
    """A task as it can be chosen. `owed`: the unit owes it, and is not only named in it."""

    key: str
    label: str
    words: tuple[str, ...]
    sensitive: Sensitive = Sensitive.NO
    owed: bool = True


@dataclass(frozen=True, slots=True)
class ChosenTask:
    """The task of an entry, and the key of the question in which it can be changed."""

    task: TaskOption
    chosen_in: str

    @property
    def is_part(self) -> bool:
        """Whether it is the unit's part in the task of another."""
        return not self.task.owed and self.task.key != contents.OTHER


def option(task: Task, *, owed: bool = True) -> TaskOption:
    """Give a task as it can be chosen; a sensitive one is found by its key alone."""
    words = () if task.sensitive is Sensitive.YES else (task.text,)
    return TaskOption(task.key, contents.label(task), words, task.sensitive, owed)


def others(plan: Plan, unit: str) -> tuple[TaskOption, ...]:
    """Give what a unit may report besides what it owes: tasks it is named in, and what no task asks for."""
    own = {task.key for task in plan.tasks_of(unit)}
    named = [option(task, owed=False) for task in plan.tasks if unit in task.named and task.key not in own]
    words = tuple(say("task.other.typed").split("|"))
    return (*named, TaskOption(contents.OTHER, say("task.other"), words, owed=False))


@dataclass(frozen=True, slots=True)
class ChooseTask(Forgetting):
    """A task out of those shown `first`; words and keys find the `rest` at once. `last` are choices shown below."""

    key: str
    first: Sequence[TaskOption]
    rest: Sequence[TaskOption]
    last: tuple[Choice, ...] = ()
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep the task picked, or the one whose words were typed."""
        if heard.picked == MORE or (not heard.picked and self._has_more and means_more(heard.said.text)):
            return MORE
        if not heard.picked and difficulties.tells(heard.said.text):
            raise Unclear("difficulty.no_result")
        return self._all.hear(heard, kept)

    def value(self, kept: Any) -> TaskOption:
        """Give the task; it may have been taken out of the plan meanwhile."""
        return TaskOption(MORE, "", ()) if kept == MORE else self._all.value(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask; show the first ones."""
        words = self.key if self.first or self.last else "task_none"
        asked = Choose(self.key, self.first[:_AT_ONCE], words).prompt(kept)
        left = len(self.first) - _AT_ONCE
        text = asked.text + ("\n" + say("choose.more", n=left) if left > 0 else "")
        return Prompt(text, (*asked.choices, *self.last))

    def echo(self, kept: Any) -> str:
        """Say what was chosen."""
        return "" if kept == MORE else self._all.echo(kept)

    def forgets(self, kept: Any) -> bool:
        """Tell whether this task drops every other answer: a sensitive one does."""
        return any(task.key == kept and task.sensitive is Sensitive.YES for task in self._all.options)

    @property
    def _all(self) -> Choose[TaskOption]:
        return Choose(self.key, (*self.first, *self.rest))

    @property
    def _has_more(self) -> bool:
        return any(choice.key == MORE for choice in self.last)


def means_more(text: str) -> bool:
    """Tell whether somebody asks for the tasks that are not the unit's own."""
    return folded(text.strip(" .…")) in map(folded, say("task.more.typed").split("|"))


def choose(ask: Ask, own: Sequence[TaskOption], more: Sequence[TaskOption]) -> tuple[TaskOption, str]:
    """Ask for the task; give it, and the key of the question in which it can be changed."""
    further = more[0] if len(more) == 1 else TaskOption(MORE, say("task.more"), ())
    last = (Choice(further.key, further.label),) if more else ()
    task = ask(ChooseTask("task", own, more, last))
    if task.key != MORE:
        return task, "task"
    back = Choice(CHANGE + "task", say("task.back"))
    return ask(ChooseTask("other_task", more, own, (back,))), "other_task"


@dataclass(frozen=True, slots=True)
class Cooperate:
    """A task of another unit: write one's own part of it, or choose another task after all.

    `asked` is the question in which the task was chosen.
    """

    key: str
    task: Task
    lead: str
    unit: str
    asked: str
    numbered = True

    def hear(self, heard: Heard, kept: Any) -> bool:
        """Keep that it is their own part."""
        picked = "yes" if heard.picked == _PART else ""
        return bool(Confirm(self.key, "").hear(Heard(heard.said, picked), kept))

    def value(self, kept: Any) -> bool:
        """Give True."""
        return bool(kept)

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - there is but one answer
        """Say whose task it is."""
        leads = self.task.role in (TaskRole.LEAD, TaskRole.CO_LEAD)
        text = say("cooperating.lead" if leads else "cooperating.own", key=self.task.key, lead=self.lead)
        part = Choice(_PART, say("cooperating.part", unit=self.unit))
        return Prompt(text, (part, Choice(CHANGE + self.asked, say("cooperating.another"))))

    def echo(self, kept: Any) -> str:  # noqa: ARG002 - what follows says it
        """Say nothing."""
        return ""


def holder(plan: Plan, task: Task) -> str:
    """Name who has a task: a unit or a group."""
    groups = {group.code: group.name for group in plan.groups}
    return groups.get(task.unit) or plan.unit(task.unit).name


def further(plan: Plan, unit: str, content: Content) -> tuple[TaskOption, ...]:
    """Give the tasks the same activity may count for too, those tied in the plan first.

    Never a sensitive one, nor what an umbrella counts of itself; of a monthly one only a month that is owed.
    """
    if content.task == contents.OTHER or content.days is None:
        return ()
    task, day = plan.task(content.task), content.days.first
    own = {other.key for other in plan.tasks_of(unit)}
    tied = [plan.task(key) for key in task.ties if key in own or unit in plan.task(key).named]
    rest = [other for other in plan.tasks_of(unit) if other not in tied]
    return tuple(
        _added(other, owed=other.key in own)
        for other in (*tied, *rest)
        if other.key not in (task.key, *task.covers)
        and task.key not in other.covers
        and other.sensitive is not Sensitive.YES
        and (other.recurs is None or f"{day:%Y-%m}" in other.recurs.months)
    )


def _added(task: Task, *, owed: bool) -> TaskOption:
    offered = option(task, owed=owed)
    if not owed:
        return replace(offered, label=say("task.part", label=offered.label))
    return (
        replace(offered, label=say("also.open", label=offered.label)) if task.sensitive is Sensitive.MIXED else offered
    )
