"""People under a plan whose clock runs: who is told what, on which day."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from messages.words import ZONE
from tests.dialogue import Stage

NOVEMBER = datetime(2025, 11, 10, 8, tzinfo=ZONE)


@dataclass(frozen=True, slots=True)
class Told:
    """A message somebody got."""

    who: str
    at: datetime
    text: str

    @property
    def day(self) -> date:
        """The local day."""
        return self.at.date()


def local(day: str, hour: str = "08:00") -> datetime:
    """Give an instant in Viet Nam, of a day of the campaign as "12-08" (before the summer: 2026)."""
    year = 2026 if day < "07" else 2025
    return datetime.fromisoformat(f"{year}-{day} {hour}").replace(tzinfo=ZONE)


async def campaign(folder: Path, at: datetime = NOVEMBER) -> Stage:
    """Give a house in which plan 705 was loaded at an instant."""
    stage = Stage(folder / "d.db", now=at)
    await stage.open()
    return stage


async def told(stage: Stage, until: datetime) -> list[Told]:
    """Let time pass; give what was told, in order."""
    lines = [line.removeprefix("<").partition(": ") for line in await stage.pass_until(until)]
    messages: list[tuple[str, datetime, list[str]]] = []
    for who, _, line in lines:
        if line.startswith("[") and line[3:4] == ":" and line.endswith("]"):
            at = datetime.strptime(line, "[%H:%M %d/%m/%Y]").replace(tzinfo=ZONE)
            messages.append((who.rstrip(":"), at, []))
        else:
            messages[-1][2].append(line)
    return [Told(who, at, "\n".join(text)) for who, at, text in messages]


def days(messages: list[Told], who: str) -> list[str]:
    """Give the days on which somebody was told something, as "12-08"."""
    return [f"{one.at:%m-%d}" for one in messages if one.who == who]
