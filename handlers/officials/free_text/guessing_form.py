"""The form of an activity, from the words of its title and what was counted; sure, or to be asked."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from handlers.officials.free_text.understanding import Piece
from messages.folding import folded
from messages.reading.figures.figures import read_figures
from messages.reading.lines.vocabulary import HALVES_OF_FORMS, NO_FORMS, PEOPLE_BEFORE_NHAN, SPREADING
from messages.reading.typed import Word, composed, is_same, words
from messages.said import Choice
from messages.unclear import Unclear
from messages.words import LANGUAGES, catalogue
from plans.schema import Form, Plan

Naming = tuple[tuple[str, tuple[str, ...]], ...]  # the words of each indicator, by its key

_REST: Final = "other"  # the form of whatever has none
_ENGLISH: Final = 6  # letters of one word; those of ours have fewer
_SHORTEST: Final = 4  # letters: "tin" is mostly "thông tin"


def guess(plan: Plan, title: str, figures: str) -> Piece | None:
    """Give the form that the title names before it says what about; else that of what was counted."""
    typed = _alphabetic(title)
    head = typed[: next((n for n in range(len(typed)) if _is_about(typed, n)), len(typed))]
    for told in (_named(plan, head), _counted(plan, figures), _named(plan, typed)):
        if len(told) == 1:
            return Piece(picked=told[0])
        if told:
            offers = tuple(Choice(key, plan.form(key).label) for key in told)
            return Piece(why=Unclear("oneline.which_form", offers))
    return None


def is_form(plan: Plan, title: str) -> bool:
    """Tell whether words say nothing but what form it was: "hội thảo", "tin, bài"."""
    counted = {indicator.key: indicator.words for indicator in plan.indicators}
    return folded(title) in {
        folded(part.strip()) for form in plan.forms for part in _phrases(form, plan.forms, counted)
    }


def likely(plan: Plan, told: str, task: str, last: str) -> list[str]:
    """Give every form, the likeliest first: those named in what was told, in the text of the task, the last one."""
    rest = [form.key for form in plan.forms if form.key != _REST]
    named = (*_named(plan, _alphabetic(told)), *_named_in_task(*_naming(plan), task))
    return list(dict.fromkeys([*named, *([last] if last in rest else []), *rest, _REST]))


def _is_about(typed: Sequence[Word], at: int) -> bool:
    """Tell whether words begin here that say what about; "công nhân" and "cá nhân" do not."""
    if typed[at].plain == "nhan" and at and typed[at - 1].plain in PEOPLE_BEFORE_NHAN:
        return False
    return any(
        at + len(said) <= len(typed) and all(typed[at + n].might_be(word) for n, word in enumerate(said))
        for said in _about()
    )


@cache
def _about() -> tuple[tuple[str, ...], ...]:
    """Give the words with which a title begins to say what it is about, in both languages."""
    said = [word for language in LANGUAGES for word in catalogue(language)["oneline.about.typed"].split("|")]
    return tuple(tuple(words.split()) for words in said)


def _named(plan: Plan, typed: Sequence[Word]) -> list[str]:
    """Give the forms that are named, in their order; of words that stand in longer ones only the longer count."""
    return _found(_words_of(*_naming(plan)), typed)


@lru_cache(maxsize=256)
def _named_in_task(forms: tuple[Form, ...], indicators: Naming, task: str) -> list[str]:
    """Give the forms that the text of a task names; it is asked of every entry for it."""
    return _found(_words_of(forms, indicators), _alphabetic(task))


def _naming(plan: Plan) -> tuple[tuple[Form, ...], Naming]:
    """Give what of a plan names its forms."""
    return plan.forms, tuple((indicator.key, indicator.words) for indicator in plan.indicators)


def _found(named: Sequence[tuple[tuple[Word, ...], str]], typed: Sequence[Word]) -> list[str]:
    found: dict[int, str] = {}
    taken: set[int] = set()
    places: dict[str, list[int]] = {}
    for place, word in enumerate(typed):
        places.setdefault(word.plain, []).append(place)
    for said, form in named:
        for at in places.get(said[0].plain, ()):
            here = range(at, at + len(said))
            if (
                here.stop <= len(typed)
                and all(map(is_same, typed[at : here.stop], said))
                and taken.isdisjoint(here)
                and not _is_other(typed, at, len(said))
            ):
                found[at] = form
                taken.update(here)
    return list(dict.fromkeys(found[place] for place in sorted(found)))


def _is_other(typed: Sequence[Word], at: int, length: int) -> bool:
    """Tell whether these words are halves of others: "tuyên truyền thanh niên" is no truyền thanh."""
    before = typed[at - 1].plain if at else ""
    behind = typed[at + length].plain if at + length < len(typed) else ""
    return (before, typed[at].plain) == SPREADING or (typed[at + length - 1].plain, behind) in NO_FORMS


@lru_cache(maxsize=8)
def _words_of(forms: tuple[Form, ...], indicators: Naming) -> list[tuple[tuple[Word, ...], str]]:
    """Give the words that name a form: the parts of its label, and what is counted of no other form."""
    counted = dict(indicators)
    named: dict[tuple[str, ...], tuple[tuple[Word, ...], str]] = {}
    for form in forms:
        if form.key == _REST:
            continue
        for phrase in _phrases(form, forms, counted):
            typed = _alphabetic(phrase)
            if len(typed) > 1 or (typed and len(typed[0].plain) >= _SHORTEST and typed[0].plain not in HALVES_OF_FORMS):
                named.setdefault(tuple(word.said for word in typed), (typed, form.key))
    return sorted(named.values(), key=lambda phrase: -len(phrase[0]))


def _phrases(form: Form, forms: tuple[Form, ...], counted: Mapping[str, Sequence[str]]) -> list[str]:
    said = [name for names in (form.label, *form.words) for name in re.split(r"[,/]", names)]
    return [*said, *(phrase for key in _own(form, forms) for phrase in counted[key] if _is_name(phrase))]


def _is_name(phrase: str) -> bool:
    """Tell whether what is counted may name a form: two syllables, or a word of English, which has no short one."""
    return " " in phrase or len(phrase) >= _ENGLISH


def _alphabetic(text: str) -> tuple[Word, ...]:
    return tuple(word for word in words(composed(text)) if word.plain.isalnum())


def _own(form: Form, forms: tuple[Form, ...]) -> list[str]:
    """Give the indicators that only this form counts."""
    others = {key for other in forms if other.key not in (form.key, _REST) for key in other.indicators}
    return [key for key in form.indicators if key not in others]


def _counted(plan: Plan, figures: str) -> list[str]:
    """Give the forms of what was counted, where that is counted of one form only."""
    if not figures:
        return []
    try:
        read = read_figures(figures, plan.indicators)
    except Unclear:
        return []
    owners: Mapping[str, str] = {
        key: form.key for form in plan.forms if form.key != _REST for key in _own(form, plan.forms)
    }
    return list(dict.fromkeys(owners[figure.indicator] for figure in read if figure.indicator in owners))
