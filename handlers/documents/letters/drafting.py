"""Drafts of letters as long work: what a coordinator asked for is written as things stand then, and handed over."""

from datetime import datetime
from typing import Any, Final

from handlers.delivery.long_work import Bench, Made
from handlers.documents import handing_over, withheld
from handlers.documents.letters import more_wanted, whom, wording
from handlers.documents.letters.more_wanted import MoreWanted
from handlers.documents.letters.wording import LetterFacts
from handlers.entries import access, contents
from handlers.situation import overview
from messages.documents.paper import letter as paper
from messages.documents.paper.letter import Letter
from messages.words import ZONE, say, speaking, write
from plans.schema import Plan
from storage.db import Db
from storage.obligations import requests
from storage.results import entries, papers, reviews
from storage.results.entries import Entry
from storage.results.status import Status

KIND: Final = "letter"
GROUP: Final = "group"  # the facts: one of them names to whom it goes
UNIT: Final = "unit"
ENTRY: Final = "entry"


async def make(bench: Bench) -> Made:
    """Write a letter; where nothing is owed any more, say so."""
    plan, now, facts = bench.plan.spoken("vi"), bench.now, bench.wanted.facts  # the language in which it is signed
    with speaking("vi"):
        written = await _written(bench.db, plan, facts, now)
    if written is None:
        return Made(say("letter.nobody", at=now), ())
    made = paper.made(written)
    name = write("letter.file", plan=plan.code, day=f"{now.astimezone(ZONE):%Y-%m-%d-%H%M}")
    of = len(written.annex.rows) if written.annex else len(written.addressees)
    told = say("letter.made", n=of, about=written.about, to_fill=made.to_fill, at=now)
    if ENTRY not in facts:
        told += " " + say("letter.made.note")
    return handing_over.letter(bench, name, made.file, told)


async def _written(db: Db, plan: Plan, facts: Any, now: datetime) -> Letter | None:
    if ENTRY in facts:
        entry = await entries.by_id(db, facts[ENTRY])
        return None if entry.status is not Status.MORE_WANTED else await _more(db, plan, entry, now)
    here = await overview.read(db, plan, now, now)
    group = whom.of_unit(here, facts[UNIT]) if UNIT in facts else whom.named(here, facts[GROUP])
    if group is None:
        return None
    asked = {request.number: request.text for request in await requests.of_plan(db, plan.code)}
    unmanned = frozenset(code for code, manned in here.manned.items() if not manned.officials)
    return wording.of(LetterFacts(plan, now, asked, unmanned), group)


async def _more(db: Db, plan: Plan, entry: Entry, now: datetime) -> Letter | None:
    last = await reviews.latest(db, entry.id)
    if last is None:
        return None
    content = contents.of_entry(entry)
    is_silent = withheld.is_withheld(content, withheld.tasks(plan))
    wanted = MoreWanted(
        unit=entry.unit,
        number=access.number(entry),
        content=content,
        title="" if is_silent else access.title(plan, content),
        field=last.field,
        reason=last.reason,
        source=await papers.source_of(db, entry.id),
    )
    return more_wanted.of(plan, now, wanted)
