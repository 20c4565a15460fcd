"""The expert's line: "/baocao 15.5a hội nghị báo chí, hôm qua, 120 đại biểu https://…".

What is not mentioned and may be left out is skipped; everything can be changed on the
review screen. Without a task's key the likeliest three are offered, never taken; a
sensitive one is found by its key alone, and takes none of the words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, Protocol

from rapidfuzz import fuzz

from handlers.entries import contents
from handlers.officials.free_text import guessing_form, unmentioned
from handlers.officials.free_text.understanding import Piece, Understood, heard, summary
from messages.folding import folded
from messages.questions.evidence import heard_items, is_marked
from messages.reading.days.spans import read_days, worded
from messages.reading.lines import lines
from messages.reading.lines.activities import activities
from messages.reading.lines.lines import TypedLine
from messages.said import Choice, Said
from messages.shortening import shortened
from messages.unclear import Unclear
from messages.words import say
from plans import schema
from plans.schema import Plan, Sensitive, Unit
from storage.results.figures import Counts

LIKELY: Final = 3
TITLE: Final = 250
NO_FIGURES: Final = Piece(picked="none")
NO_EVIDENCE: Final = Piece(kept={"items": [], "done": True})
_FEW: Final = 2  # words of a title beside days or figures
_ALONE: Final = 3  # of one that stands alone
_KEYS_OF_LABEL: Final = 0.6  # of the likeness, the rest is the text's


class OfferedTask(Protocol):
    """A task as it can be chosen."""

    @property
    def key(self) -> str:
        """The task's key."""

    @property
    def label(self) -> str:
        """The task's label."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its text, for a task that has no secrets."""

    @property
    def sensitive(self) -> Sensitive:
        """Whether it is."""


class Given(Protocol):
    """What the conversation is given."""

    @property
    def tasks(self) -> Sequence[OfferedTask]:
        """The unit's tasks."""

    @property
    def others(self) -> Sequence[OfferedTask]:
        """What else the unit may report."""

    @property
    def plan(self) -> Plan:
        """The plan."""

    @property
    def today(self) -> date:
        """Today in Viet Nam."""

    @property
    def unit(self) -> Unit:
        """Who reports."""


def split(text: str, given: Given, *, names: bool = True, of: Sequence[str] = ()) -> TypedLine:
    """Take a text apart, with the words of this plan; place and partners where `names`, and the unit is asked them.

    `of` are the keys of tasks that may stand in it, all that may be reported where there are none.
    """

    def is_unit(typed: str) -> bool:
        return bool(schema.recognised(given.plan, typed))

    looks = is_unit if names and given.unit.asks_place else None
    return lines.split(text, given.today, given.plan.indicators, of or keys(given), looks)


def foreign(text: str, given: Given) -> str:
    """Give the key of a task that is not this unit's, or nobody's, where a task's key should stand."""
    return lines.foreign_code(text, keys(given), [task.key for task in given.plan.tasks])


def keys(given: Given) -> list[str]:
    """Give the keys of all tasks that may be reported."""
    return [task.key for task in (*given.tasks, *given.others)]


def understood(talk: Any, given: Any, text: str, *, shorten: bool = False) -> Understood:
    """Give what was understood of a text; `shorten` a title that is too long, as of a post that was forwarded."""
    other = foreign(text, given)
    said = text.replace(other, "", 1) if other else text
    line = split(said, given)
    if _is_to_come(line, given.today):
        line = _to_come(said, given)
    if line.code and is_closed(given, line.code):
        return closed(talk, given, line.code, lines.without_code(said, keys(given)))
    pieces = {**unmentioned.PIECES, "figures": NO_FIGURES, **_pieces(line, given, shorten=shorten)}
    if line.is_post:
        del pieces["figures"]  # there may be some: better asked than left out
    found = heard(talk, given, pieces, line.more)
    if "task" not in found.answers:
        found.answers["task"] = which_task(given, found.values, line.title, other)
    return found


def told(talk: Any, given: Any, text: str, task: str) -> Understood:
    """Give what was understood of an activity that somebody tells for this task, in their own words.

    Who types no more than "hội thảo" is asked the rest, one thing at a time.
    """
    line = split(text, given, of=(task,))
    if _is_to_come(line, given.today):
        line = _to_come(text, given, of=(task,))
    pieces = {**unmentioned.PIECES, **_pieces(line, given, shorten=line.is_post)}
    is_form = guessing_form.is_form(given.plan, line.title)
    if is_form or len(line.title.split()) < (_FEW if line.has_days or line.figures else _ALONE):
        pieces.pop("title", None)
    elif not line.is_post:
        pieces.setdefault("figures", NO_FIGURES)
    if "title" not in pieces and not is_form and not line.figures and not line.evidence:
        pieces.setdefault("days", Piece(text=text))  # no more than a day, as it seems, which its own question hears
    found = heard(talk, given, pieces)
    del found.answers[unmentioned.WHAT]
    return found


def _is_to_come(line: TypedLine, today: date) -> bool:
    try:
        return bool(line.days) and read_days(line.days, today).first > today
    except Unclear:
        return False


