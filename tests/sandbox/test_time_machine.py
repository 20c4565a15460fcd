"""The time machine: Plan 705 is played from 14/11/2025 to 12/02/2026, and whoever is concerned hears of it in time.

One sandbox for all of it; the days go on from test to test.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from selenium.webdriver import Chrome

from messages.words import ZONE, catalogue
from plans.notices import Rule
from tests.browser import Page
from tests.trial import ROOT, started

LAN, BINH, THAO, MINH, HUONG = 101, 102, 103, 104, 105
OFFICIALS, OFFICE = (LAN, BINH, THAO), (MINH, HUONG)
BEFORE = ["14/11 08:00"]  # only Thảo has a task whose own days begin then
ALL_OF_IT = [
    *("01/12 08:00", "08/12 09:30", "11/12 08:00", "25/12 08:00", "05/01 08:00", "26/01 08:00", "02/02 08:00"),
    *("06/02 08:00", "09/02 08:00", "10/02 08:00", "12/02 08:00"),
]
BEGINS = datetime(2025, 11, 14, 7, 30, tzinfo=ZONE)  # by then everybody is registered


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(tmp_path_factory.mktemp("t"), "--at", "2025-11-14") as found:
        yield found


@pytest.fixture
def web(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=120) as client:
        yield client


def go(web: httpx.Client, at: str) -> None:
    """Go to a local instant."""
    to = datetime.fromisoformat(at).replace(tzinfo=ZONE)
    told = web.post("/sandbox/clock", json={"at": to.isoformat()}).json()

    assert "at" in told, told
    assert abs(datetime.fromisoformat(told["at"]) - to) < timedelta(minutes=1)
    assert told["goal"] is None


def heard(web: httpx.Client, person: int) -> list[tuple[str, dict[str, Any]]]:
    """Give what a person was sent since they are registered: when, in local time, and the message."""
    said = web.get(f"/sandbox/people/{person}/messages").json()
    dated = [(datetime.fromtimestamp(one["date"], UTC), one) for one in said if one["from"]["is_bot"]]
    return [(f"{at.astimezone(ZONE):%d/%m %H:%M}", one) for at, one in dated if at > BEGINS]


def days(web: httpx.Client, person: int) -> list[str]:
    return [at for at, one in heard(web, person) if "document" not in one]


def starts_with(key: str) -> str:
    return catalogue("vi")[key].partition("{at")[0].format(plan="KẾ HOẠCH 705")


@pytest.mark.chromium
def test_somebody_presses_next_a_day_and_an_entry_of_the_timeline(browser: Chrome, address: str):
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.get(address)
    page = Page(browser)
    page.see("#timeline .event", "mở đợt cao điểm")
    page.click("#next", "Việc tiếp theo")
    page.see("#instant", "Thứ Sáu, 14/11/2025 08:00")
    page.click("#timeline .passed .inline", "Hoàng Thu Thảo")
    page.see(f"[data-column='{THAO}'] .theirs .words", "16.4")
    page.click(".clock button", "+1 ngày")
    page.see("#instant", "Thứ Bảy, 15/11/2025 08:00")
    page.click("#timeline .event", "mở đợt cao điểm")
    page.see("#instant", "Thứ Hai, 01/12/2025 08:00")
    page.see("#timeline .passed", "mở đợt cao điểm")

    assert page.see(f"[data-column='{THAO}'] .theirs .words", "01/12/2025")
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    browser.get("about:blank")


def test_the_campaign_is_played_and_everybody_hears_in_time(web: httpx.Client):
    go(web, "2025-12-08T07:00")
    web.post("/sandbox/bot", json={"action": "kill"})
    go(web, "2025-12-08T09:30")  # the bot is off for what falls due meanwhile, and finds it when it starts
    web.post("/sandbox/bot", json={"action": "start"})
    go(web, "2026-02-12T18:00")
    reminded = {person: days(web, person) for person in OFFICIALS}

    drafts = {person: [at for at, one in heard(web, person) if "document" in one] for person in OFFICIALS}

    assert reminded == {LAN: ALL_OF_IT, BINH: ALL_OF_IT, THAO: BEFORE + ALL_OF_IT}
    assert drafts == {person: ["05/01 08:00"] for person in OFFICIALS}
    for person in OFFICE:
        told = heard(web, person)
        digests = [at for at, one in told if one.get("text", "").startswith(starts_with("digest.head"))]
        assert [at for at, _ in told if at.endswith("17:00")] == ["15/12 17:00", "09/01 17:00", "12/02 17:00"]
        assert {"01/12 07:15", "26/01 07:15", "10/02 07:15"} <= set(digests)
        assert any("photo" in one for at, one in told if at == "10/02 07:15")


def test_a_reminder_has_its_buttons_and_the_timeline_tells_of_it(web: httpx.Client):
    last = heard(web, LAN)[-1][1]
    told = web.get("/sandbox/timeline").json()
    gone = [one for one in told["gone"] if one["id"] and one["chat"] == str(LAN)]

    assert len(last["reply_markup"]["inline_keyboard"]) > 1
    assert gone[0]["rules"] == ["overdue"]
    assert [one["rule"] for one in told["to_come"]] == ["digest"]
    assert (told["to_come"][0]["for_office"], told["to_come"][0]["people"]) == (True, 2)


def test_going_back_sends_nothing_twice(web: httpx.Client):
    before = {person: days(web, person) for person in OFFICIALS + OFFICE}
    go(web, "2026-02-09T07:00")
    go(web, "2026-02-12T18:00")

    assert {person: days(web, person) for person in OFFICIALS + OFFICE} == before


def test_the_page_has_words_for_every_rule():
    words = (ROOT / "bot" / "sandbox" / "page" / "words.js").read_text(encoding="utf-8")

    assert [rule for rule in Rule if words.count(f'"rule.{rule}":') != 2] == []
