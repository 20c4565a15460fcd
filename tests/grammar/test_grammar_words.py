"""Every reason not to understand has words in both languages, and what is offered with it can be read."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from things_counted import INDICATORS
from typed_tables import rows

import messages
from messages.reading.days.spans import read_days
from messages.reading.figures.figures import read_figures
from messages.reading.numbers.numbers import read_number
from messages.unclear import Unclear
from messages.words import catalogue, say, speaking

SOURCES = Path(messages.__file__).parent
FILES = [*SOURCES.rglob("reading/**/*.py")]
REASONS = {
    reason
    for path in [*FILES, *SOURCES.glob("questions/days.py"), *SOURCES.glob("questions/figures.py")]
    for reason in re.findall(r'"((?:days|number|figures)\.[a-z_]+)"', path.read_text(encoding="utf-8"))
}


@cache
def reasons() -> list[Unclear]:
    """Give each reason once, as the tables meet it."""
    met: dict[str, Unclear] = {}
    for row in rows("days.txt"):
        try:
            read_days(row.typed, date.fromisoformat(row.under))
        except Unclear as why:
            met.setdefault(why.because, why)
    for row in rows("numbers.txt"):
        try:
            read_number(row.typed)
        except Unclear as why:
            met.setdefault(why.because, why)
    for row in rows("figures.txt"):
        try:
            read_figures(row.typed, INDICATORS)
        except Unclear as why:
            met.setdefault(why.because, why)
    return list(met.values())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_words(reason: str, language: str):
    assert reason in catalogue(language)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_brings_the_facts_its_words_need(language: str):
    with speaking(language, you="đồng chí"):
        wordless = [why.because for why in reasons() if not say(why.because, **why.facts)]

    assert len(reasons()) > 1
    assert wordless == []


def test_both_languages_have_the_same_keys():
    vi, en = (
        {key for key in catalogue(language) if re.match(r"(days|number|figures?)\.", key)} for language in ("vi", "en")
    )

    assert vi == en