def _to_come(said: str, given: Given, of: Sequence[str] = ()) -> TypedLine:
    """Take a line apart of which all days lie ahead: nobody is asked yet where, how many, with which link."""
    line = lines.split(said, given.today, (), of or keys(given))
    title = " ".join(filter(None, (line.title, line.evidence)))
    return replace(line, title=title, evidence="") if len(title) <= TITLE else line


def closed(talk: Any, given: Any, task: str, words: str) -> Understood:
    """Take a sensitive task with its count, and say that other words were not taken."""
    told = activities(words)
    count = {} if told.count is None else {"count": Piece(text=str(told.count))}
    found = heard(talk, given, {"task": Piece(picked=task), **count})
    if told.has_more:
        found.answers["by_letter" if count else "count"] = Unclear("oneline.words_dropped", task=task)
    return found


def _pieces(line: TypedLine, given: Given, *, shorten: bool) -> dict[str, Piece]:
    title = shortened(line.title, TITLE) if shorten else line.title
    texts = {"title": title, "figures": line.figures, "place": line.place, "partners": line.partners}
    picks = {"task": line.code, "finished": line.finished}
    pieces = {key: Piece(text=text) for key, text in texts.items() if text}
    pieces |= {key: Piece(picked=picked) for key, picked in picks.items() if picked}
    if line.has_days:
        pieces["days"] = _days(line, given.today)
    form = guessing_form.guess(given.plan, title, line.figures)
    if form is not None:
        pieces["form"] = form
    if line.several:
        pieces = _one_of(line, given, pieces)
    if line.is_total:
        pieces |= _total(title)
    if line.evidence:
        kept = {"items": heard_items(Said("", line.evidence)), "done": True}
        is_kept = not is_marked(line.evidence)
        pieces["evidence"] = Piece(kept=kept) if is_kept else Piece(why=Unclear("evidence.marked"))
    return pieces


def _one_of(line: TypedLine, given: Given, pieces: Mapping[str, Piece]) -> dict[str, Piece]:
    """Ask which of several things this result is of, and anew for the figures, which may be those of another."""
    forms = {guessing_form.guess(given.plan, title, "") for title in line.several}
    kept = {key: piece for key, piece in pieces.items() if key != "form" or len(forms) == 1}
    offers = [*(Choice(title, title) for title in line.several), Choice(line.title, say("oneline.things_together"))]
    asked = Unclear("oneline.things_several", tuple(offers), n=len(line.several))
    anew = {"figures": Piece(why=Unclear("oneline.things_figures"))} if line.figures else {}
    return {**kept, **anew, "title": Piece(why=asked)}


def _total(title: str) -> dict[str, Piece]:
    """Take figures for a total; where no word says what was done, for those of a period."""
    told = {contents.COUNTS: Piece(picked=str(Counts.TOTAL))}
    return told if title else {**told, "form": Piece(picked=contents.CUMULATIVE)}


def _days(line: TypedLine, today: date) -> Piece:
    """Let the question hear the days; where they could be read but may be something else, offer the reading."""
    if line.unsure is None or not line.days:
        return Piece(text=line.days, why=line.unsure)
    try:
        days = read_days(line.days, today)
    except Unclear:
        return Piece(text=line.days)  # its own reason says more
    offers = (Choice(line.days, worded(days)),) if days.last <= today else ()
    return Piece(why=Unclear(line.unsure.because, offers, **line.unsure.facts))


def which_task(given: Given, values: Mapping[str, Any], title: str, other: str = "") -> Unclear:
    """Ask for the task: say what was understood, offer the likeliest."""
    form = values["form"].label if "form" in values else ""
    offers = tuple(Choice(task.key, task.label) for task in likely(given, f"{title} {form}"))
    known = summary(given.plan, values)
    if other:
        return Unclear("oneline.not_your_task", offers, code=other, known=f"{known}\n" if known else "")
    return Unclear("oneline.which_task", offers, known=f"{known}\n" if known else "")


def likely(given: Given, text: str) -> list[OfferedTask]:
    """Give the tasks that a text may be about, the likeliest first; a sensitive one never."""
    wanted = folded(text)
    open_ones = [task for task in given.tasks if task.sensitive is not Sensitive.YES]
    ranked = sorted(open_ones, key=lambda task: -_likeness(wanted, task))
    return ranked[:LIKELY]


def _likeness(wanted: str, task: OfferedTask) -> float:
    label = fuzz.token_set_ratio(wanted, folded(task.label))
    text = fuzz.token_set_ratio(wanted, folded(" ".join(task.words)))
    return _KEYS_OF_LABEL * label + (1 - _KEYS_OF_LABEL) * text


def is_closed(given: Given, key: str) -> bool:
    """Tell whether the task of this key takes status and a count only."""
    return any(task.key == key and task.sensitive is Sensitive.YES for task in (*given.tasks, *given.others))


def evident(answers: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Add pieces of evidence to first answers, those that are there already left out."""
    if not items:
        return dict(answers)
    kept = answers.get("evidence")
    if not isinstance(kept, Mapping):
        return {**answers, "evidence": {"items": list(items), "done": True}}
    known = {item["item"] for item in items}
    return {**answers, "evidence": {**kept, "items": [*items, *(i for i in kept["items"] if i["item"] not in known)]}}
