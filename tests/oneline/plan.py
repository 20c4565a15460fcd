"""Plan 705, read once for the tests of this folder."""

from pathlib import Path

from plans import reading

PLAN = reading.read(Path(__file__).parents[2] / "plans" / "705-2025.yaml")
