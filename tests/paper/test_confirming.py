"""The unit confirms what was entered for it, or asks for a change; what it has seen is what it says yes to."""

from collections.abc import Sequence
from datetime import date

import pytest

from handlers.desk import Desk
from handlers.entries import on_paper
from handlers.entries.contents import Content
from handlers.house import running
from handlers.officials.entering.new_entry import Entered
from handlers.paper import entering_for
from handlers.paper.entering_for import FromPaper
from handlers.paper.sources import ChosenSource
from messages.values import Days
from messages.words import speaking
from storage.db import Turn
from storage.members import people
from storage.queues.outbox import Lane
from storage.results import papers
from storage.results.papers import NewSource
from storage.results.status import Confirmation, Status
from tests.dialogue import HOUSE, Stage
from tests.paper.papers_in import CLASSIFIED, DONE, MORE, first, result
from tests.paper.test_entering_for import kept
from tests.talk.telling import ask, hears

WISH = ("[nút Đề nghị sửa]", "1", "số liệu", "130 đại biểu")


@pytest.fixture
async def told(stage: Stage) -> Stage:
    """The unit has been told of one result."""
    await hears(stage, "Minh", *first(), DONE)
    return stage


async def test_a_yes_confirms_all_that_was_shown(told: Stage) -> None:
    heard = await hears(told, "Lan", "[nút Đúng]")

    assert "Bộ Quốc phòng xác nhận 01 kết quả" in heard
    assert (await kept(told)).confirmation is Confirmation.GIVEN
    assert "Đơn vị đã xác nhận (Nguyễn Thị Lan" in await hears(told, "Minh", "/xem 705-BQP-001")


async def test_what_was_entered_after_the_message_is_shown_before_the_yes(told: Stage) -> None:
    await hears(told, "Minh", "/nhapthay BQP p1 result", *result("4.4", title="Hội nghị cứu nạn"))
    heard = await hears(told, "Lan", "[nút Đúng]")

    assert "705-BQP-002: Hội nghị cứu nạn" in heard
    assert (await kept(told)).confirmation is Confirmation.AWAITED
    await hears(told, "Lan", "đúng")
    assert (await kept(told, 2)).confirmation is Confirmation.GIVEN


GONE = {
    "withdrawn by the unit": ("Lan", "/rut 1", "rút"),
    "set aside by the office": ("Minh", "/rasoat 705-BQP-001 set_aside 1.0", "1"),
}


@pytest.mark.parametrize("gone", GONE)
async def test_another_result_in_the_place_of_one_that_is_gone_is_shown_before_the_yes(told: Stage, gone: str) -> None:
    await hears(told, *GONE[gone])
    await hears(told, "Minh", "/nhapthay BQP p1 result", *result("4.4", title="Hội nghị cứu nạn"))
    heard = await hears(told, "Lan", "[nút cũ Đúng]")

    assert "705-BQP-002: Hội nghị cứu nạn" in heard
    assert (await kept(told, 2)).confirmation is Confirmation.AWAITED


async def test_a_wish_names_one_part_and_waits_in_the_offices_queue(told: Stage) -> None:
    await hears(told, "Minh", f"/rasoat 705-BQP-001 taken_in {1}.0")
    heard = await hears(told, "Lan", *WISH)

    assert "<Minh: Bộ Quốc phòng đề nghị sửa kết quả 705-BQP-001" in heard
    assert (await kept(told)).status is Status.RECEIVED
    assert (await kept(told)).taken_in == 1
    shown = await hears(told, "Hà", "/rasoat")
    assert "Đơn vị đề nghị sửa mục “Số liệu” (Nguyễn Thị Lan" in shown
    assert "120 lượt người" in await hears(told, "Hà", "/tonghop don vi")


async def test_the_office_changes_it_as_wished_and_the_unit_confirms_anew(told: Stage) -> None:
    await hears(told, "Lan", *WISH)
    opened = await hears(told, "Minh", "/rasoat 705-BQP-001", "[nút Sửa theo văn bản]")
    assert "Đơn vị đề nghị: 130 đại biểu." in opened
    heard = await hears(told, "Minh", "130 đại biểu", "gửi", "/nhapthay BQP p1 done")

    assert "<Lan: Kính gửi đồng chí. Văn phòng đã nhập 01 kết quả" in heard
    shown = await hears(told, "Lan", "[nút Đúng]", "/xem 1")
    assert "130 đại biểu" in shown
    assert "đề nghị sửa" not in shown
    assert (await kept(told)).confirmation is Confirmation.GIVEN


