"""On the whole path: of what bears a mark nothing is kept, echoed or passed on, but who, when and which rule."""

import asyncio
import io
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.channel import Arrival
from bot.loops.fetching import Fetching
from bot.loops.receiving import Receiving
from bot.rehearsal.simulating import Keeping, Settable
from bot.serving.app import App
from messages.said import Said
from messages.values import Attachment, FileKind
from storage.db import Database
from storage.results import evidence
from tests.dialogue import Stage

WORDS = "trại giam Z"
ENTRY = ("/baocao", "2.1b", "05/12", "hoi thao", "Hội thảo về Công ước CEDAW", "120 đại biểu")


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Hà", "admin")
    await stage.enter("Lan", "official", "BNG")
    return stage


class Photos(Keeping):
    """A channel that gives a photo for whatever it is asked for."""

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:  # noqa: ARG002 - there is one
        photo = io.BytesIO()
        Image.new("RGB", (8, 8), "red").save(photo, "JPEG")
        into.write_bytes(photo.getvalue())


def files(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def everything_kept(stage: Stage) -> str:
    """Give every word of every table."""
    with closing(sqlite3.connect(stage.path)) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        return "\n".join(str(row) for table in tables for row in db.execute(f"select * from {table}"))


@pytest.mark.parametrize(
    "line",
    [f"MẬT\n{WORDS}", f"[tệp {WORDS} TOI MAT.docx]", f"[ảnh] Độ mật: Tối mật. {WORDS}"],
    ids=["text", "name", "caption"],
)
async def test_nothing_of_a_marked_message_is_kept_or_said_back(stage: Stage, line: str) -> None:
    for words in ENTRY:
        await stage.say(words)

    answer = "\n".join(await stage.say(line))

    assert "bí mật nhà nước" in answer
    assert WORDS not in answer
    assert WORDS not in everything_kept(stage)


async def test_an_admin_is_told_without_a_word_of_it(stage: Stage) -> None:
    await stage.say(f"TUYỆT MẬT\n{WORDS}")

    with closing(sqlite3.connect(stage.path)) as db:
        (told,) = [body for (body,) in db.execute("select body from outbox where chat = 'Hà'")]
    assert "Bộ Ngoại giao" in told
    assert WORDS not in told


async def test_the_earlier_words_of_a_message_that_is_edited_to_bear_a_mark_go_too(stage: Stage) -> None:
    for words in ENTRY[:4]:
        await stage.say(words)
    await stage.say(f"Hội thảo ở {WORDS}")
    assert WORDS in everything_kept(stage)

    answer = "\n".join(await stage.say(f"[sửa] TUYỆT MẬT: hội thảo ở {WORDS}"))

    assert "bí mật nhà nước" in answer
    assert WORDS not in everything_kept(stage)


async def test_the_draft_goes_on_where_its_words_were_taken_out(stage: Stage) -> None:
    for words in ENTRY[:4]:
        await stage.say(words)
    await stage.say(f"Hội thảo ở {WORDS}")
    await stage.say("[sửa] TUYỆT MẬT: hội thảo")

    asked_again = "\n".join(await stage.say("120 đại biểu"))
    goes_on = "\n".join(await stage.say("Hội thảo về quyền trẻ em"))

    assert "Tên hoặc nội dung hoạt động?" in asked_again
    assert "Số liệu của hoạt động?" in goes_on


async def test_a_sentence_offered_as_a_result_goes_too(stage: Stage) -> None:
    await stage.say(f"Hôm nay tổ chức hội thảo về quyền trẻ em ở {WORDS}, 120 đại biểu")
    assert WORDS in everything_kept(stage)

    await stage.say(f"[sửa] TUYỆT MẬT: hội thảo ở {WORDS}")

    assert WORDS not in everything_kept(stage)


async def test_of_an_album_the_parts_that_were_stored_before_are_removed_at_once(stage: Stage) -> None:
    for words in ENTRY:
        await stage.say(words)
    await stage.say("[album 2]")
    clock, store = Settable(stage.now), stage.path.parent / "store"
    db = Database(stage.path)
    await db.open()
    try:
        fetching = Fetching(db, App(stage.house), {"telegram": Photos(clock)}, clock, store)
        living = asyncio.create_task(fetching.fetch_for_ever())
        while await db.read(lambda db: evidence.wanted(db, stage.now + timedelta(days=1), 1)) or not files(store):
            await asyncio.sleep(0.01)
            assert not living.done()
        album = stage.album
        photo = Attachment(FileKind.PHOTO, "late")
        said = Said("Lan:99", "Tài liệu MẬT", attachments=(photo,), album=album)
        receiving = Receiving(db, App(stage.house), clock, "telegram")
        await receiving.receive([Arrival("u99", "Lan", said, (said.text,))])
        while files(store):
            await asyncio.sleep(0.01)
            assert not living.done()
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
    finally:
        await db.close()


async def test_a_file_whose_caption_is_edited_to_bear_a_mark_goes_too(stage: Stage) -> None:
    for words in ENTRY:
        await stage.say(words)
    await stage.say("[tệp danh sách.docx]")

    await stage.say("[sửa] Tài liệu MẬT, không phổ biến")

    with closing(sqlite3.connect(stage.path)) as db:
        rows = db.execute("select state, because, name, ref from evidence").fetchall()
    assert rows == [("missing", "evidence.secret", "", "")]
