"""The examples in `docs/examples` are real changes: each still fits the code as it is."""

import subprocess

import pytest

from tests.house.sources import ROOT

EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.diff"))


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.stem for example in EXAMPLES])
def test_an_example_still_fits(example) -> None:
    checked = subprocess.run(
        ["git", "apply", "--check", str(example)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (checked.returncode, checked.stderr) == (0, "")
