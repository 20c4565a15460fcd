"""`run`: the bot, until it is told to stop. One loop for each job; a loop that dies stops the house, loudly."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from datetime import datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from bot import garbage, orders
from bot.backups import first_start
from bot.channel import ChannelError, ChannelStopped
from bot.channels.telegram.channel import Telegram
from bot.clock import Clock
from bot.data_dir import Folder, Unusable, left_uncleanly, occupied, prepare, usable
from bot.health import alarming, logs, page
from bot.health.telling import Telling
from bot.health.watching import Watching
from bot.loops.backlog import TROUBLE_PAUSE
from bot.loops.beating import Beating
from bot.loops.fetching import Fetching
from bot.loops.pacing import Pace
from bot.loops.receiving import CAREFUL, Receiving
from bot.loops.sending import Sending
from bot.loops.ticking import Ticking
from bot.loops.working import Working
from bot.serving.app import App
from bot.settings import Settings
from bot.time_machine import Stepping
from handlers.clock import the_machine
from handlers.entries import findable
from handlers.house import Addresses, House
from handlers.obligations import laying_down
from handlers.signs import Polling, Pulse
from messages.words import say
from storage import audit, checking
from storage.db import Damaged, Database, StorageTrouble, Turn
from storage.queues import inbox, outbox, reach

log = logging.getLogger(__name__)

_FIRST_PAUSE: Final = 1.0  # seconds, doubled each time
_LONGEST_PAUSE: Final = 30.0


def run(settings: Settings, *, is_played: bool = False, new_bot: bool = False) -> None:
    """Run until SIGTERM or SIGINT. `new_bot`: the token may be that of another bot than before.

    Raise Occupied, Unusable where the folder is not in order, ChannelStopped when the channel cannot go on.
    """
    logs.begin(settings.log_level, settings.log_format)
    folder = Folder(settings.data_dir)
    with occupied(folder):
        secret = prepare(folder)
        if old := checking.old_sqlite():
            log.warning("SQLite %s can damage a log that two programs tidy at once: docs/backup.md, Litestream", old)
        refused: Unusable | ChannelStopped | None = None
        with left_uncleanly(folder) as careful:
            try:
                asyncio.run(_run(settings, folder, secret, careful=careful, new_bot=new_bot, is_played=is_played))
            except asyncio.CancelledError:
                log.info("told to stop before there was anything to finish")
            except (Unusable, ChannelStopped) as error:
                refused = error
        if refused is not None:  # said in a sentence: the next start need not fear what was at work
            raise refused


async def _run(
    settings: Settings, folder: Folder, secret: bytes, *, careful: bool, new_bot: bool, is_played: bool
) -> None:
    _end_at_a_signal()
    db = Database(folder.database)
    clock = Clock(settings.clock_file if settings.is_local else None)
    token = settings.telegram_token.get_secret_value()
    proxy = settings.telegram_proxy.get_secret_value()
    telegram = Telegram(token, settings.telegram_base_url, proxy, settings.telegram_files)
    pulse = Pulse(metadata.version("daumoi"), clock.now(), trouble=db.trouble, free=folder.free)
    pulse.is_played = is_played
    telling = Telling(db, pulse, clock)
    own: dict[str, orders.Own] = {"status": telling.order}
    house: asyncio.Future[House] = asyncio.get_running_loop().create_future()
    try:
        with usable(folder.path):
            await db.open()
        if careful and not folder.restored.exists():  # a restoring marks the folder too
            pulse.lived_until = (await db.read(partial(reach.of, channel=telegram.name))).reached_at or pulse.started_at
        server = await orders.listen(db, house, clock, folder, own)
        try:
            async with page.served(telling, settings.health_port, settings.language) as address:
                if address:
                    log.info("the page of health is at %s/healthz", address)
                await _ready(telegram, pulse)
                known = partial(_known, secret=secret, telegram=telegram, new_bot=new_bot, path=folder.path)
                await db.write(partial(known, now=clock.now()))
                made = _house(settings, secret, telegram, pulse)
                await _live(settings, folder, db, telegram, made, clock, own, careful, house)
        finally:
            server.close()
            folder.socket.unlink(missing_ok=True)
    except Damaged as error:
        folder.damage.write_text(str(error), encoding="utf-8")
        await alarming.tell_admins(folder, telegram, say("data.damaged", path=folder.database.name, why=error))
        raise Unusable("data.damaged", path=folder.database, why=str(error)) from error
    finally:
        await telegram.close()
        await db.close()


def _house(settings: Settings, secret: bytes, telegram: Telegram, pulse: Pulse) -> House:
    addresses = {telegram.name: Addresses(telegram.code_link, telegram.group)}
    return House(secret, settings.phone, addresses, settings.documents_by_chat, settings.nightly, pulse)


def _end_at_a_signal() -> None:
    """Let whatever we wait for end; once the loops run, they are ended otherwise."""
    task = asyncio.current_task()
    assert task is not None
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)


async def _known(db: Turn, secret: bytes, telegram: Telegram, now: datetime, *, new_bot: bool, path: Path) -> None:
    """Keep which bot lives here. Raise Unusable where it was another: to that one people have written.

    Another bot's updates bear numbers that may have been served already: those served are set apart.
    """
    was = (await reach.of(db, telegram.name)).account
    if was in ("", telegram.account):
        await reach.known_as(db, telegram.name, telegram.account)
        return
    if not new_bot:
        raise Unusable("data.other_bot", path=path, was=was, now=telegram.account)
    await inbox.set_apart(db, telegram.name, was)
    await audit.add(db, secret, "bot.replaced", at=now, about=f"{telegram.name} {was} {telegram.account}")
    await reach.known_as(db, telegram.name, telegram.account)


async def _ready(telegram: Telegram, pulse: Pulse) -> None:
    """Ask for the bot's name until there is an answer: the network may come up later than we do."""
    pause = _FIRST_PAUSE
    polling = pulse.channels.setdefault(telegram.name, Polling())
    while True:
        try:
            await telegram.ready()
        except ChannelError as error:
            if error.permanent:
                raise ChannelStopped(str(error)) from error
            log.warning("Telegram does not answer yet: %s", error)
            polling.why = str(error)
        else:
            return
        await asyncio.sleep(pause)
        pause = min(_LONGEST_PAUSE, pause * 2)


