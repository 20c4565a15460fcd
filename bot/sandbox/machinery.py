"""What the page may do to the bot's process and clock; whoever starts the sandbox fills it in."""

from datetime import datetime
from typing import Protocol

from bot.sandbox.world import Json


class Machinery(Protocol):
    """The bot's process and the simulated clock. The world's clock should be this `now`."""

    def now(self) -> datetime:
        """Give the simulated instant, aware of its zone."""

    async def move(self, to: datetime) -> None:
        """Set the clock, of the server and the bot; it goes on from there."""

    async def tick(self) -> datetime | None:
        """Let the bot do what is due, and wait until it is sent; give when the next thing falls due.

        None where nothing is to come, or no bot runs. Raise ValueError where it does not get through.
        """

    async def timeline(self) -> Json:
        """Give what comes and what went of itself: {"to_come": [...], "gone": [...]}, empty while no bot runs."""

    async def kill(self) -> None:
        """End the bot at once, as a power cut would (SIGKILL)."""

    async def start(self) -> None:
        """Start the bot on the same data."""

    def is_running(self) -> bool:
        """Tell whether the bot's process lives."""
