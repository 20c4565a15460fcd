"""What is to be said and is not sent yet, in lanes; what was sent, and as which message.

`sending` is committed before the call to the channel. A reply left in it goes again;
anything else becomes `unknown` and waits for a person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from storage.db import Db, Turn


class Lane(IntEnum):
    """Which goes first; strangers last, for there may be any number of them."""

    REPLY = 0
    REMINDER = 1
    DIGEST = 2
    BROADCAST = 3
    TIDY = 4
    STRANGER = 5

    @property
    def is_answer(self) -> bool:
        """Whether it may be said twice rather than not at all."""
        return self in (Lane.REPLY, Lane.STRANGER)


@dataclass(frozen=True, slots=True)
class Due:
    """What decides when a message goes, and no more: many are looked at for each that is sent."""

    id: int
    channel: str
    chat: str
    lane: int
    due_at: datetime
    not_after: datetime | None
    has_words: bool


@dataclass(frozen=True, slots=True)
class ToSend:
    """A message to send; `body` is JSON, or None while it has no words.

    A tidying one settles an earlier message: its body is the data of the button that was pressed there, or "".
    """

    id: int
    channel: str
    chat: str
    lane: int
    body: str | None
    settles: int | None
    due_at: datetime
    not_after: datetime | None
    tries: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it went out."""

    id: int
    channel: str
    chat: str
    body: str | None
    message: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A message that was sent: as which of the channel's, in which lane, under which key."""

    id: int
    message: str
    lane: int
    key: str | None


