"""Why no message reaches a unit: nobody was ever here, whoever was has left, or the bot is blocked."""

from collections.abc import Sequence

from handlers.coordinators.overview import Overview


def reasons(here: Overview, codes: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Split units that no message reaches by why; the parts sum to all of them, and none is empty."""
    parts = {
        "unmanned": [code for code in codes if not here.manned[code].officials and code not in here.left],
        "left": [code for code in codes if not here.manned[code].officials and code in here.left],
        "blocked": [code for code in codes if here.manned[code].officials],
    }
    return [(why, found) for why, found in parts.items() if found]
