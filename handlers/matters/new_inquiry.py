"""An inquiry is put to the office; what the plan can answer is answered first, and goes on where that is no help."""

from dataclasses import dataclass
from typing import Final

from handlers.desk import Desk
from handlers.handler import Handler
from handlers.matters import enclosed, from_the_plan, raised, typed_words
from handlers.matters.from_the_plan import PlanAnswers
from handlers.matters.raised import Brought
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask, Foreseen
from messages.questions.ways import BACK, CANCEL
from messages.reading.asked import asked
from messages.said import Prompt
from messages.words import say
from storage.matters import MatterKind, NewMatter

_ENOUGH: Final = "enough"


@dataclass(frozen=True, slots=True)
class InquiryEnd:
    """What came of it: an inquiry to be kept, or none, for the plan has answered it."""

    new: Brought | None = None


async def look(desk: Desk) -> PlanAnswers:
    return await from_the_plan.of(desk)


def talk(ask: Ask, given: PlanAnswers) -> InquiryEnd:
    what = ask(raised.question(MatterKind.INQUIRY, typed_words.secret(given.plan)))
    wanted = asked(what)
    if wanted is not None:
        options = tuple(Plain(key, say(f"inquiry.{key}")) for key in (_ENOUGH, raised.TO_OFFICE))
        facts = {"answer": given.to(wanted)}
        if ask(Choose(raised.HELPED, options, facts=facts)).key == _ENOUGH:
            return InquiryEnd()
    pieces = ask(enclosed.GATHER)
    what = enclosed.said(what, pieces)
    shows = say("inquiry.sure", what=what) + enclosed.line(pieces)
    ask(Confirm("inquiry_send", shows, (MatterKind.INQUIRY.value, enclosed.FILES)))
    return InquiryEnd(Brought(NewMatter(MatterKind.INQUIRY, what), pieces))


async def act(desk: Desk, end: InquiryEnd) -> Prompt:
    return Prompt(say("courtesy")) if end.new is None else await raised.keep(desk, end.new)


def foreseen(_given: PlanAnswers) -> tuple[Foreseen, ...]:
    return enclosed.foreseen(MatterKind.INQUIRY.value)


NEW_INQUIRY: Final = Handler("new_inquiry", (), OFFICIALS, look, talk, act, ways=(BACK, CANCEL), foreseen=foreseen)
