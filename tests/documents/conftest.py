"""What both plans' campaigns come to on paper, made once for each worker."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.documents import making, material
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.making import Consolidated
from handlers.documents.material import Material
from messages.words import speaking
from plans import reading
from plans.schema import Plan
from tests.documents import campaign, odd
from tests.documents.odd import Odd

PLANS = {plan.code: plan for plan in map(reading.read, reading.shipped())}


@dataclass(frozen=True)
class KeptEntry:
    number: str
    content: str


@dataclass(frozen=True)
class Held:
    """A campaign that was held: what was kept of it, what was gathered, and the report."""

    plan: Plan
    kept: list[KeptEntry]
    gathered: Material
    made: Consolidated


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with speaking("vi"):
        yield


@pytest.fixture(scope="session", params=["705", "HP24"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Held:
    return asyncio.run(_hold(PLANS[request.param], tmp_path_factory.mktemp("held")))


@pytest.fixture(scope="session", params=["705", "HP24"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Odd:
    with speaking("vi"):
        return asyncio.run(odd.made(tmp_path_factory.mktemp("odd"), PLANS[request.param]))


@pytest.fixture(scope="session")
def held_705(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return asyncio.run(_hold(PLANS["705"], tmp_path_factory.mktemp("held")))


async def _hold(plan: Plan, folder: Path) -> Held:
    db = await campaign.made(folder, plan)
    at = campaign.after(plan)
    try:
        gathered = await db.read_long(lambda reader: material.gather(reader, plan, at))
        kept = await db.read(
            lambda reader: reader.all(
                KeptEntry,
                "select printf('%s-%s-%03d', e.plan, e.unit, e.number), v.content from entry e"
                " join version v on v.entry = e.id and v.number = e.version",
            )
        )
        made = making.consolidated(gathered, ReportWish(at, names_silent=True))
    finally:
        await db.close()
    return Held(plan, kept, gathered, made)
