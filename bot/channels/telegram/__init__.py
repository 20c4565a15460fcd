"""Telegram, on python-telegram-bot as transport only."""

import sys

# That library loads httpx, which loads its own command line where it can: of four MiB, for nothing here.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # documented: its import fails, and httpx does without
