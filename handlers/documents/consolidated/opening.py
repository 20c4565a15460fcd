"""What stands before the results: the basis, the paragraph that alone informs the reader, and part I."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.documents.material import Material, UnitMaterial
from handlers.documents.sentences import SUMS, Figures, Sentences, count
from handlers.obligations import tallies
from messages.words import ZONE, write
from plans.obligations import State
from plans.schema import Sensitive
from plans.units import UnitKind

_OWED: Final = "obligations.tallies"
_ISSUED: Final = "documents"  # the indicator
_Judge = Callable[[UnitMaterial], bool]


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs under a heading."""

    heading: str
    paragraphs: tuple[str, ...]


def hour(at: datetime) -> str:
    """Word an instant as official papers do: "17 giờ 00 ngày 12/02/2026"."""
    local = at.astimezone(ZONE)
    return write("hour", hour=f"{local.hour:02}", minute=f"{local.minute:02}", day=local.date())


def summary(material: Material, say: Sentences) -> tuple[str, ...]:
    """Word who has sent a report and where the tasks stand; the parts of each sum are all it has."""
    paragraph = [_reports(material, say), _tasks(material, say)]
    if any(task.sensitive is not Sensitive.NO for task in material.plan.tasks):
        paragraph.append(write("summary.secret"))
    return (" ".join(paragraph),)


def _reports(material: Material, say: Sentences) -> str:
    closed, at = material.closed, hour(material.at)
    asked = sum(closed.reports.values())
    if not asked:
        heard = {of.unit.code for of in material.units if of.sums.results}
        parts = _by_kind(material.units, lambda of: of.unit.code in heard, lambda _: True)
        figures = [Figures(count(len(heard)), "closings.snapshot.of")]
        return say.add("summary.heard", figures, at=at, heard=len(heard), of=closed.units, parts=parts)
    states = closed.reports
    parts = _by_kind(
        material.units,
        lambda of: of.stands.report in {State.IN_TIME, State.LATE},
        lambda of: of.stands.report is not None,
    )
    counts = {state.value: states[state] for state in (State.IN_TIME, State.LATE, State.NOT_SENT)}
    sent = tallies.sent(states)
    figures = [Figures(count(n), f"{_OWED}.signed_reports") for n in (sent, *counts.values())]
    return say.add("summary.reports", figures, at=at, sent=sent, asked=asked, parts=parts, **counts)


def _by_kind(units: Sequence[UnitMaterial], is_in: _Judge, is_asked: _Judge) -> str:
    """Word how many of each kind of unit; "" where there is one kind."""
    of = Counter(one.unit.kind for one in units if is_asked(one))
    there = Counter(one.unit.kind for one in units if is_asked(one) and is_in(one))
    if len(of) == 1:
        return ""
    parts = [write("summary.part", n=there[kind], of=n, kind=write(f"kind.{kind}")) for kind, n in of.items()]
    return write("summary.parts", parts=", ".join(parts))


def _tasks(material: Material, say: Sentences) -> str:
    states = material.closed.tasks
    in_time, late = states[State.DONE_IN_TIME], states[State.DONE_LATE]
    counts = {
        "in_time": in_time,
        "late": late,
        "open": states[State.OPEN_IN_TIME] + states[State.OPEN_LATE],
        "nothing": states[State.NOT_ARISING] + states[State.SAID_NOTHING],
        "no_word": states[State.NO_WORD],
    }
    all_, done = sum(states.values()), in_time + late
    percent = f"{100 * done / all_:.1f}".replace(".", ",") if all_ else "0"
    figures = [Figures(count(n), f"{_OWED}.tasks") for n in (all_, done, *counts.values())]
    return say.add("summary.tasks", figures, all=all_, done=done, percent=percent, **counts)


def steering(material: Material, say: Sentences) -> tuple[Passage, ...]:
    """Word, for each kind of unit, how many have issued something to carry the plan out."""
    return tuple(
        Passage(write(f"steering.{kind}", n=nth), (_issued(kind, material, say),))
        for nth, kind in enumerate(material.kinds, 1)
    )


def _issued(kind: UnitKind, material: Material, say: Sentences) -> str:
    units = [of for of in material.units if of.unit.kind is kind]
    with_any = [of for of in units if of.directives.results]
    noun = write(f"kind.{kind}")
    if not with_any:
        return say.add("steering.none", kind=noun)
    numbers = [number for of in with_any for number in of.directives.numbers.get(_ISSUED, ())]
    documents = sum(_documents(of) for of in with_any)
    missing = len(units) - len(with_any)
    figures = [Figures(count(n), SUMS, numbers) for n in (len(with_any), documents)]
    left = write("steering.issued.missing", n=missing, kind=noun) if missing else ""
    return say.add(
        "steering.issued", figures, n=len(with_any), of=len(units), kind=noun, documents=documents, missing=left
    )


def _documents(of: UnitMaterial) -> int:
    """Count what a unit issued: the documents it told, or one for each result that told none."""
    told = next((total.value for total in of.directives.totals if total.indicator.key == _ISSUED), None)
    return of.directives.results if told is None else int(told)
