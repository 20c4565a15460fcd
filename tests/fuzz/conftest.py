"""How many mutations are tried, and what the log may not hold afterwards."""

import logging
from collections.abc import Iterator

import pytest

FEW = 120  # mutations of each kind, where nobody asks for more


@pytest.fixture
def many(request: pytest.FixtureRequest) -> int:
    """Give how many mutations of each kind are tried: `make fuzz` asks for ten thousand."""
    return int(request.config.getoption("--fuzz") or FEW)


@pytest.fixture
def tracebacks(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Hear every traceback that would stand in the log; there may be none at the end."""
    caplog.set_level(logging.ERROR)
    found: list[str] = []
    yield found
    found += [record.getMessage() for record in caplog.records if record.exc_info]
    assert found == []
