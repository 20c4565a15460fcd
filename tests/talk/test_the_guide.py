"""The guide of one's role comes as a PDF when it is asked for; it says what the Markdown says."""

import re
from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfReader

from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from handlers.everyone.guide import KIND, ROLES
from messages.documents.paper import guide
from storage.db import Turn
from tests.dialogue import Stage
from tests.house.sources import ROOT
from tests.talk.telling import ask, hears

GUIDES = sorted((ROOT / "docs" / "huong-dan").glob("*.md"))
OF_ROLE = {
    "official": "huong-dan-can-bo-dau-moi.pdf",
    "coordinator": "huong-dan-dieu-phoi.pdf",
    "leader": "huong-dan-lanh-dao.pdf",
    "admin": "huong-dan-quan-tri.pdf",
}


def files(answer: str) -> list[str]:
    return re.findall(r"\[tệp (.+?)\]", answer)


@pytest.mark.parametrize("role", OF_ROLE)
async def test_each_role_is_sent_its_own_guide_and_is_offered_it_by_help(stage: Stage, role: str):
    await stage.enter("Quân", role, "" if role == "admin" else "BTP" if role == "official" else "VPCQTT")
    offered = await hears(stage, "Quân", "/trogiup")
    sent = await hears(stage, "Quân", "[nút Bản hướng dẫn (PDF)]")

    assert "Bản hướng dẫn (PDF)" in offered
    assert files(sent) == [OF_ROLE[role]]


async def test_whoever_has_two_roles_is_sent_both_guides(stage: Stage):
    await stage.enter("Quân", "official", "BTP")
    await stage.invite("coordinator", "VPCQTT")
    await hears(stage, "Quân", "/start CODE", "đúng", "đã rõ")

    assert set(files(await hears(stage, "Quân", "/trogiup bản hướng dẫn"))) == {
        OF_ROLE["official"],
        OF_ROLE["coordinator"],
    }


async def test_in_english_it_is_said_that_the_guide_is_in_vietnamese(stage: Stage):
    await stage.enter("Quân", "official", "BTP", language="en")
    said = await hears(stage, "Quân", "/help guide")

    assert "Vietnamese only" in said
    assert files(said) == [OF_ROLE["official"]]


async def test_a_stranger_is_sent_none(stage: Stage):
    for words in ("/trogiup bản hướng dẫn", "/help guide", "bản hướng dẫn"):
        assert files(await hears(stage, "khách", words)) == []


@pytest.mark.parametrize(("is_there", "sent"), [(True, ["Quân"]), (False, [])])
async def test_whoever_was_let_go_before_it_was_made_is_sent_none(stage: Stage, is_there: bool, sent: list[str]):
    await stage.enter("Quân", "official", "BTP")
    (quan,) = await ask(stage, int, "select person from address where chat = 'Quân'")
    wanted = Wanted(KIND, "", "vi", (quan,), facts={ROLES: ["official"]})
    await stage.write(partial(long_work.ask, wanted=wanted, at=stage.now))
    if not is_there:
        await stage.write(partial(let_go, person=quan))
    await hears(stage, "Minh", "/tinhhinh")  # what was asked for is made meanwhile

    assert await ask(stage, str, "select chat from outbox where body like '%huong-dan-%'") == sent


async def let_go(db: Turn, person: int) -> None:
    await db.run("update member set until = '2025-12-05T01:00:00.000Z' where person = :person", person=person)


@pytest.mark.parametrize("path", GUIDES, ids=[path.stem for path in GUIDES])
def test_the_pdf_says_what_the_markdown_says_on_numbered_pages_and_is_always_the_same(path):
    made = guide.pdf(path.stem)
    pages = PdfReader(BytesIO(made)).pages
    printed = [page.extract_text().split() for page in pages]
    written = re.sub(r"<!--.*?-->|!\[.*?\)", "", path.read_text("utf-8"))

    assert [page[-1] for page in printed] == [f"{nth}/{len(pages)}" for nth in range(1, len(pages) + 1)]
    assert letters("".join(word for page in printed for word in page)) == letters(written)
    assert len(made) < 400_000
    assert made == guide.pdf(path.stem)


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())
