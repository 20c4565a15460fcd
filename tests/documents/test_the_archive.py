"""The archive of evidence: a folder for each result, the names people gave made harmless, and an index of all."""

import csv
import hashlib
import io
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from zipfile import ZipFile

import pytest

from bot.files import store
from handlers.documents.choice import ALL, ExportChoice
from handlers.documents.lists import evidence_archive
from messages.documents import separated
from plans.schema import Plan, Sensitive
from storage.db import Database, Turn
from storage.members import people
from storage.results import evidence
from storage.results.evidence import NewEvidence
from tests.documents import campaign
from tests.documents.conftest import PLANS

NAMES = (
    "../../x.pdf",
    "..\\..\\y.pdf",
    "CON.pdf",
    "aux",
    "ảnh hội thảo.pdf",
    "ảnh hội thảo.pdf",
    "ẢNH HỘI THẢO.PDF",
    "a" * 250 + ".pdf",
    "\u202efdp.exe",
    'báo<cáo>:|?*".pdf',
    ".ẩn",
    "",
    "hai\ndòng\x07.pdf",
    "không đuôi",
    "giả.docx",
)


@dataclass
class Kept:
    """A campaign with evidence: and where the files lie."""

    db: Database
    plan: Plan
    at: datetime
    folder: Path
    nth: int = 0

    async def give(self, unit: str, number: int, name: str, data: bytes | None, *, kind: str = "document") -> str:
        """Give a result a file; of None nothing was fetched yet. Give the SHA-256 of what is kept."""
        self.nth += 1
        item = f"piece/{self.nth}"
        await self.db.write(partial(self._give, item=item, unit=unit, number=number, name=name, kind=kind, data=data))
        return "" if data is None else hashlib.sha256(data).hexdigest()

    async def _give(
        self, db: Turn, *, item: str, unit: str, number: int, name: str, kind: str, data: bytes | None
    ) -> None:
        person = await people.at_address(db, "telegram", unit)
        assert person is not None
        ref = "" if kind in ("link", "number") else item
        text = name if not ref else ""
        new = NewEvidence(item, kind, text, ref, name if ref else "", len(data or b""))
        await evidence.add(db, person.id, "telegram", new, self.at)
        row = "select id from entry where unit = :unit and number = :number"
        entry = await db.one(int, row, unit=unit, number=number)
        await evidence.attach(db, person.id, [item], entry, self.plan.code, unit)
        if ref and data is not None:
            await self.fetched(db, item, data)

    async def fetched(self, db: Turn, item: str, data: bytes) -> None:
        sha256, _ = store.put(self.folder / "store", data)
        id_ = await db.one(int, "select id from evidence where item = :item", item=item)
        of = {"sha256_original": sha256, "sha256_stored": sha256, "format_": "pdf", "readable": True}
        assert await evidence.kept(db, id_, **of, at=self.at)

    async def archive(
        self, choice: ExportChoice = ALL, at: datetime | None = None
    ) -> tuple[ZipFile, list[dict[str, str]]]:
        """Write the archive; give it with the rows of its index."""
        path = self.folder / "evidence.zip"
        locate = partial(store.open_path, self.folder / "store")
        work = partial(
            evidence_archive.write, locate=locate, plan=self.plan, at=at or self.at, path=path, choice=choice
        )
        files = await self.db.read_long(work)
        archive = ZipFile(path)
        assert files == len(archive.namelist()) - 1
        assert archive.testzip() is None
        return archive, list(csv.DictReader(io.StringIO(archive.read("index.csv").decode(separated.ENCODING))))


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    plan = PLANS["HP24"]
    db = await campaign.made(tmp_path, plan)
    try:
        yield Kept(db, plan, campaign.after(plan), tmp_path)
    finally:
        await db.close()


async def results(kept: Kept, *, sensitive: bool = False) -> list[tuple[str, int]]:
    """Give results by unit and number: those of which all may be told, or those that are status only."""
    sign = "=" if sensitive else "<>"
    rows = await kept.db.read(
        lambda db: db.all(str, f"select unit || ' ' || number from entry where kind {sign} 'sensitive' order by id")
    )
    return [(unit, int(number)) for unit, number in map(str.split, rows)]


