"""A text made to fit, cut between words: half a word can be read as another."""


def shortened(text: str, at_most: int) -> str:
    """Give a text of at most so many characters; one that was cut ends with "…"."""
    if len(text) <= at_most:
        return text
    cut = text[: at_most - 1]
    whole = cut if text[at_most - 1].isspace() else cut.rpartition(" ")[0] or cut
    return whole.rstrip(" ,.;:–-") + "…"
