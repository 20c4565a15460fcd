"""The channel against the sandbox's server, each written after the Bot API and without the other."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Iterator

import pytest
from PIL import Image

from bot.channel import Arrival, Button, ChannelError, File, Menu, Shown
from bot.channels.telegram.channel import Telegram
from bot.loops.at_work import at_work
from bot.sandbox import people, serving
from bot.sandbox.faults import Fate, Fault, Faults
from bot.sandbox.people import SentFile
from bot.sandbox.serving import Running
from bot.sandbox.world import TOKEN, Persona, add_person
from messages.said import Said
from messages.values import FileKind

LAN, QUAN = 101, 102


@pytest.fixture
def running() -> Iterator[Running]:
    with serving.start() as server:
        server.do(add_person, server.world, Persona(LAN, "Lan", "Nguyễn Thị"))
        server.do(add_person, server.world, Persona(QUAN, "Quân"))
        server.do(people.write, server.world, LAN, "xin chào")
        yield server


@pytest.fixture
async def telegram(running: Running) -> AsyncIterator[Telegram]:
    channel = Telegram(TOKEN, running.base_url)
    yield channel
    await channel.close()


@pytest.fixture
async def inbox(telegram: Telegram) -> AsyncIterator[asyncio.Queue[Arrival]]:
    """What the channel hands over while it listens; Lan's greeting is taken out already."""
    arrivals: asyncio.Queue[Arrival] = asyncio.Queue()

    async def keep(batch):
        for arrival in batch:
            arrivals.put_nowait(arrival)

    task = asyncio.create_task(telegram.listen(keep))
    first = await next_in(arrivals)
    assert first.said is not None
    assert first.said.text == "xin chào"
    yield arrivals
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def next_in(inbox: asyncio.Queue[Arrival]) -> Arrival:
    return await asyncio.wait_for(inbox.get(), 20)  # against a test that hangs


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(file, "JPEG")
    return file.getvalue()


def fail(running: Running, *script: Fault, method: str = "sendMessage") -> None:
    running.do(setattr, running.world, "fate", Fate(Faults(script=script, only=(method,))))


def told(running: Running, person: int = LAN) -> list[dict]:
    return [each for each in running.do(people.messages, running.world, person) if each["from"]["is_bot"]]


async def test_the_bot_knows_its_own_name(telegram):
    assert await telegram.ready() == "dau_moi_bot"


async def test_what_a_person_writes_and_presses_is_heard_and_acknowledged(running, telegram, inbox):
    number = await telegram.show(str(LAN), Shown("Hình thức?", ((Button("Hội thảo", "7:0"),),)))
    query = running.do(people.press, running.world, LAN, int(number), "7:0")
    pressed = await next_in(inbox)
    running.do(people.write, running.world, LAN, "/baocao 705")
    written = await next_in(inbox)

    assert pressed.said == Said(f"{LAN}:press:{query}", pressed="7:0")
    assert written.said is not None
    assert (written.address, written.said.text) == (str(LAN), "/baocao 705")
    acknowledged = [f"u{update['update_id']}" for update in running.world.bot().acknowledged]
    assert pressed.key in acknowledged


async def test_a_chosen_prompt_loses_its_buttons(running, telegram):
    number = await telegram.show(str(LAN), Shown("Hình thức?", ((Button("Hội thảo", "7:0"),),)))
    await telegram.settle(str(LAN), number, "Hình thức: Hội thảo")
    await telegram.settle(str(LAN), number, "Hình thức: Hội thảo")

    (message,) = told(running)
    assert (message["text"], "reply_markup" in message) == ("Hình thức: Hội thảo", False)


async def test_an_album_and_a_document_are_heard_and_fetched(running, telegram, inbox, tmp_path):
    report = SentFile(b"%PDF-1.7 ...", "Báo cáo.pdf", photo=False)
    running.do(people.files_of, running.world, LAN, [SentFile(jpeg()), SentFile(jpeg())], "Quang cảnh")
    running.do(people.files_of, running.world, LAN, [report])
    first, second, third = [(await next_in(inbox)).said for _ in range(3)]
    await telegram.fetch(first.attachments[0].ref, tmp_path / "photo", 1_000_000)
    await telegram.fetch(third.attachments[0].ref, tmp_path / "document", 1_000_000)

    assert first.album
    assert first.album == second.album
    assert (first.text, first.attachments[0].kind) == ("Quang cảnh", FileKind.PHOTO)
    assert Image.open(io.BytesIO((tmp_path / "photo").read_bytes())).format == "JPEG"
    assert third.attachments[0].name == "Báo cáo.pdf"
    assert (tmp_path / "document").read_bytes() == report.content


