"""What every test stands on: coroutine tests run on asyncio, no example is timed."""

import inspect
import os

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of us. CI tries the same examples every time,
# so that what fails there is what was changed; everybody else goes on looking for new ones.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: object) -> None:
    # While it is collected: marked later, each would run twice and could not be parametrized.
    if inspect.iscoroutinefunction(obj) and collector.istestfunction(obj, name):
        pytest.mark.anyio(obj)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-dialogues", action="store_true", help="write tests/dialogues/*.txt as they go now")
