"""What the command line asks of the house: a code, a plan, whether all is well. Written by the one who lives in it.

A running bot takes an order over a Unix socket in its folder, one JSON line each way;
without one the command line opens the database itself. Both run the same functions.
"""

import asyncio
import json
import logging
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bot import exits
from bot.clock import Clock
from bot.data_dir import Folder, Occupied, Unusable, occupied, prepare, usable
from bot.settings import Settings
from handlers import doctor, signs
from handlers.delivery import backed_up as keeping
from handlers.delivery import stuck_messages
from handlers.delivery.stuck_messages import Decider
from handlers.doctor import Diagnosis
from handlers.entries import findable
from handlers.everyone import codes
from handlers.house import House, running
from handlers.obligations import laying_down
from handlers.signs import Pulse
from messages.words import say, speaking
from plans.schema import Plan
from storage import audit
from storage.db import Damaged, Database, Db, Turn
from storage.members.people import Role
from storage.queues import stuck
from storage.rows import instant

log = logging.getLogger(__name__)
Outcome = dict[str, Any]
Own = Callable[[Mapping[str, Any]], Awaitable[Outcome]]
_MOST: Final = 5000  # findings in one answer, which must stay under the limit
_PATIENCE: Final = 10.0  # seconds in which a bot that has just been started gets ready
_LIMIT: Final = 4 * 1024 * 1024  # bytes of one order: a plan is 200 KB


class Refusal(Exception):  # noqa: N818 - what the command line answers with
    """The order cannot be carried out; the argument is a key of the words, then facts."""

    def __init__(self, because: str, **facts: object) -> None:
        """Say why."""
        super().__init__(because)
        self.because = because
        self.facts = facts


async def invite(db: Turn, house: House, at: datetime, asked: Mapping[str, Any]) -> Outcome:
    """Make a code: {"role", "unit"?, "plan"?} → {"code", "link", "expires"}."""
    wanted = await _wanted(db, asked)
    issued = await codes.issue(db, house, wanted, None, at)
    return {"code": issued.code, "link": issued.link, "expires": instant(issued.expires)}


async def _wanted(db: Turn, asked: Mapping[str, Any]) -> codes.WantedCode:
    role = Role(asked["role"])
    if role is Role.ADMIN:
        return codes.WantedCode(role)
    runs = await running(db)
    named = asked.get("plan") or ""
    plans = [plan for plan in runs.values() if named in ("", plan.code, plan.key)]
    if not plans:
        raise Refusal("order.no_plan", plan=named, running=", ".join(runs) or "–")
    unit = asked.get("unit") or ""
    if not unit and role is not Role.OFFICIAL:
        return codes.WantedCode(role, plans[0].code, plans[0].office)
    found = [(plan, one) for plan in plans for one in plan.find_units(unit)]
    if len(found) != 1:
        names = ", ".join(f"{one.code} ({plan.code})" for plan, one in found) or "–"
        raise Refusal("order.several_units" if found else "order.no_unit", unit=unit, names=names)
    return codes.WantedCode(role, found[0][0].code, found[0][1].code)


async def load(db: Turn, house: House, at: datetime, asked: Mapping[str, Any]) -> Outcome:
    """Make a plan the running one: {"plan": JSON} → {"code", "obligations"}."""
    plan = Plan.model_validate_json(asked["plan"])
    await laying_down.load(db, plan, at)
    await audit.add(db, house.secret, "plan.loaded", at=at, plan=plan.code, about=plan.key)
    return {"code": plan.code, "key": plan.key}


async def unstick(db: Turn, house: House, at: datetime, asked: Mapping[str, Any]) -> Outcome:
    """Decide of what waits for a person, or list it.

    {"do": "again" | "drop" | "", "which": names, "language"} → {"stuck": [{"key", "text"}], "done": lines}
    """
    rows = await stuck.all_of(db)
    with speaking(asked["language"]):
        lines = []
        for name in asked["which"]:
            one = stuck_messages.found(rows, name)
            if one is None or not await stuck_messages.decide(db, house, one, asked["do"], Decider(None, at)):
                raise Refusal("stuck.cannot", which=name)
            done = say(f"stuck.done.{asked['do']}")
            lines.append(f"{name}: {done}")
        told = [{"key": stuck_messages.key(one), "text": stuck_messages.word(one)} for one in rows]
    return {"stuck": told, "done": lines}