@dataclass(frozen=True, slots=True)
class LastShown:
    """A message that somebody has before them; its words may be gone."""

    id: int
    lane: int
    body: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to put in; nothing of it is sent before `due_at`, nor after `not_after`."""

    channel: str
    chat: str
    lane: Lane
    body: str
    due_at: datetime
    person: int | None = None
    key: str | None = None
    settles: int | None = None
    not_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Keyed:
    """A message by its key, and when it is due, or was."""

    key: str
    due_at: datetime


_UNSAID = (  # the body of one that tidies up is no JSON
    "body = case when settles is not null then body"
    """ when body ->> 'once' then '{"text": "", "choices": [], "ways": []}' else body end"""
)
_WAITING = "id, channel, chat, lane, body, settles, due_at, not_after, tries"


async def put(db: Turn, new: Outgoing) -> int:
    """Put a message in. One with the key of a waiting one takes its place; of a sent one, it is a new message."""
    if new.lane is not Lane.TIDY:  # which may wait for company
        db.noted.add("outbox")
    if new.key is not None:
        await db.run("update outbox set key = null where key = :key and state <> 'waiting'", key=new.key)
    return await db.one(
        int,
        "insert into outbox (channel, chat, person, lane, key, body, settles, due_at, not_after)"
        # somebody forgotten in this very turn is still answered
        " values (:channel, :chat, (select id from person where id = :person), :lane, :key, :body, :settles,"
        " :due_at, :not_after)"
        " on conflict (key) do update set channel = excluded.channel, chat = excluded.chat, body = excluded.body,"
        " due_at = excluded.due_at returning id",
        **{name: getattr(new, name) for name in Outgoing.__slots__},
    )


async def claim(db: Turn, new: Outgoing) -> ToSend | None:
    """Put a reply in as one that is being sent already; None where something for its address goes before it."""
    return await db.maybe(
        ToSend,
        "insert into outbox (channel, chat, person, lane, body, due_at, state, tries)"
        " select :channel, :chat, (select id from person where id = :person), :lane, :body, :due_at, 'sending', 1"
        " where not exists (select 1 from outbox where channel = :channel and chat = :chat"
        " and state in ('waiting', 'sending') and (state = 'sending' or lane = :lane))"
        f" returning {_WAITING}",
        **{name: getattr(new, name) for name in ("channel", "chat", "person", "lane", "body", "due_at")},
    )


async def last_under(db: Db, keys: str) -> Keyed | None:
    """Give the message that is due last, sent or not, of those whose keys begin so."""
    sql = "select key, due_at from outbox where key glob :keys order by due_at desc limit 1"
    return await db.maybe(Keyed, sql, keys=f"{keys}*")


async def sent_under(db: Db, keys: str) -> datetime | None:
    """Give when the last message that was sent was due, of those whose keys begin so."""
    sql = "select key, due_at from outbox where key glob :keys and state = 'sent' order by due_at desc limit 1"
    sent = await db.maybe(Keyed, sql, keys=f"{keys}*")
    return None if sent is None else sent.due_at


async def withdraw(db: Turn, key: str) -> None:
    """Take back what waits under this key. The row stays: a tidying one may point to it."""
    await db.run("update outbox set state = 'withdrawn', key = null where key = :key and state = 'waiting'", key=key)


async def withdraw_under(db: Turn, keys: str) -> None:
    """Take back what waits under the keys that begin so."""
    await db.run(
        "update outbox set state = 'withdrawn', key = null where key glob :keys and state = 'waiting'", keys=f"{keys}*"
    )


async def forget_under(db: Turn, keys: str) -> None:
    """Take the words out of what was said, or is to be said, under the keys that begin so; what waits is taken back."""
    await db.run(
        "update outbox set body = null, state = iif(state = 'waiting', 'withdrawn', state)"
        " where key glob :keys and state <> 'sending'",
        keys=f"{keys}*",
    )


async def forget_said(db: Turn, channel: str, chat: str) -> None:
    """Take the words out of all that was said to an address; what is on its way stays."""
    await db.run(
        "update outbox set body = null where channel = :channel and chat = :chat"
        " and state not in ('waiting', 'sending') and body is not null",
        channel=channel,
        chat=chat,
    )


async def waiting(db: Db, until: datetime, at_most: int) -> list[Due]:
    """Give what waits, the first lane first, in the order it was put in; of all but replies what is due until then.

    Of each address only what is first in its lane: however much waits for one, it hides nobody else's. Thousands
    of reminders may wait for an hour to come: they must not stand in front of what is due now.
    """
    return await db.all(
        Due,
        "select id, channel, chat, lane, due_at, not_after, body is not null from outbox o where state = 'waiting'"
        " and (lane = :reply or due_at <= :until) and not exists (select 1 from outbox b"
        " where b.channel = o.channel and b.chat = o.chat and b.lane = o.lane and b.id < o.id"
        " and b.state in ('waiting', 'sending') and b.state = 'waiting'"  # the first in the words of an index
        " and (b.lane = :reply or b.due_at <= :until)) order by lane, id limit :at_most",
        reply=Lane.REPLY,
        until=until,
        at_most=at_most,
    )


async def next_at(db: Db) -> datetime | None:
    """Give when the next message is due, past or to come."""
    return await db.maybe(datetime, "select due_at from outbox where state = 'waiting' order by due_at limit 1")


async def sending(db: Turn, id_: int, at: datetime) -> ToSend | None:
    """Note, before the call, that it is being sent; give it as it is now.

    None when it was withdrawn or put off, or when something else is being sent to its address.
    """
    return await db.maybe(
        ToSend,
        "update outbox set state = 'sending', tries = tries + 1"
        " where id = :id and state = 'waiting' and due_at <= :at and not exists (select 1 from outbox other"
        " where other.channel = outbox.channel and other.chat = outbox.chat and other.state = 'sending')"
        f" returning {_WAITING}",
        id=id_,
        at=at,
    )


async def sent(db: Turn, id_: int, message: str, at: datetime) -> None:
    """Keep that it was sent, and as which message of the channel; let go of words that are said once."""
    await db.run(
        f"update outbox set state = 'sent', message = :message, sent_at = :at, {_UNSAID} where id = :id",
        id=id_,
        message=message,
        at=at,
    )


async def worded(db: Turn, id_: int, body: str) -> None:
    """Keep the words of a message that was put in without any."""
    await db.run("update outbox set body = :body where id = :id", id=id_, body=body)


async def put_off(db: Turn, id_: int, due_at: datetime, not_after: datetime) -> None:
    """Let a message wait once more; this was no try."""
    await db.run(
        "update outbox set state = 'waiting', tries = 0, due_at = :due_at, not_after = :not_after where id = :id",
        id=id_,
        due_at=due_at,
        not_after=not_after,
    )


async def again(db: Turn, id_: int, due_at: datetime) -> None:
    """Send it later."""
    await db.run("update outbox set state = 'waiting', due_at = :due_at where id = :id", id=id_, due_at=due_at)


async def end(db: Turn, id_: int, state: str, why: str) -> None:
    """Give it up: `failed`, `unknown` or `withdrawn`, and why."""
    await db.run(
        f"update outbox set state = :state, why = :why, {_UNSAID} where id = :id", id=id_, state=state, why=why
    )


async def find(db: Db, id_: int) -> Sent | None:
    """Give a message as it is kept."""
    return await db.maybe(Sent, "select id, channel, chat, body, message from outbox where id = :id", id=id_)


async def gone(db: Db) -> list[Gone]:
    """Give what was sent as a message of its own, in the order it was put in."""
    return await db.all(
        Gone, "select id, message, lane, key from outbox where state = 'sent' and message <> '' order by id"
    )


async def shown_to(db: Db, person: int, since: int = 0) -> list[LastShown]:
    """Give what was said to a person last, from this row on, the latest first; no more than could be meant."""
    return await db.all(
        LastShown,
        "select id, lane, coalesce(body, '{}'), due_at from outbox where person = :person and state = 'sent'"
        " and lane < :tidy and id >= :since order by id desc limit 5",
        person=person,
        tidy=Lane.TIDY,
        since=since,
    )


async def last_reply_key(db: Db, person: int, since: datetime) -> str:
    """Give the key under which a person was answered last; "" where it was under none, or before then."""
    key = await db.maybe(
        str,
        "select iif(due_at < :since, '', coalesce(key, '')) from outbox where person = :person and lane = :reply"
        " and state in ('waiting', 'sending', 'sent') order by id desc limit 1",
        person=person,
        since=since,
        reply=Lane.REPLY,
    )
    return key or ""


async def taken_last(db: Db, person: int) -> str | None:
    """Give the data of the button by which a person's last prompt was answered; "" where it was by no button."""
    return await db.maybe(
        str,
        "select body from outbox where person = :person and lane = :tidy and settles is not null"
        " order by id desc limit 1",
        person=person,
        tidy=Lane.TIDY,
    )


