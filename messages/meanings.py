"""What people type, and what they mean by it: the alternatives stand in the catalogues, beside what is said."""

from collections.abc import Mapping
from functools import cache

from messages.folding import cleaned, folded
from messages.words import LANGUAGES, catalogue


def typed(meanings: Mapping[str, str]) -> dict[str, str]:
    """Give what people type, in any language, folded, with what it means.

    `meanings` are by the keys of the words; under a key alternatives stand apart by "|".
    """
    return {
        folded(words): meaning
        for language in LANGUAGES
        for key, meaning in meanings.items()
        for words in catalogue(language)[key].split("|")
    }


def is_exactly(text: str, keys: tuple[str, ...]) -> bool:
    """Tell whether a text is one of the words under these keys; tone marks that were typed must be its own."""
    said = " ".join(cleaned(text).lower().split())
    marked, plain = _words(keys)
    return said in (plain if folded(said) == said else marked)


@cache
def _words(keys: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words under these keys in either language, as they are and without tone marks."""
    every = [one for language in LANGUAGES for key in keys for one in catalogue(language)[key].split("|")]
    return frozenset(cleaned(one).lower() for one in every), frozenset(map(folded, every))
