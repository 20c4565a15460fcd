"""Read a plan file, or say everything that is wrong with it: every problem at once."""

from pathlib import Path

from pydantic import ValidationError

from plans import fitting, mistakes, nodes
from plans.problems import PlanProblems, Problem
from plans.schema import Plan
from plans.written import WrittenPlan

__all__ = ["AT_MOST", "PlanProblems", "Problem", "read", "shipped"]

AT_MOST = 1_000_000  # bytes; the larger of our two plans has under 100,000
_HERE = Path(__file__).parent


def read(path: Path) -> Plan:
    """Read a plan file. Raise PlanProblems."""
    raw, lines, problems = nodes.compose(_text(path))
    if not isinstance(raw, dict):
        raise PlanProblems((Problem(1, "", "planfile.no_mapping"),))
    written = None
    try:
        written = WrittenPlan.model_validate(raw)
    except ValidationError as error:
        problems += mistakes.named(error, lines)
    problems += fitting.problems(raw, lines)
    if problems or written is None:
        raise PlanProblems(tuple(sorted(problems, key=lambda problem: (problem.line, problem.field))))
    return written.expanded()


def shipped() -> tuple[Path, ...]:
    """Give the plan files that come with the program."""
    return tuple(sorted(path for path in _HERE.glob("*.yaml") if path.stem != "holidays"))


def _text(path: Path) -> str:
    try:
        if not path.exists():
            raise _about(path, "planfile.missing")
        if not path.is_file():
            raise _about(path, "planfile.no_file")
        with path.open("rb") as file:
            content = file.read(AT_MOST + 1)
    except (OSError, ValueError):  # ValueError: a name with a zero byte
        raise _about(path, "planfile.unreadable") from None
    if len(content) > AT_MOST:
        raise _about(path, "planfile.too_large", most=AT_MOST)
    if not content.strip():
        raise _about(path, "planfile.empty")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlanProblems((Problem(line, "", "planfile.not_text"),)) from None


def _about(path: Path, because: str, /, **facts: object) -> PlanProblems:
    return PlanProblems((Problem(0, "", because, {"path": str(path), **facts}),))
