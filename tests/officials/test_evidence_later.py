"""/bosung: one message of evidence is enough, and what is sent right after it goes to the same entry."""

from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from storage.results import evidence
from tests.dialogue import Stage
from tests.officials.entering import enter, hears
from tests.officials.keeping import ask

HAS = "Minh chứng: "


async def kept(stage: Stage, number: str = "1") -> str:
    """Give the line of evidence of an entry."""
    shown = await hears(stage, "Lan", f"/xem {number}")
    return next(line.removeprefix(HAS) for line in shown.split("\n") if line.startswith(HAS))


@pytest.mark.parametrize(
    ("sent", "has"),
    [
        ("[ảnh]", "01 ảnh"),
        ("[album 3]", "03 ảnh"),
        ("[tệp bc.docx] Báo cáo chi tiết", "01 tài liệu"),
        ("https://vtv.vn/a", "01 đường dẫn"),
        ("Báo cáo số 123/BC-BNG ngày 04/12/2025", "01 văn bản (ghi số)"),
    ],
)
async def test_one_message_is_enough(stage: Stage, sent: str, has: str) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", "/bosung 1", sent)

    assert "Đã bổ sung minh chứng cho kết quả 705-BNG-001" in heard
    assert f"; kết quả hiện có {has}." in heard
    assert "Xong" not in heard
    assert await kept(stage) == has


@pytest.mark.parametrize("sent", ["[ảnh]", "[album 2]", "[ảnh] Toàn cảnh", "https://vtv.vn/b", "nhandan.vn/tin-1"])
async def test_what_is_sent_right_after_goes_to_the_same_entry_and_makes_a_next_version(
    stage: Stage, sent: str
) -> None:
    await enter(stage)
    await enter(stage)
    await hears(stage, "Lan", "/bosung 1", "https://vtv.vn/a")

    heard = await hears(stage, "Lan", sent)

    assert "cho kết quả 705-BNG-001" in heard
    assert await kept(stage, "2") == "–"
    assert len((await kept(stage)).split(", ")) == 2 or await kept(stage) == "02 đường dẫn"
    assert await ask(stage, "select max(number) from version where entry = 1") == [3]
    assert await ask(stage, "select distinct unit from evidence") == ["BNG"]


@pytest.mark.parametrize("gone", [evidence.block, partial(evidence.missing, because="evidence.kind")])
async def test_what_was_blocked_or_refused_counts_nowhere(stage: Stage, gone: Callable[..., Awaitable[None]]) -> None:
    await enter(stage)
    first = await hears(stage, "Lan", "/bosung 1", "[tệp a.docx]")
    await stage.write(partial(gone, id_=1))
    alone = await kept(stage)

    heard = await hears(stage, "Lan", "/bosung 1", "[tệp b.docx]")

    assert "hiện có 01 tài liệu" in first
    assert "01 tệp trong số này đang kiểm tra" in first
    assert alone == "–"
    assert "hiện có 01 tài liệu" in heard
    assert "01 tệp không lưu được" in heard
    assert await kept(stage) == "01 tài liệu"


async def test_after_anything_else_was_said_or_a_while_what_it_is_for_is_asked(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/bosung 1", "[ảnh]", "/nhiemvu")

    after_another = await hears(stage, "Lan", "[ảnh]")
    await hears(stage, "Lan", "Bổ sung cho 705-BNG-001")
    stage.now = stage.now.replace(hour=10)
    later = await hears(stage, "Lan", "[ảnh]")

    assert "Ghi thành kết quả?" in after_another
    assert "Ghi thành kết quả?" in later


async def test_what_reads_like_a_result_is_offered_as_one_although_evidence_was_just_added(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/bosung 1", "[ảnh]")

    heard = await hears(stage, "Lan", "[ảnh] hôm qua tập huấn về CRC, 85 đại biểu")

    assert "85 đại biểu" in heard
    assert await kept(stage) == "01 ảnh"


async def test_files_with_words_that_say_nothing_known_are_not_lost(stage: Stage) -> None:
    heard = await hears(stage, "Lan", "[tệp bc.docx] Báo cáo chi tiết")

    assert "Đồng chí vừa gửi 01 tệp. Ghi thành kết quả?" in heard


async def test_each_of_two_who_add_to_the_same_entry_hears_of_it(stage: Stage) -> None:
    await enter(stage)
    for who in ("Lan", "Hoa"):
        await hears(stage, who, "/bosung 1", "[ảnh]")

    keys = await ask(stage, "select key from outbox where key like 'late/%' order by id")

    assert len(keys) == 2
    assert len(set(keys)) == 2
