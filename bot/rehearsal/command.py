"""The command line: `plan rehearse PLAN`. What rehearses is loaded where it is used; a bot that runs needs none."""

from pathlib import Path

from bot.command_line import Language, read_settings
from bot.rehearsal.cast import Entries


def rehearse(
    plan: str,
    people: Path | None = None,
    entries: Entries = Entries.NONE,
    out: Path | None = None,
    language: Language | None = None,
) -> None:
    """Play a plan from the first day to the last, in seconds, and tell what would be sent."""
    from bot.rehearsal import rehearsing

    rehearsing.rehearse(plan, people, entries, out, language or Language(read_settings().language))
