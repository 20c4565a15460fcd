"""Sending over a real line: what is asked for, and what each failure tells the sender."""

import json
from pathlib import Path

import pytest
from aiohttp import web
from scripted_api import TOKEN, dropped, failing, message, ok, raw, silent

from bot.channel import Button, ChannelError, ChannelStopped, File, Menu, Shown
from bot.channels.telegram.channel import Telegram
from messages.values import FileKind

WORDS = Shown("Hình thức hoạt động?", ((Button("Hội thảo", "7:0"),),))
MIGRATED = failing(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100500)


def facts(error):
    return {
        name: getattr(error, name)
        for name in ("permanent", "unreachable", "retry_after", "delivered_maybe", "moved_to")
        if getattr(error, name)
    }


async def failure(telegram, shown=WORDS):
    with pytest.raises(ChannelError) as failed:
        await telegram.show("101", shown)
    assert TOKEN not in repr(failed.value)
    return failed.value


def kept(tmp_path: Path, name: str, content: bytes, kind: FileKind) -> File:
    path = tmp_path / name.encode().hex()
    path.write_bytes(content)
    return File(kind, path, name)


async def test_words_and_buttons_go_out_as_plain_text_without_a_preview(api, telegram):
    number = await telegram.show("101", WORDS)

    assert number == "1"
    assert api.fields("sendMessage") == [
        {
            "chat_id": 101,
            "text": "Hình thức hoạt động?",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": [[{"text": "Hội thảo", "callback_data": "7:0"}]]},
        }
    ]


async def test_what_is_for_a_topic_of_a_group_goes_there(api, telegram):
    await telegram.show("-100500/45", Shown("Tổng số"))

    (fields,) = api.fields("sendMessage")
    assert (fields["chat_id"], fields["message_thread_id"]) == (-100500, 45)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (failing(403, "Forbidden: bot was blocked by the user"), {"permanent": True, "unreachable": True}),
        (failing(403, "Forbidden: user is deactivated"), {"permanent": True, "unreachable": True}),
        (failing(400, "Bad Request: chat not found"), {"permanent": True, "unreachable": True}),
        (failing(400, "Bad Request: message text is empty"), {"permanent": True}),
        (failing(413, "Request Entity Too Large"), {"permanent": True}),
        (MIGRATED, {"moved_to": "-100500"}),
        (failing(429, "Too Many Requests: retry after 17", retry_after=17), {"retry_after": 17}),
        (raw(b"<html>too many</html>", 429, "text/html"), {}),
        (failing(401, "Unauthorized"), {}),
        (failing(500, "Internal Server Error"), {}),
        (raw(b"<html>502</html>", 502, "text/html"), {}),
        (raw(b"<html>504</html>", 504, "text/html"), {"delivered_maybe": True}),
        (raw(b"gar{bage"), {"delivered_maybe": True}),
        (raw(b"[1]"), {"delivered_maybe": True}),
        (raw(b'{"ok":true}'), {"delivered_maybe": True}),
        (dropped, {"delivered_maybe": True}),
    ],
)
async def test_a_failed_send_tells_the_sender_what_to_do(api, telegram, answer, expected):
    api.script("sendMessage", answer)

    assert facts(await failure(telegram)) == expected


async def test_an_answer_that_does_not_come_in_time_leaves_the_delivery_unknown(api, hasty):
    api.script("sendMessage", silent)

    assert facts(await failure(hasty)) == {"delivered_maybe": True}


async def test_a_line_that_never_opened_leaves_no_doubt():
    telegram = Telegram(TOKEN, "http://127.0.0.1:9")

    assert facts(await failure(telegram)) == {}
    await telegram.close()


async def test_after_closing_nothing_is_sent(api, telegram):
    await telegram.close()

    assert facts(await failure(telegram)) == {}
    assert api.calls == []


async def test_one_connection_carries_many_requests(api, telegram):
    lines = set()

    async def note(request):
        lines.add(request.transport.get_extra_info("peername"))
        return await ok(message(1))(request)

    api.script("sendMessage", *[note] * 5)
    for _ in range(5):
        await telegram.show("101", WORDS)

    assert len(lines) == 1