async def test_each_result_has_a_folder_and_each_file_its_bytes(kept: Kept):
    (one, other, *_) = await results(kept)
    await kept.give(*one, "kế hoạch.pdf", b"%PDF one")
    await kept.give(*other, "kế hoạch.pdf", b"%PDF other")
    archive, rows = await kept.archive()

    folders = [f"HP24-{unit}-{number:03}" for unit, number in (one, other)]
    assert {name: archive.read(name) for name in archive.namelist() if name != "index.csv"} == {
        f"{folders[0]}/kế hoạch.pdf": b"%PDF one",
        f"{folders[1]}/kế hoạch.pdf": b"%PDF other",
    }
    assert sorted((row["Tệp"], row["Mã số"]) for row in rows) == sorted(
        (f"{folder}/kế hoạch.pdf", folder) for folder in folders
    )
    assert {row["Đơn vị"] for row in rows} == {kept.plan.unit(unit).name for unit, _ in (one, other)}


async def test_whatever_a_file_was_called_its_name_does_no_harm_and_none_covers_another(kept: Kept):
    (one, *_) = await results(kept)
    for nth, name in enumerate(NAMES):
        await kept.give(*one, name, f"%PDF {nth}".encode())
    archive, rows = await kept.archive()

    files = [name for name in archive.namelist() if name != "index.csv"]
    folder = f"HP24-{one[0]}-{one[1]:03}"
    assert len({name.casefold() for name in files}) == len(files) == len(NAMES)
    assert sorted(archive.read(name) for name in files) == sorted(f"%PDF {nth}".encode() for nth in range(len(NAMES)))
    for name in files:
        path = PurePosixPath(name)
        assert path.parts[0] == folder
        assert len(path.parts) == 2
        assert path.suffix == ".pdf"  # what it is, whatever it was called
        assert len(path.name) < 120
        assert not PureWindowsPath(path.name).is_reserved()
        assert path.name.isprintable()
        assert not path.name.startswith(".")
    assert [row["Tên hoặc nội dung"] for row in rows][:6] == list(NAMES[:6])  # the index says how it was called
    assert [row["Tệp"] for row in rows][4:7] == [
        f"{folder}/ảnh hội thảo.pdf", f"{folder}/ảnh hội thảo (2).pdf", f"{folder}/ẢNH HỘI THẢO (3).pdf",
    ]  # fmt: skip


async def test_the_archive_can_be_unpacked_and_nothing_lands_beside_it(kept: Kept):
    (one, *_) = await results(kept)
    for nth, name in enumerate(NAMES):
        await kept.give(*one, name, f"%PDF {nth}".encode())
    archive, _ = await kept.archive()
    out = kept.folder / "deep" / "out"
    archive.extractall(out)

    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == len(NAMES) + 1
    assert list((kept.folder / "deep").iterdir()) == [out]


async def test_what_is_not_there_has_a_line_and_no_file(kept: Kept):
    (one, *_) = await results(kept)
    gone = await kept.give(*one, "mất.pdf", b"%PDF gone")
    damaged = await kept.give(*one, "hỏng.pdf", b"%PDF damaged")
    await kept.give(*one, "đang tải.pdf", None)
    await kept.give(*one, "không tải được.pdf", None)
    await kept.give(*one, "mật.pdf", b"%PDF marked")
    await kept.give(*one, "https://haiphong.gov.vn/tin", None, kind="link")
    await kept.give(*one, "=1+1", None, kind="number")
    store.open_path(kept.folder / "store", gone).unlink()
    store.open_path(kept.folder / "store", damaged).write_bytes(b"%PDF otherwise")
    await kept.db.write(partial(_ended, names={"không tải được.pdf": False, "mật.pdf": True}))
    archive, rows = await kept.archive()

    folder = f"HP24-{one[0]}-{one[1]:03}"
    assert [(row["Tên hoặc nội dung"], row["Tình trạng"], row["Tệp"]) for row in rows] == [
        ("mất.pdf", "Không còn trong kho", ""),
        ("hỏng.pdf", "Tệp đã hỏng", f"{folder}/hỏng.pdf"),
        ("đang tải.pdf", "Đang tải", ""),
        ("không tải được.pdf", "Không lưu được", ""),
        ("", "Đã chặn", ""),
        ("https://haiphong.gov.vn/tin", "Đã lưu", ""),
        ("'=1+1", "Đã lưu", ""),
    ]
    assert archive.namelist() == [f"{folder}/hỏng.pdf", "index.csv"]
    assert b"marked" not in (kept.folder / "evidence.zip").read_bytes()


