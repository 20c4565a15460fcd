"""A sensitive task: status and a count, and not one word of it anywhere else."""

from pathlib import Path

import pytest

from plans import reading
from plans.schema import Plan, Sensitive
from tests.dialogue import PLANS, Stage
from tests.talk.telling import ask, entry, hears

CLOSED = ("3", "đã gửi", "2", "gửi")


def plan() -> Plan:
    return reading.read(PLANS / "705-2025.yaml")


@pytest.mark.parametrize("task", [task.key for task in plan().tasks if task.sensitive is Sensitive.YES])
async def test_neither_its_name_nor_its_text_is_ever_shown(tmp_path: Path, task: str):
    stage = Stage(tmp_path / "d.db")
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Lan", "official", plan().task(task).unit)

    said = [await hears(stage, "Lan", line) for line in (f"/baocao {task}", *CLOSED, "/dagui", "/nhiemvu", "/xem 1")]
    said.append(await hears(stage, "Minh", "/tinhhinh"))

    everything = "\n".join(said)
    assert f"Nhiệm vụ {task}" in everything
    assert plan().task(task).label not in everything
    assert plan().task(task).text not in everything


async def test_nothing_but_status_and_count_is_kept(stage: Stage):
    await hears(stage, "Lan", "/baocao 2.2a", *CLOSED)

    assert await ask(stage, str, "select kind from entry") == ["sensitive"]
    assert await ask(stage, int, "select count(*) from activity") == [0]
    assert await ask(stage, int, "select count(*) from figure") == [0]
    (content,) = await ask(stage, str, "select content from version")
    assert '"count":3' in content
    assert '"title":""' in content


async def test_how_many_activities_there_were_is_said_back_and_added_up(stage: Stage):
    first = await hears(stage, "Lan", "/baocao 2.2a", *CLOSED)
    await hears(stage, "Lan", "/baocao 2.2a", "2", *CLOSED[1:])

    own = await hears(stage, "Lan", "/nhiemvu")
    closed = await hears(stage, "Minh", "/chotsolieu", "Chốt tại thời điểm này", "1")

    assert "Mã số: 705-BNG-001\nNhiệm vụ: 2.2a\nSố hoạt động: 03\n" in first
    assert "– Nhiệm vụ 2.2a: hoàn thành đúng hạn\n   Số hoạt động đã ghi: 05\n" in own
    assert "– 05 hoạt động của các nhiệm vụ chỉ ghi số hoạt động; 01 đơn vị" in closed


async def test_choosing_it_after_all_forgets_what_was_entered_at_once(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b", title="Hội thảo CEDAW")[:5], "[ảnh]", "sửa nhiệm vụ", "2.2a")

    (answers,) = await ask(stage, str, "select answers from session")
    assert "CEDAW" not in answers
    assert await ask(stage, int, "select count(*) from evidence") == [0]


async def test_the_closed_part_of_a_mixed_task_takes_a_count_alone(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b", title="Hội thảo CEDAW")[:4], "/huy", "bỏ hẳn")
    said = await hears(stage, "Lan", "/baocao 2.1a", "phần không công khai", *CLOSED)

    assert "Số liệu chờ Văn phòng rà soát" in said
    assert await ask(stage, str, "select kind from entry") == ["sensitive"]


async def test_it_takes_no_file(stage: Stage):
    said = await hears(stage, "Lan", "/baocao 2.2a", "[ảnh]")

    assert said.startswith("Hệ thống chưa lưu tệp vừa gửi")
    assert await ask(stage, int, "select count(*) from evidence") == [0]


async def test_what_the_guard_blocks_is_kept_nowhere(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b")[:3], "Họp về công văn độ TUYỆT MẬT số 77", "[tệp TOI_MAT_88.pdf]")

    kept = stage.path.read_bytes() + b"".join(file.read_bytes() for file in stage.path.parent.glob("d.db-*"))
    assert [words for words in ("công văn độ", "TOI_MAT", "số 77") if words.encode() in kept] == []
    assert await ask(stage, str, "select chat from secret_hit") == ["Lan", "Lan"]


async def test_a_mark_in_one_part_of_an_album_takes_the_whole_album(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b")[:5], "[album 2]")
    await hears(stage, "Lan", "[ảnh cùng album] độ Mật", "[ảnh cùng album]", "xong", "1")

    assert await ask(stage, str, "select state || because from evidence") == ["missingevidence.secret"] * 2
