"""What looks like a result is offered as one: "Ghi thành kết quả?": a plain sentence, files, a place.

It waits in this small conversation until the yes, or until its task is picked; then /baocao goes on with what was
understood. Files may also go to the latest result. On no, nothing of it is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from handlers.desk import Desk
from handlers.handler import Handler, Onward
from handlers.officials.entering import new_entry
from handlers.officials.free_text import oneline, resembling, unmentioned
from handlers.officials.free_text.understanding import summary
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.evidence import exchanged, heard_items, is_of
from messages.questions.question import Ask, Corrected, Gathering, Heard
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
_ADD: Final = "add"  # the conversation in which evidence is added to an entry
_TASK: Final = "task:"  # before the key of a task that is picked at once


@dataclass(frozen=True, slots=True)
class Sentence(Gathering):
    """The message itself, never asked for. Kept: {"text", "items": [its files], "place", "source", "done": True}.

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
        place = heard.said.place or (kept.get("place", "") if kept else "")
        is_told = not kept or (not kept["text"] and bool(heard.said.text))
        source = heard.said.source if is_told else kept.get("source", "")
        return {"text": text, "items": [*known, *files], "place": place, "source": source, "done": True}

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

    def holds_of(self, kept: Any, source: str) -> bool:
        """Tell whether it is this message, or files of it are among them."""
        return source == kept.get("source") or any(is_of(item, source) for item in kept["items"])

    def exchanged(self, kept: Any, said: Said) -> Any:
        """Take the words, and the files, of an edited message in the place of those it had."""
        files = {"items": exchanged(kept["items"], replace(said, text=""))}
        is_it = said.source == kept.get("source") and said.text.strip() and "task" not in kept
        return {**kept, **files, "text": said.text} if is_it else {**kept, **files}

    def opened(self, kept: Any) -> Any:
        """Let more files come."""
        return kept

    def joined(self, kept: Any, said: Said) -> Any:
        """Add the files of a later message; its words are not added."""
        return self.hear(Heard(Said(said.source, attachments=said.attachments, album=said.album)), kept)


@dataclass(frozen=True, slots=True)
class WhatFor(Choose[Plain]):
    """What files, or a place, are for; words that tell what they show go with them, as if they had come together."""

    tells: Callable[[str], bool] = bool

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep what was picked."""
        try:
            return Choose.hear(self, heard, kept)
        except Unclear as why:
            if not self.tells(heard.said.text):
                raise
            raise Corrected("held", why.because) from None


@dataclass(frozen=True, slots=True)
class SentenceDecision:
    """What was decided: the text and its files, and the first answers where it is to be recorded.

    `add_to` is the number of the result that the files are for.
    """

    held: Mapping[str, Any]
    answers: Mapping[str, Any] | None = None
    add_to: str = ""


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
        return {"held": {"text": text, "task": line.code, "items": [], "place": "", "done": True}}
    return held(said)


def held(said: Said) -> dict[str, Any]:
    """Give the first answers of this conversation for a message, whatever it holds."""
    return {"held": Sentence("held").hear(Heard(said), None)}


def talk(ask: Ask, given: new_entry.Given) -> SentenceDecision:
    held = ask(Sentence("held"))
    if not held["text"]:
        return _of_files(ask, given, held)
    if task := held.get("task"):
        found = oneline.closed(new_entry.entered, given, task, held["text"].removeprefix(task))
        known = summary(given.plan, found.values) + "\n" + say("oneline.words_dropped", task=task)
    else:
        found = oneline.understood(new_entry.entered, given, held["text"], shorten=True)
        known = summary(given.plan, found.values)
    asked = found.answers.get("task")
    likely = asked.offers if isinstance(asked, Unclear) else ()
    words = (
        ("record.task" if likely else "record") if known else ("record.task_unknown" if likely else "record_unknown")
    )
    tasks = (Plain(_TASK + offer.key, offer.label) for offer in likely)
    options = (*tasks, _option(YES, "other" if likely else ""), _option(NO))
    picked = ask(Choose("record", options, words, facts={"known": known} if known else {})).key
    if picked == NO:
        return SentenceDecision(held)
    chosen = {"task": picked.removeprefix(_TASK)} if picked != YES else {}
    return SentenceDecision(held, {**unmentioned.completed(found.answers), **chosen})


def _of_files(ask: Ask, given: new_entry.Given, held: Mapping[str, Any]) -> SentenceDecision:
    """Ask what files, or a place, are for."""
    add = (Plain(_ADD, say("record.add", number=given.latest)),) if given.latest and held["items"] else ()
    facts = {"n": len(held["items"])} if held["items"] else {"place": held.get("place", "")}
    words = "record.files" if held["items"] else "record.place"
    tells = partial(_tells, given)
    picked = ask(WhatFor("record", (_option(YES), *add, _option(NO)), words, facts=facts, tells=tells)).key
    if picked == _ADD:
        return SentenceDecision(held, add_to=given.latest)
    return SentenceDecision(held, None if picked == NO else {})


def _tells(given: new_entry.Given, text: str) -> bool:
    """Tell whether words tell a result, and name no further evidence, and no task that may be secret."""
    if oneline.split(text, given).evidence:
        return False
    found = offered(Said("", text), given)
    return found is not None and "task" not in found["held"]


def _option(key: str, label: str = "") -> Plain:
    return Plain(key, say(f"record.{label or key}"), tuple(say(f"record.{key}.typed").split("|")))


async def act(desk: Desk, decided: SentenceDecision) -> Prompt:
    items, place = decided.held["items"], decided.held.get("place", "")
    if decided.add_to:
        raise Onward(_ADD, {"evidence": {"items": items, "done": True}}, "held", words=decided.add_to)
    if decided.answers is not None:
        answers = {**decided.answers, **({"place": place} if place else {})}
        raise Onward(new_entry.REPORT.name, oneline.evident(answers, items), "held")
    await evidence.drop(desk.db, desk.person.id, sorted(item["item"] for item in items))
    return Prompt(say("record.dropped"))


SENTENCE: Final = Handler("sentence", (), OFFICIALS, new_entry.look, talk, act, ways=(CANCEL,), of_unit=True)
