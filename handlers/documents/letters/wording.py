"""What a letter says: courteous, and by what is owed; what has no deadline is asked for and never called late."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from handlers.documents import issuing
from handlers.documents.consolidated.opening import hour
from handlers.documents.letters.whom import PHASE, Addressed, LetterGroup
from handlers.documents.sentences import listed
from handlers.obligations.tallies import Unsent
from messages.documents.paper.letter import Letter, LetterAnnex, Spaced
from messages.words import ZONE, write
from plans.obligations import Key, Kind
from plans.schema import Issuer, Plan
from plans.units import Unit, UnitKind
from storage.obligations.owed import Standing

_LISTED: Final = 5  # units up to which a letter names each; more stand in its annex
_REPORT, _REQUEST = Kind.REPORT.value, Kind.REQUEST.value


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What is known when a letter is written: the plan, when, what was asked by each number, who has no official."""

    plan: Plan
    at: datetime
    asked: Mapping[int, str]
    unmanned: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wording:
    facts: LetterFacts
    group: LetterGroup
    issuer: Issuer

    @property
    def names(self) -> Sequence[Unit]:
        return [self.facts.plan.unit(one.unit) for one in self.group.units]

    @property
    def today(self) -> date:
        return self.facts.at.astimezone(ZONE).date()

    @property
    def is_listed(self) -> bool:
        return len(self.group.units) > _LISTED

    @property
    def rows(self) -> Sequence[Standing]:
        return [row for one in self.group.units for row in one.rows]

    @property
    def is_past(self) -> bool:
        return any(_is_past(self, row) for row in self.rows)


def of(facts: LetterFacts, group: LetterGroup) -> Letter:
    """Write the letter to some units about what each still owes."""
    form = issuing.form(facts.plan)
    said = _Wording(facts, group, form.office)
    annex = None
    if said.is_listed:
        annex = LetterAnnex(write("letter.list"), write("letter.columns").split("|"), _list(said))
    return letter(facts.plan, facts.at, _about(said), _addressees(said), tuple(_body(said)), annex)


def letter(
    plan: Plan,
    at: datetime,
    about: str,
    addressees: Sequence[str],
    body: Sequence[Spaced],
    annex: LetterAnnex | None = None,
) -> Letter:
    """Give a letter of the office, with the head and the foot that its plan names."""
    form = issuing.form(plan)
    issuer = form.office
    return Letter(
        superior=issuer.superior,
        issuer=issuer.name,
        symbol=issuer.letters,
        place="" if plan.consolidated is None else form.place,
        month=issuing.month(at),
        year=str(at.astimezone(ZONE).year),
        about=about,
        addressees=addressees,
        body=body,
        signature=issuer.signature,
        recipients=issuing.ended((write("recipients.as_above"), issuer.recipients[-1])),
        annex=annex,
    )


def you(units: Sequence[Unit]) -> str:
    """Address those to whom a letter goes."""
    if any(unit.kind is not UnitKind.DIVISION for unit in units):
        return write("letter.you")
    return write("letter.you.division" if len(units) == 1 else "letter.you.divisions")


def _kinds(said: _Wording) -> str:
    """Say what they owe: reports, answers, both, or the results of a phase."""
    if said.group.key == PHASE:
        return PHASE
    kinds = {row.kind for row in said.rows}
    return "both" if len(kinds) > 1 else _REPORT if kinds == {_REPORT} else _REQUEST


def _about(said: _Wording) -> str:
    kind = _kinds(said)
    decisive = [row for row in said.rows if row.kind == _REPORT] or said.rows
    is_urged = any(_is_past(said, row) for row in decisive) and said.group.key != Unsent.APART
    manner = "urged" if is_urged else "asked"
    key = f"letter.about.{kind}" if kind == PHASE else f"letter.about.{kind}.{manner}"
    return write(key, plan=said.facts.plan.in_full)


def _addressees(said: _Wording) -> tuple[str, ...]:
    """Name each; of many, of what kinds they are."""
    if not said.is_listed:
        return tuple(unit.name for unit in said.names)
    kinds = dict.fromkeys(unit.kind for unit in said.names)
    *before, last = [write("letter.to.kind", kind=write(f"kind.{kind}")) for kind in kinds]
    return (*before, write("letter.to.listed", to=last))


