"""What somebody looks for, in any mix: units, tasks, days, how a result stands, its number; the rest are its words.

What was understood is said above the results, so that nothing is misread in silence. What stands in quotation marks
is words and nothing else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from handlers.entries import access, contents, findable
from messages.folding import cleaned
from messages.reading.days import spans
from messages.reading.lines.days import stretches
from messages.reading.sought import BEFORE_PLACES, BEFORE_TASKS, STATES, THIS_MONTH, WEAK
from messages.shortening import shortened
from messages.unclear import Unclear
from messages.values import Days
from messages.words import LANGUAGES, catalogue, say
from plans.schema import Plan, Unit
from plans.units import spelled
from storage.results import search
from storage.results.finding import Sought, SoughtWords
from storage.results.status import Status

LONGEST: Final = 200  # characters
_SHOWN: Final = 60
_WORDS: Final = 10  # of the longest name
_QUOTED: Final = re.compile(r'["“”]([^"“”]*)["“”]')
_DASHED: Final = re.compile(
    r"(?<!\S)(?:\w*\d\w*[–-])?(?P<unit>[A-Z]{2,12})[–-](?P<number>\d{1,5})(?!\S)", re.IGNORECASE
)
_WHOLE: Final = re.compile(
    r"(?:\w*\d\w*[\s–-])?(?P<unit>[A-Z]{2,12})[\s–-]?(?P<number>\d{1,5})|(?P<alone>\d{1,3})", re.IGNORECASE
)
_WORD: Final = re.compile(r"\S+")
_GONE: Final = "\n"  # in the place of what was understood: no word reaches across it
_ONE_DAY: Final = timedelta(days=1)

Words = Mapping[str, tuple[str, ...]]


@lru_cache(4096)
def _ours(words: str) -> str:
    """Fold words of the plan, which come again with every search. Not for what people write."""
    return spelled(words)


@lru_cache(512)
def _parts(label: str) -> tuple[str, ...]:
    """Give a label of the plan, and its parts: "Hội nghị, hội thảo, tọa đàm"."""
    return tuple(dict.fromkeys(filter(None, (spelled(label), *map(spelled, re.split(r"[,;/()]", label))))))


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for, and how it was understood, a part each."""

    sought: Sought
    said: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """A text, and what was understood of it so far: by kind the words to say it in, and what to look for."""

    text: str
    plan: Plan
    said: dict[str, list[str]] = field(default_factory=dict)
    facets: dict[str, list[str]] = field(default_factory=dict)
    statuses: list[Status] = field(default_factory=list)
    runs: list[tuple[SoughtWords, ...]] = field(default_factory=list)

    def take(self, start: int, end: int, kind: str, said: str, facets: Iterable[str] = ()) -> None:
        """Keep what a stretch means; of one kind any is looked for."""
        self.text = self.text[:start] + _GONE * (end - start) + self.text[end:]
        if said not in self.said.setdefault(kind, []):
            self.said[kind].append(said)
        self.facets.setdefault(kind, []).extend(facets)


def read(plan: Plan, own: Unit | None, typed: str, today: date) -> SearchQuery:
    """Read what was typed; an official, whose unit is `own`, means no other. Raise Unclear where it is nothing.

    Access is no part of this: `within` narrows what is looked for.
    """
    text = cleaned(typed).strip()
    if len(text) > LONGEST:
        raise Unclear("find.too_long", most=LONGEST)
    here = _Reading(text, plan)
    _numbers(here, own)
    _quoted(here)
    _tasks(here)
    _states(here)
    _days(here, today)
    _units(here, own)
    _rest(here)
    if not any(here.said.values()):
        raise Unclear("find.only_weak" if spelled(text) else "find.no_words")
    before, words, behind = ("unit", "number", "task"), here.said.pop("words", []), ("days", "state")
    said = (*_either(here, before), *words, *_either(here, behind))
    groups = tuple(tuple(group) for group in here.facets.values() if group)
    return SearchQuery(Sought(groups, tuple(here.statuses), tuple(here.runs)), said)


def _either(here: _Reading, kinds: Sequence[str]) -> list[str]:
    return [say("find.or").join(here.said[kind]) for kind in kinds if kind in here.said]


def within(query: SearchQuery, *groups: tuple[str, ...]) -> Sought:
    """Give what is looked for, among what bears one of each of these facets only."""
    return Sought((*groups, *query.sought.facets), query.sought.statuses, query.sought.runs)


def _numbers(here: _Reading, own: Unit | None) -> None:
    """Find numbers of results: one alone in any way it is typed, others with their dashes."""
    whole = _WHOLE.fullmatch(here.text)
    found = [(match.span(), match["unit"], match["number"]) for match in [whole] if match and match["unit"]]
    if whole is not None and whole["alone"] and own is not None:
        found = [(whole.span(), own.code, whole["alone"])]
    for (start, end), unit, digits in found or [
        (m.span(), m["unit"], m["number"]) for m in _DASHED.finditer(here.text)
    ]:
        if here.plan.has_unit(unit.upper()):
            number = access.numbered(here.plan.code, unit.upper(), int(digits))
            here.facets.setdefault("unit", []).append(search.of_unit(here.plan.code, unit))
            here.take(start, end, "number", number, [search.of_number(int(digits))])


def _quoted(here: _Reading) -> None:
    for match in _QUOTED.finditer(here.text):
        words = spelled(match[1])
        if words:
            here.take(*match.span(), "words", f"“{shortened(match[1].strip(), _SHOWN)}”")
            here.runs.append((SoughtWords(words),))