async def test_files_are_sent_before_the_words_with_their_own_names_and_bytes(api, telegram, tmp_path):
    report = kept(tmp_path, 'Báo cáo "quý".docx', b"docx" * 70_000, FileKind.DOCUMENT)
    photo = kept(tmp_path, "Ảnh.jpg", b"jpeg", FileKind.PHOTO)

    await telegram.show("101", Shown("Minh chứng", files=(photo, report)))

    assert [(call.method, call.files) for call in api.calls] == [
        ("sendPhoto", {"photo": ("Ảnh.jpg", b"jpeg")}),
        ("sendDocument", {"document": ('Báo cáo "quý".docx', b"docx" * 70_000)}),
        ("sendMessage", {}),
    ]
    assert api.fields("sendDocument")[0]["chat_id"] == "101"


async def test_photos_go_as_an_album(api, telegram, tmp_path):
    photos = tuple(kept(tmp_path, f"{number}.jpg", b"%d" % number, FileKind.PHOTO) for number in range(3))

    number = await telegram.show("101", Shown("", files=photos))

    (call,) = api.calls
    album = json.loads(call.fields["media"])
    assert [(item["type"], call.files[item["media"].removeprefix("attach://")]) for item in album] == [
        ("photo", ("0.jpg", b"0")),
        ("photo", ("1.jpg", b"1")),
        ("photo", ("2.jpg", b"2")),
    ]
    assert number == "1001"


async def test_a_photo_too_large_for_a_photo_goes_as_a_document(api, telegram, tmp_path):
    large = kept(tmp_path, "lớn.jpg", b"\0" * (10 * 1024 * 1024 + 1), FileKind.PHOTO)

    await telegram.show("101", Shown("", files=(large,)))

    assert [call.method for call in api.calls] == ["sendDocument"]


