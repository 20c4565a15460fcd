"""The control API, who may reach it, and a world that is kept."""

import asyncio
import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.sandbox import keeping, people, serving, views
from bot.sandbox import world as worlds
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN

LAN, QUAN = 101, 102


@pytest.fixture
def web(running: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.base_url, timeout=60) as client:
        yield client


def test_people_are_listed_with_where_they_stand(web: httpx.Client):
    told = web.get("/sandbox/people").json()

    assert [(one["first_name"], one["started"]) for one in told] == [("Lan", True), ("Quân", False)]
    assert told[0]["last"]["text"] == "xin chào"


def test_a_new_person_begins_with_their_code(web: httpx.Client):
    added = web.post("/sandbox/people", json={"first_name": "Sơn", "code": "7K3MX9P2QA"}).json()
    sent = web.post(f"/sandbox/people/{added['id']}/start").json()

    assert sent[0]["text"] == "/start 7K3MX9P2QA"
    assert [one["code"] for one in web.get("/sandbox/people").json() if one["id"] == added["id"]] == [""]


async def test_an_answer_is_waited_for(web: httpx.Client, bot):
    def wait() -> list[str]:
        said = web.get(f"/sandbox/people/{LAN}/messages", params={"after": 1, "wait": 60}).json()
        return [message["text"] for message in said]

    waiting = asyncio.create_task(asyncio.to_thread(wait))
    await bot.send_message(LAN, "Kính chào đồng chí")

    assert await waiting == ["Kính chào đồng chí"]


def test_what_a_person_does_over_http_reaches_the_bot(web: httpx.Client):
    place = f"/sandbox/people/{LAN}"
    keyboard = {"inline_keyboard": [[{"text": "Gửi", "callback_data": "1:0"}]]}
    asked = {"chat_id": LAN, "text": "Gửi?", "reply_markup": keyboard}
    sent = web.post(f"/bot{TOKEN}/sendMessage", json=asked).json()["result"]
    written = web.post(f"{place}/text", json={"text": "120 đại biểu"}).json()[0]
    web.post(f"{place}/edit", json={"message_id": written["message_id"], "text": "125 đại biểu"})
    web.post(f"{place}/press", json={"message_id": sent["message_id"], "data": "1:0"})
    files = [("files", (name, io.BytesIO(b"%PDF"), "application/pdf")) for name in ("a.pdf", "b.pdf")]
    album = web.post(f"{place}/files", data={"kind": "document", "caption": "Văn bản"}, files=files).json()
    web.post(f"{place}/message", json={"location": {"latitude": 21.0, "longitude": 105.8}})
    web.post(f"{place}/block")
    told = web.get(f"/bot{TOKEN}/getUpdates").json()["result"][1:]

    assert [list(update)[1] for update in told] == [
        *("message", "edited_message", "callback_query", "message", "message", "message", "my_chat_member")
    ]
    assert [one["document"]["file_name"] for one in album] == ["a.pdf", "b.pdf"]
    assert web.get(f"/sandbox/files/{album[0]['document']['file_id']}").content == b"%PDF"


def test_what_cannot_be_done_is_said(web: httpx.Client):
    assert web.post("/sandbox/people/999/text", json={"text": "xin chào"}).status_code == 404
    assert web.post(f"/sandbox/people/{LAN}/text", json={"text": " "}).status_code == 400
    assert web.post(f"/sandbox/people/{LAN}/press", json={"message_id": 1, "data": "x"}).status_code == 400
    assert web.get("/sandbox/clock").status_code == 404  # this server has no clock of its own


def test_misfortune_and_limits_are_ordered_over_http(web: httpx.Client):
    web.post("/sandbox/faults", json={"script": ["too_many"], "only": ["sendMessage"], "retry_after": 3})
    web.post("/sandbox/limits", json={"text": 5})
    refused = [web.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": LAN, "text": "quá dài"}).json() for _ in range(2)]

    assert [answer["error_code"] for answer in refused] == [429, 400]
    assert refused[0]["parameters"] == {"retry_after": 3}
    assert refused[1]["description"] == "Bad Request: message is too long"


def test_the_queue_is_shown_and_delivered_again(web: httpx.Client):
    pending = web.get("/sandbox/queue").json()["pending"]
    web.get(f"/bot{TOKEN}/getUpdates", params={"offset": pending[-1] + 1})
    gone = web.get("/sandbox/queue").json()["pending"]
    web.post("/sandbox/redeliver", json={"count": 5})

    assert (gone, web.get("/sandbox/queue").json()["pending"]) == ([], pending)


@pytest.mark.parametrize("kind", ["json", "data", "files", "params"])
def test_a_method_is_called_in_any_form(web: httpx.Client, kind: str):
    values = {"chat_id": str(LAN), "text": "xin chào", "reply_markup": json.dumps({"inline_keyboard": [[]]})}
    given = {"files": {key: (None, value) for key, value in values.items()}}.get(kind, values)
    answer = web.request("GET" if kind == "params" else "POST", f"/bot{TOKEN}/SENDMESSAGE", **{kind: given}).json()

    assert answer["result"]["text"] == "xin chào"


def test_events_are_told_as_they_happen(web: httpx.Client, running: Running):
    with web.stream("GET", "/sandbox/live") as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith("retry")
        running.do(people.write, running.world, LAN, "tôi đây")
        told = json.loads(next(line for line in lines if line.startswith("data: ")).removeprefix("data: "))

    assert (told["kind"], told["person"], told["message"]["text"]) == ("message", LAN, "tôi đây")


@pytest.mark.parametrize("headers", [{"host": "evil.example"}, {"origin": "https://evil.example"}])
def test_other_sites_cannot_reach_the_sandbox(web: httpx.Client, headers: dict[str, str]):
    assert web.get("/sandbox/people", headers=headers).status_code == 403


def test_the_server_listens_on_this_machine_alone():
    with pytest.raises(ValueError, match="this machine alone"):
        serving.start(host="0.0.0.0")


async def test_a_kept_world_goes_on_where_it_was(running: Running, bot, tmp_path: Path):
    import aiogram

    await bot.set_my_commands([aiogram.types.BotCommand(command="baocao", description="Cập nhật kết quả")])
    await bot.send_document(LAN, aiogram.types.BufferedInputFile(b"bang", "bảng.xlsx"))
    running.do(keeping.save, running.world, tmp_path / "world")
    again = worlds.new(running.world.now)
    known = keeping.load(again, tmp_path / "world")
    before, after = running.world.bot(), again.bot()

    assert known
    assert views.people(again) == views.people(running.world)
    assert again.files == running.world.files
    assert (after.next_update, after.next_message) == (before.next_update, before.next_message)
    assert after.queue == before.queue
