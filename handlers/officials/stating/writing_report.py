"""/baocaovanban: the unit's written report is written here, in six steps, each of which may be left open.

What was said is kept for the unit, words at their step: whoever comes back, or comes after, begins from it, and the
draft has it. That the report was sent is stated elsewhere, once it was.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from handlers.closings import snapshot
from handlers.desk import Desk
from handlers.documents.extent import Extent
from handlers.documents.own import gathered, report, said
from handlers.documents.sentences import amount
from handlers.handler import Handler
from handlers.matters import typed_words
from handlers.obligations import receipt
from handlers.roles import OFFICIALS
from messages import secrets
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.line import Line
from messages.questions.prefilled import Prefilled
from messages.questions.question import Ask
from messages.reading import named_tasks
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan, Unit
from storage.obligations import written_reports
from storage.obligations.written_reports import Steps

_DIRECTIVES: Final = 1500  # characters, as of the other steps below
_ASSESSMENT: Final = 600
_DIFFICULTIES: Final = 2000
_PROPOSALS: Final = 1500
_ADDRESSEE: Final = 160
_SIGNER: Final = 80
_OF: Final = "written_"  # before the name of a step: its question
_SHOWN: Final = 30  # figures in a message
_SUMMED_UP: Final = ("directives", "assessment", "difficulties", "proposals", "figures", "number")
_CHANGES: Final = ("directives", "assessment", "difficulties", "proposals")
_AT_ONCE: Final = {f"{_OF}{step}": step for step in (*_CHANGES, "addressee")}


@dataclass(frozen=True, slots=True)
class Given:
    """What was said so far, what results and difficulties tell since then, the figures as they stand, and their mark.

    `refused` is the key of why this member writes no report, "" where they do.
    """

    plan: Plan
    unit: Unit
    today: date
    refused: str = ""
    before: Steps = Steps()  # noqa: RUF009 - it is frozen
    known: Steps = Steps()  # noqa: RUF009 - it is frozen
    figures: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """What is to be kept; `wrong`: the figures are not right yet."""

    given: Given
    steps: Steps
    wrong: bool = False


async def look(desk: Desk) -> Given:
    plan, unit = desk.plan, desk.unit
    given = Given(plan, unit, desk.today)
    if desk.member.tasks is not None:
        return replace(given, refused="whole_unit")
    if unit.code == plan.office:
        return replace(given, refused="of_office")
    told = await written_reports.said(desk.db, plan.code, unit.code, desk.now)
    own = await gathered.gather(desk.db, plan, Extent(unit.code), desk.now)
    closed = snapshot.named(own.whole.closed, plan)
    figures = [say("written.figure", label=one.indicator.label, told=amount(one)) for one in closed.totals]
    if closed.activities:
        figures.append(say("written.activities", n=closed.activities))
    when = {one.step: one.at for one in told if one.said}
    known = Steps(
        directives="\n".join(said.issued_lines(own, when.get("directives"))),
        difficulties="\n".join(said.difficulty_lines(own, when.get("difficulties"))),
        proposals="\n".join(said.asked_lines(own, when.get("proposals"))),
        addressee=plan.addressees.difficulties or next(iter(plan.addressees.units), ""),
    )
    return replace(given, before=own.steps, known=known, figures=tuple(figures), mark=report.mark(own))


def talk(ask: Ask, given: Given) -> ReportWritten:
    if given.refused:
        return ReportWritten(given, given.before)
    before, known = given.before, given.known
    steps = Steps(
        directives=ask(_words("directives", given, _DIRECTIVES)),
        assessment=ask(_words("assessment", given, _ASSESSMENT)),
        difficulties=ask(_words("difficulties", given, _DIFFICULTIES)),
        proposals=ask(_words("proposals", given, _PROPOSALS)),
    )
    if steps.proposals and not said.is_none(steps.proposals):
        addressee = Prefilled("written_addressee", _ADDRESSEE, before.addressee or known.addressee)
        steps = replace(steps, addressee=ask(addressee))
    figures = _figures(ask, given)
    steps = replace(steps, figures={"right": given.mark, "wrong": ""}.get(figures, before.figures))
    steps = _numbered(ask, given, steps)
    changes = tuple(f"written_{key}" for key in _CHANGES)
    ask(Confirm("written_save", _shown(given, steps), changes))
    return ReportWritten(given, steps, wrong=figures == "wrong")


def _words(step: str, given: Given, at_most: int) -> Prefilled:
    """Ask for a step: what was said of it stands, and what has come since may be added; else what is known of it."""
    before, known = getattr(given.before, step), getattr(given.known, step)
    why_not, fresh = partial(_why_not, given.plan), known if before else ""
    return Prefilled(f"written_{step}", at_most, before or known, fresh, _named_in(given), why_not)


def _named_in(given: Given) -> dict[str, object]:
    return {"unit": given.unit.name, "code": given.unit.code}


def _why_not(plan: Plan, words: str) -> Unclear | None:
    """Take no word about a task that may be secret, and no number of a classified document."""
    if secrets.mark_among_numbers(words):
        return Unclear("written.marked")
    for line in words.splitlines():
        if task := named_tasks.named(line, typed_words.secret(plan)):
            return Unclear("matter.secret", task=task)
    return None


def _figures(ask: Ask, given: Given) -> str:
    """Let the figures be confirmed as they are shown; those that change meanwhile are shown anew."""
    if not given.figures:
        return ""
    shown = [*given.figures[:_SHOWN]]
    if len(given.figures) > _SHOWN:
        shown.append(say("written.more_figures", n=len(given.figures) - _SHOWN))
    stamp = hashlib.blake2b(given.mark.encode(), digest_size=6).hexdigest()
    options = [Plain(key, say(f"written.figures.{key}")) for key in ("right", "wrong", "open")]
    facts = {**_named_in(given), "figures": "\n".join(shown), "state": _confirmed(given)}
    picked = ask(Choose(f"written_figures.{stamp}", options, "written_figures", facts)).key
    if picked == "wrong":
        ask(Choose(f"written_wrong.{stamp}", [Plain("on", say("written.go_on"))], "written_wrong"))
    return picked


def _confirmed(given: Given) -> str:
    if not given.before.figures:
        return ""
    return say("written.confirmed" if given.before.figures == given.mark else "written.changed") + "\n"


def _numbered(ask: Ask, given: Given, steps: Steps) -> Steps:
    """Ask for number, day and signer, as far as they are known yet."""
    before, above = given.before, "" if given.figures else say("written.no_figures") + "\n"
    if before.number or before.signer:
        options = [Plain(key, say(f"written.number.{key}")) for key in ("keep", "anew", "open")]
        facts = {"name": _named(before), "before": above}
        picked = ask(Choose("written_number_known", options, facts=facts)).key
        if picked == "keep":
            return replace(steps, number=before.number, signed_on=before.signed_on, signer=before.signer)
        if picked == "open":
            return steps
    day = AskDays("written_day", given.today, words="written_day", single=True)
    number = ask(receipt.ask_number("written_number", day, optional=True, code=given.unit.code, before=above)).number
    signed_on = ask(day).first if number else None
    signer = ask(Line("written_signer", _SIGNER, optional=True))
    return replace(steps, number=number, signed_on=signed_on, signer=signer)


def _named(steps: Steps) -> str:
    named = [receipt.name(steps.number, steps.signed_on)] if steps.number else []
    return ", ".join([*named, *([say("written.signer", name=steps.signer)] if steps.signer else [])])


def _shown(given: Given, steps: Steps) -> str:
    """Say of each step whether it was said."""
    rows = [say("written.row", step=say(f"written.step.{step}"), said=_told(step, steps)) for step in _SUMMED_UP]
    return "\n".join([say("written.sure", unit=given.unit.name), *rows])


def _told(step: str, steps: Steps) -> str:
    value = getattr(steps, step)
    if step == "number":
        return _named(steps) or say("written.open")
    if step == "figures":
        return say("written.right" if value else "written.open")
    return say("written.said", n=len(said.lines(value))) if value else say("written.open")


async def along(desk: Desk, key: str, kept: str) -> None:
    """Keep the words of a step as they are said."""
    if (step := _AT_ONCE.get(key)) is None:
        return
    before = await written_reports.steps(desk.db, desk.plan.code, desk.unit.code, desk.now)
    said: dict[str, Any] = {step: kept}
    await _keep(desk, before, replace(before, **said))


async def _keep(desk: Desk, before: Steps, now: Steps) -> None:
    plan, unit = desk.plan.code, desk.unit.code
    if changed := await written_reports.keep(desk.db, plan, unit, before, now, desk.member.id, desk.now):
        await desk.note("report.written", about=f"{unit} {' '.join(changed)}")


async def act(desk: Desk, done: ReportWritten) -> Prompt:
    given, steps = done.given, done.steps
    if given.refused:
        return Prompt(say(f"written.{given.refused}", unit=desk.unit.name))
    await _keep(desk, given.before, steps)
    left = sum(not getattr(steps, step) for step in _SUMMED_UP)
    text = [say("written.kept" if left else "written.kept.whole", unit=desk.unit.name, at=desk.now, n=left)]
    choices = [Choice("/duthao", say("own_documents.make"))]
    if steps.number and steps.signed_on is not None and steps.signed_on <= desk.today:
        text.append(say("written.not_stated", name=receipt.name(steps.number, steps.signed_on)))
        states = f"/vanban {steps.number}, {steps.signed_on:%d/%m/%Y}"
        choices.append(Choice(states, say("written.state", number=steps.number)))
    if done.wrong:
        choices.append(Choice("/dagui", say("command.dagui")))
    return Prompt("\n".join(text), tuple(choices))


WRITING: Final = Handler(
    "writing_report", ("baocaovanban", "writereport"), OFFICIALS, look, talk, act, reads_long=True, along=along
)
