"""What /baocao, /bosung and /giaoviec keep and show, and who sees none of it."""

from pathlib import Path

import pytest

from plans.obligations import Key, Kind
from storage.db import Database
from tests.dialogue import Stage

BEFORE = ("/baocao 2.1b", "04/12", "hoi thao", "Hội thảo về Công ước CEDAW")
AFTER = ("120 đại biểu", "không", "gửi")


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Lan", "official", "BNG")
    return stage


async def says(stage: Stage, *words: str, who: str = "") -> str:
    if who:
        await stage.enter(who)
    answer: list[str] = []
    for word in words:
        answer = await stage.say(word)
    return "\n".join(answer)


async def kept(stage: Stage, query: str) -> list[str]:
    db = Database(stage.path)
    await db.open()
    try:
        return await db.read(lambda db: db.all(str, query))
    finally:
        await db.close()


async def test_the_place_is_kept_with_the_activity_and_partners_with_the_entry(stage: Stage) -> None:
    changes = ("sửa địa điểm", "Hà Nội", "sửa đơn vị phối hợp", "bo tu phap; UNDP")
    await says(stage, *BEFORE, *AFTER[:-1], *changes, AFTER[-1])

    assert await kept(stage, "select place from activity") == ["Hà Nội"]
    assert await kept(stage, "select content ->> '$.partners' from version") == ['[["BTP","bo tu phap"],["","UNDP"]]']


async def test_an_activity_of_two_tasks_is_one_activity_and_one_entry(stage: Stage) -> None:
    await says(stage, *BEFORE, *AFTER[:-1], "ghi thêm nhiệm vụ", "2.2b", "gửi")

    assert await kept(stage, "select cast(count(*) as text) from activity") == ["1"]
    assert await kept(stage, "select task from entry_task order by task") == ["2.1b", "2.2b"]
    assert await kept(
        stage,
        "select o.key from standing s join obligation o on o.id = s.obligation where s.entries = 1 order by o.key",
    ) == ["task/2.1b/BNG", "task/2.2b/BNG", str(Key(Kind.UPDATE, "BNG", await _phase(stage)))]


async def _phase(stage: Stage) -> str:
    return (await kept(stage, "select content ->> '$.phase' from version"))[0]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("BNG", ("/baocao 2.2a", "3", "1", "1")),
        ("BNG", ("/baocao 2.1a", "2", "3", "1", "1")),
        ("BQP", ("/baocao 4.2", "hôm qua", "1", "Giúp dân sau bão", "không", "không")),
    ],
)
async def test_place_and_partners_are_asked_neither_of_a_sensitive_task_nor_of_the_army(
    tmp_path: Path, unit: str, words: tuple[str, ...]
) -> None:
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Hoa", "official", unit)

    said = [await says(stage, word) for word in words]

    assert "kiểm tra trước khi gửi" in said[-1]
    assert "Địa điểm" not in "\n".join(said)
    assert "Đơn vị phối hợp" not in "\n".join(said)


async def test_evidence_added_later_makes_a_next_version_that_counts_the_same(stage: Stage) -> None:
    await says(stage, *BEFORE, *AFTER)
    sums = await says(stage, "/nhiemvu")

    said = await says(stage, "bổ sung minh chứng 001", "https://mofa.gov.vn/cedaw")

    assert "kết quả hiện có 01 đường dẫn" in said
    assert await kept(stage, "select cast(version as text) from entry") == ["2"]
    assert await kept(stage, "select value from figure where version = 2") == ["120"]
    assert await kept(stage, "select act from audit where act = 'entry.evidence_added'") == ["entry.evidence_added"]
    assert await says(stage, "/nhiemvu") == sums


async def test_quan_adds_nothing_to_lans_entry_and_learns_nothing_of_it(stage: Stage) -> None:
    await says(stage, *BEFORE, *AFTER)

    heard = await says(stage, "/bosung 705-BNG-001", who="Quân")

    assert heard == (await says(stage, "/bosung 705-BNG-999")).replace("999", "001")
    assert "CEDAW" not in heard


