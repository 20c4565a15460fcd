"""/sua: an entry is changed by its own unit."""

from decimal import Decimal
from functools import partial

from storage.results import entries, evidence
from storage.results.entries import EntryKind
from tests.dialogue import Stage
from tests.officials.entering import CEDAW, USUAL, answer, enter, hears
from tests.officials.keeping import acts, ask, entry, standing

TASK = "task/2.1b/BNG"
BEFORE = "update/1/BNG"


async def test_it_opens_on_the_review_screen_with_what_was_entered(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", "/sua 001")

    assert heard.startswith("Sửa kết quả 705-BNG-001.")
    assert f"Nội dung: {CEDAW}" in heard
    assert "1. Lưu thay đổi" in heard


async def test_saving_makes_a_second_version_and_says_what_changed(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo về quyền phụ nữ", "Lưu thay đổi")

    assert "– Nội dung: Hội thảo về quyền phụ nữ" in heard
    assert "Số liệu" not in heard
    assert (await entry(stage, 1)).version == 2
    assert await ask(stage, "select content ->> '$.title' from version order by number") == [
        CEDAW,
        "Hội thảo về quyền phụ nữ",
    ]
    assert ("entry.amended", "705-BNG-001 2") in await acts(stage)


async def test_only_the_figures_of_the_new_version_count(stage: Stage) -> None:
    await enter(stage, figures="120 đại biểu")

    await hears(stage, "Lan", "/sua 1", "Sửa số liệu", "150 đại biểu", "Lưu thay đổi")

    present = "select f.value from figure f join entry e on e.id = f.entry and e.version = f.version"
    assert [Decimal(value) for value in await ask(stage, present)] == [Decimal(150)]


async def test_nothing_changed_makes_no_version(stage: Stage) -> None:
    await enter(stage)

    assert "giữ nguyên" in await hears(stage, "Lan", "/sua 1", "Lưu thay đổi")
    assert (await entry(stage, 1)).version == 1


async def test_a_colleague_of_the_unit_can_change_it_too(stage: Stage) -> None:
    await enter(stage)

    assert "Đã lưu thay đổi" in await hears(stage, "Hoa", "/sua 1", "Sửa nội dung", "Hội thảo khác", "Lưu thay đổi")


async def test_quan_cannot_and_hears_the_same_as_for_one_that_does_not_exist(stage: Stage) -> None:
    await enter(stage)

    heard = await hears(stage, "Quân", "/sua 705-BNG-001")

    assert heard == (await hears(stage, "Quân", "/sua 705-BNG-999")).replace("999", "001")
    assert CEDAW not in heard


async def test_quan_is_not_offered_it(stage: Stage) -> None:
    await enter(stage)

    assert "705-BNG-001" not in await hears(stage, "Quân", "/sua")


async def test_whoever_enters_nothing_changes_nothing(stage: Stage) -> None:
    await enter(stage)

    assert "Lệnh này dành cho" in await hears(stage, "Minh", "/sua 705-BNG-001")
    assert "Lệnh này dành cho" in await hears(stage, "Hà", "/sua 705-BNG-001")


async def test_it_is_changed_also_when_the_office_has_opened_it(stage: Stage) -> None:
    await enter(stage)
    await hears(stage, "Minh", "/xem 705-BNG-001")
    await hears(stage, "Lan", "/sua 001", "Sửa nội dung", "Hội thảo khác")
    await hears(stage, "Minh", "/xem 705-BNG-001")

    assert "Đã lưu thay đổi của kết quả 705-BNG-001" in await hears(stage, "Lan", "Lưu thay đổi")


async def test_an_entry_moved_to_another_task_counts_there_and_no_longer_here(stage: Stage) -> None:
    await enter(stage, finished="Đã hoàn thành")
    assert (await standing(stage, TASK)).completed_on is not None

    await hears(stage, "Lan", "/sua 1", "Sửa nhiệm vụ", "2.2b", "Lưu thay đổi")

    was, now = await standing(stage, TASK), await standing(stage, "task/2.2b/BNG")
    assert (was.entries, was.completed_on) == (0, None)
    assert (now.entries, now.completed_on is not None) == (1, True)
    assert (await standing(stage, BEFORE)).entries == 1


async def test_the_unit_takes_back_that_the_task_is_done(stage: Stage) -> None:
    await enter(stage, finished="Đã hoàn thành")

    await hears(stage, "Lan", "/sua 1", "Sửa tình trạng", "Còn tiếp tục", "Lưu thay đổi")

    assert (await standing(stage, TASK)).completed_on is None


async def test_evidence_is_added_and_taken_out(stage: Stage) -> None:
    await enter(stage)
    await hears(
        stage, "Lan", "/sua 1", "Sửa minh chứng", "[ảnh]", "Sửa minh chứng", "123/BC-BNG", "xong", "Lưu thay đổi"
    )
    one = (await entry(stage, 1)).id
    assert [piece.kind for piece in await stage.write(partial(evidence.of_entry, entry=one))] == ["photo", "number"]

    heard = await hears(stage, "Lan", "/sua 1", "Sửa minh chứng", "Bỏ các mục đã gửi", "124/BC-BNG", "Lưu thay đổi")

    assert "– Minh chứng: thêm 01, bỏ 02" in heard
    assert [piece.text for piece in await stage.write(partial(evidence.of_entry, entry=one))] == ["124/BC-BNG"]


async def test_given_up_in_the_middle_the_entry_stays_with_its_evidence(stage: Stage) -> None:
    await enter(stage, evidence="không")
    await hears(stage, "Lan", "/sua 1", "Sửa minh chứng", "123/BC-BNG", "xong", "Lưu thay đổi")

    heard = await hears(stage, "Lan", "/sua 1", "Sửa minh chứng", "Bỏ các mục đã gửi", "/huy", "bỏ hẳn")

    assert heard == "Đã bỏ các thay đổi; kết quả đã gửi giữ nguyên."
    one = (await entry(stage, 1)).id
    assert [piece.text for piece in await stage.write(partial(evidence.of_entry, entry=one))] == ["123/BC-BNG"]


async def test_found_to_be_sensitive_it_keeps_no_words_of_any_version(stage: Stage) -> None:
    await enter(stage)

    await hears(stage, "Lan", "/sua 1", "Sửa nhiệm vụ", "2.2a", "2", "rồi", "Còn tiếp tục", "Lưu thay đổi")

    assert (await entry(stage, 1)).kind is EntryKind.SENSITIVE
    kept = await ask(stage, "select content || answers from version union all select title from activity")
    assert [words for words in kept if "CEDAW" in words] == []
    assert await ask(stage, "select typed from figure") == []


async def test_a_command_for_another_entry_begins_anew(stage: Stage) -> None:
    await enter(stage)
    await enter(stage, title="Hội thảo thứ hai")
    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo đổi tên")

    heard = await hears(stage, "Lan", "/sua 2")

    assert "Nội dung: Hội thảo thứ hai" in heard
    assert "đổi tên" not in heard


async def test_a_message_edited_after_sending_offers_to_change_its_entry(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", "4/12", "hội thảo", CEDAW)
    source = stage.source
    await answer(stage, "\n".join(await stage.say("/tieptuc")), USUAL)
    stage.source = source

    heard = await hears(stage, "Lan", "[sửa] Hội thảo về Công ước CEDAW lần hai")

    assert "Để sửa kết quả 705-BNG-001" in heard
    assert "1. Sửa kết quả 705-BNG-001" in heard


async def test_a_message_of_somebody_else_is_never_found_by_its_source(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 2.1b", "4/12", "hội thảo", CEDAW)
    source = stage.source
    await answer(stage, "\n".join(await stage.say("/tieptuc")), USUAL)
    people = await ask(stage, "select cast(person as text) from address where chat = 'Quân'")

    assert await stage.write(partial(entries.of_source, person=int(people[0]), source=source)) is None


async def test_a_total_is_compared_with_the_other_entries_not_with_itself(stage: Stage) -> None:
    await enter(stage, figures="120 đại biểu")
    await enter(stage, figures="200 đại biểu", counts="Lũy kế")

    heard = await hears(stage, "Lan", "/sua 2", "Sửa số liệu", "180 đại biểu", "Lưu thay đổi")

    assert "Đã lưu thay đổi của kết quả 705-BNG-002" in heard
    assert "180 lượt người" in await hears(stage, "Lan", "/nhiemvu")


async def test_an_activity_is_kept_once_however_often_its_entry_changes(stage: Stage) -> None:
    await enter(stage)

    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo hai", "Lưu thay đổi")
    await hears(stage, "Lan", "/sua 1", "Sửa nội dung", "Hội thảo ba", "Lưu thay đổi")

    assert await ask(stage, "select title from activity") == ["Hội thảo ba"]
