"""Lan reports, Minh coordinates, Hà runs the bot, Quân is from another unit and must see none of it."""

import re
from pathlib import Path

import pytest

from tests.dialogue import Stage
from tests.played import played

ENTRY = (
    "/baocao",
    "2.1b",
    "05/12",
    "hoi thao",
    "Hội thảo về Công ước CEDAW",
    "120 đại biểu",
    "không",
    "gửi",
)


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    return await played(tmp_path / "d.db", told)


async def told(stage: Stage) -> Stage:
    """Let everybody register, and Lan enter a result."""
    await stage.open()
    await stage.enter("Quân", "official", "BTP")
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await stage.enter("Hương", "leader", "VPCQTT")
    await stage.enter("Hà", "admin")
    await stage.enter("Lan", "official", "BNG")
    for words in ENTRY:
        answer = await stage.say(words)
    assert "Mã số: 705-BNG-001" in answer
    return stage


async def hears(stage: Stage, who: str, *words: str) -> str:
    await stage.enter(who)
    answer: list[str] = []
    for word in words:
        answer = await stage.say(word)
    return "\n".join(answer)


async def test_lan_opens_her_own_units_entry(stage: Stage) -> None:
    assert "Hội thảo về Công ước CEDAW" in await hears(stage, "Lan", "/xem 001")


async def test_a_colleague_of_the_same_unit_opens_it_too(stage: Stage) -> None:
    await stage.enter("Hoa", "official", "BNG")

    assert "Hội thảo về Công ước CEDAW" in await hears(stage, "Hoa", "/xem 705-BNG-001")


@pytest.mark.parametrize("number", ["705-BNG-001", "BNG001", "705 bng 1", "bng-001"])
async def test_quan_cannot_open_it_and_hears_the_same_as_for_one_that_does_not_exist(stage: Stage, number: str) -> None:
    heard = await hears(stage, "Quân", f"/xem {number}")
    of_nothing = (await hears(stage, "Quân", "/huy", "/xem 705-BNG-999")).replace("705-BNG-999", number)

    assert "CEDAW" not in heard
    assert heard == of_nothing


@pytest.mark.parametrize("who", ["Quân", "Hà"])
async def test_the_number_alone_opens_it_for_nobody_who_may_not_see_it(stage: Stage, who: str) -> None:
    heard = await hears(stage, who, "705-BNG-001")
    of_nothing = (await hears(stage, who, "705-BNG-999")).replace("705-BNG-999", "705-BNG-001")

    assert "CEDAW" not in heard
    assert heard == of_nothing


async def test_quan_does_not_see_it_among_what_his_unit_sent(stage: Stage) -> None:
    assert await hears(stage, "Quân", "/dagui") == "Bộ Tư pháp chưa có kết quả nào.\n1. Cập nhật kết quả"


@pytest.mark.parametrize("words", ["cedaw", "2.1b", "Bộ Ngoại giao", "705-BNG-001", "05/12", "chờ rà soát", "hội thảo"])
async def test_quan_finds_it_by_nothing_and_hears_the_same_as_of_what_does_not_exist(stage: Stage, words: str) -> None:
    heard = await hears(stage, "Quân", f"/tim {words}")

    assert "CEDAW" not in heard
    assert re.sub("Tìm: .* – ", "", heard) == re.sub("Tìm: .* – ", "", await hears(stage, "Quân", "/tim khôngcó"))


async def test_lan_and_the_office_find_it(stage: Stage) -> None:
    for who in ("Lan", "Minh", "Hương"):
        assert "705-BNG-001" in await hears(stage, who, "/tim hoi thao cedaw")


async def test_001_alone_is_his_own_units_first_entry_not_hers(stage: Stage) -> None:
    assert "CEDAW" not in await hears(stage, "Quân", "/xem 001")


async def test_quans_tasks_are_those_of_his_own_unit(stage: Stage) -> None:
    heard = await hears(stage, "Quân", "/nhiemvu")

    assert "5.1" in heard
    assert "2.1b" not in heard


DIFFICULTY = ("/vuongmac moi", "2.1b", "Chưa có kinh phí in áp phích", "bỏ qua", "gửi")


