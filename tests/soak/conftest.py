"""Only `make soak` comes here: it lasts as long as it is told to."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:  # noqa: ARG001 - as pytest calls it
    return None if config.getoption("--soak") else True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            told = dict(getattr(report, "user_properties", ()))
            if "soak" in told and report.when == "call":
                terminalreporter.write_line(told["soak"])
