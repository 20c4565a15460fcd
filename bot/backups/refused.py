"""Why a backup cannot be made or used: a state, worded for whoever asked."""


class BackupRefused(Exception):  # noqa: N818 - a state, worded for whoever asked
    """It cannot be made, or not be restored. `because` is a key of the words, `facts` fill them in."""

    def __init__(self, because: str, **facts: object) -> None:
        """Say why, and with what."""
        super().__init__(because)
        self.because = because
        self.facts = facts
