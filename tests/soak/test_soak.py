"""Minutes of everything at once: floods, kills, faults, clock steps, bad files. Officials work on, nothing is lost."""

import asyncio
import json
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import pytest

from bot.sandbox.world import Persona, add_person
from plans import reading
from storage import audit
from storage.db import Database
from tests.kills.drill import Drill
from tests.kills.officials import Message, Official
from tests.running import PATIENCE, PLAN, House, house, leave
from tests.soak.trouble import Trouble

OFFICIALS = 12
_TROUBLED = re.compile(r"^Traceback|CRITICAL", re.MULTILINE)


@dataclass
class Soak(Drill):
    """Kills for as long as it lasts; notes the memory the bot took at most."""

    lasts: float = 0.0  # seconds
    memory: int = 0  # KiB

    def is_over(self) -> bool:
        return time.monotonic() - self.began >= self.lasts

    async def _live(self) -> None:
        await super()._live()
        assert self.house.process is not None
        status = Path(f"/proc/{self.house.process.pid}/status").read_text(encoding="ascii", errors="replace")
        peak = re.search(r"VmHWM:\s+(\d+)", status)
        self.memory = max(self.memory, int(peak[1]) if peak else 0)


@dataclass
class Waiting(Official):
    """An official who looks at the clock while waiting for an answer."""

    waits: list[float] = field(default_factory=list)

    async def _answer(self) -> Message:
        began = time.monotonic()
        message = await super()._answer()
        self.waits.append(time.monotonic() - began)
        return message


@pytest.fixture
def one(tmp_path: Path):
    made = house(tmp_path, messages_per_second="1000", messages_per_chat="1000")
    yield made
    leave(made)


def test_nothing_is_lost_whatever_happens_at_once(one: House, request, record_property) -> None:
    soak = Soak(one, lasts=request.config.getoption("--soak"))
    one.order(order="load", plan=PLAN)
    trouble = Trouble(one, _code(one, "BNG"))
    officials = _invited(one, soak)
    asyncio.run(_all_at_once(soak, officials, trouble))
    left_with = one.end()

    record_property("soak", _told(soak, officials, trouble))
    with closing(sqlite3.connect(f"file:{one.data / 'daumoi.db'}?mode=ro", uri=True)) as db:
        kept = db.execute(
            "select e.plan || '-' || e.unit || '-' || printf('%03d', e.number), v.content from entry e"
            " join version v on v.entry = e.id"
        ).fetchall()
        states = dict(db.execute("select state, count(*) from inbox group by state").fetchall())
        integrity = db.execute("pragma integrity_check").fetchone()
    shown = {number: entry.title for official in officials for number, entry in official.sent.items()}
    assert {number: json.loads(content)["title"] for number, content in kept} == shown
    assert set(states) <= {"served", "refused"}
    assert integrity == ("ok",)
    assert left_with == 0
    assert _TROUBLED.findall(one.log.read_text(encoding="utf-8")) == []
    asyncio.run(_the_audit_is_whole(one))


async def _all_at_once(soak: Soak, officials: list[Waiting], trouble: Trouble) -> None:
    working = asyncio.gather(*(official.live() for official in officials))
    troubling = asyncio.create_task(trouble.go_on())
    await soak.run()
    trouble.stops.set()
    await asyncio.gather(working, troubling)
    await _all_served(soak.house)


def _code(one: House, unit: str) -> str:
    code: str = one.order(order="invite", unit=unit, role="official")["code"]
    return code


def _invited(one: House, soak: Soak) -> list[Waiting]:
    officials = []
    for place, unit in enumerate(reading.read(PLAN).units[:OFFICIALS]):
        one.running.do(add_person, one.running.world, Persona(1000 + place, "Văn", unit.code))
        code = _code(one, unit.code)
        officials.append(Waiting(one.running, 1000 + place, unit.code, code, place, lambda _: soak.is_over()))
    return officials


async def _all_served(one: House) -> None:
    """Wait until nothing that came waits any more, though the flood may have left much."""
    with closing(sqlite3.connect(f"file:{one.data / 'daumoi.db'}?mode=ro", uri=True)) as db:
        until = time.monotonic() + 5 * PATIENCE
        while db.execute("select 1 from inbox where state = 'kept'").fetchone():
            assert time.monotonic() < until, "something that came is never served"
            await asyncio.sleep(0.1)


async def _the_audit_is_whole(one: House) -> None:
    secret = (one.data / "secret").read_bytes()
    db = Database(one.data / "daumoi.db")
    await db.open()
    broken = await db.read(lambda read: audit.broken_at(read, secret))
    lacks = await db.read(lambda read: audit.lacks_its_end(read, secret))
    changed = await db.read(lambda read: audit.unsealed(read, secret))
    await db.close()
    assert (broken, lacks, changed) == (None, False, [])


def _told(soak: Soak, officials: list[Waiting], trouble: Trouble) -> str:
    waits = [wait for official in officials for wait in official.waits]
    struck = soak.house.struck
    done = ", ".join(f"{n} {what}" for what, n in trouble.done.items())
    faults = ", ".join(f"{n} {what}" for what, n in sorted(struck.items()))
    entries = sum(len(official.sent) for official in officials)
    return (
        f"{soak.seconds:.0f} s: {soak.kills} kills; {done}; faults: {faults}."
        f" {OFFICIALS} officials entered {entries} results and waited {median(waits):.2f} s (median),"
        f" {quantiles(waits, n=100)[98]:.2f} s (p99), {max(waits):.2f} s (longest) of {len(waits)} answers;"
        f" the bot took {soak.memory / 1024:.0f} MiB at most; from start to first poll"
        f" {median(soak.ready_after):.2f} s (median)."
    )
