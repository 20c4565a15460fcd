"""A stage on which the same has happened before each test: it is played once, and every test begins with a copy."""

from collections.abc import Awaitable, Callable
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from tests.dialogue import FRIDAY, HOUSE, Stage

T = TypeVar("T")

_PLAYED: dict[Callable[[Stage], Awaitable[Any]], tuple[Stage, Any, bytes]] = {}


async def played(path: Path, play: Callable[[Stage], Awaitable[T]], at: datetime = FRIDAY) -> T:
    """Give what `play` gives: the stage it was handed, or something that holds it; its file lies at `path`."""
    if play not in _PLAYED:
        first = Stage(path, at)
        given = await play(first)
        await first.close()
        assert {file.name for file in path.parent.iterdir() if file.is_file()} <= {path.name, "secret"}
        _PLAYED[play] = (first, given, path.read_bytes())
    first, given, data = _PLAYED[play]
    stage, copied = deepcopy((first, given))
    stage.path = path
    path.write_bytes(data)
    (path.parent / "secret").write_bytes(HOUSE.secret)
    return copied