async def test_a_photo_that_telegram_cannot_show_goes_as_a_document(api, telegram, tmp_path):
    api.script("sendPhoto", failing(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    long = kept(tmp_path, "dài.jpg", b"jpeg", FileKind.PHOTO)

    await telegram.show("101", Shown("", files=(long,)))

    assert [call.method for call in api.calls] == ["sendPhoto", "sendDocument"]


async def test_the_words_of_a_single_picture_stand_below_it_whatever_it_is_sent_as(api, telegram, tmp_path):
    api.script("sendPhoto", ok(message(1)), failing(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    shown = Shown("Ảnh tiến độ", files=(kept(tmp_path, "tien-do.png", b"png", FileKind.PHOTO),))

    await telegram.show("101", shown)
    await telegram.show("101", shown)

    assert [(call.method, call.fields["caption"]) for call in api.calls] == [
        ("sendPhoto", "Ảnh tiến độ"), ("sendPhoto", "Ảnh tiến độ"), ("sendDocument", "Ảnh tiến độ"),
    ]  # fmt: skip


async def test_a_name_with_line_breaks_cannot_write_headers(api, telegram, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"x")

    await telegram.show("101", Shown("", files=(File(FileKind.DOCUMENT, path, "a\r\nX-Evil: 1.txt"),)))

    assert api.calls[0].files == {"document": ("a  X-Evil: 1.txt", b"x")}


async def test_a_file_that_is_gone_from_the_store_is_no_reason_to_try_again(api, telegram, tmp_path):
    shown = Shown("Minh chứng", files=(File(FileKind.PHOTO, tmp_path / "gone", "a.jpg"),))

    assert facts(await failure(telegram, shown)) == {"permanent": True}
    assert api.calls == []


async def test_nothing_to_show_is_no_reason_to_try_again(telegram):
    assert facts(await failure(telegram, Shown("  "))) == {"permanent": True}


async def test_a_message_of_several_parts_goes_on_where_it_stopped(api, telegram, tmp_path):
    report = kept(tmp_path, "a.docx", b"a", FileKind.DOCUMENT)
    shown = Shown("Minh chứng", files=(report, report))
    api.script("sendMessage", failing(429, "Too Many Requests", retry_after=3))

    first = await failure(telegram, shown)
    await telegram.show("101", shown)
    await telegram.show("101", shown)  # the same once more is a new message

    methods = [call.method for call in api.calls]
    assert facts(first) == {"retry_after": 3}
    assert methods == [
        "sendDocument", "sendDocument", "sendMessage", "sendMessage", "sendDocument", "sendDocument", "sendMessage",
    ]  # fmt: skip


async def test_settling_replaces_the_text_and_takes_the_buttons_away(api, telegram):
    await telegram.settle("101", "42", "Hình thức: hội thảo")

    assert api.fields("editMessageText") == [
        {
            "chat_id": 101,
            "message_id": 42,
            "text": "Hình thức: hội thảo",
            "link_preview_options": {"is_disabled": True},
        }
    ]


async def test_settling_without_a_text_takes_only_the_buttons_away(api, telegram):
    await telegram.settle("101", "42", "")

    assert api.fields("editMessageReplyMarkup") == [{"chat_id": 101, "message_id": 42}]


async def test_a_message_that_already_reads_so_is_settled(api, telegram):
    same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    api.script("editMessageText", failing(400, same))

    await telegram.settle("101", "42", "Hình thức: hội thảo")

    assert len(api.calls) == 1


async def test_a_message_that_is_gone_cannot_be_settled(api, telegram):
    api.script("editMessageText", failing(400, "Bad Request: message to edit not found"))

    with pytest.raises(ChannelError) as failed:
        await telegram.settle("101", "42", "Hình thức: hội thảo")

    assert facts(failed.value) == {"permanent": True}


async def test_the_menu_of_one_person_in_one_language(api, telegram):
    await telegram.offer(Menu("101", "vi", (("baocao", "Cập nhật kết quả"),)))

    assert api.fields("setMyCommands") == [
        {
            "commands": [{"command": "baocao", "description": "Cập nhật kết quả"}],
            "scope": {"type": "chat", "chat_id": 101},
            "language_code": "vi",
        }
    ]


async def test_the_menu_of_everybody_and_an_empty_one(api, telegram):
    await telegram.offer(Menu("", "", (("trogiup", "Trợ giúp"),)))
    await telegram.offer(Menu("101", "", ()))

    assert api.fields("setMyCommands")[0]["scope"] == {"type": "default"}
    assert "language_code" not in api.fields("setMyCommands")[0]
    assert api.fields("deleteMyCommands") == [{"scope": {"type": "chat", "chat_id": 101}}]


async def test_being_ready_gives_the_name_for_deep_links(telegram):
    assert telegram.code_link == ""
    assert await telegram.ready() == "DauMoiBot"
    assert telegram.code_link.format(code="ABC") == "https://t.me/DauMoiBot?start=ABC"


async def test_a_refused_token_is_never_ready(api, telegram):
    api.script("getMe", failing(401, "Unauthorized"))

    with pytest.raises(ChannelStopped):
        await telegram.ready()


async def test_a_server_that_is_down_is_not_ready_yet(api, telegram):
    api.script("getMe", failing(502, "Bad Gateway"))

    with pytest.raises(ChannelError):
        await telegram.ready()


def dated(date: str):
    async def answer(_: web.Request) -> web.StreamResponse:
        body = json.dumps({"ok": True, "result": message(1)})
        return web.Response(text=body, content_type="application/json", headers={"Date": date} if date else {})

    return answer


@pytest.mark.parametrize(
    ("date", "ahead"),
    [("Wed, 05 Nov 2025 01:00:00 GMT", True), ("Wed, 05 Nov 2125 01:00:00 GMT", False), ("yesterday", False)],
)
async def test_every_answer_tells_whether_our_clock_is_ahead(api, telegram, date, ahead):
    api.script("sendMessage", dated(date))

    await telegram.show("101", WORDS)

    assert (telegram.ahead > 3600) is ahead
