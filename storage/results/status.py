"""What has become of an entry."""

from enum import StrEnum


class Status(StrEnum):
    """Where an entry stands. Those that count as results are the rows of the view `result`."""

    PLANNED = "planned"  # its days are to come
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
