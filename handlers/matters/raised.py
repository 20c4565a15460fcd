"""A matter is begun with what was typed already; at its end it is kept under a number, and the office is told."""

from dataclasses import dataclass
from typing import Any, Final

from handlers.desk import Desk
from handlers.handler import Onward
from handlers.matters import enclosed, notices, numbers, thread, typed_words
from handlers.matters.typed_words import MatterWords
from messages.questions.evidence import Item
from messages.questions.question import Heard
from messages.questions.text import Text
from messages.reading import named_tasks
from messages.said import Choice, Prompt, Said
from messages.shortening import shortened
from messages.unclear import Unclear
from messages.words import say
from plans import calendar
from storage import matters
from storage.matters import MatterKind, NewMatter
from storage.schedule import pauses

PASSED: Final = "»"  # before words that are for the office, whatever they may mean: nobody types it
HELPED: Final = "inquiry_helped"
TO_OFFICE: Final = "to_office"
TASK: Final = "difficulty_task"
_NAME: Final = {MatterKind.DIFFICULTY: "new_difficulty", MatterKind.INQUIRY: "new_inquiry"}
_AT_MOST: Final = 1000
_HEARD: Final = 200


@dataclass(frozen=True, slots=True)
class Brought:
    """A matter to be kept, with the files that came with it."""

    new: NewMatter
    pieces: tuple[Item, ...] = ()


def question(kind: MatterKind, secret: frozenset[str]) -> MatterWords:
    """Ask for the matter itself; its words and its answer go by the name of its kind."""
    return MatterWords(Text(kind.value, _AT_MOST), secret)


def passing(text: str) -> Choice:
    """Give the button that passes a question on to the office, whatever the plan answers."""
    return Choice(f"/{numbers.COMMAND[MatterKind.INQUIRY]} {PASSED} {text}", say("inquiry.to_office"))


def onward(desk: Desk, kind: MatterKind, typed: str) -> Onward:
    """Give the way on to the conversation of this kind, with what was typed as far as it may be taken."""
    first: dict[str, Any] = {enclosed.FILES: enclosed.NONE_YET}
    passed = typed.startswith(PASSED)
    words = typed.removeprefix(PASSED).strip()
    task = named_tasks.named(words, [task.key for task in typed_words.tasks(desk.plan, desk.member)])
    if kind is MatterKind.DIFFICULTY and task:
        first[TASK] = task
    if passed and kind is MatterKind.INQUIRY:
        first[HELPED] = TO_OFFICE
    note = ""
    if words and not (TASK in first and thread.is_delicate(desk.plan, task)):
        try:
            first[kind.value] = question(kind, typed_words.secret(desk.plan)).hear(Heard(Said("", words)), None)
            note = say("difficulty.heard", what=shortened(words, _HEARD)) if kind is MatterKind.DIFFICULTY else ""
        except Unclear as why:
            note = say(why.because, **why.facts)
    return Onward(_NAME[kind], first, note=note)


async def keep(desk: Desk, brought: Brought) -> Prompt:
    """Keep it, tell the office, and say under which number."""
    new = brought.new
    matter = await matters.add(desk.db, desk.plan.code, desk.unit.code, new, desk.member.id, desk.now)
    number = numbers.number(matter)
    await enclosed.give(desk, matter, 1, brought.pieces)
    await desk.note(f"{new.kind}.raised", about=number)
    await notices.tell_office(desk, matter, f"new.{new.kind}")
    key = "matter.sent.direct" if new.reason else f"matter.sent.{new.kind}"
    text = [say(key, unit=desk.unit.name, at=desk.now, number=number)]
    to = desk.plan.addressees.difficulties
    if to and new.kind is MatterKind.DIFFICULTY:
        text.append(say("difficulty.addressee", addressee=to))
    goes = calendar.next_in_hours(desk.now)
    if goes > desk.now:
        text.append(say("matter.goes", at=goes))
    pause = await pauses.of(desk.db, desk.plan.code)
    if pause is not None:
        text.append(say("matter.paused", since=pause.since))
    return Prompt("\n".join(text), (Choice(thread.command(matter), say("matter.do.open")),))
