"""Of which form an activity is: the likeliest are shown, words find any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from handlers.entries import contents
from handlers.entries.contents import CUMULATIVE, MORE
from handlers.officials.free_text import guessing_form
from messages.questions.choose import Choose, Plain
from messages.questions.line import same_words
from messages.questions.question import Ask, Heard
from messages.said import Choice, Prompt
from messages.unclear import Unclear
from messages.words import say
from plans.schema import Plan

_LIKELY: Final = 3


@dataclass(frozen=True, slots=True)
class LikelyForm(Choose[Plain]):
    """The likeliest forms, and a choice that shows all; words find each of them at once.

    `likely` gives the keys of the likely ones; it is asked only where they are shown, for a talk is read often.
    """

    likely: Callable[[], Sequence[str]] = tuple

    def hear(self, heard: Heard, kept: Any) -> str:
        """Keep the form; of figures, which are told elsewhere, say where."""
        try:
            return Choose.hear(self, heard, kept)
        except Unclear as why:
            typed = heard.said.text
            if why.offers or not (any(map(str.isdecimal, typed)) and any(map(str.isalpha, typed))):
                raise  # a number alone is a choice that is not there, or a day
            raise Unclear("form.figures") from None

    def prompt(self, kept: Any) -> Prompt:
        """Ask; show the likely ones in their order, then the way to the rest."""
        shown = {option.key: Choice(option.key, option.label) for option in self.options}
        asked = Choose(self.key, (), self.words).prompt(kept)
        return Prompt(asked.text, tuple(shown[key] for key in (*self.likely()[:_LIKELY], MORE)))

    def echo(self, kept: Any) -> str:
        """Say what was chosen."""
        return "" if kept == MORE else Choose.echo(self, kept)


def no_activity() -> Plain:
    """Give the choice beside the forms: figures alone."""
    return Plain(CUMULATIVE, say("form.cumulative"))


def choose(ask: Ask, plan: Plan, told: str, task: str, last: str, *, planned: bool = False) -> tuple[Plain, str]:
    """Ask for the form; give it, and the key of the question in which it can be changed.

    `told` is what was said of the activity, `last` the form of the last time, which is what "as last time" means.
    What is `planned` is an activity, never figures alone.
    """
    forms = _forms(plan, last) if planned else (*_forms(plan, last), no_activity())
    likely = partial(guessing_form.likely, plan, told, _words_of(plan, task), last)
    more = Plain(MORE, say("form.more"), tuple(say("form.more.typed").split("|")))
    form = ask(LikelyForm("form", (*forms, more), likely=likely))
    if form.key != MORE:
        return form, "form"
    return ask(Choose("other_form", forms, "form")), "other_form"


def _forms(plan: Plan, last: str) -> tuple[Plain, ...]:
    """Give the forms; that of the last time says so."""
    return tuple(
        Plain(form.key, say("form.same", label=form.label), (form.label, *form.words, *same_words()))
        if form.key == last
        else Plain(form.key, form.label, form.words)
        for form in plan.forms
    )


def _words_of(plan: Plan, task: str) -> str:
    return "" if task == contents.OTHER else plan.task(task).text
