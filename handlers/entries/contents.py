"""What an entry says: as the conversation gave it, as it is kept, and as lines to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from messages.reading.days import spans
from messages.reading.figures.figures import explained, listed
from messages.values import Days, Figure, reading
from messages.words import say
from plans.schema import Plan, Sensitive, Task
from storage.results.entries import Entry, EntryKind
from storage.results.evidence import Evidence
from storage.results.figures import Counts, How
from storage.results.status import Status
from storage.rows import from_json

OTHER: Final = "other"  # an activity that no task of the plan asks for


CUMULATIVE: Final = "cumulative"  # in the place of a form: figures for a period, no activity
COUNTS: Final = "counts"  # the question how figures count beside those told before
NO_MONTH: Final = "none"
GOING: Final = "going"  # how far a task is, as it is answered
DONE: Final = "done"


@dataclass(frozen=True, slots=True)
class Partner:
    """With whom something was held: a unit's code, "" where none was recognised, and the name as typed."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Content:
    """One entry's content. A sensitive one has `count` (of activities) and `by_letter`, and nothing else.

    Of one that the office received on classified paper not even the count is told.
    `also` are further tasks the same activity counts for. `part`: the unit is only named in the task, this
    is its part. `month` is the month a monthly task counts for, where it is not that of the first day.
    `counts` is what the figures are; `within` the number of the entry that holds them. A `planned` one has
    none; figures for a period have no form and no title.
    """

    task: str
    finished: bool
    days: Days | None = None
    phase: str = ""
    form: str = ""
    title: str = ""
    figures: tuple[Figure, ...] = ()
    count: int | None = None
    by_letter: bool | None = None
    also: tuple[str, ...] = ()
    part: bool = False
    month: str = ""
    place: str = ""
    partners: tuple[Partner, ...] = ()
    counts: Counts = Counts.NEW
    within: int | None = None
    planned: bool = False

    @property
    def states(self) -> bool:
        """Whether it says where a task of the unit stands."""
        return self.task != OTHER and not self.part

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks it is for; none for an activity outside the plan's."""
        return () if self.task == OTHER else (self.task, *self.also)

    @property
    def is_cumulative(self) -> bool:
        """Whether it is figures for a period, without an activity."""
        return self.days is not None and not self.form

    @property
    def kind(self) -> EntryKind:
        """Give what kind of entry it is."""
        if self.is_sensitive:
            return EntryKind.SENSITIVE
        return EntryKind.CUMULATIVE if self.is_cumulative else EntryKind.ACTIVITY

    @property
    def status(self) -> Status:
        """Give where an entry that says this stands."""
        return Status.PLANNED if self.planned else Status.RECEIVED

    @property
    def how(self) -> How | None:
        """Give what its figures count for."""
        return How(self.days.first, self.days.last, self.counts, self.within) if self.days else None

    @property
    def is_sensitive(self) -> bool:
        """Whether it is status and a count only."""
        return self.by_letter is not None

    @property
    def is_classified(self) -> bool:
        """Whether it is status only, for it came on classified paper."""
        return self.is_sensitive and self.count is None


@dataclass(frozen=True, slots=True)
class Result:
    """An entry and what it says, read once."""

    entry: Entry
    content: Content


def label(task: Task) -> str:
    """Word a task for chat; a sensitive one shows its key alone, for messages are read on lock screens.

    Of one that has left the plan nothing but its key is known.
    """
    if task.sensitive is Sensitive.YES or task.hidden or task.label == task.key:
        return say("task.sensitive", key=task.key)
    return f"{task.key}. {task.label}"


def task_label(plan: Plan, content: Content) -> str:
    """Word what an entry is for."""
    if content.task == OTHER:
        return say("task.other")
    task = plan.task(content.task)
    if task.sensitive is Sensitive.YES or task.hidden:
        return task.key
    return say("task.part", label=label(task)) if content.part else label(task)


def partners_worded(plan: Plan, partners: Sequence[Partner]) -> str:
    """Word with whom: the unit's name, or what was typed."""
    named = (plan.unit(one.unit).name if plan.has_unit(one.unit) else one.name for one in partners)
    return "; ".join(named) if partners else ""


