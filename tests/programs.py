"""System programs that some tests need: skipped without them, but never where everything is meant to be there."""

import os
import shutil

import pytest


def needs(*programs: str) -> None:
    """Go on only if the programs are here; with CI set, a missing one is a failure."""
    missing = [program for program in programs if shutil.which(program) is None]
    if not missing:
        return
    why = f"needs {', '.join(missing)}"
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
