"""On the whole path: of what bears a mark nothing is kept, echoed or passed on, but who, when and which rule."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

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


async def test_a_file_whose_caption_is_edited_to_bear_a_mark_goes_too(stage: Stage) -> None:
    for words in ENTRY:
        await stage.say(words)
    await stage.say("[tệp danh sách.docx]")

    await stage.say("[sửa] Tài liệu MẬT, không phổ biến")

    with closing(sqlite3.connect(stage.path)) as db:
        rows = db.execute("select state, because, name, ref from evidence").fetchall()
    assert rows == [("missing", "evidence.secret", "", "")]
