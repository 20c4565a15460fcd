"""Words typed into a matter: kept as they look, and about no task that may be secret."""

from dataclasses import dataclass
from typing import Any

from messages.folding import cleaned
from messages.questions.line import Line
from messages.questions.question import Heard
from messages.questions.text import Text
from messages.reading import named_tasks
from messages.said import Prompt
from messages.unclear import Unclear
from plans.schema import Plan, Sensitive, Task
from storage.members.people import Member


@dataclass(frozen=True, slots=True)
class MatterWords:
    """One line `of` words; one that names a task of these keys is not taken."""

    of: Text | Line
    secret: frozenset[str]
    numbered = False

    @property
    def key(self) -> str:
        """The key of the line."""
        return self.of.key

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep the line as it looks."""
        line = cleaned(self.of.hear(heard, kept))
        if task := named_tasks.named(line, self.secret):
            raise Unclear("matter.secret", task=task)
        return line

    def value(self, kept: Any) -> str:
        """Give the line."""
        return self.of.value(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Ask."""
        return self.of.prompt(kept)

    def echo(self, kept: Any) -> str:
        """Say the line back, where there are words for it."""
        return self.of.echo(kept)


def secret(plan: Plan) -> frozenset[str]:
    """Give the tasks of which nothing may be said here but where they stand."""
    return frozenset(task.key for task in plan.tasks if task.sensitive is Sensitive.YES)


def tasks(plan: Plan, member: Member) -> tuple[Task, ...]:
    """Give the tasks a member may bring a matter about: their unit's, and those it is named in."""
    own = plan.tasks_of(member.unit or "")
    others = (task for task in plan.tasks if member.unit in task.named and task not in own)
    return tuple(task for task in (*own, *others) if member.sees(task.key))
