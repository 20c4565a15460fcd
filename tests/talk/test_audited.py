"""Every audited act leaves its line, with who and where, and never a word of content."""

from functools import partial

from handlers.delivery import secrecy
from storage import audit
from storage.db import Turn
from storage.results import evidence
from tests.dialogue import HOUSE, Stage
from tests.talk.telling import acts, ask, entry, hears, registers


async def test_an_entry_that_was_sent(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b"))

    assert await acts(stage) == [("entry.sent", "705", "BNG", "705-BNG-001")]


async def test_an_entry_that_was_looked_at(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b"))
    await hears(stage, "Minh", "/xem 705-BNG-001")
    await hears(stage, "Minh", "/xem 705-BNG-002", "hủy")

    assert (await acts(stage))[1:] == [("entry.viewed", "705", "VPCQTT", "705-BNG-001")]


async def test_a_code_that_was_made_in_the_chat_and_who_made_it(stage: Stage):
    await hears(stage, "Hà", "/capma BTP")

    assert await acts(stage) == [("invitation.made", "705", "BTP", "1 official")]
    assert await ask(stage, int, "select person from audit") == await ask(
        stage, int, "select person from address where chat = 'Hà'"
    )


async def test_a_code_that_was_made_by_the_command_line(stage: Stage):
    await stage.invite("admin")

    assert await acts(stage) == [("invitation.made", None, None, "1 admin")]


async def test_somebody_who_joined(stage: Stage):
    await registers(stage, "Quân", await stage.invite("official", "BTP"))

    assert (await acts(stage))[1:] == [("member.joined", "705", "BTP", "official 4")]


async def test_a_membership_that_was_ended(stage: Stage):
    await hears(stage, "Hà", "/daumoi", "Nguyễn Thị Lan", "thu hồi")

    assert await acts(stage) == [("member.left", None, None, "3")]


async def test_a_code_that_was_revoked(stage: Stage):
    await hears(stage, "Hà", "/capma BTP", "/daumoi", "mã thứ 1", "thu hồi")

    assert (await acts(stage))[1:] == [("invitation.revoked", None, None, "1")]


async def test_codes_that_were_guessed(stage: Stage):
    await hears(stage, "Quân", *(f"ZZZZZ1234{nth}" for nth in range(7)))

    assert await acts(stage) == [("code.guessed", None, None, "telegram")]


async def test_a_language_that_was_chosen(stage: Stage):
    await hears(stage, "Lan", "/ngonngu", "English")

    assert await acts(stage) == [("language.set", "705", "BNG", "en")]


async def test_something_that_was_blocked(stage: Stage):
    await hears(stage, "Lan", "TỐI MẬT")

    ((act, plan, unit, rule),) = await acts(stage)
    assert (act, plan, unit) == ("secret.blocked", None, "BNG")
    assert rule
    assert "MẬT" not in rule


async def test_a_file_that_was_blocked_when_its_sender_cannot_be_reached_any_more(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b")[:5], "[tệp bc.docx]")
    await stage.block("Lan")

    async def block(db: Turn) -> None:
        (file,) = await evidence.wanted(db, stage.now, 1)
        await secrecy.of_file(db, HOUSE, file, "stamp", stage.now)

    await stage.write(block)

    assert await acts(stage) == [("secret.blocked", None, "BNG", "stamp")]
    assert await ask(stage, str, "select chat from outbox where state = 'waiting' and lane < 4") == ["Hà"]


async def test_titles_figures_and_names_stand_in_no_line(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b", title="Hội thảo CEDAW"))
    await registers(stage, "Quân", await stage.invite("official", "BTP"))
    await hears(stage, "Minh", "/xem 705-BNG-001")

    everything = str(await acts(stage))

    assert [word for word in ("CEDAW", "120", "Lan", "Quân") if word in everything] == []


async def test_a_line_changed_later_shows(stage: Stage):
    await hears(stage, "Lan", *entry("2.1b"))
    await hears(stage, "Lan", *entry("2.2b"))
    await ask(stage, int, "update audit set about = '705-BNG-009' where id = 1 returning id")

    assert await stage.write(partial(audit.broken_at, secret=HOUSE.secret)) == 1
