"""What an official writes though no question asks for it: a block, a sentence, a number, an answer to a reminder.

A block becomes the first answers of /baocao at once. All else is offered, and nothing of it is entered or
stated without a yes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from handlers import menu
from handlers.desk import Desk
from handlers.matters import raised, typed_words
from handlers.obligations import receipt
from handlers.officials import reporting_as, unasked_files
from handlers.officials.entering import new_entry, sentences
from handlers.officials.entering.new_entry import REPORT
from handlers.officials.entering.sentences import SENTENCE
from handlers.officials.free_text import oneline, resembling, template
from handlers.reminders import at_sending, replies
from handlers.unasked import Begin
from messages.questions.evidence import heard_items
from messages.reading import difficulties, named_tasks
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from storage.obligations import signed_reports
from storage.schedule import reminders

_TOLD: Final = frozenset({"stated", "received"})
_CHAT: Final = 5  # words, the question mark among them: "có việc gì không?" asks nobody for anything
_ANSWERED: Final = timedelta(days=7)  # so long words may be an answer to a reminder


async def block(desk: Desk, said: Said) -> Begin | Prompt | None:
    """Take a block; and a sentence where /baocao has just asked for the task."""
    is_asked = desk.begun == REPORT.name
    own, is_block = _official(desk, said), template.is_block(said.text)
    if own is None or not (is_asked or is_block):
        return None
    if not is_asked:
        own, *others = reporting_as.possible(desk, said.text)
        if others and said.attachments:
            return unasked_files.for_whom(own, said)
        if others:
            return _for_which((own, *others), said.text)
    if not is_block and not _is_result(own, said):
        return None
    given = await REPORT.look(own)
    first = oneline.evident(REPORT.start(said.text, given), heard_items(replace(said, text="")))
    return Begin(REPORT, own.member, first) if first else None


def _is_result(own: Desk, said: Said) -> bool:
    given = new_entry.at_hand(own)
    if sentences.offered(said, given) is None:
        return False
    return not resembling.is_only_difficulty(said.text, oneline.split(said.text, given))


async def sentence(desk: Desk, said: Said) -> Begin | Prompt | None:
    """Offer a message as a result, where it looks like one."""
    if _official(desk, said) is None:
        return None
    own, *others = reporting_as.possible(desk, said.text)
    first = sentences.offered(said, new_entry.at_hand(own))
    if first is None:
        return None
    if others and said.attachments and first["held"]["items"]:
        return unasked_files.for_whom(own, said)
    if others:
        return _for_which((own, *others), first["held"]["text"])
    return Begin(SENTENCE, own.member, first)


def _for_which(desks: Sequence[Desk], text: str) -> Prompt:
    return menu.for_which(desks[0].plans, [desk.member for desk in desks], REPORT.commands[0], text)


async def difficulty(desk: Desk, said: Said) -> Prompt | None:
    """Offer words that tell of a difficulty as one; as a result only where they tell of something done too."""
    if _official(desk, said) is None or said.attachments or not difficulties.tells(said.text):
        return None
    own = reporting_as.possible(desk, said.text)[0]
    given = new_entry.at_hand(own)
    held, line = sentences.offered(said, given), oneline.split(said.text, given)
    text = _said_openly(own, said.text if held is None else held["held"]["text"])
    is_done = held is not None and not resembling.is_only_difficulty(said.text, line)
    as_result = (Choice(f"/baocao {text}", say("difficulty.result")),) if is_done else ()
    return Prompt(say("difficulty.told"), (_as_difficulty(text), *as_result))


def difficulty_beside(desk: Desk, said: Said) -> Unclear | None:
    """Offer words that answer no question of an entry, and tell of a difficulty, as one; the draft stays."""
    if said.pressed or said.edited or said.attachments or not difficulties.tells(said.text):
        return None
    return Unclear("difficulty.beside", (_as_difficulty(_said_openly(desk, said.text)),))


def result_beside(desk: Desk, said: Said) -> Unclear | None:
    """Offer words that no evidence is in, and that read like a result, as another one; the draft stays."""
    if _official(desk, said) is None:
        return None
    own = reporting_as.possible(desk, said.text)[0]
    first = sentences.offered(said, new_entry.at_hand(own))
    if first is None:
        return None
    text = _said_openly(own, first["held"]["text"])
    return Unclear("result.beside", (Choice(f"/{REPORT.commands[0]} {text}", say("result.offer")),))


def _said_openly(desk: Desk, text: str) -> str:
    """Give words for a button; of a task that may be secret its key alone."""
    return named_tasks.named(text, typed_words.secret(desk.plan)) or text


def _as_difficulty(text: str) -> Choice:
    return Choice(f"/vuongmac {raised.PASSED} {text}", say("difficulty.offer"))


async def question(desk: Desk, said: Said) -> Prompt | None:
    """Offer what ends as a question, and nothing here can answer, to be passed on to the office."""
    own = _official(desk, said)
    words = said.text.replace("?", " ? ").split()
    if own is None or words[-1:] != ["?"] or len(words) <= _CHAT or said.attachments:
        return None
    if named_tasks.named(said.text, typed_words.secret(own.plan)):
        return None
    return Prompt(say("inquiry.told"), (raised.passing(said.text), *menu.usual(own.member.role)))


async def signed_report(desk: Desk, said: Said) -> Prompt | None:
    """Offer to state a signed report whose number is typed."""
    own, found = _official(desk, said), replies.report(said.text)
    if own is None or found is None or own.member.tasks is not None:
        return None
    return Prompt(say("replying.sent"), replies.choices(found, (menu.choice("baocao"),)))


async def answer(desk: Desk, said: Said) -> Prompt | None:
    """Offer the button of the last reminder that says the same, before its others."""
    found = replies.meant(said.text, desk.today)
    if found is None:
        return None
    known = await _known_report(desk, said) if found.command == "vanban" and not found.number else None
    return known or await _reminded(desk, said, found)


async def _known_report(desk: Desk, said: Said) -> Prompt | None:
    """Say where the report stands that somebody says again to have sent; of several units it may be any."""
    own = _official(desk, said)
    if own is None or own.member.tasks is not None or len(reporting_as.members(desk)) > 1:
        return None
    report = await signed_reports.latest(desk.db, own.plan.code, own.unit.code)
    if report is None or report.state not in _TOLD:
        return None
    facts = {"unit": own.unit.name, "name": receipt.named(report), "on": report.received_on or "–"}
    return Prompt(say(f"replying.known.{report.state}", **facts), (menu.choice("nhiemvu"),))


async def after_a_reminder(desk: Desk, said: Said) -> Prompt | None:
    """Offer the buttons of the last reminder, whatever the words are."""
    return await _reminded(desk, said, None)


async def _reminded(desk: Desk, said: Said, found: replies.Meant | None) -> Prompt | None:
    """Offer what the last reminder still asks for; with `found` only where one of its buttons says so."""
    if _official(desk, said) is None:
        return None
    last = await reminders.last_to(desk.db, desk.person.id, desk.now - _ANSWERED)
    if last is None:
        return None
    hung = await reminders.hung_on(desk.db, last.outbox)
    prompt = await at_sending.prompt_of(desk.db, desk.house, hung, desk.now)
    if prompt is None:  # nothing of it is owed any more
        return None
    if found is not None and found.command not in map(replies.command, prompt.choices):
        return None
    text = say("replying.meant" if found else "replying.unknown", at=last.sent_at)
    return Prompt(text, replies.choices(found, prompt.choices))


def _official(desk: Desk, said: Said) -> Desk | None:
    """Give the desk of what the person reports as; nobody does with a button or an edit."""
    if not said.text.strip() or said.pressed or said.edited or said.unsupported:
        return None
    if desk.begun == REPORT.name:
        return desk
    member = desk.first_as(REPORT.roles)
    return None if member is None else replace(desk, member=member)