@pytest.mark.parametrize(
    "typed", ["/vuongmac 705-BNG-VM01", "705-BNG-VM01", "/vuongmac BNG-VM01 traloi", "/vuongmac BNG"]
)
async def test_quan_learns_nothing_of_another_units_difficulty_not_even_that_there_is_one(
    stage: Stage, typed: str
) -> None:
    await hears(stage, "Lan", *DIFFICULTY)
    heard = await hears(stage, "Quân", typed)
    of_nothing = await hears(stage, "Quân", "/huy", typed.replace("VM01", "VM99"))

    assert "kinh phí" not in heard
    assert heard == of_nothing.replace("VM99", "VM01")


async def test_quan_sees_it_in_no_list_and_vm01_alone_is_his_own_units(stage: Stage) -> None:
    await hears(stage, "Lan", *DIFFICULTY)

    assert "Chưa tìm thấy mã số “VM01”" in await hears(stage, "Quân", "VM01")
    await hears(stage, "Quân", "/vuongmac moi", "không", "Chưa có hướng dẫn", "bỏ qua", "gửi")
    assert "Chưa có hướng dẫn" in await hears(stage, "Quân", "VM01")
    assert "kinh phí" not in await hears(stage, "Quân", "/vuongmac")


@pytest.mark.parametrize("do", ["dong", "dangxuly", "datraodoi", "trinh", "traloi"])
async def test_a_button_of_somebody_else_decides_nothing_for_quan_or_a_leader(stage: Stage, do: str) -> None:
    await hears(stage, "Lan", *DIFFICULTY)
    for who in ("Quân", "Hương"):
        await hears(stage, who, f"/vuongmac 705-BNG-VM01 {do}", "Nội dung của người khác", "gửi trả lời")

    shown = await hears(stage, "Minh", "/vuongmac 705-BNG-VM01")
    assert shown.startswith("Khó khăn, vướng mắc 705-BNG-VM01 của Bộ Ngoại giao: mở.")
    assert "Nội dung của người khác" not in shown


@pytest.mark.parametrize("do", ["dangxuly", "datraodoi", "trinh"])
async def test_an_official_does_not_decide_for_the_office(stage: Stage, do: str) -> None:
    await hears(stage, "Lan", *DIFFICULTY, f"/vuongmac VM01 {do}")

    assert ": mở." in await hears(stage, "Minh", "/vuongmac 705-BNG-VM01")


async def test_a_leader_reads_a_difficulty_and_has_no_button_to_decide(stage: Stage) -> None:
    await hears(stage, "Lan", *DIFFICULTY)
    heard = await hears(stage, "Hương", "/vuongmac 705-BNG-VM01")

    assert "Chưa có kinh phí in áp phích" in heard
    assert "1." not in heard


async def test_a_coordinator_of_another_plan_sees_no_difficulty_of_this_one(stage: Stage) -> None:
    await hears(stage, "Lan", *DIFFICULTY)
    await stage.load("hai-phong-2024")
    await stage.enter("Bình", "coordinator", "LSNVNONN", "HP24")

    for typed in ("/vuongmac", "/vuongmac 705-BNG-VM01", "705-BNG-VM01", "/vuongmac BNG"):
        assert "kinh phí" not in await hears(stage, "Bình", typed)


@pytest.mark.parametrize("typed", ["/vuongmac", "/hoi", "/vuongmac 705-BNG-VM01", "705-BNG-VM01"])
async def test_an_admin_sees_no_difficulty(stage: Stage, typed: str) -> None:
    await hears(stage, "Lan", *DIFFICULTY)

    assert "kinh phí" not in await hears(stage, "Hà", typed)


