"""One recorded update of each kind, and what is heard."""

import json
from pathlib import Path

import pytest

from bot.channel import Arrival
from bot.channels.telegram.hearing import UNSUPPORTED, arrival_of
from messages.said import Said
from messages.values import Attachment, FileKind

RECORDED = Path(__file__).parent / "recorded"
LARGEST = Attachment(FileKind.PHOTO, "FILE-large", size=210345)
GROUP = "-1001234567890"


def recorded(name):
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


def heard(name, *texts, address="101", private=True, **said):
    source = said.pop("source", f"{address}:42")
    if said and "pressed" not in said:
        said["written"] = 1764898260 if said.get("edited") else 1764898200
    return Arrival(
        f"u{recorded(name)['update_id']}", address, Said(source, **said) if said else None, texts=texts, private=private
    )


def told(name, address, private, reachable):
    return Arrival(f"u{recorded(name)['update_id']}", address, None, private=private, reachable=reachable)


def document(ref, name, size):
    return (Attachment(FileKind.DOCUMENT, ref, name, size),)


TEXT = "Hội thảo ngày 5/12, 120 đại biểu"
LATER = "Hội thảo ngày 6/12, 120 đại biểu"
TABLE = {
    "text": heard("text", TEXT, text=TEXT),
    "text_with_link": heard(
        "text_with_link", "Bài đăng tại đây", "https://example.vn/bai", text="Bài đăng tại đây https://example.vn/bai"
    ),
    "command_with_bot_name": heard("command_with_bot_name", "/baocao@DauMoiBot 705", text="/baocao 705"),
    "command_for_another_bot": heard(
        "command_for_another_bot", "/baocao@KhacBot", address=GROUP, private=False, text="/baocao@KhacBot"
    ),
    "deep_link": heard("deep_link", "/start 7K3M9QX2TB", text="/start 7K3M9QX2TB"),
    "photo": heard("photo", attachments=(LARGEST,)),
    "photo_with_caption": heard(
        "photo_with_caption", "Quang cảnh hội thảo", text="Quang cảnh hội thảo", attachments=(LARGEST,)
    ),
    "album_photo": heard("album_photo", "Ảnh 1", text="Ảnh 1", attachments=(LARGEST,), album="13579"),
    "document": heard("document", "Báo cáo 123.docx", attachments=document("FILE-doc", "Báo cáo 123.docx", 48210)),
    "document_of_a_video": heard(
        "document_of_a_video",
        "clip.mp4",
        "Phóng sự",
        text="Phóng sự",
        attachments=document("FILE-mp4", "clip.mp4", 5048210),
    ),
    "edited_text": heard("edited_text", LATER, text=LATER, edited=True),
    "edited_caption": heard(
        "edited_caption", "Quang cảnh tọa đàm", text="Quang cảnh tọa đàm", attachments=(LARGEST,), edited=True
    ),
    "edited_place": heard("edited_place"),
    "press": heard("press", source="101:press:4382bfdwdsb323b2d9", pressed="7:0"),
    "press_on_an_old_message": heard("press_on_an_old_message", source="101:press:777", pressed="3:1"),
    "press_without_a_message": heard("press_without_a_message", source="101:press:778", pressed="3:1"),
    "sticker": heard("sticker", "👍", "Hoa", unsupported="sticker"),
    "voice": heard("voice", unsupported="voice"),
    "video": heard("video", "hoi_thao.mp4", "Phóng sự 30 giây", text="Phóng sự 30 giây", unsupported="video"),
    "video_note": heard("video_note", unsupported="video_note"),
    "animation": heard("animation", "vui.mp4", unsupported="animation"),
    "audio": heard("audio", "Bài hát", "Ca sĩ", "bai.mp3", unsupported="audio"),
    "place": heard("place", place="21.03000, 105.85000"),
    "venue": heard("venue", "Nhà khách", "1 Tràng Tiền", place="Nhà khách, 1 Tràng Tiền"),
    "contact": heard("contact", "+84900000000", "Minh", "Trần", "BEGIN:VCARD", unsupported="contact"),
    "poll": heard("poll", "Chọn ngày?", "Thứ Hai", "Thứ Ba", unsupported="poll"),
    "dice": heard("dice", "🎲", unsupported="dice"),
    "forwarded_text": heard(
        "forwarded_text", "Kính gửi các đơn vị", "Thông tin đối ngoại", "ttdn", "Văn thư", text="Kính gửi các đơn vị"
    ),
    "forwarded_photo": heard("forwarded_photo", "Quân", "Lê", attachments=(LARGEST,)),
    "forwarded_from_hidden": heard("forwarded_from_hidden", "Xem giúp", "Người gửi ẩn", text="Xem giúp"),
    "group_text": heard("group_text", "Chào cả nhà", address=GROUP, private=False, text="Chào cả nhà"),
    "reply": heard("reply", "Đúng rồi", text="Đúng rồi"),
    "reply_to_another_chat": heard("reply_to_another_chat", "Xem", "Nhóm khác", "MẬT.pdf", "TUYỆT MẬT", text="Xem"),
    "channel_post": heard("channel_post", address=""),
    "blocked": told("blocked", "101", True, False),
    "unblocked": told("unblocked", "101", True, True),
    "thrown_out_of_a_group": told("thrown_out_of_a_group", GROUP, False, False),
    "restricted_in_a_group": told("restricted_in_a_group", GROUP, False, True),
    "migrated": heard("migrated", address="-4321", private=False),
    "somebody_joined": heard("somebody_joined", "Hùng", address=GROUP, private=False),
    "pinned": heard("pinned"),
    "unknown_fields": heard("unknown_fields", "Xin chào", "lời mới", text="Xin chào"),
    "unknown_kind": heard("unknown_kind", "Chú giải", unsupported="other"),
    "unknown_update": heard("unknown_update", address=""),
    "broken": Arrival(
        "u545",
        "",
        None,
        texts=("Lan", "Nguyễn", "lan_nguyen") * 2 + ("không phải chữ",),
        broken=json.dumps(recorded("broken")),
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_recorded_update_is_heard_as(name):
    assert arrival_of(recorded(name), bot="DauMoiBot") == TABLE[name]


def test_every_recorded_update_stands_in_the_table():
    assert {path.stem for path in RECORDED.glob("*.json")} == set(TABLE)


def test_an_edit_has_the_source_of_the_message_it_changes():
    before = arrival_of(recorded("text")).said
    after = arrival_of(recorded("edited_text")).said

    assert before is not None
    assert after is not None
    assert (before.source, before.edited, after.edited) == (after.source, False, True)


def test_a_text_that_is_no_json_is_set_aside_with_its_words_readable_for_the_guard():
    text = (RECORDED / "cut_off.txt").read_text("utf-8")

    arrival = arrival_of(text)

    assert (arrival.key, arrival.said, arrival.broken) == ("u599", None, text)
    assert "Tài liệu\nMẬT" in arrival.texts[0]


@pytest.mark.parametrize("nonsense", [None, 5, [], "", {}, {"update_id": "x"}, {"message": {"text": "a"}}])
def test_nonsense_is_set_aside_under_a_key_of_its_own(nonsense):
    arrival = arrival_of(nonsense)

    assert (arrival.key[0], arrival.said, arrival.address) == ("x", None, "")
    assert arrival == arrival_of(nonsense)


def test_what_no_database_could_keep_is_taken_out_of_the_text():
    update = recorded("text")
    update["message"]["text"] = "cắt đôi \ud83d, rỗng \0"

    said = arrival_of(update).said

    assert said is not None
    assert said.text == "cắt đôi ?, rỗng "


def test_an_update_nested_without_end_is_heard_all_the_same():
    update = recorded("text")
    deep = "đáy"
    for _ in range(5000):
        deep = [deep]
    update["message"]["novelty"] = deep

    arrival = arrival_of(update)

    assert arrival.said is not None
    assert arrival.texts == (TEXT, "đáy")


def test_without_a_known_name_any_bot_name_is_taken_off_a_command():
    said = arrival_of(recorded("command_for_another_bot")).said

    assert said is not None
    assert said.text == "/baocao"


def test_each_kind_that_is_not_taken_has_a_name_of_its_own():
    assert len(set(UNSUPPORTED)) == len(UNSUPPORTED)


@pytest.mark.parametrize("date", ["yesterday", None, -5, 10**15, True, {}])
def test_a_strange_date_keeps_no_message_out(date):
    update = recorded("text")
    update["message"]["date"] = date

    said = arrival_of(update).said

    assert said is not None
    assert (said.text, said.written) == (TEXT, 0)
