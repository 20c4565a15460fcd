"""The words of the real plans: none is read as another indicator of its form."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

import plans
from messages.reading.figures.figures import read_figures
from messages.unclear import Unclear

PLANS = sorted(path for path in Path(plans.__file__).parent.glob("*.yaml") if path.stem.rpartition("-")[2].isdigit())


@dataclass(frozen=True)
class Indicator:
    key: str
    label: str
    unit: str
    words: tuple[str, ...]
    one: str = ""


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_every_word_of_a_plan_counts_what_it_stands_for(path: Path):
    plan = yaml.safe_load(path.read_text(encoding="utf-8"))
    every = {
        one["key"]: Indicator(one["key"], one["label"], one["unit"], tuple(one["words"])) for one in plan["indicators"]
    }
    wrong: list[str] = []
    for form in plan["forms"]:
        usual = [every[key] for key in form["indicators"]]
        for one in usual:
            for word in (one.unit, *one.words):
                try:
                    read = [figure.indicator for figure in read_figures(f"120 {word}", usual, tuple(every.values()))]
                except Unclear as why:
                    read = [why.because]
                if read != [one.key]:
                    wrong.append(f"{form['key']}: {word} is {one.key}, read as {read}")

    assert wrong == []


def test_both_plans_are_looked_at():
    assert [path.stem for path in PLANS] == ["705-2025", "hai-phong-2024"]