async def rebuild(db: Turn, house: House, at: datetime, _: Mapping[str, Any]) -> list[Diagnosis]:
    """Put right what is kept beside the entries; give what was."""
    found: list[Diagnosis] = []
    for plan in (await running(db)).values():
        rows = await doctor.rebuild(db, plan, at)
        if rows:
            about = str(len(rows))
            await audit.add(db, house.secret, "standing.rebuilt", at=at, plan=plan.code, about=about)
        found += rows
    return found


async def examine(db: Db, house: House, store: Path, at: datetime) -> list[Diagnosis]:
    """Look whether everything kept agrees, and whether somebody has to look at what goes on."""
    lying = {path.name for path in store.glob("??/*")}
    found = await doctor.house(db, house.secret, lying)
    for plan in (await running(db)).values():
        of_plan = [*await doctor.standings(db, plan), *await doctor.closings(db, plan)]
        if not of_plan:  # else it would tell the same once more
            of_plan = [one for one in await doctor.recounted(db, plan, at) if one.wrong]
        found += of_plan
    wrong = [sign for sign in await signs.read(db, house.pulse, at) if sign.wrong]
    return found + [Diagnosis("sign", {"text": sign.word()}) for sign in wrong]


async def recounted(db: Db, named: str, at: datetime) -> list[Diagnosis]:
    """Count the figures of the running plan with this code or key again."""
    runs = await running(db)
    plan = next((plan for plan in runs.values() if named in (plan.code, plan.key)), None)
    if plan is None:
        raise Refusal("order.no_plan", plan=named, running=", ".join(runs) or "–")
    return await doctor.recounted(db, plan, at)


def _told(found: list[Diagnosis]) -> Outcome:
    """Give {"findings": [{"what", "facts", "wrong"}]}."""
    told, rest = found[:_MOST], found[_MOST:]
    if rest:
        told.append(Diagnosis("more", {"n": len(rest)}, wrong=any(one.wrong for one in rest)))
    return {"findings": [asdict(one) for one in told]}


async def backed_up(db: Turn, house: House, _at: datetime, asked: Mapping[str, Any]) -> Outcome:
    """Keep that the command line has made a backup: {"made_at", "name", "size", "sha256"}."""
    made_at = datetime.fromisoformat(asked["made_at"])
    await keeping.keep(db, house, made_at, asked["name"], asked["size"], asked["sha256"])
    return {}


Order = Callable[[Turn, House, datetime, Mapping[str, Any]], Awaitable[Any]]
ORDERS: Final[Mapping[str, Order]] = {"invite": invite, "load": load, "stuck": unstick, "backed_up": backed_up}


async def carry_out(db: Database, house: House, clock: Clock, order: Mapping[str, Any]) -> Outcome:
    """Carry an order out in a turn of its own; a refusal is an answer too.

    {"order": "doctor", "rebuild"} is examined outside every turn, once what is to be put right has been;
    {"order": "figures", "plan"} likewise.
    """

    async def in_turn(do: Order) -> Any:
        return await db.write(lambda turn: do(turn, house, clock.now(), order))

    try:
        match order["order"]:
            case "doctor":
                rebuilt = await in_turn(rebuild) if order["rebuild"] else []
                store = Folder(db.path.parent).store
                with speaking(order.get("language", "vi")):
                    found = await db.read_long(partial(examine, house=house, store=store, at=clock.now()))
                return _told([*rebuilt, *found])
            case "figures":
                return _told(await db.read_long(partial(recounted, named=order["plan"], at=clock.now())))
            case other:
                answer: Outcome = await in_turn(ORDERS[other])
                return answer
    except Damaged as error:
        return _told([Diagnosis("integrity", {"why": str(error)})])
    except Refusal as no:
        return _refused(no.because, no.facts)


