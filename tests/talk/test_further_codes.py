"""A code in the hands of somebody who is registered, or who is registering: a way out, no harm, never a name."""

from functools import partial

import pytest

from handlers.everyone import codes
from storage.members.people import Role
from tests.dialogue import HOUSE, Stage
from tests.talk.telling import ask, hears, registers

QUESTION = "Ghi thêm vai trò: đầu mối của Bộ Tư pháp, Kế hoạch 705?\n1. Đồng ý\n2. Không"
DECLINED = "Đã ghi nhận. Vai trò của đồng chí giữ nguyên; mã đăng ký vẫn còn hiệu lực đến hết thời hạn."
NAME = "Mã đăng ký hợp lệ: Bộ Tư pháp. Đề nghị đồng chí cho biết họ và tên."


async def handed(stage: Stage, unit: str, task: str) -> str:
    """Issue a code for one task of a unit."""
    wanted = codes.WantedCode(Role.OFFICIAL, "705", unit, task)
    issued = await stage.write(partial(codes.issue, house=HOUSE, wanted=wanted, made_by=None, now=stage.now))
    return str(issued.code)


async def units(stage: Stage, who: str) -> list[str]:
    """Give what somebody is in which unit."""
    return await ask(
        stage,
        str,
        "select m.unit || ' ' || m.role from member m join address a on a.person = m.person"
        " where a.chat = :who and m.until is null order by m.id",
        who=who,
    )


@pytest.mark.parametrize("no", ["không", "khong", "2", "hủy", "huy", "thôi", "/huy", "/cancel", "[nút Không]"])
async def test_a_member_may_decline_a_further_role_and_the_code_stays_good(stage: Stage, no: str) -> None:
    code = await stage.invite("official", "BTP")

    assert await hears(stage, "Lan", f"/start {code}") == QUESTION
    assert await hears(stage, "Lan", no) == DECLINED
    assert await ask(stage, int, "select count(*) from person where registering is not null") == [0]
    assert await ask(stage, int, "select count(*) from session") == [0]
    assert await units(stage, "Lan") == ["BNG official"]
    assert await hears(stage, "Quân", code) == NAME


async def test_a_command_of_a_member_is_served_in_the_middle_of_the_question(stage: Stage) -> None:
    code = await stage.invite("official", "BTP")
    said = await hears(stage, "Lan", f"/start {code}", "/baocao")

    assert said.startswith("Cập nhật kết quả.")
    assert await ask(stage, str, "select handler from session") == ["report"]
    assert await ask(stage, int, "select count(*) from person where registering is not null") == [0]


@pytest.mark.parametrize("line", ["/start {code}", "{code}"])
async def test_a_new_code_takes_the_place_of_the_one_asked_about(stage: Stage, line: str) -> None:
    old = await stage.invite("official", "BTP")
    new = await stage.invite("leader", "VPCQTT")
    said = await hears(stage, "Lan", f"/start {old}", line.format(code=new))

    assert said.startswith("Ghi thêm vai trò: lãnh đạo theo dõi, Văn phòng Cơ quan Thường trực, Kế hoạch 705?")
    await hears(stage, "Lan", "đồng ý")
    assert await units(stage, "Lan") == ["BNG official", "VPCQTT leader"]
    assert await hears(stage, "Quân", old) == NAME


async def test_a_wrong_code_leaves_the_question_open(stage: Stage) -> None:
    code = await stage.invite("official", "BTP")
    said = await hears(stage, "Lan", f"/start {code}", "/start ABCDE12345")

    assert said.startswith("Mã đăng ký không đúng hoặc đã hết hiệu lực.")
    assert said.endswith(QUESTION)


@pytest.mark.parametrize("task", ["", "15.5a"])
async def test_an_official_of_the_unit_is_not_made_one_again_nor_one_of_less(stage: Stage, task: str) -> None:
    code = await (handed(stage, "BNG", task) if task else stage.invite("official", "BNG"))

    assert await hears(stage, "Lan", f"/start {code}") == (
        "Đồng chí đã là đầu mối của Bộ Ngoại giao, Kế hoạch 705; mã này vẫn dành cho người khác."
    )
    assert await ask(stage, int, "select count(*) from member where unit = 'BNG'") == [1]
    assert await ask(stage, int, "select count(*) from member_task") == [0]
    assert await ask(stage, int, "select count(*) from session") == [0]
    assert (await hears(stage, "Quân", code)).startswith("Mã đăng ký hợp lệ: Bộ Ngoại giao.")


