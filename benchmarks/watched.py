"""Our bot with a watch beside its loop: at SIGUSR1 it writes for how long the loop was held up at most."""

import asyncio
import signal
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final

from bot import __main__, running

STALLS: Final = "stalls"  # in the folder it runs in: a line each, in seconds
_EVERY: Final = 0.002


async def _watch() -> None:
    worst = 0.0

    def tell() -> None:
        nonlocal worst
        with Path(STALLS).open("a", encoding="ascii") as file:
            file.write(f"{worst}\n")
        worst = 0.0

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, tell)
    last = time.perf_counter()
    while True:
        await asyncio.sleep(_EVERY)
        now = time.perf_counter()
        worst, last = max(worst, now - last - _EVERY), now


if __name__ == "__main__":
    until_stopped = running._until_stopped  # noqa: SLF001 - the benchmark adds a loop; the product has no such switch

    async def _also_watched(*loops: Coroutine[Any, Any, None]) -> None:
        await until_stopped(*loops, _watch())

    running._until_stopped = _also_watched  # noqa: SLF001 - as above
    __main__.main()
