"""requirements.lock: everything is in it, with hashes, and nothing in it points anywhere."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions

from tests.house.sources import modules, text, tree

LOCK = text("requirements.lock")
PROJECT = tomllib.loads(text("pyproject.toml"))["project"]
# What the product needs without an import of its own, and why.
UNSEEN = {
    "python-multipart": "starlette reads forms with it",
    "tzdata": "zoneinfo reads it where the system has none",
}


def _plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


def test_every_dependency_is_locked():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"], "setuptools"]
    locked = set(re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE))

    assert [one for one in wanted if _plain(one) not in locked] == []


def test_the_product_imports_whatever_it_depends_on():
    imported = {
        name.partition(".")[0] for file in modules() for node in ast.walk(tree(file)) for name in _imported(node)
    }
    known = packages_distributions()
    used = {_plain(one) for name in imported for one in known.get(name, ())}

    assert {_plain(one) for one in PROJECT["dependencies"]} - used == set(UNSEEN)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_every_locked_release_has_its_hashes():
    releases = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]

    assert [release.split()[0] for release in releases if "--hash=sha256:" not in release] == []


def test_the_lock_names_no_place():
    assert re.findall(r"://|^-|(?:^|\s)/\w+", LOCK, re.MULTILINE) == []