async def test_a_server_of_ones_own_that_hands_no_file_over_is_read_from_its_folder(running, inbox, tmp_path):
    running.do(setattr, running.world, "disk", tmp_path / "server")
    beside = Telegram(TOKEN, running.base_url, files=tmp_path / "server")
    report = SentFile(b"%PDF-1.7 " + bytes(21 * 1024 * 1024), "Báo cáo.pdf", photo=False)  # such a server has no limit
    running.do(people.files_of, running.world, LAN, [report])
    ref = (await next_in(inbox)).said.attachments[0].ref
    await beside.fetch(ref, tmp_path / "document", len(report.content))
    await beside.close()

    assert (tmp_path / "document").read_bytes() == report.content


async def test_files_reach_the_person(running, telegram, tmp_path):
    (tmp_path / "photo").write_bytes(jpeg())
    (tmp_path / "draft").write_bytes(b"PK draft")
    photo = File(FileKind.PHOTO, tmp_path / "photo", "Ảnh.jpg")
    draft = File(FileKind.DOCUMENT, tmp_path / "draft", "Dự thảo báo cáo.docx")

    await telegram.show(str(LAN), Shown("Minh chứng", files=(photo, photo, draft)))

    one, two, document, words = told(running)
    assert one["photo"]
    assert one["media_group_id"] == two["media_group_id"]
    assert document["document"]["file_name"] == "Dự thảo báo cáo.docx"
    assert words["text"] == "Minh chứng"


async def test_a_blocking_is_heard_and_a_message_to_who_blocked_is_refused_for_good(running, telegram, inbox):
    running.do(people.block, running.world, LAN)
    arrival = await next_in(inbox)
    with pytest.raises(ChannelError) as blocked:
        await telegram.show(str(LAN), Shown("Nhắc việc"))
    with pytest.raises(ChannelError) as never_began:
        await telegram.show(str(QUAN), Shown("Nhắc việc"))

    assert (arrival.address, arrival.reachable, arrival.said) == (str(LAN), False, None)
    assert (blocked.value.permanent, blocked.value.unreachable) == (True, True)
    assert (never_began.value.permanent, never_began.value.unreachable) == (True, True)


@pytest.mark.parametrize(
    ("fault", "retry_after", "maybe", "arrived"),
    [
        (Fault.TOO_MANY, 1, False, 0),
        (Fault.SERVER_ERROR, 0, False, 0),
        (Fault.BAD_GATEWAY, 0, False, 0),
        (Fault.DROP_BEFORE, 0, True, 0),
        (Fault.DROP_AFTER, 0, True, 1),
    ],
)
async def test_misfortune_is_told_as_what_it_was(running, telegram, fault, retry_after, maybe, arrived):
    fail(running, fault)

    with pytest.raises(ChannelError) as failed:
        await telegram.show(str(LAN), Shown("xin chào"))

    error = failed.value
    assert (error.permanent, error.retry_after, error.delivered_maybe) == (False, retry_after, maybe)
    assert len(told(running)) == arrived


async def test_the_menu_is_set(running, telegram):
    await telegram.offer(Menu("", "vi", (("baocao", "Cập nhật kết quả"),)))

    assert [each["command"] for menu in running.world.bot().commands.values() for each in menu] == ["baocao"]


async def test_whoever_waits_for_longer_than_a_second_sees_that_the_bot_is_at_work(
    running: Running, telegram: Telegram
) -> None:
    here, seen = asyncio.get_running_loop(), asyncio.Event()

    def watch(event: dict) -> None:
        if (event["kind"], event.get("person"), event.get("action")) == ("action", LAN, "typing"):
            here.call_soon_threadsafe(seen.set)

    running.do(running.world.watchers.add, watch)
    async with at_work({"telegram": telegram}, [("telegram", str(LAN)), ("telegram", "999")]):
        await asyncio.wait_for(seen.wait(), 20)  # the second is somebody who never began: that harms nobody