def _body(said: _Wording) -> Iterator[Spaced]:
    plan, reporter = said.facts.plan, said.issuer.reporter
    basis = issuing.form(plan).basis
    if plan.deadline is not None and any(row.kind == _REPORT for row in said.rows):
        yield (write("letter.basis.report", basis=basis, until=plan.deadline.text),)
    else:
        yield (write("letter.basis", basis=basis, reporter=reporter),)
    yield from ((sentence,) for sentence in _missing(said))
    yield _asked(said)
    if said.facts.unmanned.issuperset(one.unit for one in said.group.units):
        yield (write("letter.unmanned", you=you(said.names), reporter=reporter),)
    yield (write("letter.end", you=you(said.names), reporter=reporter),)


def _missing(said: _Wording) -> Iterator[str]:
    """Say what is not here, kind by kind; what is still in time is no delay."""
    facts = {"at": hour(said.facts.at), "reporter": said.issuer.reporter}
    if said.group.phase is not None:
        phase = said.group.phase
        named = {"period": said.facts.plan.period_word, "phase": phase.name, "last": phase.ends}
        yield write("letter.missing.phase", whose=_whose(said, said.group.units), **named, **facts)
        return
    late = [one for one in said.group.units if any(row.kind == _REPORT and _is_past(said, row) for row in one.rows)]
    if late:
        yield write("letter.missing.report", whose=_whose(said, late), **facts)
    for last, mine in _near_reports(said).items():
        yield write("letter.near.report", whose=_whose(said, mine), due=last)
    key = "letter.missing.request" if late else "letter.missing.request.first"
    for (number, due), mine in _requests(said).items():
        asked = {"number": number, "text": _quoted(said.facts.asked.get(number, "")), "due": due}
        is_past = due < said.today
        yield write(key if is_past else "letter.near.request", whose=_whose(said, mine), **asked, **facts)
        key = "letter.missing.request" if is_past else key


def _is_past(said: _Wording, row: Standing) -> bool:
    return row.due is not None and row.due < said.today


def _number(row: Standing) -> int:
    return int(Key.parse(row.key).of)


def _quoted(text: str) -> str:
    return " ".join(text.split()).rstrip(".;")


def _near_reports(said: _Wording) -> Mapping[date, list[Addressed]]:
    """Give who has still time for the report, by the last day."""
    found: dict[date, list[Addressed]] = {}
    for one in said.group.units:
        for row in one.rows:
            if row.kind == _REPORT and row.due is not None and row.due >= said.today:
                found.setdefault(row.due, []).append(one)
    return dict(sorted(found.items()))


def _requests(said: _Wording) -> Mapping[tuple[int, date], list[Addressed]]:
    """Give who has not answered, by the number of what was asked and its last day."""
    found: dict[tuple[int, date], list[Addressed]] = {}
    for one in said.group.units:
        for row in one.rows:
            if row.kind == _REQUEST and row.due is not None:
                found.setdefault((_number(row), row.due), []).append(one)
    return dict(sorted(found.items()))


def _whose(said: _Wording, some: Sequence[Addressed]) -> str:
    """Say whose something is: of all to whom the letter goes, or of how many of them."""
    every, n = len(said.group.units), len(some)
    if n == every:
        return write("letter.whose.listed", n=n) if said.is_listed else you(said.names)
    if said.is_listed:
        return write("letter.whose.some", n=n, of=every)
    return listed([said.facts.plan.unit(one.unit).name for one in some])


def _asked(said: _Wording) -> Spaced:
    """Ask for it: until a day that the office names where the last one is past, or there is none."""
    kind, plan = _kinds(said), said.facts.plan
    facts = {"you": you(said.names), "reporter": said.issuer.reporter, "period": plan.period_word}
    facts["what"] = "" if kind == PHASE else write(f"letter.what.{kind}")
    facts["upward"] = write("and").join(said.issuer.addressees)
    rest = write("letter.ask.phase.rest" if kind == PHASE else "letter.ask.rest", **facts)
    manner = "apart" if said.group.key == Unsent.APART else "asked"
    if kind == PHASE:
        first = write("letter.ask.phase", **facts)
    elif said.is_past:
        first = write(f"letter.ask.{manner}.late", **facts)
    else:
        return (f"{write(f'letter.ask.{manner}.near', **facts)} {rest}",)
    return (first, write("letter.fill.by"), f". {rest}")


def _list(said: _Wording) -> tuple[tuple[str, str], ...]:
    plan, units = said.facts.plan, said.group.units
    return tuple((plan.unit(one.unit).name, "; ".join(_owed(said, row) for row in one.rows)) for one in units)


def _owed(said: _Wording, row: Standing) -> str:
    if row.kind == _REPORT:
        return write("letter.owed.report", due=row.due)
    if row.kind == _REQUEST:
        return write("letter.owed.request", number=_number(row), due=row.due)
    phase = said.group.phase
    return write("letter.owed.phase", period=said.facts.plan.period_word, phase=phase.name if phase else "")
