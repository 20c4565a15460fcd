"""Print what the kills came to at the end of a run, whoever ran them."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, words in getattr(report, "user_properties", ()):
                if name == "kills" and report.when == "call":
                    terminalreporter.write_line(f"nothing lost, nothing doubled: {words}")
