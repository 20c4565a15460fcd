"""How a plan file is said to be wrong, and how it is said to be odd.

Both name a line, a field and a key of the words; neither words anything itself.
"""

import dataclasses
from collections.abc import Mapping

Path = tuple[str | int, ...]  # ("tasks", 3, "unit")


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Something that must be put right. `line` counts from 1; 0 where the file as a whole is meant."""

    line: int
    field: str  # "tasks[3].unit", counted from 0 as in the data
    because: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


class PlanProblems(Exception):  # noqa: N818 - they are many, and of the file, not of the program
    """Everything that is wrong with a plan file, in the order of its lines."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep them for whoever words them."""
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class Lines:
    """The line of every place in the file, by its path."""

    def __init__(self) -> None:
        """Begin with the file as a whole."""
        self._of: dict[Path, int] = {(): 1}

    def put(self, path: Path, line: int) -> None:
        """Say on which line a place begins."""
        self._of[path] = line

    def of(self, path: Path) -> int:
        """Give the line of a place; of what holds it, where the place itself is missing."""
        while path not in self._of:
            path = path[:-1]
        return self._of[path]

    def problem(self, path: Path, because: str, /, **facts: object) -> Problem:
        """Name a problem at a place."""
        return Problem(self.of(path), spelled(path), because, facts)


def spelled(path: Path) -> str:
    """Write a path as people read it: "tasks[3].unit"."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
