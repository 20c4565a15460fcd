"""Rules for every module that a machine can hold."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import PACKAGES, ROOT, modules, name, nodes, tree

EVERYTHING = modules(*PACKAGES, "tests", "benchmarks")

# Where any error at all is caught, and why there.
BROAD = {
    "bot/health/watching.py": "that a silence cannot be told ends nothing; the next answer of the channel tries again",
    "bot/loops/fetching.py": "one file that cannot be fetched leaves a gap, and the next is fetched",
    "bot/orders.py": "an order that fails is an answer to the command line; the bot goes on",
    "bot/loops/backlog.py": "what could not be read for a message is raised in its turn, like any other error of it",
    "bot/loops/receiving.py": "an update that cannot be taken in is set aside, and the next is taken in",
    "bot/loops/sending.py": "a message that cannot be sent is given up, and the next is sent",
    "bot/loops/ticking.py": "a job that fails is tried again at the next tick",
    "bot/loops/turns.py": "a message that fails twice becomes a dead letter, and the next is served",
    "bot/loops/working.py": "work that fails is tried once more, then its person is told, and the next is done",
    "bot/health/alarming.py": "of a damaged database nobody knows what can be read still; the bot stops either way",
    "storage/db.py": "an error in a turn is handed to its caller, and undoes nobody else's turn",
}
# Who may ask the machine for the time, and why.
CLOCKS = {
    "bot/clock.py": "it is the clock",
}
TOLD = ("now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "strftime")
ASKS = re.compile(r"\b(datetime\.(now|today|utcnow)|date\.today|time\.(time|time_ns|localtime|gmtime|strftime))$")
SQL_ASKS = re.compile(r"current_(date|time)|'now'|unixepoch\(\)", re.IGNORECASE)
EXCEPTED = re.compile(r"noqa|type:\s*ignore")
EXCEPTION = re.compile(rf"#\s*({EXCEPTED.pattern})")
EXPLAINED = re.compile(r"(noqa: [A-Z0-9, ]+ - |type: ignore\[[\w, -]+\]  # )\S.{2,}")


def test_a_module_has_at_most_400_lines():
    assert [name(file) for file in EVERYTHING if len(file.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_a_module_says_what_it_is_for():
    assert [name(file) for file in EVERYTHING if file.stat().st_size and not ast.get_docstring(tree(file))] == []


def test_a_class_has_a_name_of_its_own():
    where: dict[str, list[str]] = {}
    for file in modules():
        for node in tree(file).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(name(file))
    twins = {known: files for known, files in where.items() if len(files) > 1}

    assert all(file.startswith("handlers/") for file in twins.pop("Given"))  # what a handler's talk is handed
    assert twins == {}


def test_only_the_clock_knows_what_time_it_is():
    asking = {name(file) for file in EVERYTHING for node in nodes(file) if _asks_the_time(node)}

    assert asking == set(CLOCKS)


def _asks_the_time(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return any(ASKS.search(f"time.{alias.name}") for alias in node.names)
    return isinstance(node, ast.Attribute) and node.attr in TOLD and ASKS.search(ast.unparse(node)) is not None


def test_the_database_is_never_asked_for_the_time():
    files = [*(ROOT / "storage").rglob("*.py"), *(ROOT / "storage").rglob("*.sql")]

    assert len(files) > 10
    assert [name(file) for file in files if SQL_ASKS.search(file.read_text(encoding="utf-8"))] == []


def test_any_error_at_all_is_caught_only_where_it_is_known_why():
    caught = {
        name(file)
        for file in modules()
        for node in nodes(file)
        if isinstance(node, ast.ExceptHandler) and _swallows_everything(node)
    }

    assert caught == set(BROAD)


def _swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Tell whether it catches every error; what only tidies up and raises again does not count."""
    caught = "BaseException" if handler.type is None else ast.unparse(handler.type)
    raises_again = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
    return bool(re.search(r"\b(Base)?Exception\b", caught)) and not raises_again


def test_every_exception_from_a_rule_has_its_reason():
    bare = [
        f"{name(file)} {comment}"
        for file in EVERYTHING
        for comment in _comments(file)
        if EXCEPTION.search(comment) and not EXPLAINED.search(comment)
    ]

    assert bare == []


def _comments(file: Path) -> Iterator[str]:
    if EXCEPTED.search(file.read_text(encoding="utf-8")) is None:
        return
    with file.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type == tokenize.COMMENT:
                yield token.string


def test_nothing_is_printed_and_nothing_is_left_for_later():
    unfinished = [
        f"{name(file)}:{number} {line.strip()}"
        for file in modules()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError|^\s*print\(", line)
    ]

    assert unfinished == []
