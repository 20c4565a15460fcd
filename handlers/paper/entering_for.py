"""/nhapthay BQP: the office enters what came on paper: the document once, then results, and the signed report.

The conversation of a result is that of /baocao. Each result gets a number of the unit's, and counts as its own; it
bears the document it is from, and stands unconfirmed until the unit confirms it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from handlers.closings import closing
from handlers.coordinators import receiving
from handlers.coordinators.receiving import OfficeWord
from handlers.desk import Desk
from handlers.entries import access, contents
from handlers.entries.contents import Content
from handlers.handler import Handler, Onward
from handlers.obligations import receipt
from handlers.officials.entering import choosing_task, closed, new_entry
from handlers.officials.entering.new_entry import Entered
from handlers.paper import sources, telling_units
from handlers.paper.sources import SOURCE, ChosenSource
from handlers.roles import COORDINATORS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.question import Ask, Foreseen
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say
from plans.obligations import Kind
from plans.schema import Plan
from storage.members.people import Role
from storage.obligations import owed, signed_reports
from storage.obligations.signed_reports import SignedReport
from storage.results import papers
from storage.results.papers import Source

RESULT: Final = "result"
REPORT: Final = "report"
DONE: Final = "done"
_THIS: Final = "this"
_OTHER: Final = "other"
_UNIT: Final = "paper_unit"  # the answers' keys
_WHAT: Final = "paper_what"
_OFFERED: Final = 8  # units that may be meant
_TYPED: Final = 60  # characters of what names none
_BEHIND: Final = re.compile(r"(?P<unit>.*?)\s+p(?P<source>\d{1,9})\s+(?P<what>result|report|done)")


@dataclass(frozen=True, slots=True)
class Given:
    """The plan, the documents told of so far; of the unit that was chosen what /baocao needs, and its signed report.

    `at_hand` gives of any unit what is known without reading.
    """

    plan: Plan
    today: date
    known: tuple[Source, ...]
    at_hand: Callable[[str], new_entry.Given]
    report: new_entry.Given | None = None
    stated: SignedReport | None = None
    received: date | None = None

    def of(self, unit: str) -> new_entry.Given:
        """Give what /baocao needs for this unit."""
        if self.report is not None and self.report.unit.code == unit:
            return self.report
        return self.at_hand(unit)


@dataclass(frozen=True, slots=True)
class FromPaper:
    """What was entered from which document: a result, that the signed report is here, or nothing more.

    Neither of them: `report` is of another document, and told with a command of its own.
    """

    source: ChosenSource
    what: str
    result: Entered | None = None
    report: OfficeWord | None = None


def in_place_of(desk: Desk, unit: str) -> Desk:
    """Give the desk of somebody of the office who writes in a unit's place, as one of its officials would."""
    return replace(desk, member=replace(desk.member, unit=unit, role=Role.OFFICIAL), words="")


async def look(desk: Desk) -> Given:
    plan, unit = desk.plan, _unit(desk)
    known = tuple(await papers.of_plan(desk.db, plan.code))

    def at_hand(code: str) -> new_entry.Given:
        return new_entry.at_hand(in_place_of(desk, code))

    here = Given(plan, desk.today, known, at_hand)
    if not unit:
        return here
    reports = (row for row in await owed.of_unit(desk.db, plan.code, unit) if row.kind == Kind.REPORT)
    waiting = (report for report in await signed_reports.waiting(desk.db, plan.code) if report.unit == unit)
    return replace(
        here,
        report=await new_entry.look(in_place_of(desk, unit)),
        stated=next(waiting, None),
        received=next((row.received_on for row in reports), None),
    )


def _unit(desk: Desk) -> str:
    """Give the unit that was chosen, or is named after the command; "" where neither is one."""
    chosen = str(desk.answers.get(_UNIT, ""))
    if chosen or not desk.words:
        return chosen if desk.plan.has_unit(chosen) else ""
    behind = _BEHIND.fullmatch(desk.words)
    found = desk.plan.find_units(behind["unit"] if behind else desk.words)
    return found[0].code if len(found) == 1 else ""


def talk(ask: Ask, given: Given) -> FromPaper:
    units = [Plain(unit.code, unit.short, (unit.name, *unit.aliases)) for unit in given.plan.units]
    unit = ask(Choose(_UNIT, units)).key
    source = sources.ask_which(ask, given.known, unit, given.today)
    what = RESULT
    if source.kept is not None or source.is_classified:
        what = ask(Choose(_WHAT, _ways(source))).key
    if what == DONE:
        return FromPaper(source, what)
    if what == REPORT:
        return FromPaper(source, what, report=_report(ask, given, unit, source))
    whose = say("paper.whose", unit=given.plan.unit(unit).name, source=source.name)
    here = replace(given.of(unit), whose=whose)
    if source.is_classified:
        return FromPaper(source, what, _classified(ask, here))
    return FromPaper(source, what, new_entry.entered(ask, here))


def _ways(source: ChosenSource) -> list[Plain]:
    words = "paper.classified" if source.is_classified else "paper.do"
    ways = [Plain(key, say(f"{words}.{key}")) for key in (RESULT, REPORT)]
    return [*ways, Plain(DONE, say("paper.do.done"))] if source.kept is not None else ways


