"""What has become of an entry, and what the office may decide of it."""

from enum import StrEnum


class Status(StrEnum):
    """Where an entry stands. Those that count as results are the rows of the view `result`."""

    PLANNED = "planned"  # its days are to come
    RECEIVED = "received"  # waits for the office
    MORE_WANTED = "more_wanted"
    TAKEN_IN = "taken_in"
    SET_ASIDE = "set_aside"  # counts for nothing
    WITHDRAWAL_ASKED = "withdrawal_asked"  # it was taken in, and counts until the office agrees
    WITHDRAWN = "withdrawn"

    @property
    def counts(self) -> bool:
        """Whether an entry that stands so is a result."""
        return self not in (Status.PLANNED, Status.SET_ASIDE, Status.WITHDRAWN)


class Decision(StrEnum):
    """What was decided of an entry: by the office, but for a withdrawal that is asked for by the unit."""

    TAKEN_IN = "taken_in"
    MORE_WANTED = "more_wanted"
    SET_ASIDE = "set_aside"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    WITHDRAWN = "withdrawn"  # as was asked
    KEPT = "kept"  # though its withdrawal was asked

    @property
    def status(self) -> Status:
        """Where an entry stands once this is decided."""
        return Status.TAKEN_IN if self is Decision.KEPT else Status(self.value)


class Confirmation(StrEnum):
    """Whether the unit stands by what was entered under its name."""

    NOT_NEEDED = ""  # it entered it itself
    AWAITED = "awaited"  # the office entered it from paper
    GIVEN = "given"