async def _ended(db: Turn, names: dict[str, bool]) -> None:
    """Let files turn out to be missing, or to bear a mark of secrecy."""
    for name, is_marked in names.items():
        (row,) = await db.all(Id, "select id from evidence where name = :name", name=name)
        if is_marked:
            await evidence.block(db, row.id)
        else:
            await evidence.missing(db, row.id, "evidence.gone")


@dataclass(frozen=True)
class Id:
    id: int


async def test_of_what_may_be_secret_there_is_nothing_in_it(kept: Kept):
    open_one, secret = (await results(kept))[0], (await results(kept, sensitive=True))[0]
    await kept.give(*open_one, "công khai.pdf", b"%PDF open")
    await kept.give(*secret, "của nhiệm vụ mật.pdf", b"%PDF secret")
    _, rows = await kept.archive()

    assert [row["Tên hoặc nội dung"] for row in rows] == ["công khai.pdf"]
    assert b"secret" not in (kept.folder / "evidence.zip").read_bytes()


async def test_what_was_given_to_a_task_that_came_to_be_secret_is_left_out(kept: Kept):
    (one, *_) = await results(kept)
    await kept.give(*one, "trước khi mật.pdf", b"%PDF before")
    row = "select json_extract(v.content, '$.task') from entry e join version v on v.entry = e.id"
    (task,) = await kept.db.read(
        lambda db: db.all(str, f"{row} where e.unit = :unit and e.number = :number", unit=one[0], number=one[1])
    )
    tasks = tuple(
        of.model_copy(update={"sensitive": Sensitive.YES} if of.key == task else {}) for of in kept.plan.tasks
    )
    kept.plan = kept.plan.model_copy(update={"tasks": tasks})
    archive, rows = await kept.archive()

    assert (archive.namelist(), rows) == (["index.csv"], [])


async def test_the_index_has_every_piece_there_is_and_what_came_later_has_none(kept: Kept):
    every = await results(kept)
    for nth, one in enumerate(every):
        await kept.give(*one, f"{nth}.pdf", f"%PDF {nth}".encode())
    _, rows = await kept.archive()
    _, none = await kept.archive(at=kept.at - timedelta(seconds=1))

    assert sorted(row["Tên hoặc nội dung"] for row in rows) == sorted(f"{nth}.pdf" for nth in range(len(every)))
    assert all(row["SHA-256"] for row in rows)
    assert none == []


async def test_one_unit_s_archive_has_no_other_s(kept: Kept):
    every = await results(kept)
    for nth, one in enumerate(every):
        await kept.give(*one, f"{nth}.pdf", f"%PDF {nth}".encode())
    _, rows = await kept.archive(ExportChoice(unit=every[0][0]))

    assert {row["Mã số"].split("-")[1] for row in rows} == {every[0][0]}
    assert len(rows) == sum(unit == every[0][0] for unit, _ in every)


async def test_no_file_is_held_whole(kept: Kept):
    (one, *_) = await results(kept)
    large = 48 << 20
    sha256 = await kept.give(*one, "lớn.pdf", b"%PDF")
    with store.open_path(kept.folder / "store", sha256).open("r+b") as file:
        file.truncate(large)
    tracemalloc.start()
    try:
        archive, _ = await kept.archive()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert archive.infolist()[0].file_size == large
    assert peak < large / 4


async def test_a_broken_write_leaves_no_half_an_archive(kept: Kept):
    (one, *_) = await results(kept)
    sha256 = await kept.give(*one, "tệp.pdf", b"%PDF")

    def locate(_: str) -> Path:
        raise OSError("the disk is gone")

    path = kept.folder / "half.zip"
    with pytest.raises(OSError, match="the disk is gone"):
        await kept.db.read_long(partial(evidence_archive.write, locate=locate, plan=kept.plan, at=kept.at, path=path))
    assert sha256
    assert not path.exists()
    assert [one.name for one in kept.folder.iterdir() if one.name.startswith(".daumoi-")] == []
