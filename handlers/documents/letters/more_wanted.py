"""The letter to a unit that no message reaches: more is wanted of one of its results."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.documents import issuing
from handlers.documents.letters import wording
from handlers.documents.sentences import as_part
from handlers.entries.contents import Content
from messages.documents.paper.letter import Letter
from messages.reading import papers
from messages.words import say, write
from plans.schema import Plan
from storage.results.papers import Source


@dataclass(frozen=True, slots=True)
class MoreWanted:
    """Of which result of which unit more is wanted, of which part and why; from which document the office entered it.

    `title` is "" where no word of it may be told.
    """

    unit: str
    number: str
    content: Content
    title: str
    field: str
    reason: str
    source: Source | None


def of(plan: Plan, at: datetime, wanted: MoreWanted) -> Letter:
    """Write it."""
    unit, form = plan.unit(wanted.unit), issuing.form(plan)
    facts = {"you": wording.you([unit]), "reporter": form.office.reporter, "basis": form.basis, "what": _what(wanted)}
    source = wanted.source
    if source is None or source.dated is None:
        first = write("letter.more.received", **facts)
    else:
        first = write("letter.more.entered", source=_source(source.number, source.dated), **facts)
    field = say(f"review.field.{wanted.field}") if wanted.field else say("review.field.anything")
    reason = as_part(wanted.reason)
    body = (
        (first,),
        (write("letter.more.wanted", field=field, reason=reason, **facts),),
        (write("letter.more.by", **facts), write("letter.fill.by"), "."),
        (write("letter.end", **facts),),
    )
    return wording.letter(plan, at, write("letter.about.more", plan=plan.in_full), (unit.name,), body)


def _what(wanted: MoreWanted) -> str:
    content = wanted.content
    if not wanted.title or content.days is None:
        return write("letter.more.untitled", number=wanted.number, task=content.task)
    key = "letter.more.day" if content.days.first == content.days.last else "letter.more.days"
    days = write(key, first=content.days.first, last=content.days.last)
    return write("letter.more.titled", title=wanted.title, days=days, number=wanted.number)


def _source(number: str, dated: date) -> str:
    if papers.is_unnumbered(number):
        return write("letter.more.source.unnumbered", on=dated)
    return write("letter.more.source", number=number, on=dated)
