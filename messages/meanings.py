"""What people type, and what they mean by it: the alternatives stand in the catalogues, beside what is said."""

from collections.abc import Mapping

from messages.folding import folded
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
