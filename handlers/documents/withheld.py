"""Of which results a document tells no more than that they are there, and how many activities they count."""

from collections.abc import Collection

from handlers.entries.contents import Content
from messages.reading import named_tasks
from plans.schema import Plan, Sensitive


def tasks(*plans: Plan) -> frozenset[str]:
    """Give the tasks of which no word is told, by key: of the plan as it ran then, and as it runs now."""
    return frozenset(task.key for plan in plans for task in plan.tasks if task.sensitive is Sensitive.YES)


def labels(*plans: Plan) -> frozenset[str]:
    """Give the tasks whose labels are not shown, by key: those, and what else is hidden."""
    return tasks(*plans) | {task.key for plan in plans for task in plan.tasks if task.hidden}


def told(words: str, of: Collection[str]) -> str:
    """Give the lines that name none of those tasks: one may have become secret after they were written."""
    return "\n".join(line for line in words.splitlines() if not named_tasks.named(line, of))


def is_withheld(content: Content, of: Collection[str]) -> bool:
    """Tell whether a result is one of those: status only, or for a task of which no word is told any more."""
    return content.is_sensitive or any(task in of for task in content.tasks)
