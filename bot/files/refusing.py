"""Why a file is not taken."""


class Unacceptable(Exception):  # noqa: N818 - "raise Unacceptable" reads as what it means
    """A file that is not kept. `because` is a key of the words; `rule` is the guard's, where it fired."""

    def __init__(self, because: str, rule: str = "") -> None:
        """Say why with a key of the words ("evidence.kind")."""
        super().__init__(because)
        self.because = because
        self.rule = rule