async def test_nobody_gets_the_same_role_twice(stage: Stage) -> None:
    office = await stage.invite("coordinator", "VPCQTT")
    admin = await stage.invite("admin")

    assert "đã là cán bộ tổng hợp" in await hears(stage, "Minh", f"/start {office}")
    assert "đã là quản trị hệ thống; mã này" in await hears(stage, "Hà", f"/start {admin}")
    assert await ask(stage, int, "select count(*) from invitation where used_at is not null") == [0]


async def test_a_code_for_one_task_says_which(stage: Stage) -> None:
    code = await handed(stage, "BTP", "15.5a")

    assert await hears(stage, "Lan", f"/start {code}") == (
        "Ghi thêm vai trò: theo dõi nhiệm vụ 15.5a của Bộ Tư pháp, Kế hoạch 705?\n1. Đồng ý\n2. Không"
    )


@pytest.mark.parametrize("line", ["/start {code}", "{code}", "/start", "/baocao", "/huy"])
async def test_what_is_slashed_or_a_code_is_never_a_name(stage: Stage, line: str) -> None:
    code = await stage.invite("official", "BTP")

    assert (await hears(stage, "Quân", f"/start {code}", line.format(code=code))).endswith(NAME)


async def test_another_code_takes_the_place_of_the_one_a_stranger_brought(stage: Stage) -> None:
    first = await stage.invite("official", "BTP")
    other = await stage.invite("official", "BNG")
    said = await hears(stage, "Quân", f"/start {first}", f"/start {other}")

    assert said == "Mã đăng ký hợp lệ: Bộ Ngoại giao. Đề nghị đồng chí cho biết họ và tên."


async def test_a_name_with_the_letters_of_a_code_is_a_name(stage: Stage) -> None:
    await registers(stage, "Quân", await stage.invite("official", "BTP"), name="Tran Van Anh")

    assert await ask(stage, str, "select name from person where name like 'Tran%'") == ["Tran Van Anh"]


async def test_codes_for_two_tasks_make_one_membership_of_both(stage: Stage) -> None:
    await registers(stage, "Quân", await handed(stage, "BTP", "5.1"))
    code = await handed(stage, "BTP", "5.2")

    said = await hears(stage, "Quân", f"/start {code}", "đồng ý")

    assert "được giao theo dõi nhiệm vụ 5.1, 5.2" in said
    assert await units(stage, "Quân") == ["BTP official"]
    assert "5.1. " in (listed := await hears(stage, "Quân", "/nhiemvu"))
    assert "5.2. " in listed


async def test_a_code_for_the_whole_unit_widens_the_membership_of_one_task(stage: Stage) -> None:
    await registers(stage, "Quân", await handed(stage, "BTP", "5.1"))

    said = await hears(stage, "Quân", f"/start {await stage.invite('official', 'BTP')}", "đồng ý")

    assert "được giao theo dõi nhiệm vụ" not in said
    assert await units(stage, "Quân") == ["BTP official"]
    assert await ask(stage, int, "select main from member where unit = 'BTP'") == [1]
    assert "5.2. " in await hears(stage, "Quân", "/nhiemvu")


async def test_a_code_that_gains_nothing_leaves_the_question_about_another_open(stage: Stage) -> None:
    code = await stage.invite("official", "BTP")
    own = await stage.invite("official", "BNG")
    said = await hears(stage, "Lan", f"/start {code}", own)

    held = "Đồng chí đã là đầu mối của Bộ Ngoại giao, Kế hoạch 705; mã này vẫn dành cho người khác."
    assert said == f"{held}\n{QUESTION}"
    await hears(stage, "Lan", "đồng ý")
    assert await units(stage, "Lan") == ["BNG official", "BTP official"]


async def test_a_stranger_with_a_code_for_one_task_confirms_that_task(stage: Stage) -> None:
    code = await handed(stage, "BTP", "5.1")
    said = await hears(stage, "Quân", f"/start {code}", "Lê Anh Quân", "Chuyên viên")

    assert "Lê Anh Quân, Chuyên viên, theo dõi nhiệm vụ 5.1 của Bộ Tư pháp, Kế hoạch 705." in said
