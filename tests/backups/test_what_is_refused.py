"""What is cut, flipped, foreign, hostile or of another key is refused with its reason, and leaves nothing behind."""

import asyncio
import io
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from bot.backups import archive, restoring
from bot.backups.ciphering import BackupKey
from bot.backups.refused import BackupRefused
from bot.data_dir import Folder
from tests.backups.lived_in import KINDS, OTHER, OWN, backed_up, furnish

JSON = b'{"format":1,"version":"0.1.0","schema":[],"made_at":"2025-12-05T01:30:00.000Z"}'
HEAD = archive.summed(JSON)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A backup of each kind."""
    path = tmp_path_factory.mktemp("made")
    asyncio.run(furnish(path / "house"))
    for kind in KINDS:
        backed_up(Folder(path / "house"), path / kind, kind)
    return {kind: (path / kind).read_bytes() for kind in KINDS}


@pytest.fixture
def refused(tmp_path: Path) -> Callable[..., str]:
    """Try to restore some bytes; give the reason of the refusal."""

    def refused(data: bytes, key: BackupKey = KINDS["plain"][1]) -> str:
        (tmp_path / "b").write_bytes(data)
        with pytest.raises(BackupRefused) as no:
            restoring.restore(tmp_path / "b", Folder(tmp_path / "again"), key)
        assert [path.name for path in (tmp_path / "again").iterdir()] == ["lock"]
        return no.value.because

    return refused


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :]


def regions(data: bytes) -> Iterator[tuple[str, int]]:
    """Give a byte of each header, three of each member, one of what fills it up, and of the end."""
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        for member in tar.getmembers():
            yield f"name of {member.name}", member.offset
            yield f"size of {member.name}", member.offset + 130
            yield f"checksum of {member.name}", member.offset + 155
            yield f"end of the header of {member.name}", member.offset_data - 1
            for at in {0, member.size // 2, member.size - 1} if member.size else ():
                yield f"byte {at} of {member.name}", member.offset_data + at
            if member.size % 512:
                yield f"behind {member.name}", member.offset_data + member.size
    yield "end", len(data) - 1024
    yield "very end", len(data) - 1


def test_a_flipped_byte_is_found_wherever_it_is(made: dict[str, bytes], refused: Callable[..., str]) -> None:
    because = {where: refused(flipped(made["plain"], at)) for where, at in regions(made["plain"])}

    damaged = {"restore.flipped", "restore.foreign", "restore.hostile", "restore.cut"}
    assert len(because) > 40
    assert {where: why for where, why in because.items() if why not in damaged} == {}


@pytest.mark.parametrize("kind", ["key", "passphrase"])
@pytest.mark.parametrize("share", [0.0001, 0.3, 0.6, 0.9, 0.99999])
def test_a_flipped_byte_of_an_encrypted_one_is_found_too(
    made: dict[str, bytes], refused: Callable[..., str], kind: str, share: float
) -> None:
    data = made[kind]

    because = refused(flipped(data, int(len(data) * share)), KINDS[kind][1])

    assert because in {"restore.flipped", "restore.wrong_key", "restore.wrong_passphrase", "restore.cut"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("left", [20, 600, 5000, 400_000, -20_000, -1025, -1024, -600, -1])
def test_a_file_that_is_cut_is_found_wherever_it_was(
    made: dict[str, bytes], refused: Callable[..., str], kind: str, left: int
) -> None:
    because = refused(made[kind][:left], KINDS[kind][1])

    unopened = {"restore.wrong_key", "restore.wrong_passphrase"} if left < 600 else set()  # the key itself is cut
    assert because in {"restore.cut", "restore.flipped", "restore.foreign", *unopened}


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_put_behind_the_end_is_found(made: dict[str, bytes], refused: Callable[..., str], kind: str) -> None:
    assert refused(made[kind] + b"more", KINDS[kind][1]) == "restore.flipped"


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archived:
        archived.writestr("daumoi.db", "SQLite format 3")
    return file.getvalue()


def tarred(*members: tarfile.TarInfo) -> bytes:
    """Give a tar as anybody may make one, of empty members."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for member in members:
            tar.addfile(member, io.BytesIO(bytes(member.size)))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "restore.empty"),
        (zipped(), "restore.foreign"),
        (tarred(tarfile.TarInfo("photo.jpg")), "restore.foreign"),
        (b"SQLite format 3\0" + bytes(4096), "restore.foreign"),
        (bytes(10_240), "restore.foreign"),
    ],
    ids=["empty", "zip", "tar of something else", "database", "zeros"],
)
def test_a_foreign_file_is_no_backup(refused: Callable[..., str], data: bytes, because: str) -> None:
    assert refused(data) == because


