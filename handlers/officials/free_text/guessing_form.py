"""The form of an activity, from the words of its title and what was counted; sure, or to be asked."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from handlers.officials.free_text.understanding import Piece
from messages.folding import folded
from messages.reading.figures.figures import read_figures
from messages.said import Choice
from messages.unclear import Unclear
from plans.schema import Form, Plan

_REST: Final = "other"  # the form of whatever has none
_SHORTEST: Final = 4  # letters: "tin" is mostly "thông tin"
_ABOUT: Final = re.compile(r" (?:ve|cho|nhan|ky niem|chao mung|huong ung|phuc vu|tai|trong|theo|trien khai|tong ket) ")


def guess(plan: Plan, title: str, figures: str) -> Piece | None:
    """Give the form that the title names before it says what about; else that of what was counted."""
    plain = f" {folded(title)} "
    head = _ABOUT.split(plain)[0] + " "
    for told in (_named(plan, head), _counted(plan, figures), _named(plan, plain)):
        if len(told) == 1:
            return Piece(picked=told[0])
        if told:
            offers = tuple(Choice(key, plan.form(key).label) for key in told)
            return Piece(why=Unclear("oneline.which_form", offers))
    return None


def _named(plan: Plan, plain: str) -> list[str]:
    """Give the forms that are named, in their order; of words that stand in longer ones only the longer count."""
    found: dict[int, str] = {}
    text = re.sub(r"[^\w]", " ", plain)
    for words, form in _words_of(plan.key, plan.forms, tuple((i.key, i.words) for i in plan.indicators)):
        for match in re.finditer(rf"(?<= ){re.escape(words)}(?= )", text):
            if text[match.start()] != "#":
                found[match.start()] = form
        text = re.sub(rf"(?<= ){re.escape(words)}(?= )", "#" * len(words), text)
    return list(dict.fromkeys(found[place] for place in sorted(found)))


@lru_cache(maxsize=8)
def _words_of(
    _plan: str, forms: tuple[Form, ...], indicators: tuple[tuple[str, tuple[str, ...]], ...]
) -> list[tuple[str, str]]:
    """Give the words that name a form: the parts of its label, and what is counted of no other form."""
    words = dict(indicators)
    named: dict[str, str] = {}
    for form in forms:
        if form.key == _REST:
            continue
        said = [*re.split(r"[,/]", form.label)]
        said += [phrase for key in _own(form, forms) for phrase in words[key] if " " in phrase]
        for phrase in said:
            plain = " ".join(re.findall(r"\w+", folded(phrase)))
            if " " in plain or len(plain) >= _SHORTEST:
                named.setdefault(plain, form.key)
    return sorted(named.items(), key=lambda one: -len(one[0]))


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