async def take_up(db: Turn) -> None:
    """At start: answers left in the middle go again, edits are dropped, the others are unknown."""
    await db.run(
        "update outbox set state = case when lane in (:reply, :stranger) then 'waiting'"
        " when lane = :tidy then 'withdrawn' else 'unknown' end,"
        " why = iif(lane in (:reply, :stranger), '', 'left in the middle of sending') where state = 'sending'",
        reply=Lane.REPLY,
        stranger=Lane.STRANGER,
        tidy=Lane.TIDY,
    )


async def pull_in(db: Turn, at: datetime, longest: timedelta) -> None:
    """Let every answer that waits for longer go now: it was put off by a clock that was ahead."""
    await db.run(
        "update outbox set due_at = :at where state = 'waiting' and lane in (:reply, :stranger) and due_at > :latest",
        at=at,
        latest=at + longest,
        reply=Lane.REPLY,
        stranger=Lane.STRANGER,
    )


async def unknown(db: Db) -> list[int]:
    """Give the messages of which nobody knows whether they arrived."""
    return await db.all(int, "select id from outbox where state = 'unknown' order by id")


async def move(db: Turn, channel: str, chat: str, to: str) -> None:
    """Follow a chat that has got another id."""
    await db.run(
        "update outbox set chat = :to where channel = :channel and chat = :chat and state in ('waiting', 'sending')",
        channel=channel,
        chat=chat,
        to=to,
    )


async def purge(db: Turn, before: datetime) -> None:
    """Empty the bodies of what was dealt with before then."""
    await db.run(
        "update outbox set body = null where body is not null and state not in ('waiting', 'sending')"
        " and due_at < :before",
        before=before,
    )
