"""A server for the doctor to ask; it knows the sandbox's token."""

from collections.abc import Iterator

import pytest

from bot.sandbox import serving
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN


@pytest.fixture(scope="package")
def server() -> Iterator[Running]:
    with serving.start() as running:
        yield running


@pytest.fixture(autouse=True)
def asked(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the settings name it."""
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("DAUMOI_TELEGRAM_BASE_URL", server.base_url)