async def test_a_sensitive_entry_takes_no_evidence(stage: Stage) -> None:
    await says(stage, "/baocao 2.2a", "3", "1", "1", "gửi")

    assert "không nhận minh chứng" in await says(stage, "/bosung 001")
    assert "Bổ sung minh chứng" not in await says(stage, "/xem 001")


async def handed(stage: Stage, task: str) -> None:
    """Let Lan hand a task to somebody new, who registers as Hùng."""
    await says(stage, f"/giaoviec {task}", "Người chưa đăng ký: cấp mã đăng ký", who="Lan")
    await stage.enter("Hùng")
    await says(stage, stage.code, "Trần Hùng", "Chuyên viên", "Đúng", "Đồng ý", "Đã rõ")


async def test_a_colleague_sees_and_is_asked_for_the_task_that_was_handed_and_nothing_else(stage: Stage) -> None:
    await says(stage, *BEFORE, *AFTER)
    await handed(stage, "2.2b")

    assert "2.1b" not in await says(stage, "/nhiemvu", who="Hùng")
    assert "2.1b" not in await says(stage, "/baocao")
    assert "Đã ghi" not in await says(stage, "/huy", "/baocao 2.1b")
    assert "CEDAW" not in await says(stage, "/huy", "/dagui")
    assert "CEDAW" not in await says(stage, "/xem 001")
    assert "CEDAW" not in await says(stage, "/huy", "/bosung 001")
    assert "CEDAW" not in await says(stage, "/baocao 2.2b", "04/12", "hội thảo")


async def test_the_unit_sees_what_the_colleague_entered(stage: Stage) -> None:
    await handed(stage, "2.2b")
    await says(stage, "/baocao 2.2b", "04/12", "1", "Tọa đàm về quyền trẻ em", *AFTER)

    assert "Tọa đàm" in await says(stage, "/dagui", who="Lan")
    assert "Tọa đàm" not in await says(stage, "/dagui", who="Quân")


async def test_a_task_taken_back_is_no_longer_seen(stage: Stage) -> None:
    await handed(stage, "2.2b")
    await says(stage, "/giaoviec 2.2b", "Trần Hùng", "xác nhận", who="Lan")

    assert "2.2b" not in await says(stage, "/nhiemvu", who="Hùng")
    assert "không có nhiệm vụ nào đang giao" in await says(stage, "/baocao")
    assert await kept(stage, "select act from audit where act like 'task.%'") == ["task.taken_back"]


async def test_a_deputy_gets_the_whole_unit_again_when_the_task_is_taken_back(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await says(stage, "/giaoviec 2.2b", "Hoa", "xác nhận", who="Lan")
    assert "2.1b" not in await says(stage, "/nhiemvu", who="Hoa")

    await says(stage, "/giaoviec 2.2b", "Hoa", "xác nhận", who="Lan")

    assert "2.1b" in await says(stage, "/nhiemvu", who="Hoa")


@pytest.mark.parametrize("who", ["Hoa", "Hùng"])
async def test_only_the_main_focal_point_hands_tasks_over(stage: Stage, who: str) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await handed(stage, "2.2b")

    assert await says(stage, "/giaoviec 2.1b", who=who) == ("Việc giao nhiệm vụ do đầu mối chính của đơn vị thực hiện.")


async def test_quan_of_another_unit_is_nobody_to_hand_a_task_to(stage: Stage) -> None:
    assert "Quân" not in await says(stage, "/giaoviec 2.2b", who="Lan")


async def test_whoever_registers_for_one_task_is_never_the_main_focal_point(stage: Stage) -> None:
    await handed(stage, "2.2b")

    assert await kept(stage, "select cast(main as text) from member where only_handed") == ["0"]
