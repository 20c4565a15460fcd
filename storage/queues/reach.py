"""When each channel answered last, and as whom the bot is known there."""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class Reach:
    """A channel: the bot's own number on it, when it answered last, when the admins heard that it does not."""

    channel: str
    account: str
    reached_at: datetime | None
    alarmed_at: datetime | None


async def of(db: Db, channel: str) -> Reach:
    """Give what is known of a channel."""
    sql = "select channel, account, reached_at, alarmed_at from reach where channel = :channel"
    return await db.maybe(Reach, sql, channel=channel) or Reach(channel, "", None, None)


async def known_as(db: Turn, channel: str, account: str) -> None:
    """Keep as whom the bot is known there."""
    await db.run(
        "insert into reach (channel, account) values (:channel, :account)"
        " on conflict (channel) do update set account = excluded.account",
        channel=channel,
        account=account,
    )


async def answered(db: Turn, channel: str, at: datetime) -> None:
    """Keep that a channel answered; whatever was said of its silence is over."""
    await db.run(
        "insert into reach (channel, reached_at) values (:channel, :at)"
        " on conflict (channel) do update set reached_at = excluded.reached_at, alarmed_at = null",
        channel=channel,
        at=at,
    )


async def alarmed(db: Turn, channel: str, at: datetime) -> None:
    """Keep that the admins heard of its silence."""
    await db.run(
        "insert into reach (channel, alarmed_at) values (:channel, :at)"
        " on conflict (channel) do update set alarmed_at = excluded.alarmed_at",
        channel=channel,
        at=at,
    )