@pytest.mark.parametrize("sent", [True, False])
async def test_of_a_wish_no_word_stays_where_the_result_is_found_to_be_sensitive(stage: Stage, sent: bool) -> None:
    await stage.enter("Hoa", "official", "BNG")
    await hears(stage, "Minh", *first("BNG", task="2.1b"), DONE)
    await hears(stage, "Hoa", "[nút Đề nghị sửa]", "1", "số liệu", "130 đại biểu nước ngoài")
    if not sent:
        await ask(stage, int, "update outbox set state = 'waiting' where key glob 'paper_wish/*' returning id")
    kept = "select count(*) from outbox where key glob 'paper_wish/*' and body glob '*130 đại biểu nước ngoài*'"
    assert await ask(stage, int, kept) == [1 + 1]
    await hears(stage, "Hoa", "/sua 1", "sửa nhiệm vụ", "2.2a", "2", "đã gửi", "1", "gửi")

    assert await ask(stage, int, "select count(*) from on_paper where wish <> ''") == [0]
    words = "select coalesce(key, state) from outbox where body glob '*130 đại biểu nước ngoài*' and lane > :reply"
    assert await ask(stage, str, words, reply=Lane.REPLY) == []
    assert await ask(stage, int, "select count(*) from outbox where key glob 'paper_wish/*' and state = 'waiting'") == [
        0
    ]


async def test_a_wish_ends_where_the_office_keeps_it_as_it_is(told: Stage) -> None:
    await hears(told, "Lan", *WISH)
    await hears(told, "Minh", "/rasoat 705-BQP-001", "[nút Đưa vào tổng hợp]")

    assert "Đơn vị đề nghị sửa" not in await hears(told, "Minh", "/xem 705-BQP-001")
    assert "Đơn vị chưa xác nhận" in await hears(told, "Minh", "/xem 705-BQP-001")


async def test_a_yes_takes_the_wish_back(told: Stage) -> None:
    await hears(told, "Lan", *WISH)
    await hears(told, "Lan", "/xacnhan", "đúng")

    shown = await hears(told, "Minh", "/xem 705-BQP-001")
    assert "Đơn vị đề nghị sửa" not in shown
    assert "Đơn vị đã xác nhận" in shown


async def test_what_is_changed_after_the_yes_is_confirmed_no_more(told: Stage) -> None:
    await hears(told, "Lan", "[nút Đúng]")
    await hears(told, "Minh", "/suathay 705-BQP-001", "sửa số liệu", "140 đại biểu", "gửi")

    assert (await kept(told)).confirmation is Confirmation.AWAITED


async def test_what_the_unit_changes_itself_is_its_own_word(told: Stage) -> None:
    await hears(told, "Lan", "/sua 1", "sửa số liệu", "130 đại biểu", "gửi")

    assert (await kept(told)).confirmation is Confirmation.GIVEN
    assert "nội dung hiện nay là của đơn vị" in await hears(told, "Minh", "/xem 705-BQP-001")


async def test_saying_yes_to_what_was_withdrawn_is_answered_in_a_sentence(told: Stage) -> None:
    await hears(told, "Lan", "/rut 1", "rút")

    assert "không còn chờ xác nhận" in await hears(told, "Lan", "[nút cũ Đúng]")
    assert "không còn chờ xác nhận" in await hears(told, "Lan", "/xacnhan 1 1.1 wish")


async def test_a_yes_pressed_twice_confirms_once(told: Stage) -> None:
    await hears(told, "Lan", "[nút Đúng]")

    assert "không còn chờ xác nhận" in await hears(told, "Lan", "/xacnhan 1 1.1 yes")


SETTLED = {
    "the unit has confirmed it": ("Lan", "/xacnhan", "đúng"),
    "the unit has changed it": ("Lan", "/sua 1", "sửa số liệu", "130 đại biểu", "gửi"),
    "the unit has withdrawn it": ("Lan", "/rut 1", "rút"),
    "the office has set it aside": ("Minh", "/rasoat 705-BQP-001 set_aside 1.0", "1"),
}


@pytest.mark.parametrize("settled", SETTLED)
async def test_nobody_is_asked_to_confirm_what_is_settled_before_the_message_goes(stage: Stage, settled: str) -> None:
    await hears(stage, "Minh", *first())
    await hears(stage, *SETTLED[settled])

    told = await stage.pass_until(stage.now.replace(hour=15))
    assert not any("Văn phòng đã nhập" in line for line in told)


@pytest.mark.parametrize("settled", list(SETTLED)[1:])
async def test_the_message_asks_for_a_word_on_what_is_left_alone(stage: Stage, settled: str) -> None:
    await hears(stage, "Minh", *first(), MORE, *result("4.4", title="Hội nghị cứu nạn"))
    await hears(stage, *SETTLED[settled])

    told = "\n".join(await stage.pass_until(stage.now.replace(hour=15)))
    assert "Văn phòng đã nhập 01 kết quả" in told
    assert "– 705-BQP-002: Hội nghị cứu nạn" in told


async def test_of_classified_paper_a_wish_takes_no_words_of_ones_own(stage: Stage) -> None:
    await hears(stage, "Minh", *CLASSIFIED, DONE)
    heard = await hears(stage, "Lan", "[nút Đề nghị sửa]", "1", "nội dung khác", "Họp ở đơn vị nọ")

    assert "chưa rõ lựa chọn" in heard


async def test_another_unit_confirms_nothing_of_it(told: Stage) -> None:
    assert "Không có kết quả nào" in await hears(told, "Quân", "/xacnhan")
    assert "Không có kết quả nào" in await hears(told, "Quân", "/xacnhan 1 1.1 yes")
    assert (await kept(told)).confirmation is Confirmation.AWAITED


