"""What the last digest of each plan told, so that one in which nothing is new is not sent; and the group chats.

A group chat is told totals of the plan it was named for.
"""

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, Turn


@dataclass(frozen=True, slots=True)
class LastDigest:
    """`mark` stands for all it told, `reports` is how many signed reports were in."""

    mark: str
    reports: int
    at: datetime


@dataclass(frozen=True, slots=True)
class GroupChat:
    """A chat of several people."""

    channel: str
    chat: str


@dataclass(frozen=True, slots=True)
class NamedFor:
    """The plan a group chat was named for, and when."""

    plan: str
    at: datetime


async def last(db: Db, plan: str) -> LastDigest | None:
    """Give what the last one told."""
    return await db.maybe(LastDigest, "select mark, reports, at from digest where plan = :plan", plan=plan)


async def keep(db: Turn, plan: str, told: LastDigest) -> None:
    """Keep it in place of the one before."""
    await db.run(
        "insert into digest (plan, mark, reports, at) values (:plan, :mark, :reports, :at) on conflict (plan)"
        " do update set mark = excluded.mark, reports = excluded.reports, at = excluded.at",
        plan=plan,
        mark=told.mark,
        reports=told.reports,
        at=told.at,
    )


async def groups(db: Db, plan: str) -> list[GroupChat]:
    """Give the group chats named for a plan."""
    return await db.all(
        GroupChat, "select channel, chat from group_chat where plan = :plan order by channel, chat", plan=plan
    )


async def named(db: Db, group: GroupChat) -> NamedFor | None:
    """Give what a group chat was named for; None where it is told nothing."""
    return await db.maybe(
        NamedFor,
        "select plan, at from group_chat where channel = :channel and chat = :chat",
        channel=group.channel,
        chat=group.chat,
    )


async def within(db: Db, chat: GroupChat) -> list[GroupChat]:
    """Give what was named of a group chat: itself, or topics of it."""
    return await db.all(
        GroupChat,
        "select channel, chat from group_chat where channel = :channel and (chat = :chat or chat glob :chat || '/*')",
        channel=chat.channel,
        chat=chat.chat,
    )


async def name(db: Turn, group: GroupChat, plan: str, by: int, at: datetime) -> None:
    """Let a group chat be told of this plan, and of no other."""
    await db.run(
        "insert into group_chat (channel, chat, plan, by, at) values (:channel, :chat, :plan, :by, :at)"
        " on conflict (channel, chat) do update set plan = excluded.plan, by = excluded.by, at = excluded.at",
        channel=group.channel,
        chat=group.chat,
        plan=plan,
        by=by,
        at=at,
    )


async def move(db: Turn, group: GroupChat, to: str) -> None:
    """Follow a group chat that has got another id."""
    await db.run(
        "update or replace group_chat set chat = :to where channel = :channel and chat = :chat",
        channel=group.channel,
        chat=group.chat,
        to=to,
    )


async def unname(db: Turn, group: GroupChat) -> None:
    """Tell a group chat nothing any more."""
    await db.run(
        "delete from group_chat where channel = :channel and chat = :chat", channel=group.channel, chat=group.chat
    )
