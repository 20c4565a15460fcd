"""Evidence: links and document numbers at once, files as `wanted` until they are kept or missing.

A row belongs to a person's draft until the entry is sent, or the line of a matter that it is for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from storage.db import Db, Turn

_BACK_OFF: Final = (timedelta(seconds=2), timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))
_COLUMNS: Final = (
    "id, person, entry, matter, item, kind, text, channel, ref, name, size, album, state, because,"
    " sha256_stored, format, readable, tries"
)
_OF_A_DRAFT: Final = "entry is null and matter is null"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece. `item` is its source message; `because` is a key of the words when it is missing."""

    id: int
    person: int | None
    entry: int | None
    matter: int | None
    item: str
    kind: str
    text: str
    channel: str
    ref: str
    name: str
    size: int
    album: str
    state: str
    because: str
    sha256_stored: str | None
    format: str
    readable: bool
    tries: int

    @property
    def is_of_draft(self) -> bool:
        """Whether nothing has it yet."""
        return self.entry is None and self.matter is None


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A piece just heard. `ref` is empty for a link or a document's number."""

    item: str
    kind: str
    text: str = ""
    ref: str = ""
    name: str = ""
    size: int = 0
    album: str = ""


async def add(db: Turn, person: int, channel: str, new: NewEvidence, at: datetime) -> None:
    """Keep a piece; a re-delivered one adds nothing. Files are wanted from now on."""
    db.noted.add("evidence")
    await db.run(
        "insert into evidence (person, channel, item, kind, text, ref, name, size, album,"
        " state, next_at, made_at)"
        " values (:person, :channel, :item, :kind, :text, :ref, :name, :size, :album,"
        " iif(:ref = '', 'kept', 'wanted'), iif(:ref = '', null, :at), :at)"
        " on conflict (channel, item) do nothing",
        person=person,
        channel=channel,
        item=new.item,
        kind=new.kind,
        text=new.text,
        ref=new.ref,
        name=new.name,
        size=new.size,
        album=new.album,
        at=at,
    )


async def attach(db: Turn, person: int, items: list[str], entry: int, plan: str, unit: str) -> None:
    """Give a draft's pieces to the entry it became."""
    for item in items:
        await db.run(
            "update evidence set entry = :entry, plan = :plan, unit = :unit"
            f" where person = :person and item = :item and {_OF_A_DRAFT}",
            entry=entry,
            plan=plan,
            unit=unit,
            person=person,
            item=item,
        )


async def give(db: Turn, person: int, items: list[str], matter: int, line: int) -> None:
    """Give a draft's files to the line of a matter."""
    for item in items:
        await db.run(
            "update evidence set matter = :matter, line = :line"
            f" where person = :person and item = :item and {_OF_A_DRAFT}",
            matter=matter,
            line=line,
            person=person,
            item=item,
        )


async def drop(db: Turn, person: int, items: list[str]) -> None:
    """Forget pieces of a draft that was given up; their files go at the next sweep."""
    for item in items:
        await db.run(
            f"delete from evidence where person = :person and item = :item and {_OF_A_DRAFT}", person=person, item=item
        )


async def remove(db: Turn, entry: int, items: list[str]) -> None:
    """Take pieces out of an entry; their files go at the next sweep."""
    for item in items:
        await db.run("delete from evidence where entry = :entry and item = :item", entry=entry, item=item)


_MARKED: Final = "evidence.secret"  # why it is missing
_BLOCKED: Final = (
    f"update evidence set state = 'missing', because = '{_MARKED}', ref = '', name = '', text = '',"
    " sha256_original = null, sha256_stored = null, next_at = null"
)


# What of these was stored is no row's any more: whoever heeds "strays" removes it at once, not at the next sweep.
_STRAYS: Final = ("evidence", "strays")


async def block(db: Turn, id_: int) -> None:
    """Forget everything of a file in which a mark of secrecy was found, but that it is missing."""
    db.noted.update(_STRAYS)
    await db.run(f"{_BLOCKED} where id = :id", id=id_)


async def block_source(db: Turn, person: int, source: str) -> None:
    """Forget the files of a message that was edited to bear a mark of secrecy."""
    db.noted.update(_STRAYS)
    await db.run(
        f"{_BLOCKED} where person = :person and item >= :first and item < :after",
        person=person,
        first=f"{source}:",
        after=f"{source};",  # the character behind ":"
    )


async def block_album(db: Turn, person: int, album: str) -> None:
    """Forget the earlier parts of an album in which a mark of secrecy was found."""
    db.noted.update(_STRAYS)
    await db.run(f"{_BLOCKED} where person = :person and album = :album", person=person, album=album)


async def wanted(db: Db, at: datetime, at_most: int) -> list[Evidence]:
    """Give the files to fetch now, those that have waited longest first."""
    return await db.all(
        Evidence,
        f"select {_COLUMNS} from evidence where state = 'wanted' and next_at <= :at"
        " order by next_at, id limit :at_most",
        at=at,
        at_most=at_most,
    )