def test_an_age_file_of_something_else_is_no_backup(refused: Callable[..., str]) -> None:
    letter = pyrage.encrypt(b"a letter, not a backup. " * 100, [OWN.to_public()])

    assert refused(letter, KINDS["key"][1]) == "restore.flipped"


@pytest.mark.parametrize(
    ("kind", "key", "because"),
    [
        ("key", BackupKey(), "restore.needs_key"),
        ("key", BackupKey(identities=str(OTHER)), "restore.wrong_key"),
        ("key", BackupKey(identities="not a key"), "restore.no_identity"),
        ("key", KINDS["passphrase"][1], "restore.needs_key"),
        ("passphrase", BackupKey(), "restore.needs_passphrase"),
        ("passphrase", BackupKey(passphrase="another"), "restore.wrong_passphrase"),
        ("passphrase", KINDS["key"][1], "restore.needs_passphrase"),
    ],
)
def test_without_its_key_a_backup_says_what_it_needs(
    made: dict[str, bytes], refused: Callable[..., str], kind: str, key: BackupKey, because: str
) -> None:
    assert refused(made[kind], key) == because


def sealed(*members: tuple[str, bytes]) -> bytes:
    """Give a backup as ours are made, of these members."""
    file = io.BytesIO()
    writing = archive.ArchiveWriting(file, 0)
    for name, data in members:
        writing.add(name, len(data), [data])
    writing.seal()
    return file.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../daumoi.db",
        "/etc/passwd",
        "evidence/../../x",
        "evidence/aa/bb",
        "daumoi.db-wal",
        "lock",
        f"evidence/aa/bb{'0' * 62}",
    ],
)
def test_a_name_that_no_backup_has_is_refused(refused: Callable[..., str], name: str) -> None:
    assert refused(sealed((archive.HEAD, HEAD), (name, b"x"))) == "restore.hostile"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_devices_and_folders_are_refused(refused: Callable[..., str], kind: bytes) -> None:
    member = tarfile.TarInfo(archive.SECRET)
    member.type, member.linkname = kind, "/etc/passwd"
    head = sealed((archive.HEAD, HEAD))[:1024]

    assert refused(head + tarred(member)) == "restore.hostile"


@pytest.mark.parametrize(
    "members",
    [
        ((archive.HEAD, HEAD), (archive.SECRET, b"x"), (archive.SECRET, b"y")),
        ((archive.HEAD, HEAD), (archive.HEAD, HEAD)),
        ((archive.HEAD, HEAD), (archive.LIST, b'{"files":{}}'), (archive.SECRET, b"x")),
        ((archive.HEAD, bytes(1_000_000)),),
    ],
    ids=["twice", "two heads", "after the list", "a head of a megabyte"],
)
def test_members_out_of_order_are_refused(refused: Callable[..., str], members: tuple[tuple[str, bytes], ...]) -> None:
    assert refused(sealed(*members)) == "restore.hostile"


@pytest.mark.parametrize(
    ("head", "because"),
    [
        (archive.summed(JSON.replace(b'"format":1', b'"format":2')), "restore.newer"),
        (archive.summed(JSON.replace(b'"schema":[]', b'"schema":["9999_later"]')), "restore.newer"),
        (archive.summed(JSON.replace(b"made_at", b"made")), "restore.flipped"),
        (archive.summed(b"{"), "restore.flipped"),
        (HEAD.replace(b'"format":1', b'"format":2'), "restore.flipped"),
    ],
)
def test_what_a_later_release_has_made_is_refused_before_it_is_unpacked(
    refused: Callable[..., str], head: bytes, because: str
) -> None:
    assert refused(sealed((archive.HEAD, head))) == because


def test_a_sealed_backup_without_a_house_is_refused(refused: Callable[..., str]) -> None:
    assert refused(sealed((archive.HEAD, HEAD))) == "restore.flipped"  # no list


def test_a_later_database_under_an_older_head_is_refused(
    made: dict[str, bytes], refused: Callable[..., str], tmp_path: Path
) -> None:
    """Whatever its head says, the database is looked at."""
    database = tmp_path / "later.db"
    with tarfile.open(fileobj=io.BytesIO(made["plain"])) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar.getmembers()}
    database.write_bytes(members[archive.DATABASE])
    with closing(sqlite3.connect(database)) as db:
        db.execute("insert into migration values ('9999_later')")
        db.commit()
    members |= {archive.DATABASE: database.read_bytes()}
    kept = [(name, data) for name, data in members.items() if name not in {archive.LIST, "seal"}]
    file = io.BytesIO()
    writing = archive.ArchiveWriting(file, 0)
    listed = {name: [len(data), writing.add(name, len(data), [data])] for name, data in kept}
    data = str({"files": listed, "gone": []}).replace("'", '"').encode()
    writing.add(archive.LIST, len(data), [data])
    writing.seal()

    assert refused(file.getvalue()) == "restore.newer"
