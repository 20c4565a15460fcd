"""A unit leaves the plan while it runs: nobody is reminded for it, and nothing stands in the way of the others."""

from functools import partial
from pathlib import Path

from handlers.obligations import laying_down
from plans import reading
from plans.schema import Plan
from tests.clock.living import campaign, local, told
from tests.dialogue import PLANS, Stage

SENTENCE = "/baocao 2.1b; 8/12; tin bài; Bài trên báo; 3 tin; https://baoquocte.vn/a; tiếp tục"


def without(code: str) -> Plan:
    """Give plan 705 without a unit and what it alone owes."""
    whole = reading.read(PLANS / "705-2025.yaml")
    return whole.model_copy(
        update={
            "units": tuple(unit for unit in whole.units if unit.code != code),
            "groups": tuple(
                group.model_copy(update={"members": tuple(m for m in group.members if m != code)})
                for group in whole.groups
            ),
            "tasks": tuple(task for task in whole.tasks if task.unit != code),
        }
    )


async def leave(stage: Stage, code: str) -> None:
    # the plan is kept as it is written and read back: what is cached of the whole one does not count
    plan = Plan.model_validate_json(without(code).model_dump_json())
    await stage.write(partial(laying_down.load, plan=plan, at=stage.now))


async def test_who_belonged_to_it_is_answered_as_somebody_without_a_code(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-08", "11:30"))
    await stage.enter("Lan", "official", "BNG")
    await leave(stage, "BNG")

    assert "Đề nghị nhập mã đăng ký" in "\n".join(await stage.say("/nhiemvu"))
    assert [one for one in await told(stage, local("12-12")) if one.who == "Lan"] == []


async def test_who_belongs_to_another_unit_too_goes_on_in_that(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-08", "11:30"))
    await stage.enter("Lan", "official", "BYT")
    code = await stage.invite("official", "BNG")
    await stage.say(f"/start {code}")
    await leave(stage, "BNG")

    assert "Bộ Y tế" in "\n".join(await stage.say("/nhiemvu"))


async def test_the_office_reads_on_what_it_had_entered(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-08", "11:30"))
    await stage.enter("An", "admin")
    await stage.enter("Lan", "official", "BNG")
    await stage.say(SENTENCE)
    assert "705-BNG-001" in "\n".join(await stage.say("gửi"))
    await stage.enter("Minh", "coordinator", "VPCQTT")
    await leave(stage, "BNG")

    for asked in ("/tinhhinh", "/chuabaocao", "/danhan", "/donduc", "/xem 705-BNG-001"):
        assert await stage.say(asked), asked
        await stage.say("/huy")
    went = await told(stage, local("12-16"))
    assert any("CHỐT SỐ LIỆU" in one.text for one in went if one.who == "Minh")
    await stage.enter("An")
    assert await stage.say("/daumoi")


async def test_a_result_of_a_task_that_left_can_be_read_changed_and_withdrawn(tmp_path: Path) -> None:
    stage = await campaign(tmp_path, local("12-08", "11:30"))
    await stage.enter("Lan", "official", "BNG")
    await stage.say(SENTENCE)
    await stage.say("gửi")
    whole = reading.read(PLANS / "705-2025.yaml")
    fewer = whole.model_copy(update={"tasks": tuple(task for task in whole.tasks if task.key != "2.1b")})
    plan = Plan.model_validate_json(fewer.model_dump_json())
    await stage.write(partial(laying_down.load, plan=plan, at=stage.now))

    assert "Nhiệm vụ 2.1b" in "\n".join(await stage.say("/xem 001"))
    assert "Bài trên báo" in "\n".join(await stage.say("/dagui"))
    assert await stage.say("/sua 001")
    await stage.say("/huy")
    assert await stage.say("/rut 001")
    assert "705-BNG-001" in "\n".join(await stage.say("có"))
    assert any("CHƯA" in one.text.upper() for one in await told(stage, local("12-12")) if one.who == "Lan")
