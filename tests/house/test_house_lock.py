"""The locks, of the product and of that with what only we need: whole, with hashes, and nothing points anywhere."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.house.sources import modules, nodes, text

LOCK, DEV = "requirements.lock", "requirements-dev.lock"
PROJECT = tomllib.loads(text("pyproject.toml"))["project"]
# What the product needs without an import of its own, and why.
UNSEEN = {
    "python-multipart": "starlette reads forms with it",
    "tzdata": "zoneinfo reads it where the system has none",
}


def _plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


def _locked(lock: str) -> dict[str, str]:
    """Give each release of a lock with its hashes."""
    releases = re.split(r"^(?=[\w.-]+==)", text(lock), flags=re.MULTILINE)[1:]
    return {release.split()[0]: " ".join(re.findall(r"--hash=sha256:\w+", release)) for release in releases}


def _names(lock: str) -> set[str]:
    return {release.partition("==")[0] for release in _locked(lock)}


def test_every_dependency_is_locked():
    product = {_plain(one) for one in PROJECT["dependencies"]}
    ours = {_plain(one) for one in PROJECT["optional-dependencies"]["dev"]} | {"setuptools"}

    assert sorted(product - _names(LOCK)) == []
    assert sorted((product | ours) - _names(DEV)) == []


def test_what_only_we_need_is_not_in_the_lock_of_the_product():
    ours = {_plain(one) for one in PROJECT["optional-dependencies"]["dev"]}

    assert sorted(ours & _names(LOCK)) == []


def test_the_product_is_tried_with_the_releases_it_is_installed_with():
    assert sorted(_locked(LOCK).items() - _locked(DEV).items()) == []


def test_the_product_imports_whatever_it_depends_on():
    imported = {name.partition(".")[0] for file in modules() for node in nodes(file) for name in _imported(node)}
    known = packages_distributions()
    used = {_plain(one) for name in imported for one in known.get(name, ())}

    assert {_plain(one) for one in PROJECT["dependencies"]} - used == set(UNSEEN)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


@pytest.mark.parametrize("lock", [LOCK, DEV])
def test_every_locked_release_has_its_hashes(lock: str):
    assert [release for release, hashes in _locked(lock).items() if not hashes] == []


@pytest.mark.parametrize("lock", [LOCK, DEV])
def test_a_lock_names_no_place(lock: str):
    assert re.findall(r"://|^-|(?:^|\s)/\w+", text(lock), re.MULTILINE) == []
