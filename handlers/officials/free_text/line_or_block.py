"""What an official writes in one go after /baocao: a line, or a block that was filled in."""

from typing import Any, Final

from handlers.officials.free_text import oneline, template
from messages.questions.choose import search
from messages.reading.lines.lines import TypedLine
from messages.unclear import Unclear

_FEWEST: Final = 4  # words of a title that stands alone; fewer look for a task


def understood(talk: Any, given: Any, words: str) -> dict[str, Any]:
    """Give the first answers; {} for words that only name a task."""
    if template.is_block(words):
        return template.understood(talk, given, words).answers
    foreign = oneline.foreign(words, given)
    if foreign and words.strip(" .:,") == foreign:
        return {"task": Unclear("oneline.not_your_task", code=foreign, known="")}
    line = oneline.split(words, given)
    if not _says_more(line) and not _is_title(given, words, line):
        return {}
    return oneline.understood(talk, given, words).answers


def _says_more(line: TypedLine) -> bool:
    return bool(line.has_days or line.figures or line.evidence or (line.code and line.title))


def _is_title(given: Any, words: str, line: TypedLine) -> bool:
    return len(line.title.split()) >= _FEWEST and len(search((*given.tasks, *given.others), words)) != 1