async def kept(
    db: Turn, id_: int, *, sha256_original: str, sha256_stored: str, format_: str, readable: bool, at: datetime
) -> bool:
    """Keep what the file is; False when the row was dropped meanwhile."""
    found = await db.maybe(
        int,
        "update evidence set state = 'kept', sha256_original = :original, sha256_stored = :stored, format = :format,"
        " readable = :readable, kept_at = :at, next_at = null where id = :id and state = 'wanted' returning id",
        id=id_,
        original=sha256_original,
        stored=sha256_stored,
        format=format_,
        readable=readable,
        at=at,
    )
    return found is not None


async def missing(db: Turn, id_: int, because: str) -> None:
    """Keep that it cannot be had, and why (a key of the words)."""
    await db.run(
        "update evidence set state = 'missing', because = :because, next_at = null where id = :id",
        id=id_,
        because=because,
    )


async def pull_in(db: Turn, at: datetime) -> None:
    """Fetch now what waits for longer than any pause between two tries: a clock that was ahead has put it off."""
    await db.run(
        "update evidence set next_at = :at where state = 'wanted' and next_at > :latest",
        at=at,
        latest=at + _BACK_OFF[-1],
    )


async def begin(db: Turn, at: datetime, at_most: int) -> list[Evidence]:
    """Take up the files to fetch now, the try counted before it begins: what kills the bot does not so for ever."""
    rows = await wanted(db, at, at_most)
    for row in rows:
        await db.run(
            "update evidence set tries = :tries, next_at = :next where id = :id",
            id=row.id,
            tries=row.tries + 1,
            next=at + _BACK_OFF[min(row.tries, len(_BACK_OFF) - 1)],
        )
    return rows


async def put_back(db: Turn, row: Evidence, at: datetime) -> None:
    """Let a file be wanted as before it was begun, from `at` on: it was no fault of the file's."""
    await db.run(
        "update evidence set tries = :tries, next_at = :at where id = :id and state = 'wanted'",
        tries=row.tries,
        at=at,
        id=row.id,
    )


def may_try_again(row: Evidence) -> bool:
    """Tell whether a file that could not be had this time is wanted still; `row` is as it was before it was begun."""
    return row.tries < len(_BACK_OFF)


def was_fatal(row: Evidence) -> bool:
    """Tell whether every try that was granted has begun and none has ended: each time the bot itself did."""
    return row.tries > len(_BACK_OFF)


async def of_entry(db: Db, entry: int) -> list[Evidence]:
    """Give an entry's evidence in the order it came."""
    return await db.all(Evidence, f"select {_COLUMNS} from evidence where entry = :entry order by id", entry=entry)


async def of_matter(db: Db, matter: int) -> list[Evidence]:
    """Give the files of a matter's thread in its order."""
    return await db.all(
        Evidence, f"select {_COLUMNS} from evidence where matter = :matter order by line, id", matter=matter
    )


@dataclass(frozen=True, slots=True)
class EvidenceOfEntry:
    """One piece of an entry of a unit, with the entry's number; `kept_at` is when its file was kept."""

    id: int
    entry_number: int
    kind: str
    text: str
    name: str
    size: int
    format: str
    readable: bool
    state: str
    because: str
    sha256_stored: str | None
    made_at: datetime
    kept_at: datetime | None

    @property
    def stands(self) -> str:
        """Where it stands: wanted, kept, missing, or blocked, for a mark of secrecy was found in it."""
        return "blocked" if self.because == _MARKED else self.state


async def of_unit(db: Db, plan: str, unit: str, until: datetime) -> list[EvidenceOfEntry]:
    """Give what came until an instant of all that a unit's entries have, by entry and in the order it came."""
    return await db.all(
        EvidenceOfEntry,
        "select v.id, e.number, v.kind, v.text, v.name, v.size, v.format, v.readable, v.state, v.because,"
        " v.sha256_stored, v.made_at, v.kept_at from entry e join evidence v on v.entry = e.id"
        " where e.plan = :plan and e.unit = :unit and v.made_at <= :until order by e.number, v.id",
        plan=plan,
        unit=unit,
        until=until,
    )


async def of_draft(db: Db, person: int, items: list[str]) -> list[Evidence]:
    """Give the pieces of a draft."""
    marks = ", ".join(f":i{place}" for place in range(len(items)))
    return await db.all(
        Evidence,
        f"select {_COLUMNS} from evidence where person = :person and item in ({marks}) order by id",
        person=person,
        **{f"i{place}": item for place, item in enumerate(items)},
    )


async def album_home(db: Db, person: int, album: str) -> int | None:
    """Give the entry that the earlier photos of an album went to."""
    return await db.maybe(
        int,
        "select entry from evidence where person = :person and album = :album and entry is not null limit 1",
        person=person,
        album=album,
    )


async def stored(db: Db) -> set[str]:
    """Give the name of every file the house should hold."""
    return set(await db.all(str, "select distinct sha256_stored from evidence where sha256_stored is not null"))
