"""/sua beside others: what a colleague saved, was handed or told meanwhile is never lost."""

from datetime import datetime

from messages.words import ZONE
from storage.db import Turn
from storage.members import people
from tests.dialogue import Stage
from tests.officials.entering import enter, hears
from tests.officials.keeping import ask, entry

PLANNED = ("/baocao 2.1b", "15/12", "1", "hội thảo", "Hội thảo dự kiến", "gửi")


async def test_the_result_of_what_was_planned_is_told_after_whatever_was_told_meanwhile(stage: Stage) -> None:
    await hears(stage, "Lan", *PLANNED)
    stage.now = datetime(2025, 12, 16, 9, tzinfo=ZONE)
    await enter(stage, days="15/12", figures="200 đại biểu")
    await enter(stage, days="15/12", figures="500 đại biểu", counts="Lũy kế")

    asked = await hears(stage, "Lan", "/sua 1", "30 đại biểu")
    assert "Số liệu vừa nhập là" in asked

    await hears(stage, "Lan", "Phát sinh thêm", "không", "Lưu thay đổi")
    assert "530 lượt người" in await hears(stage, "Lan", "/nhiemvu")


async def test_what_was_typed_is_kept_beside_what_a_colleague_saved_meanwhile(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/sua 1", "Sửa minh chứng", "[ảnh]", "xong", "Sửa nội dung")
    await hears(stage, "Hoa", "/sua 1", "Sửa minh chứng", "124/BC-BNG", "xong", "Sửa địa điểm", "Hà Nội")
    await hears(stage, "Hoa", "Sửa nội dung", "Hội thảo của Hoa", "Lưu thay đổi")

    heard = await hears(stage, "Lan", "Hội thảo của Lan")

    head, _, review = heard.partition("Sửa kết quả 705-BNG-001")
    assert head.startswith("Kết quả 705-BNG-001 vừa được một đồng chí khác sửa:\n– Nội dung: Hội thảo của Hoa\n")
    assert "– Địa điểm: Hà Nội\n" in head
    assert "Nội dung: Hội thảo của Lan\nĐịa điểm: Hà Nội\n" in review
    assert "Minh chứng: 01 ảnh, 01 văn bản (ghi số)" in review
    assert (await entry(stage, 1)).version == 2
    assert "– Nội dung: Hội thảo của Lan" in await hears(stage, "Lan", "Lưu thay đổi")
    assert (await entry(stage, 1)).version == 3
    assert await ask(stage, "select kind from evidence where entry is not null order by kind") == ["number", "photo"]


async def test_nothing_is_saved_unseen_when_a_colleague_was_quicker(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo của Lan")
    await hears(stage, "Hoa", "/sua 1", "Sửa địa điểm", "Hà Nội", "Lưu thay đổi")

    heard = await hears(stage, "Lan", "Lưu thay đổi")

    assert "vừa được một đồng chí khác sửa:\n– Địa điểm: Hà Nội\n" in heard
    assert "1. Lưu thay đổi" in heard
    assert (await entry(stage, 1)).version == 2


async def test_a_draft_begun_before_a_colleague_saved_is_taken_up_beside_it(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo của Lan", "Lưu, để sau")
    await hears(stage, "Hoa", "/sua 1", "Sửa nội dung", "Hội thảo của Hoa", "Lưu thay đổi")

    heard = await hears(stage, "Lan", "/sua 1")

    assert "– Nội dung: Hội thảo của Hoa" in heard
    assert "\nNội dung: Hội thảo của Lan" in heard


async def test_what_a_colleague_found_to_be_not_public_is_not_said_again(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/sua 1", "Sửa minh chứng", "[ảnh]", "xong", "Sửa nội dung")
    await hears(stage, "Hoa", "/sua 1", "Sửa nhiệm vụ", "2.2a", "3", "rồi", "1", "Lưu thay đổi")

    heard = await hears(stage, "Lan", "Hội thảo của Lan")

    assert heard.startswith("Kết quả 705-BNG-001 vừa được một đồng chí khác sửa; các thay đổi chưa lưu")
    assert "CEDAW" not in heard
    assert await ask(stage, "select kind from evidence") == []


async def test_the_edit_of_a_message_does_not_offer_to_change_what_is_not_all_theirs(stage: Stage) -> None:
    await hears(stage, "Hoa", "/baocao 2.1b", "4/12", "hội thảo", "Hội thảo CEDAW", "không có", "không")
    await hears(stage, "Hoa", "Ghi thêm nhiệm vụ", "2.2b")
    await hears(stage, "Hoa", "gửi")
    await hand(stage, "Hoa", "2.1b")

    (stage.source,) = await ask(stage, "select answers ->> '$.title[1]' from version")
    heard = await hears(stage, "Hoa", "[sửa] Hội thảo về CEDAW")

    assert "còn tính cho nhiệm vụ không giao" in heard
    assert "/sua" not in heard


async def test_whoever_was_handed_one_task_of_an_entry_cannot_take_away_the_others(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/sua 1", "Ghi thêm nhiệm vụ", "2.2b", "Lưu thay đổi")
    await hand(stage, "Hoa", "2.1b")

    heard = await hears(stage, "Hoa", "/sua 1")

    assert "còn tính cho nhiệm vụ không giao cho đồng chí" in heard
    assert "1. 705-BNG-001" not in heard
    await hand(stage, "Hoa", "2.2b")
    assert "Lưu thay đổi" in await hears(stage, "Hoa", "/sua 1")


async def test_whoever_was_handed_one_task_of_an_entry_adds_no_evidence_to_the_others(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/sua 1", "Ghi thêm nhiệm vụ", "2.2b", "Lưu thay đổi")
    await hand(stage, "Hoa", "2.1b")

    assert "/bosung" not in await hears(stage, "Hoa", "/xem 1")
    assert "Bổ sung minh chứng" not in await hears(stage, "Hoa", "/xem 1")
    heard = await hears(stage, "Hoa", "/bosung 1")
    assert "còn tính cho nhiệm vụ không giao cho đồng chí" in heard
    assert "1. 705-BNG-001" not in heard
    await hand(stage, "Hoa", "2.2b")
    assert "Bổ sung minh chứng" in await hears(stage, "Hoa", "/xem 1")
    assert "Minh chứng?" in await hears(stage, "Hoa", "/bosung 1")


async def test_what_is_no_longer_there_is_named_among_the_changes(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Lan", "/sua 1", "Sửa địa điểm", "Hà Nội", "Ghi thêm nhiệm vụ", "2.2b", "Lưu thay đổi")

    await hears(stage, "Lan", "/sua 1", "Sửa địa điểm", "bỏ qua", "Sửa nhiệm vụ ghi thêm", "Không ghi thêm")
    heard = await hears(stage, "Lan", "Lưu thay đổi")

    assert "– Không còn: Địa điểm: Hà Nội" in heard
    assert "– Không còn: Tính thêm cho: 2.2b" in heard


async def hand(stage: Stage, who: str, task: str) -> None:
    async def work(db: Turn) -> None:
        member = await db.one(
            int, "select m.id from member m join address a on a.person = m.person where a.chat = :who", who=who
        )
        await people.hand(db, member, task, stage.now)

    await stage.write(work)
