"""/bangketqua 12: a workbook that was read is checked, shown, and entered with one yes: all of its rows or none.

It begins by itself once a workbook was read. It is checked anew at the yes, beside the turns of others, against what
the unit has told by then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from handlers import menu
from handlers.closings import closing
from handlers.delivery import speech
from handlers.desk import Desk
from handlers.entries import access, contents, doubles
from handlers.entries.contents import Content
from handlers.handler import Handler, Refused
from handlers.officials.changing import amending
from handlers.officials.entering import new_entry, same_activity
from handlers.officials.entering.new_entry import Entered, Given
from handlers.officials.from_workbook import checking, wording
from handlers.officials.from_workbook.checking import CheckedTable
from handlers.officials.from_workbook.grid import of_kept
from handlers.officials.from_workbook.one_row import ReadRow
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.ways import CANCEL, LATER
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Plan
from storage.queues import workbooks
from storage.results import coming, entries, evidence, history, subtotals
from storage.results.entries import Entry
from storage.results.evidence import NewEvidence
from storage.results.status import Status
from storage.rows import from_json

COMMAND: Final = "bangketqua"
_ID: Final = "table"
_ASKED: Final = "workbook"
_YES: Final = "yes"
_NO: Final = "no"
_DOUBLES: Final = 3  # of which is told before; asked about is one after another, as of single entries


@dataclass(frozen=True, slots=True)
class AtHand:
    """A workbook that was read, checked against what the unit has told by now; None where there is none any more.

    `versions` tells whether the unit has told more since; `planned` is what it has planned, by its numbers.
    """

    id: int
    given: Given
    table: CheckedTable | None = None
    versions: int = 0
    planned: Mapping[int, Entry] = field(default_factory=dict)
    doubles: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookDecision:
    """What is to be done with it."""

    at_hand: AtHand
    is_entered: bool = False


async def look(desk: Desk) -> AtHand:
    typed = str(desk.words or desk.answers.get(_ID, "")).strip()
    given, plan, unit = new_entry.at_hand(desk), desk.plan.code, desk.unit.code
    kept = await workbooks.find(desk.db, desk.person.id, int(typed)) if typed.isdecimal() else None
    if kept is None:
        return AtHand(0, given)
    given = replace(given, told=tuple(await subtotals.with_forms(desk.db, plan, unit)))
    known = await _known(desk)
    number = await workbooks.next_number(desk.db, plan, unit)
    planned = {entry.number: entry for entry in await _planned(desk)}
    occasions = {checking.occasion(contents.of_entry(entry)): number for number, entry in planned.items()}
    with speech.to(desk.person.language, desk.members, desk.plans, desk.house):  # it is read outside the turn
        table = checking.checked(given, of_kept(from_json(kept.body)), known, number, desk.now, occasions)
    versions = await workbooks.versions(desk.db, plan, unit)
    return AtHand(kept.id, given, table, versions, planned, await _doubles(desk, table))


async def _planned(desk: Desk) -> list[Entry]:
    """Give what the unit has planned and has not told the result of, as far as this member may."""
    found = await coming.and_latest(desk.db, desk.plan.code, desk.unit.code)
    return [one for one in found if one.status is Status.PLANNED and access.is_all_of(desk.member, one)]


async def _known(desk: Desk) -> Mapping[str, int]:
    """Give the numbers of what the unit has entered, by what it says or ever said; the first where it did twice."""
    said = await workbooks.ever_said(desk.db, desk.plan.code, desk.unit.code)
    return {checking.identity(contents.read(from_json(one.content))): one.number for one in said}


async def _doubles(desk: Desk, table: CheckedTable) -> tuple[tuple[int, str], ...]:
    """Give the first rows that may be the activity of another unit, with its name."""
    found: list[tuple[int, str]] = []
    for row in table.rows:
        if row.entered is not None and not row.entered.content.planned and len(found) < _DOUBLES:
            others = await doubles.before_entering(desk, row.entered.content)
            found += [(row.number, desk.plan.unit(other.unit).name) for other in others]
    return tuple(found[:_DOUBLES])


def start(words: str, _given: AtHand) -> Mapping[str, Any]:
    return {_ID: words.strip()}


def talk(ask: Ask, given: AtHand) -> WorkbookDecision:
    if given.table is None or given.table.faults or not given.table.rows:
        return WorkbookDecision(given)
    n = len(given.table.rows)
    options = (
        Plain(_YES, say("workbook.yes", n=n), _typed("confirm.typed")),
        Plain(_NO, say("workbook.no"), _typed("confirm.no.typed")),
    )
    facts = {"preview": wording.preview(given.given, given.table, given.doubles)}
    return WorkbookDecision(given, ask(Choose(_ASKED, options, facts=facts)).key == _YES)


def _typed(key: str) -> tuple[str, ...]:
    return tuple(say(key).split("|"))


async def act(desk: Desk, decided: WorkbookDecision) -> Prompt:
    at_hand, table = decided.at_hand, decided.at_hand.table
    if table is None:
        return Prompt(say("workbook.gone"), menu.usual(desk.member.role))
    if decided.is_entered:
        if await workbooks.versions(desk.db, desk.plan.code, desk.unit.code) != at_hand.versions:
            raise Refused(_ASKED, "workbook.changed")
        return await _entered(desk, at_hand, table)
    await workbooks.forget(desk.db, desk.person.id, at_hand.id)
    again = Choice("/mau xlsx", say("workbook.template"))
    if table.faults:
        return Prompt(wording.faults(table), (again,))
    if not table.rows:
        return Prompt(wording.known(at_hand.given, table), (menu.choice("dagui"),))
    return Prompt(say("workbook.dropped"))


async def _entered(desk: Desk, at_hand: AtHand, table: CheckedTable) -> Prompt:
    """Enter every row, in the one transaction of this turn; say which numbers they were given."""
    numbered = [await _keep(desk, at_hand, row) for row in table.rows]
    await workbooks.forget(desk.db, desk.person.id, at_hand.id)
    told = [row.entered.content for row in table.rows if row.entered is not None and not row.entered.content.planned]
    numbers = wording.entered(at_hand.given, table, [one.number for one in numbered])
    lines = [say("workbook.received", unit=desk.unit.name, at=desk.now, n=len(numbered), numbers=numbers)]
    if planned := len(numbered) - len(told):
        lines.append(say("workbook.received.planned", n=planned))
    lines += [wording.known(at_hand.given, table)] if table.known else []
    lines += await _after_closing(desk, desk.plan, told)
    lines.append(say("report.thanks"))
    receipt = Prompt("\n".join(lines), (menu.choice("dagui"), menu.choice("nhiemvu")))
    double = next((row for row, _ in at_hand.doubles), 0)
    entry = next((one.id for row, one in zip(table.rows, numbered, strict=True) if row.number == double), None)
    return receipt if entry is None else await same_activity.asked(desk, await entries.by_id(desk.db, entry), receipt)


async def _keep(desk: Desk, at_hand: AtHand, row: ReadRow) -> entries.Numbered:
    assert row.entered is not None, "rows with faults are not entered"
    of_row = replace(desk, draft=f"{desk.draft}#{row.number}")
    pieces = tuple(replace(piece, item=f"{of_row.draft}{piece.item}") for piece in row.entered.evidence)
    for piece in pieces:
        await evidence.add(
            desk.db, desk.person.id, desk.channel, NewEvidence(piece.item, piece.kind, piece.text), desk.now
        )
    new = Entered(row.entered.content, pieces)
    if row.result_of:
        before = at_hand.planned[row.result_of]
        await amending.keep(of_row, before, new)
        numbered = entries.Numbered(before.id, before.number)
    else:
        numbered = await new_entry.keep(of_row, new)
    await history.keep_answers(desk.db, numbered.id, row.answers)
    return numbered


async def _after_closing(desk: Desk, plan: Plan, told: Sequence[Content]) -> list[str]:
    """Say once what is said of each result that comes after figures were closed."""
    remarks = [await closing.remark(desk.db, plan, content, desk.now, desk.now) for content in told]
    return list(dict.fromkeys(filter(None, remarks)))


WORKBOOK: Final = Handler(
    "workbook",
    (COMMAND, "workbook"),
    OFFICIALS,
    look,
    talk,
    act,
    start,
    ways=(LATER, CANCEL),
    about=_ID,
    reads_long=True,
)
