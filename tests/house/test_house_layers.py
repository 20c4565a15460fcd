"""The contracts of the architecture hold, and people can read them."""

import subprocess
import sys
import tomllib

from tests.house.sources import ROOT, modules, name, spoken, text

CONTRACTS = [
    contract["name"] for contract in tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
]


def test_the_contracts_hold():
    linter = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

    went = subprocess.run(
        [sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
    )

    assert went.returncode == 0, went.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in went.stdout


def test_the_readme_names_the_contracts():
    readme = text("README.md")

    assert len(CONTRACTS) == 10
    assert [contract for contract in CONTRACTS if contract not in readme] == []


def test_what_is_telegrams_is_said_under_bot_alone():
    told = [
        (name(file), said.value)
        for file in modules("handlers", "plans", "storage", "messages")
        for said in spoken(file)
    ]

    assert [one for one in told if "telegram" in str(one[1]).lower() or "t.me/" in str(one[1])] == []
