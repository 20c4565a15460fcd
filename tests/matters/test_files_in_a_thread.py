"""A picture or a document goes into the thread of a difficulty or a question, from either side, and stays with it."""

from typing import Any

import pytest

from storage.rows import from_json
from tests.dialogue import Stage
from tests.talk.telling import ask, hears

VM01 = "705-BNG-VM01"
KEPT = "select matter || '/' || line || ' ' || kind from evidence order by id"
LINES = "select text from matter_line order by matter, nth"


async def raise_with(stage: Stage, *more: str) -> str:
    """Let Lan bring a difficulty, with what is sent before the last yes."""
    return await hears(stage, "Lan", "/vuongmac chưa có kinh phí in áp phích", "không", "bỏ qua", *more, "gửi")


async def enclosed(stage: Stage, who: str, line: str) -> list[Any]:
    """Let the files be there; give those that come with what is shown."""
    await ask(
        stage,
        int,
        "update evidence set state = 'kept', format = 'jpeg', sha256_stored = 'abc' || id where ref <> '' returning id",
    )
    await hears(stage, who, line)
    bodies = await ask(stage, str, "select body from outbox where body is not null order by id desc limit 1")
    return [name for _, _, name in from_json(bodies[0])["files"]]


@pytest.mark.parametrize("sent", ["[ảnh]", "[tệp bao-gia.pdf]", "[album 2]"])
async def test_a_file_sent_with_a_difficulty_is_kept_with_its_first_line(stage: Stage, sent: str):
    sure = await hears(stage, "Lan", "/vuongmac chưa có kinh phí in áp phích", "không", "bỏ qua", sent)
    told = await hears(stage, "Lan", "gửi")
    kind, n = ("document", 1) if "tệp" in sent else ("photo", 2 if "album" in sent else 1)

    assert f"Kèm theo: {n:02} " in sure
    assert f"chưa có kinh phí in áp phích (kèm {n:02} tệp)" in told
    assert await ask(stage, str, KEPT) == [f"1/1 {kind}"] * n


@pytest.mark.parametrize("at", [0, 1, 2])
async def test_it_is_taken_at_every_question_of_it(stage: Stage, at: int):
    lines = ["không", "bỏ qua", "gửi"]
    lines.insert(at, "[ảnh]")
    await hears(stage, "Lan", "/vuongmac chưa có kinh phí in áp phích", *lines)

    assert await ask(stage, str, KEPT) == ["1/1 photo"]


async def test_a_question_takes_files_too(stage: Stage):
    await hears(stage, "Lan", "/hoi mẫu biểu này ghi thế nào", "[ảnh]", "gửi")

    assert await ask(stage, str, KEPT) == ["1/1 photo"]


async def test_either_side_sends_some_later_and_both_are_told_and_shown_them(stage: Stage):
    await raise_with(stage)
    to_office = await hears(stage, "Lan", f"/vuongmac {VM01} traloi", "đây là báo giá", "[tệp bao-gia.pdf]", "gửi")
    to_unit = await hears(stage, "Minh", f"/vuongmac {VM01} traloi", "[ảnh] đã có văn bản, xem ảnh", "gửi")
    seen = [await enclosed(stage, who, f"/vuongmac {VM01}") for who in ("Lan", "Minh", "Hương")]

    assert "<Minh:" in to_office
    assert "đây là báo giá (kèm 01 tệp)" in to_office
    assert "đã có văn bản, xem ảnh (kèm 01 tệp)" in to_unit
    assert await ask(stage, str, KEPT) == ["1/2 document", "1/3 photo"]
    assert seen == [["bao-gia.pdf.jpeg", f"{VM01}-2.jpeg"]] * 3


async def test_lists_and_the_unit_s_page_say_how_many_there_are(stage: Stage):
    await raise_with(stage, "[album 3]")

    for who, where in (("Lan", "/vuongmac"), ("Minh", "/vuongmac"), ("Minh", "/donvi BNG")):
        assert "chưa có kinh phí in áp phích (kèm 03 tệp)" in await hears(stage, who, where)


async def test_nobody_of_another_unit_gets_them(stage: Stage):
    await raise_with(stage, "[ảnh]")

    assert await enclosed(stage, "Quân", f"/vuongmac {VM01}") == []


async def test_of_a_task_that_may_be_secret_no_file_is_taken(stage: Stage):
    await hears(stage, "Lan", "/vuongmac", "[ảnh]", "2.2a", "1", "gửi")
    await hears(stage, "Lan", "/vuongmac mới", "2.2a", "[ảnh]", "1", "gửi")

    assert await ask(stage, str, "select item from evidence") == []


async def test_what_is_not_sent_in_the_end_is_not_kept(stage: Stage):
    await hears(stage, "Lan", "/vuongmac chưa có kinh phí", "không", "bỏ qua", "[ảnh]", "hủy")

    assert await ask(stage, str, "select item from evidence") == []


async def test_a_link_beside_a_reply_stands_in_its_words_and_is_no_file(stage: Stage):
    await raise_with(stage)
    sure = await hears(stage, "Lan", f"/vuongmac {VM01} traloi", "báo giá ở đây", "https://bogiao.vn/gia", "gửi")

    assert "báo giá ở đây https://bogiao.vn/gia" in sure
    assert await ask(stage, str, "select item from evidence") == []
    assert (await ask(stage, str, LINES))[-1] == "báo giá ở đây https://bogiao.vn/gia"


async def test_too_many_are_refused_and_what_there_is_stays(stage: Stage):
    shown = await hears(stage, "Lan", "/vuongmac chưa có kinh phí", "không", "bỏ qua", "[album 9]", "[album 9]")
    await hears(stage, "Lan", "gửi")

    assert "10" in shown
    assert len(await ask(stage, str, KEPT)) == 10


async def test_they_may_be_changed_before_they_go(stage: Stage):
    await hears(
        stage, "Lan", "/vuongmac chưa có kinh phí", "không", "bỏ qua", "[ảnh]", "Kèm ảnh, tài liệu", "Bỏ các mục đã gửi"
    )
    await hears(stage, "Lan", "không", "gửi")

    assert await ask(stage, str, KEPT) == []


async def test_an_erased_person_s_files_stay_with_the_thread(stage: Stage):
    await raise_with(stage, "[ảnh]")
    await hears(stage, "Lan", "/dulieucanhan", "Rút đồng ý", "đồng ý")

    assert await ask(stage, str, KEPT) == ["1/1 photo"]
