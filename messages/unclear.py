"""Why an answer cannot be understood."""

from collections.abc import Mapping
from typing import Any

from messages.said import Choice


class Unclear(Exception):  # noqa: N818 - "raise Unclear" reads as what it means
    """The answer cannot be understood, or is no longer acceptable.

    `because` is a key of the words ("days.future"), `facts` fill it. `offers`, where
    there are any, are choices to show with it: each key is heard as if it were typed.
    """

    def __init__(self, because: str, /, offers: tuple[Choice, ...] = (), **facts: object) -> None:
        """Say why, with facts for the words and perhaps some answers to offer."""
        super().__init__(because)
        self.because = because
        self.facts: Mapping[str, Any] = facts
        self.offers = offers
