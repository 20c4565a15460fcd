"""`docs/one-message.md` names functions: each of them exists, in a module of that name."""

import ast
import re
from pathlib import Path

from tests.house.sources import ROOT

ROOMS = ("bot", "handlers", "plans", "storage", "messages")
NAMED = re.findall(r"`([a-z_]+)\.([A-Za-z_.]+)`", (ROOT / "docs" / "one-message.md").read_text(encoding="utf-8"))


def defined(path: Path) -> set[str]:
    """Give what a module defines: functions, classes, and methods as "Class.method"."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{one.name}" for one in node.body if hasattr(one, "name")}
    return found


def everything() -> dict[str, set[str]]:
    """Give what is defined in the modules of each name."""
    found: dict[str, set[str]] = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            found.setdefault(path.stem, set()).update(defined(path))
    return found


def test_every_function_that_the_walks_name_exists() -> None:
    there = everything()

    assert [f"{module}.{name}" for module, name in NAMED if name not in there.get(module, set())] == []
    assert len(NAMED) > 20


def test_each_walk_leads_through_at_most_ten_modules() -> None:
    walks = (ROOT / "docs" / "one-message.md").read_text(encoding="utf-8").split("\n## ")[1:]
    modules = [{module for module, _ in re.findall(r"`([a-z_]+)\.([A-Za-z_.]+)`", walk)} for walk in walks]

    assert [len(named) <= 10 for named in modules] == [True, True, True]
