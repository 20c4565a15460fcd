"""requirements.lock: everything is in it, with hashes, and nothing in it points anywhere."""

import re
import tomllib

from tests.house.sources import text

LOCK = text("requirements.lock")


def _plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


def test_every_dependency_is_locked():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"], "setuptools"]
    locked = set(re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE))

    assert [one for one in wanted if _plain(one) not in locked] == []


def test_every_locked_release_has_its_hashes():
    releases = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]

    assert [release.split()[0] for release in releases if "--hash=sha256:" not in release] == []


def test_the_lock_names_no_place():
    assert re.findall(r"://|^-|(?:^|\s)/\w+", LOCK, re.MULTILINE) == []