def _refused(because: str, facts: Mapping[str, object], code: int = exits.FAILED) -> Outcome:
    return {"refused": because, "facts": {name: str(fact) for name, fact in facts.items()}, "code": code}


async def listen(
    db: Database, house: Awaitable[House], clock: Clock, folder: Folder, own: Mapping[str, Own] = MappingProxyType({})
) -> asyncio.Server:
    """Take orders on the folder's socket; readable by the owner alone, as the folder is. Raise Unusable.

    `own` are orders that only a running bot takes, and that have turns of their own. The others wait for the house,
    which is there once the channel has said who we are on it; after a while they are refused.
    """
    ready = asyncio.ensure_future(house)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            order = json.loads(await reader.readline())
            if order["order"] not in own:
                await asyncio.wait_for(asyncio.shield(ready), _PATIENCE)
            if order["order"] in own:  # one that came before the house may be of those that are here by now
                answer = await own[order["order"]](order)
            else:
                answer = await carry_out(db, await ready, clock, order)
        except TimeoutError:
            answer = _refused("order.not_ready", {}, exits.OCCUPIED)
        except Exception as error:
            log.exception("an order could not be carried out")
            answer = _refused("order.failed", {"why": type(error).__name__})
        writer.write(json.dumps(answer).encode() + b"\n")
        await writer.drain()
        writer.close()

    return await asyncio.start_unix_server(serve, sock=_bound(folder), limit=_LIMIT)


def _bound(folder: Folder) -> socket.socket:
    """Give a socket in the folder. Raise Unusable."""
    bound = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with usable(folder.path), folder.near() as near:
        folder.socket.unlink(missing_ok=True)
        bound.bind(str(near / folder.socket.name))
        folder.socket.chmod(0o600)
    return bound


async def send(settings: Settings, order: Mapping[str, Any]) -> Outcome:
    """Hand an order to the running bot, or carry it out here where none runs."""
    folder = Folder(settings.data_dir)
    try:
        with occupied(folder):
            if order["order"] == "doctor":
                return await _examined_alone(settings, folder, order)
            return await _alone(settings, folder, order)
    except Unusable as no:
        return _refused(no.because, no.facts, no.code)
    except Occupied:
        return await hand_over(folder, order)


async def _examined_alone(settings: Settings, folder: Folder, order: Mapping[str, Any]) -> Outcome:
    """Examine a database that was found damaged too: it may have been restored, and is then in order again."""
    was = folder.damage.read_text(encoding="utf-8") if folder.damage.exists() else ""
    folder.damage.unlink(missing_ok=True)
    answer = await _alone(settings, folder, order)
    if any(finding["what"] == "integrity" for finding in answer["findings"]):
        folder.damage.write_text(was or "integrity_check", encoding="utf-8")
    return answer


async def _alone(settings: Settings, folder: Folder, order: Mapping[str, Any]) -> Outcome:
    secret = prepare(folder)
    db = Database(folder.database)
    try:
        with usable(folder.path):
            await db.open()
        while await db.write(findable.fill):
            pass
        house = House(secret, settings.phone, by_chat=settings.documents_by_chat, pulse=Pulse(free=folder.free))
        return await carry_out(db, house, Clock(settings.clock_file if settings.is_local else None), order)
    finally:
        await db.close()


async def hand_over(folder: Folder, order: Mapping[str, Any]) -> Outcome:
    """Hand an order to the bot that runs; refused where none answers."""
    try:
        with folder.near() as near:
            reader, writer = await asyncio.open_unix_connection(near / folder.socket.name, limit=_LIMIT)
        writer.write(json.dumps(order).encode() + b"\n")
        await writer.drain()
        line = await reader.readline()
        writer.close()
        answer: Outcome = json.loads(line)
    except (OSError, ValueError):  # it has not begun to listen, or ends just now
        return _refused("order.no_answer", {}, exits.OCCUPIED)
    return answer
