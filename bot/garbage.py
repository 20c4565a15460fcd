"""When Python looks through its memory for garbage: not while the bot starts, and through all of it once a minute only.

Looking through all of it holds up every thread: a tenth of a second where thousands of results have just been
read. What comes and goes with a message is looked through as ever.
"""

import gc
from typing import Final

_NEVER: Final = 1_000_000


def rest() -> None:
    """Look for none: what is loaded at the start stays."""
    gc.disable()


def begin() -> None:
    """Look for it from now on, leaving alone what is there already."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    gc.enable()


def all_of_it() -> None:
    """Look through everything, at a quiet moment."""
    gc.collect()
