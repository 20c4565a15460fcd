"""The page of health, on this machine alone: `/healthz` (200 or 503, with the reasons), `/metrics` for Prometheus."""

import errno
import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.data_dir import Unusable
from bot.health.telling import Telling
from handlers.signs import Sign
from messages.words import speaking

HOST: Final = "127.0.0.1"  # nobody else's: how the bot does is nothing for a network
_PREFIX: Final = "daumoi"


class _Signs(Collector):
    """What was seen, as gauges."""

    def __init__(self, found: Iterable[Sign]) -> None:
        self._found = tuple(found)

    def collect(self) -> Iterable[GaugeMetricFamily]:
        families: dict[str, GaugeMetricFamily] = {}
        for sign in self._found:
            for one in sign.measured:
                name = f"{_PREFIX}_{one.name}"
                family = families.setdefault(name, GaugeMetricFamily(name, one.name, labels=tuple(one.of)))
                family.add_metric(tuple(one.of.values()), one.value)
        well = GaugeMetricFamily(f"{_PREFIX}_well", "1: nobody has to look")
        well.add_metric((), not any(sign.wrong for sign in self._found))
        return (*families.values(), well)


@asynccontextmanager
async def served(telling: Telling, port: int | None, language: str) -> AsyncIterator[str]:
    """Serve the page inside, at the address given; "" where no port is set. Raise Unusable for one that is taken."""
    if port is None:
        yield ""
        return
    runner = web.AppRunner(_application(telling, language), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        try:
            await site.start()
        except OSError as error:
            busy = error.errno == errno.EADDRINUSE
            why = os.strerror(error.errno or 0)
            raise Unusable("health.busy" if busy else "health.no_port", port=str(port), why=why) from error
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def _application(telling: Telling, language: str) -> web.Application:
    async def health(_: web.Request) -> web.Response:
        with speaking(language):
            reasons = [sign.word() for sign in await telling.signs() if sign.wrong]
        return web.json_response({"well": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def metrics(_: web.Request) -> web.Response:
        registry = CollectorRegistry()
        with speaking(language):
            registry.register(_Signs(await telling.signs()))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.add_routes([web.get("/healthz", health), web.get("/metrics", metrics)])
    return application