def lines(plan: Plan, content: Content, evidence: str, compared: str = "") -> str:
    """Word an entry, a line for each part; `evidence` words what there is of it, `compared` its totals."""
    shown = [("task", task_label(plan, content))]
    if content.also:
        shown.append(("also", "; ".join(label(plan.task(key)) for key in content.also)))
    if content.month:
        shown.append(("month", month_worded(content.month)))
    if content.is_sensitive:
        by_letter = say("by_letter.yes" if content.by_letter else "by_letter.no")
        shown += [("count", say("number.echo", n=content.count))] if content.count is not None else []
        shown.append(("by_letter", by_letter))
    else:
        shown += _activity(plan, content)
    if content.days is not None and not content.planned:
        shown.append(("figures", figures_worded(plan, content) or "–"))
        if compared:
            shown.append(("compared", compared))
        shown.append(("evidence", evidence or "–"))
    if content.states and not content.planned:
        shown.append(("finished", say("finished.done" if content.finished else "finished.going")))
    return "\n".join(say(f"line.{part}", value=value) for part, value in shown)


def _activity(plan: Plan, content: Content) -> Iterator[tuple[str, str]]:
    """Word what was, or is to be, held: when, how, where and with whom."""
    assert content.days is not None
    when = "days"
    if content.planned:
        when = "days.planned"
    elif content.is_cumulative:
        when = "days.cumulative"
    yield when, spans.worded(content.days)
    touched = {phase.key: phase.name for phase in plan.touched(content.days.first, content.days.last)}
    if not touched:
        yield "phase", say("phase.none", period=plan.period_word)
    elif len(touched) > 1 and content.phase in touched:
        yield "phase", say("phase.named", period=plan.period_word, name=touched[content.phase])
    if content.form:
        yield "form", plan.form(content.form).label
        yield "title", content.title
    if content.place:
        yield "place", content.place
    if content.partners:
        yield "partners", partners_worded(plan, content.partners)


def month_worded(month: str) -> str:
    """Word the month a monthly task counts for: "2025-12", or NO_MONTH."""
    return say("month.none") if month == NO_MONTH else f"{month[5:]}/{month[:4]}"


def figures_worded(plan: Plan, content: Content) -> str:
    """Word the figures of an entry and what they count for; "" where there are none."""
    of = [plan.indicator(figure.indicator) for figure in content.figures]
    words = listed(content.figures, of, explained)
    if not words or content.days is None or content.counts not in (Counts.TOTAL, Counts.WITHIN):
        return words
    return say(f"figures.counts.{content.counts}", figures=words, last=content.days.last, number=content.within or 0)


def counted(pieces: Sequence[Any]) -> str:
    """Word how many files, links and document numbers there are; pieces have a `kind`.

    Of pieces that have a `state`, those that could not be kept count nowhere.
    """
    there = [piece for piece in pieces if getattr(piece, "state", "") != "missing"]
    kinds = ("photo", "document", "link", "number")
    counts = [(kind, sum(piece.kind == kind for piece in there)) for kind in kinds]
    return ", ".join(say(f"evidence.count.{kind}", n=n) for kind, n in counts if n)


def unkept(pieces: Sequence[Evidence]) -> list[str]:
    """Say in lines of their own how many of the files are not looked at yet, and how many could not be kept."""
    states = {"wanted": "coming", "missing": "missing"}
    counts = [(words, sum(piece.state == state for piece in pieces)) for state, words in states.items()]
    return [say(f"report.evidence.{words}", n=n) for words, n in counts if n]


def kept(content: Content) -> dict[str, Any]:
    """Give the JSON an entry's version keeps."""
    return {
        "task": content.task,
        "finished": content.finished,
        "days": _days_kept(content.days),
        "phase": content.phase,
        "form": content.form,
        "title": content.title,
        "figures": [figure.kept() for figure in content.figures],
        "count": content.count,
        "by_letter": content.by_letter,
        "also": list(content.also),
        "part": content.part,
        "month": content.month,
        "place": content.place,
        "partners": [[partner.unit, partner.name] for partner in content.partners],
        "counts": content.counts,
        "within": content.within,
        "planned": content.planned,
    }


_counts: Final = reading(Counts)


def read(kept: dict[str, Any]) -> Content:
    """Give the content of a kept version."""
    given: dict[str, Any] = dict(kept)  # one by one: closings read every version
    given["days"] = _days_read(kept["days"])
    given["figures"] = tuple(map(Figure.of_kept, kept["figures"]))
    given["partners"] = tuple(Partner(unit, name) for unit, name in kept.get("partners", ()))
    given["counts"] = _counts(kept["counts"]) if "counts" in kept else Counts.NEW
    given["also"] = tuple(kept.get("also", ()))
    return Content(**given)


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
    return read(from_json(entry.content))


def result(entry: Entry) -> Result:
    """Read what an entry says now."""
    return Result(entry, of_entry(entry))


MORE: Final = "more"