async def test_somebody_to_whom_one_task_was_handed_sees_what_concerns_it_and_their_own(stage: Stage) -> None:
    await hears(stage, "Lan", *DIFFICULTY)
    await hears(stage, "Lan", "/vuongmac moi", "2.2b", "Thiếu phóng viên dự", "bỏ qua", "gửi")
    await hears(stage, "Lan", "/vuongmac moi", "không", "Thiếu nhân lực", "bỏ qua", "gửi")
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Lan", "/giaoviec 2.2b", "Hoa", "xác nhận")
    await hears(stage, "Hoa", "/vuongmac moi", "không", "Chưa có máy ảnh", "bỏ qua", "gửi")

    listed = await hears(stage, "Hoa", "/vuongmac")
    assert [words in listed for words in ("kinh phí", "Thiếu phóng viên", "Thiếu nhân lực", "máy ảnh")] == [
        False,
        True,
        False,
        True,
    ]
    assert "Chưa tìm thấy" in await hears(stage, "Hoa", "VM01")


@pytest.mark.parametrize("command", ["/tinhhinh", "/chuabaocao", "/donvi BNG", "/chotsolieu", "/capma", "/daumoi"])
async def test_quan_cannot_use_what_is_the_offices_or_the_admins(stage: Stage, command: str) -> None:
    heard = await hears(stage, "Quân", command)

    assert "Lệnh này dành cho" in heard
    assert "CEDAW" not in heard


@pytest.mark.parametrize("who", ["Minh", "Hương"])
async def test_coordinators_and_leaders_see_every_entry_of_their_plan(stage: Stage, who: str) -> None:
    assert "Hội thảo về Công ước CEDAW" in await hears(stage, who, "/xem 705-BNG-001")
    assert "705-BNG-001" in await hears(stage, who, "/tinhhinh")


async def test_whose_command_it_is_is_said_and_one_that_nobody_has_is_said_to_be_none(stage: Stage) -> None:
    assert "Lệnh này dành cho cán bộ tổng hợp, lãnh đạo." in await hears(stage, "Quân", "/donduc")
    assert "Lệnh này dành cho cán bộ đầu mối." in await hears(stage, "Hương", "/khongphatsinh")
    assert "Hệ thống không có lệnh này." in await hears(stage, "Quân", "/zzzzzz")


async def test_a_leader_enters_nothing(stage: Stage) -> None:
    assert "Lệnh này dành cho" in await hears(stage, "Hương", "/baocao")


async def test_a_leader_closes_no_figures(stage: Stage) -> None:
    assert await hears(stage, "Hương", "/chotsolieu") == "Chưa có lần chốt số liệu nào."


@pytest.mark.parametrize(
    "command",
    ["/xem 705-BNG-001", "/tim cedaw", "/tinhhinh", "/chuabaocao", "/donvi BNG", "/dagui", "/nhiemvu", "/baocao"],
)
async def test_an_admin_sees_no_content(stage: Stage, command: str) -> None:
    heard = await hears(stage, "Hà", command)

    assert "Lệnh này dành cho" in heard
    assert "CEDAW" not in heard


async def test_an_admin_sees_people_and_no_content_of_theirs(stage: Stage) -> None:
    heard = await hears(stage, "Hà", "/daumoi")

    assert "Nguyễn Thị Lan" in heard
    assert "CEDAW" not in heard


async def test_whoever_was_revoked_sees_nothing_more_and_the_entry_stays_with_the_unit(stage: Stage) -> None:
    await hears(stage, "Hà", "/daumoi", "Nguyễn Thị Lan", "Thu hồi")

    assert await hears(stage, "Lan", "/xem 001") == (
        "Kính chào đồng chí. Đây là kênh nội bộ, hệ thống trả lời tự động. Đề nghị nhập mã đăng ký. "
        "Trường hợp chưa có mã, đề nghị liên hệ cơ quan phụ trách."
    )
    assert "CEDAW" in await hears(stage, "Minh", "/xem 705-BNG-001")


async def test_a_stranger_learns_neither_plan_nor_office(stage: Stage) -> None:
    heard = await hears(stage, "người lạ", "Đây là kế hoạch nào?")

    assert "705" not in heard
    assert "Văn phòng" not in heard
    assert await hears(stage, "người lạ", "/xem 705-BNG-001") == ""


async def test_somebody_elses_button_does_nothing_for_quan(stage: Stage) -> None:
    await hears(stage, "Lan", "/dagui")
    stage.buttons["Quân"] = dict(stage.buttons["Lan"])

    assert "CEDAW" not in await hears(stage, "Quân", "[nút 705-BNG-001]")
