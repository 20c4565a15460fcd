"""What an entry says: as the conversation gave it, as it is kept, and as lines to read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from messages import days as spans
from messages.figures import worded
from messages.values import Days, Figure, Precision
from messages.words import say
from plans.schema import Plan, Sensitive, Task
from storage.entries import Entry


@dataclass(frozen=True, slots=True)
class Content:
    """One entry's content. A sensitive one has `count` (of activities) and `by_letter`, and nothing else."""

    task: str
    finished: bool
    days: Days | None = None
    phase: str = ""
    form: str = ""
    title: str = ""
    figures: tuple[Figure, ...] = ()
    count: int | None = None
    by_letter: bool | None = None

    @property
    def is_sensitive(self) -> bool:
        """Whether it is status and a count only."""
        return self.count is not None


def label(task: Task) -> str:
    """Word a task for chat; a sensitive one shows its key alone, for messages are read on lock screens."""
    if task.sensitive is Sensitive.YES:
        return say("task.sensitive", key=task.key)
    return f"{task.key} – {task.label}"


def lines(plan: Plan, content: Content, evidence: str) -> str:
    """Word an entry, a line for each part; `evidence` words what there is of it."""
    task = plan.task(content.task)
    shown = [("task", task.key if task.sensitive is Sensitive.YES else label(task))]
    if content.is_sensitive:
        by_letter = say("by_letter.yes" if content.by_letter else "by_letter.no")
        shown += [("count", say("number.echo", n=content.count)), ("by_letter", by_letter)]
    else:
        assert content.days is not None
        shown += [
            ("days", spans.worded(content.days)),
            ("form", plan.form(content.form).label),
            ("title", content.title),
            ("figures", figures_worded(plan, content) or "–"),
            ("evidence", evidence or "–"),
        ]
    shown.append(("finished", say("finished.done" if content.finished else "finished.going")))
    return "\n".join(say(f"line.{part}", value=value) for part, value in shown)


def figures_worded(plan: Plan, content: Content) -> str:
    """Word the figures of an entry; "" where there are none."""
    return "; ".join(worded(figure, plan.indicator(figure.indicator)) for figure in content.figures)


def counted(pieces: Sequence[Any]) -> str:
    """Word how many files, links and document numbers there are; pieces have a `kind`."""
    kinds = ("photo", "document", "link", "number")
    counts = [(kind, sum(piece.kind == kind for piece in pieces)) for kind in kinds]
    return ", ".join(say(f"evidence.count.{kind}", n=n) for kind, n in counts if n)


def kept(content: Content) -> dict[str, Any]:
    """Give the JSON an entry's version keeps."""
    return {
        "task": content.task,
        "finished": content.finished,
        "days": _days_kept(content.days),
        "phase": content.phase,
        "form": content.form,
        "title": content.title,
        "figures": [
            {"indicator": f.indicator, "value": str(f.value), "precision": f.precision.value, "typed": f.typed}
            for f in content.figures
        ],
        "count": content.count,
        "by_letter": content.by_letter,
    }


def read(kept: dict[str, Any]) -> Content:
    """Give the content of a kept version."""
    figures = tuple(
        Figure(f["indicator"], Decimal(f["value"]), Precision(f["precision"]), f["typed"]) for f in kept["figures"]
    )
    return Content(**{**kept, "days": _days_read(kept["days"]), "figures": figures})


def _days_kept(days: Days | None) -> dict[str, Any] | None:
    if days is None:
        return None
    return {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "typed": days.typed,
        "separate": [day.isoformat() for day in days.separate],
        "at": days.at.isoformat("minutes") if days.at else None,
    }


def _days_read(kept: dict[str, Any] | None) -> Days | None:
    if kept is None:
        return None
    return Days(
        date.fromisoformat(kept["first"]),
        date.fromisoformat(kept["last"]),
        kept["typed"],
        tuple(map(date.fromisoformat, kept["separate"])),
        time.fromisoformat(kept["at"]) if kept["at"] else None,
    )


def of_entry(entry: Entry) -> Content:
    """Give the content of an entry as it is now."""
    return read(json.loads(entry.content))