async def _live(  # noqa: PLR0913, PLR0917 - all that a life is made of
    settings: Settings,
    folder: Folder,
    db: Database,
    telegram: Telegram,
    house: House,
    clock: Clock,
    own: dict[str, orders.Own],
    careful: bool,
    ready: asyncio.Future[House],
) -> None:
    app = App(house)
    channels = {telegram.name: telegram}
    pace = Pace(settings.messages_per_second, settings.messages_per_chat)

    def ahead() -> float:
        return telegram.ahead

    sending = Sending(db, channels, clock, folder.store, pace, house, ahead)
    fetching = Fetching(db, app, channels, clock, folder.store)
    working = Working(db, app, clock, folder.store, fetching.still, channels=channels)
    receiving = Receiving(db, app, clock, telegram.name, sending, CAREFUL if careful else 0)
    await db.write(outbox.take_up)
    await db.write(partial(laying_down.take_up, at=clock.now()))
    while await db.write(findable.fill):
        log.info("results of the release before are made ready to be found")
    await receiving.take_up()
    await first_start.tell(db, house, folder, clock.now())
    if house.pulse.lived_until is not None and not house.pulse.is_played:  # the page of a sandbox has a button for it
        await db.write(partial(the_machine.tell_of_fall, house=house, now=clock.now()))
    ticking = Ticking(db, clock, house, fetching.sweep, ahead)
    await ticking.look_back(clock.now())
    watching = Watching(db, house, clock, telegram, house.pulse.started_at or clock.now())
    if clock.is_moved:
        own |= Stepping(db, clock, ticking).orders
    ready.set_result(house)  # not before: an order that came meanwhile finds all that can be asked
    garbage.begin()
    log.info("ready as %s", telegram.username)

    async def beat() -> None:
        await ticking.tick()
        garbage.all_of_it()

    try:
        await _until_stopped(
            receiving.backlog.serve_for_ever(),
            sending.send_for_ever(),
            fetching.fetch_for_ever(),
            working.work_for_ever(),
            Beating(beat).beat_for_ever(),
            _listen(telegram, receiving),
            watching.watch_for_ever(),
            _heed_damage(db),
            alarming.heed_trouble(db, folder, telegram),
        )
    finally:
        await sending.finish()


async def _heed_damage(db: Database) -> None:
    """Wait until the file turns out to be damaged. Raise Damaged: to go on would be to answer nobody, for ever."""
    await db.damaged.wait()
    raise Damaged("database disk image is malformed")


async def _listen(telegram: Telegram, receiving: Receiving) -> None:
    """Listen; while nothing can be kept, nothing is acknowledged, and the channel hands it over again."""
    while True:
        try:
            await telegram.listen(receiving.receive)
        except StorageTrouble:  # the database has said so
            await asyncio.sleep(TROUBLE_PAUSE)


async def _until_stopped(*loops: Coroutine[Any, Any, None]) -> None:
    """Run the loops until a signal comes, or one of them fails: then all stop."""
    stop = asyncio.Event()
    here = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        here.add_signal_handler(name, stop.set)
    tasks = [asyncio.create_task(loop) for loop in (*loops, stop.wait())]
    done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for task in done:
        task.result()
