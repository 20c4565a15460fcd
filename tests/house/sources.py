"""The project's own files, as the tests of the house read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "plans", "storage", "messages")


def modules(*folders: str) -> list[Path]:
    """Give every Python module below these folders (the packages, if none is named)."""
    return sorted(
        file
        for folder in folders or PACKAGES
        for file in (ROOT / folder).rglob("*.py")
        if "node_modules" not in file.parts
    )


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Give all that stands in a module; to walk through it takes as long as to read it."""
    return tuple(ast.walk(tree(file)))


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def spoken(file: Path) -> Iterator[ast.Constant]:
    """Give the strings of a module that are not docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in nodes(file)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes(file):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node