def _tasks(here: _Reading) -> None:
    """Find the keys of tasks: "16.4" is no day where the plan has such a task."""
    keys = {task.key.lower(): task.key for task in here.plan.tasks}
    pattern = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w./-])({pattern})(?![\w/-]|\.\d)", here.text, re.IGNORECASE):
        key = keys[match[1].lower()]
        facet = search.of_task(here.plan.code, key)
        here.take(*match.span(), "task", say("find.task", key=key), [facet])
    none = (search.of_task(here.plan.code, search.NO_TASK),)
    other = {spelled(catalogue(language)["task.other"]): none for language in LANGUAGES}
    for start, end, facets in _named(here.text, other):
        here.take(start, end, "task", say("task.other"), facets)


def _states(here: _Reading) -> None:
    words = {said: (name,) for name, all_said in STATES.items() for said in all_said}
    for start, end, (name,) in _named(here.text, words):
        here.take(start, end, "state", say(f"find.state.{name}"))
        here.statuses.append(Status(name))


def _days(here: _Reading, today: date) -> None:
    text = here.text
    found = [([(start, end)], text[start:end]) for start, end, _ in _named(text, dict.fromkeys(THIS_MONTH, ()))]
    found += [(one.pieces(text), one.text) for one in stretches(text, today)]
    for pieces, said in found:
        try:
            days = spans.read_period(said, today)
        except Unclear:
            continue  # looked for as words
        facets = [
            facet
            for first, last in [(day, day) for day in days.separate] or [(days.first, days.last)]
            for facet in findable.between(first, last)
        ]
        for start, end in pieces:
            here.take(start, end, "days", _days_worded(days), facets)


def _days_worded(days: Days) -> str:
    is_month = days.first.day == 1 and (days.last + _ONE_DAY).day == 1 and days.first.month == days.last.month
    if is_month and not days.separate and days.first.year == days.last.year:
        return say("find.month", month=contents.month_worded(f"{days.first:%Y-%m}"))
    return spans.worded(days)


def _units(here: _Reading, own: Unit | None) -> None:
    """Find units by any whole name of theirs; of short forms that stand for too much only a code is one."""
    unclear = set(map(_ours, here.plan.unclear))
    names: dict[str, tuple[str, ...]] = {}
    for unit in here.plan.units if own is None else (own,):
        for name in set(map(_ours, unit.names)):
            if name == _ours(unit.code) or name not in unclear:
                names[name] = (*names.get(name, ()), unit.code)
    for start, end, codes in _named(here.text, names, BEFORE_PLACES):
        for code in codes:
            facet = search.of_unit(here.plan.code, code)
            here.take(start, end, "unit", here.plan.unit(code).short, [facet])


def _rest(here: _Reading) -> None:
    """Look for what is left as words; a part of the name of a form or an indicator also means that."""
    labels: dict[str, tuple[str, ...]] = {}
    spoken = [here.plan.spoken("vi"), here.plan.spoken("en")]
    named = [(of.label, findable.form(of.key)) for plan in spoken for of in plan.forms]
    named += [(of.label, findable.indicator(of.key)) for plan in spoken for of in plan.indicators]
    for label, facet in named:
        for part in _parts(label):
            labels[part] = (*labels.get(part, ()), facet)
    for line in re.finditer(rf"[^{_GONE}]+", here.text):
        words = [(*word.span(), spelled(word.group())) for word in _WORD.finditer(line.group())]
        words = [word for word in words if word[2]]
        pieces = tuple(_pieces([word[2] for word in words], labels))
        if any(not piece.weak for piece in pieces) and " ".join(p.words for p in pieces) not in BEFORE_TASKS:
            said = line.group()[words[0][0] : words[-1][1]].strip(" ,;.–-")
            here.said.setdefault("words", []).append(shortened(said, _SHOWN))
            here.runs.append(pieces)


def _pieces(words: Sequence[str], labels: Words) -> Iterable[SoughtWords]:
    at = 0
    while at < len(words):
        reach = range(len(words), at + 1, -1)
        end = next((end for end in reach if (name := " ".join(words[at:end])) in labels or name in WEAK), at + 1)
        piece = " ".join(words[at:end])
        yield SoughtWords(piece, labels.get(piece, ()), weak=piece in WEAK)
        at = end


def _named(text: str, names: Words, before: Iterable[str] = ()) -> Iterable[tuple[int, int, tuple[str, ...]]]:
    """Give the stretches that are one of these names, the longest first, with what may stand before it."""
    found = []
    for line in re.finditer(rf"[^{_GONE}]+", text):
        words = [
            (line.start() + word.start(), line.start() + word.end(), spelled(word.group()))
            for word in _WORD.finditer(line.group())
        ]
        at = 0
        while at < len(words):
            start, end = at, 0
            for place in before:
                if " ".join(word[2] for word in words[at : at + len(place.split())]) == place:
                    start = at + len(place.split())
            for first in dict.fromkeys((at, start)):
                reach = range(min(len(words), first + _WORDS), first, -1)
                end = next((n for n in reach if " ".join(filter(None, (w[2] for w in words[first:n]))) in names), 0)
                if end:
                    name = " ".join(filter(None, (word[2] for word in words[first:end])))
                    found.append((words[at][0], words[end - 1][1], names[name]))
                    break
            at = end or at + 1
    return found
