"""Why a backup cannot be made or used: a state, worded for whoever asked."""

from typing import Final

from bot import exits

_PASSING: Final = ("backup.no_room", "backup.full", "restore.no_room", "restore.full")  # once there is room it works


class BackupRefused(Exception):  # noqa: N818 - a state, worded for whoever asked
    """It cannot be made, or not be restored. `because` is a key of the words, `facts` fill them in."""

    def __init__(self, because: str, **facts: object) -> None:
        """Say why, and with what."""
        super().__init__(because)
        self.because = because
        self.facts = facts

    @property
    def code(self) -> int:
        """With which code of `exits` a command leaves."""
        return exits.OCCUPIED if self.because in _PASSING else exits.FAILED