def _classified(ask: Ask, here: new_entry.Given) -> Entered:
    """Ask for which task classified paper came, and whether that is done; nothing of what stands in it."""
    task = ask(choosing_task.ChooseTask("task", here.tasks, ()))
    finished = ask(Choose("finished", closed.stages())).key == contents.DONE
    content = Content(task.key, finished, by_letter=True)
    shows = say("report.review") + "\n" + say("line.unit", value=here.whose) + "\n"
    ask(Confirm("send", shows + contents.lines(here.plan, content, ""), ("task", "finished")))
    return Entered(content)


def _report(ask: Ask, given: Given, unit: str, source: ChosenSource) -> OfficeWord | None:
    """Ask on which day the signed report came, where it is this document; None: it is another one."""
    if given.received is not None and given.stated is None:
        return OfficeWord(receiving.GOT, unit, None, given.received, already=True)
    if not source.is_classified and given.stated is None:
        options = [Plain(_THIS, source.name), Plain(_OTHER, say("paper.report.other"))]
        if ask(Choose("paper_report", options)).key == _OTHER:
            return None
    elif given.stated is not None:
        return None
    on = ask(AskDays("received_on", given.today, until=given.today, single=True)).first
    name = receipt.name(source.new.number, source.new.dated)
    sure = say("signed_report.sure.got", unit=given.plan.unit(unit).name, name=name, on=on)
    ask(Confirm("paper_report_send", sure, ("received_on",), "signed_report_got_it"))
    new = source.new
    return OfficeWord(receiving.GOT, unit, None, on, new.number, signed_on=new.dated, signer=new.signer)


async def act(desk: Desk, end: FromPaper) -> Prompt:
    source = end.source
    if end.what == DONE:
        return await telling_units.now(desk, source)
    if end.what == REPORT:
        if end.report is None:
            raise Onward(receiving.RECEIVING.name, {}, words=source.new.unit)
        told = await receiving.act(desk, end.report)
        id_ = await _kept(desk, source)
        return replace(told, choices=_next(source.new.unit, id_, (RESULT, DONE)))
    assert end.result is not None, "there is a result"
    id_ = await _kept(desk, source)
    there = in_place_of(desk, source.new.unit)
    entry = await new_entry.keep(there, end.result)
    await papers.entered(desk.db, entry.id, id_)
    number = access.numbered(desk.plan.code, source.new.unit, entry.number)
    await there.note("entry.from_paper", about=f"{number} {id_}")
    is_told = await telling_units.soon(desk, id_)
    ways = _next(source.new.unit, id_, (RESULT, REPORT, DONE))
    return Prompt(await _receipt(desk, end, number, is_told=is_told), ways)


async def _kept(desk: Desk, source: ChosenSource) -> int:
    """Give the row of the document; one that a colleague told of meanwhile is the same."""
    if source.kept is not None:
        return source.kept.id
    return await papers.add(desk.db, desk.plan.code, source.new, desk.member.id, desk.now)


async def _receipt(desk: Desk, end: FromPaper, number: str, *, is_told: bool) -> str:
    content, plan = end.result.content if end.result else Content("", finished=False), desk.plan
    unit = plan.unit(end.source.new.unit).name
    text = [say("paper.entered", unit=unit, number=number, source=end.source.name, at=desk.now)]
    text.append(say("line.task", value=contents.task_label(plan, content)))
    text += [say("line.title", value=content.title)] if content.title else []
    figures = contents.figures_worded(plan, content)
    text += [say("report.counted", figures=figures)] if figures else []
    after = await closing.remark(desk.db, plan, content, desk.now, desk.now)
    text += [after] if after else []
    text.append(say("paper.entered.awaited" if is_told else "paper.entered.nobody", unit=unit))
    return "\n".join(text)


def _next(unit: str, source: int, ways: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(f"/nhapthay {unit} p{source} {way}", say(f"paper.do.{way}")) for way in ways)


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take the unit after the command, and what stands on our own buttons: the document, and what comes next."""
    behind = _BEHIND.fullmatch(words)
    found = given.plan.find_units(behind["unit"] if behind else words)
    if len(found) != 1:
        offers = tuple(Choice(unit.code, unit.short) for unit in found[:_OFFERED])
        rest = len(found) - len(offers)
        key = "paper.unit.several.rest" if rest else "paper.unit.several" if found else "paper.unit.unknown"
        return {_UNIT: Unclear(key, offers, typed=words[:_TYPED], shown=len(offers), rest=rest)}
    unit = found[0].code
    known = next((one for one in given.known if behind and (str(one.id), one.unit) == (behind["source"], unit)), None)
    if behind is None or known is None:
        return {_UNIT: unit}
    return {_UNIT: unit, SOURCE: sources.CLASSIFIED if known.is_classified else str(known.id), _WHAT: behind["what"]}


def foreseen(given: Given) -> tuple[Foreseen, ...]:
    """Take what /baocao takes, once the unit is known."""
    return () if given.report is None else new_entry.foreseen(given.report)


ENTERING_FOR: Final = Handler(
    "entering_for",
    ("nhapthay", "enterfor"),
    COORDINATORS,
    look,
    talk,
    act,
    start,
    foreseen=foreseen,
)
