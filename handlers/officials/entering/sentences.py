"""A plain sentence that looks like a result is offered as one: "Ghi thành kết quả?".

The text waits in this small conversation, with the files it came with, until the yes;
then /baocao goes on with what was understood. On no, nothing of it is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from handlers.desk import Desk
from handlers.handler import Handler, Onward
from handlers.officials.entering import new_entry
from handlers.officials.free_text import oneline, resembling
from handlers.officials.free_text.understanding import summary
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.evidence import heard_items
from messages.questions.question import Ask, Heard
from messages.questions.ways import CANCEL
from messages.reading.lines import lines
from messages.reading.lines.activities import activities
from messages.said import Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from storage.results import evidence

YES: Final = "yes"
NO: Final = "no"
_AT_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence itself, never asked for. Kept: {"text": str, "items": [files of the message], "done": True}.

    Of one that names a sensitive task the text is its key and the count of activities, and "task" is there.
    """

    key: str
    numbered = False

    def hear(self, heard: Heard, kept: Any) -> dict[str, Any]:
        """Keep the text, also when it was edited; files that follow are added."""
        files = heard_items(Said(heard.said.source, attachments=heard.said.attachments, album=heard.said.album))
        known = [item for item in (kept["items"] if kept else []) if item not in files]
        if len(known) + len(files) > _AT_MOST:
            raise Unclear("evidence.too_many", at_most=_AT_MOST)
        if kept and "task" in kept:
            return dict(kept)
        text = heard.said.text or (kept["text"] if kept else "")
        return {"text": text, "items": [*known, *files], "done": True}

    def value(self, kept: Any) -> dict[str, Any]:
        """Give what is kept."""
        return dict(kept)

    def prompt(self, kept: Any) -> Prompt:  # noqa: ARG002 - it is there from the beginning
        """Say nothing."""
        return Prompt(say("text.unknown"))

    def echo(self, kept: Any) -> str:  # noqa: ARG002 - what follows says it
        """Say nothing."""
        return ""

    def holds(self, kept: Any, album: str) -> bool:
        """Tell whether parts of this album are among the files."""
        return any(item.get("album") == album for item in kept["items"])

    def opened(self, kept: Any) -> Any:
        """Let more files come."""
        return kept

    def joined(self, kept: Any, said: Said) -> Any:
        """Add the files of a later message; its words are not added."""
        return self.hear(Heard(Said(said.source, attachments=said.attachments, album=said.album)), kept)


@dataclass(frozen=True, slots=True)
class SentenceDecision:
    """What was decided: the text and its files, and the first answers where it is to be recorded."""

    held: Mapping[str, Any]
    answers: Mapping[str, Any] | None


def offered(said: Said, given: new_entry.Given) -> dict[str, Any] | None:
    """Give the first answers of this conversation for a message that looks like a result, else None.

    Of one that names a sensitive task only the task's key is held.
    """
    if said.unsupported or not said.text.strip():
        return None
    line = oneline.split(said.text, given)
    if not resembling.looks(said.text, line):
        return None
    if line.code and oneline.is_closed(given, line.code):
        told = activities(lines.without_code(said.text, [line.code])).count
        text = line.code if told is None else f"{line.code} {told}"
        return {"held": {"text": text, "task": line.code, "items": [], "done": True}}
    return {"held": Sentence("held").hear(Heard(said), None)}


def talk(ask: Ask, given: new_entry.Given) -> SentenceDecision:
    held = ask(Sentence("held"))
    if task := held.get("task"):
        found = oneline.closed(new_entry.entered, given, task, held["text"].removeprefix(task))
        known = summary(given.plan, found.values) + "\n" + say("oneline.words_dropped", task=task)
    else:
        found = oneline.understood(new_entry.entered, given, held["text"], shorten=True)
        known = summary(given.plan, found.values)
    words = "record" if known else "record_unknown"
    picked = ask(Choose("record", (_option(YES), _option(NO)), words, facts={"known": known} if known else {}))
    return SentenceDecision(held, found.answers if picked.key == YES else None)


def _option(key: str) -> Plain:
    return Plain(key, say(f"record.{key}"), tuple(say(f"record.{key}.typed").split("|")))


async def act(desk: Desk, answered: SentenceDecision) -> Prompt:
    items = answered.held["items"]
    if answered.answers is not None:
        raise Onward(new_entry.REPORT.name, oneline.evident(answered.answers, items), "held")
    await evidence.drop(desk.db, desk.person.id, sorted(item["item"] for item in items))
    return Prompt(say("record.dropped"))


SENTENCE: Final = Handler("sentence", (), OFFICIALS, new_entry.look, talk, act, ways=(CANCEL,), of_unit=True)
