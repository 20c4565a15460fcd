"""What every test stands on: coroutine tests run on asyncio, no example is timed."""

import gc
import inspect
import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of us. CI tries the same examples every time,
# so that what fails there is what was changed; everybody else goes on looking for new ones.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")

# What takes longest is begun first, or one worker would still be at it when the others are done.
LONGEST = (
    "walking/test_walker.py",
    "kills/test_kills.py",
    "test_dialogues.py",
    "running/test_a_folder_out_of_order.py",
    "sandbox/test_time_machine.py",
    "running/test_run.py",
    "rehearsal/test_rehearsing.py",
    "sandbox/test_whole_product.py",
    "workbooks/test_a_workbook_is_entered.py",
    "access/test_any_moves.py",
    "officials/test_writing_report.py",
    "progress/test_the_process_that_draws.py",
    "closings/test_as_of.py",
    "transcripts/test_transcripts.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    order = {here / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


def pytest_collection() -> None:
    gc.disable()  # thousands of tests and all they import stay: looking through them for garbage takes seconds


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # what they keep grows too: a twentieth of their time went into it
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: object) -> None:
    # While it is collected: marked later, each would run twice and could not be parametrized.
    if inspect.iscoroutinefunction(obj) and collector.istestfunction(obj, name):
        pytest.mark.anyio(obj)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", type=float, help="for how many seconds tests/soak makes trouble")
    parser.addoption("--update-dialogues", action="store_true", help="write tests/dialogues/*.txt as they go now")
    parser.addoption("--fuzz", type=int, help="how many mutations of each kind tests/fuzz tries")