async def test_whoever_was_handed_a_task_does_not_confirm_for_the_unit(told: Stage) -> None:
    await told.enter("Hoa", "official", "BQP")
    await hears(told, "Lan", "/giaoviec 4.1a", "Hoa", "xác nhận")

    assert "do đầu mối của Bộ Quốc phòng thực hiện" in await hears(told, "Hoa", "/xacnhan")
    assert (await kept(told)).confirmation is Confirmation.AWAITED


async def test_results_of_two_documents_are_confirmed_apart(told: Stage) -> None:
    await hears(told, "Minh", "/nhapthay BQP", "văn bản mới", "7/BC-BQP ngày 3/12", "bỏ qua")
    await hears(told, "Minh", *result("4.4", title="Hội nghị cứu nạn"), MORE, "/huy")
    heard = await hears(told, "Lan", "/xacnhan")
    assert "Văn bản số 7/BC-BQP ngày 03/12/2025" in heard

    await hears(told, "Lan", "7/BC-BQP", "đúng")
    assert [(await kept(told, n)).confirmation for n in (1, 2)] == [Confirmation.AWAITED, Confirmation.GIVEN]


async def test_a_result_of_the_units_own_is_not_changed_in_its_place(stage: Stage) -> None:
    await hears(stage, "Lan", "/baocao 4.1a", "3/12 Hội nghị tập huấn nhân quyền, 20 đại biểu", "không có", "gửi")

    assert "do đơn vị tự gửi" in await hears(stage, "Minh", "/suathay 705-BQP-001")
    assert "gõ mã số của kết quả" in await hears(stage, "Minh", "/suathay")


PAGES = [f"Hội nghị thứ {nth}" for nth in range(1, 13)]


async def entered(stage: Stage, titles: Sequence[str]) -> None:
    """Let the office enter results from one document, and the unit be told of them."""
    await hears(stage, "Minh", *first(title=titles[0]))

    async def work(db: Turn) -> None:
        person = await people.at_address(db, "telegram", "Minh")
        assert person is not None
        (member,) = await people.memberships(db, person.id)
        source = await papers.by_id(db, 1)
        paper = ChosenSource(source, NewSource(source.unit, source.number, source.dated))
        for title in titles[1:]:
            desk = Desk(db, HOUSE, stage.now, await running(db), person, member, "telegram", title)
            day = Days(date(2025, 12, 3), date(2025, 12, 3), "")
            content = Content("4.1a", finished=False, days=day, form="training", title=title)
            with speaking("vi", office="Văn phòng", you="đồng chí"):
                await entering_for.act(desk, FromPaper(paper, entering_for.RESULT, Entered(content)))

    await stage.write(work)
    await hears(stage, "Minh", "/nhapthay BQP p1 done")


async def test_of_more_than_a_page_the_yes_comes_once_all_of_them_could_be_read(stage: Stage) -> None:
    await entered(stage, PAGES)
    assert all("Đúng" not in label for label in stage.buttons["Lan"])

    heard = await hears(stage, "Lan", "[nút Xem đủ 12 kết quả]")
    assert "705-BQP-008" in heard
    assert "705-BQP-009" not in heard
    assert all("Đúng" not in label for label in stage.buttons["Lan"])
    heard = await hears(stage, "Lan", "xem tiếp")
    assert "705-BQP-009" in heard
    assert "705-BQP-012" in heard
    heard = await hears(stage, "Lan", "[nút Đúng cả 12 kết quả]")
    assert "xác nhận 12 kết quả" in heard
    assert {(await kept(stage, nth)).confirmation for nth in range(1, 13)} == {Confirmation.GIVEN}


async def test_a_yes_of_an_earlier_release_to_more_than_was_shown_shows_them_first(stage: Stage) -> None:
    await entered(stage, PAGES)
    seen = on_paper.seen([await kept(stage, nth) for nth in range(1, 13)])

    assert "705-BQP-008" in await hears(stage, "Lan", f"/xacnhan 1 {seen} yes")
    assert (await kept(stage)).confirmation is Confirmation.AWAITED


async def test_a_change_of_what_stands_on_a_later_page_is_asked_for_there(stage: Stage) -> None:
    await entered(stage, PAGES)
    heard = await hears(stage, "Lan", "/xacnhan", "xem tiếp", "đề nghị sửa")
    assert heard.index("705-BQP-009") < heard.index("705-BQP-001")

    heard = await hears(stage, "Lan", "705-BQP-010", "số liệu", "130 đại biểu")
    assert "đề nghị sửa kết quả 705-BQP-010" in heard


@pytest.mark.parametrize("n", [2, 8])
async def test_the_yes_names_how_many_it_confirms(stage: Stage, n: int) -> None:
    await entered(stage, PAGES[:n])

    assert f"xác nhận {n:02} kết quả" in await hears(stage, "Lan", f"[nút Đúng cả {n:02} kết quả]")
