"""Part II of a unit's report: what was done, in all, task by task, and over time."""

from collections.abc import Iterable, Sequence
from typing import Final

from handlers.closings.snapshot import Total
from handlers.documents import material
from handlers.documents.consolidated import opening, results
from handlers.documents.own.gathered import OfTask, OwnMaterial
from handlers.documents.own.passages import PaperLine
from handlers.documents.sentences import Figures, Sentences, amount, count, listed, of_totals
from messages.shortening import shortened
from messages.words import ZONE, write
from plans.obligations import State
from plans.schema import Phase

_OWED: Final = "obligations.tallies.by_unit"
_RESULTS: Final = "closings.snapshot.Count"
_SUMS: Final = "entries.sums.totals"
_WAYS: Final = 3  # in which the sentence of a task begins
_TITLE: Final = 160  # letters of a title in a sentence; whole titles stand in the annex
_DONE: Final = frozenset({State.DONE_IN_TIME, State.DONE_LATE})
_GOING: Final = frozenset({State.OPEN_IN_TIME, State.OPEN_LATE})
_NOTHING: Final = frozenset({State.SAID_NOTHING, State.NOT_ARISING})


def summary(own: OwnMaterial, say: Sentences) -> tuple[PaperLine, ...]:
    """Word where the tasks stand, and what the results come to; the parts of the sum are all it has."""
    name, whole = own.unit.unit.name, own.whole
    paragraphs = [PaperLine(_stand(own, say))] if own.unit.stands.heard else []
    if not own.unit.sums.results:
        return (*paragraphs, PaperLine(say.add("own.nothing", name=name), write("own.fill.nothing")))
    heard = [Figures(count(own.unit.sums.results), _RESULTS)]
    at = opening.hour(whole.at)
    sentences = [say.add("own.results", heard, at=at, name=name, results=own.unit.sums.results)]
    for key, totals in results.by_form(whole.plan, own.unit.sums.totals, "own"):
        phrases = listed([amount(total) for total in totals])
        sentences.append(say.add(key, of_totals(totals, own.unit.sums.numbers), list=phrases))
    sentences.append(write("own.annexes"))
    return (*paragraphs, PaperLine(" ".join(sentences)))


def _stand(own: OwnMaterial, say: Sentences) -> str:
    states = own.unit.stands.tasks
    counts = {
        "done": sum(state in _DONE for state in states),
        "going": sum(state in _GOING for state in states),
        "nothing": sum(state in _NOTHING for state in states),
        "no_word": sum(state is State.NO_WORD for state in states),
    }
    parts = [write(f"own.stand.{key}", n=n) for key, n in counts.items() if n]
    figures = [Figures(count(n), _OWED) for n in (len(states), *counts.values()) if n]
    return say.add("own.stand", figures, n=len(states), name=own.unit.unit.name, parts=", ".join(parts))


def tasks(own: OwnMaterial, say: Sentences) -> tuple[PaperLine, ...]:
    """Word each task, then what is told of no task, of several, and of those that may be secret."""
    shown = [of for of in own.tasks if of.results or not of.task.umbrella]
    letters = write("letters").split()
    found = []
    for nth, of in enumerate(shown):
        line = _task(of, nth, say)
        mark = write("own.lettered", letter=letters[nth]) if len(shown) <= len(letters) else write("own.unlettered")
        found.append(PaperLine(f"{mark}{line.text}", line.fill))
    if own.beyond:
        figures = [Figures(count(len(own.beyond)), _RESULTS, [one.number for one in own.beyond])]
        names = _named(own.beyond)
        found.append(PaperLine(say.add("own.beyond", figures, n=len(own.beyond), named=names)))
    if own.of_several:
        found.append(PaperLine(say.add("own.several", [Figures(count(own.of_several), _RESULTS)], n=own.of_several)))
    if own.secret or own.whole.closed.activities:
        found.append(PaperLine(_secret(own, say)))
    return tuple(found)


def _task(of: OfTask, nth: int, say: Sentences) -> PaperLine:
    label = _label(of)
    if not of.results:
        if any(state in _NOTHING for state in of.states):
            return PaperLine(say.add("own.task.nothing", label=label, why=_why(of)))
        state = _state(of)
        return PaperLine(say.add("own.task.silent", label=label, state=f" {state}" if state else ""), _to_fill(of))
    phrases = write("own.task.list", list=listed([amount(total) for total in of.totals])) if of.totals else ""
    figures = [Figures(count(len(of.results)), _RESULTS, [one.number for one in of.results])]
    figures += [Figures(one.figure, _SUMS, one.numbers) for one in of_totals(of.totals, of.numbers)]
    key = f"own.task.{nth % _WAYS}"
    sentence = say.add(key, figures, label=label, n=len(of.results), list=phrases)
    return PaperLine(" ".join(filter(None, (sentence, _named(of.results), _state(of)))))


def _to_fill(of: OfTask) -> str:
    return "" if of.states and all(state in _DONE for state in of.states) else write("own.fill.task")


def _label(of: OfTask) -> str:
    return write("own.task.hidden", key=of.task.key) if of.task.hidden else of.task.label


def _why(of: OfTask) -> str:
    row = next((row for row in of.rows if row.not_arising), None)
    if row is None:
        return ""
    reason = row.not_arising_because or write(f"sheet.value.reason.{row.not_arising}")
    return write("own.task.why", reason=reason[:1].lower() + reason[1:])


def _state(of: OfTask) -> str:
    """Say whether it is done; nothing of a task that is not the unit's own."""
    if not of.states:
        return ""
    if all(state in _DONE for state in of.states):
        return write("own.task.done")
    return write("own.task.going") if any(state in _GOING for state in of.states) else ""


def _named(listed_results: Sequence[material.ListedResult]) -> str:
    names = [
        write("unit.named.one", title=shortened(one.title, _TITLE), on=one.on)
        for one in material.to_name(listed_results)
    ]
    return write("unit.named", names=listed(names)) if names else ""


def _secret(own: OwnMaterial, say: Sentences) -> str:
    activities = own.whole.closed.activities
    if not activities:
        return write("summary.secret")
    return say.add("own.secret", [Figures(count(activities), _RESULTS)], n=activities, name=own.unit.unit.name)


def periods(own: OwnMaterial, say: Sentences) -> tuple[PaperLine, ...]:
    """Word what was done in each phase that has begun; of one phase alone nothing is said anew."""
    plan, today = own.whole.plan, own.whole.at.astimezone(ZONE).date()
    begun = [phase for phase in plan.phases if phase.starts <= today]
    if len(begun) == 1 or not own.unit.sums.results:
        return ()
    outside = own.whole.closed.early + own.whole.closed.untimely
    told = [_phase(own, phase, say) for phase in begun]
    if outside:
        told.append(say.add("period.outside", [Figures(count(outside), _RESULTS)], n=outside, period=plan.period_word))
    return tuple(map(PaperLine, told))


def _phase(own: OwnMaterial, phase: Phase, say: Sentences) -> str:
    mine = own.whole.phases[phase.key]
    key = "period.day" if phase.starts == phase.ends else "period.days"
    days = write(key, first=phase.starts, last=phase.ends)
    if not mine.results:
        return say.add("own.period.nothing", name=phase.name, days=days)
    figures = [Figures(count(mine.results), _RESULTS), *of_totals(mine.totals, mine.numbers)]
    return say.add("own.period", figures, name=phase.name, days=days, results=mine.results, list=_list(mine.totals))


def _list(totals: Iterable[Total]) -> str:
    phrases = [amount(total) for total in totals]
    return write("period.list", list=listed(phrases)) if phrases else ""
