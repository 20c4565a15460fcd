"""When Python looks through its memory for garbage: not while the bot starts, and through all of it once a minute only.

Looking through all of it holds up every thread: a tenth of a second where thousands of results have just been
read. What comes and goes with a message is looked through as ever. Where documents are made it is looked through
after each: a quarter of the time went into it, and results hold nothing in a circle.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def resting() -> Iterator[None]:
    """Look for none meanwhile, and through everything after it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def all_of_it() -> None:
    """Look through everything, at a quiet moment."""
    gc.collect()
