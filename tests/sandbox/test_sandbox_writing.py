"""What a bot writes, changes and takes back, as aiogram sees it."""

import io

import pytest
from PIL import Image

from bot.sandbox import people
from bot.sandbox.limits import ApiLimits
from bot.sandbox.people import SentFile
from bot.sandbox.serving import Running

LAN, QUAN = 101, 102


def _picture(side: int = 900, kind: str = "JPEG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (side, side // 2), "teal").save(written, kind)
    return written.getvalue()


def _buttons(*data: str):
    import aiogram

    return aiogram.types.InlineKeyboardMarkup(
        inline_keyboard=[[aiogram.types.InlineKeyboardButton(text=d, callback_data=d)] for d in data]
    )


async def test_the_bot_knows_itself_and_who_writes(bot):
    assert (await bot.me()).username == "dau_moi_bot"
    assert (await bot.get_chat(LAN)).first_name == "Lan"


async def test_a_message_with_buttons_is_pressed_answered_and_changed(running: Running, bot):
    import aiogram

    sent = await bot.send_message(LAN, "Chọn", reply_markup=_buttons("3:1", "3:2"))
    running.do(people.press, running.world, LAN, sent.message_id, "3:2")
    query = (await bot.get_updates())[-1].callback_query
    assert query
    await bot.answer_callback_query(query.id, text="Đã ghi")
    changed = await bot.edit_message_text(text="Đã chọn", chat_id=LAN, message_id=sent.message_id)

    assert (query.data, query.message.text) == ("3:2", "Chọn")  # as it stood when it was pressed
    assert isinstance(changed, aiogram.types.Message)
    assert (changed.text, changed.reply_markup) == ("Đã chọn", None)


async def test_a_button_that_is_gone_cannot_be_pressed_but_by_a_stale_screen(running: Running, bot):
    sent = await bot.send_message(LAN, "Chọn", reply_markup=_buttons("3:1"))
    await bot.edit_message_reply_markup(chat_id=LAN, message_id=sent.message_id)

    with pytest.raises(ValueError, match="no such button"):
        running.do(people.press, running.world, LAN, sent.message_id, "3:1")
    assert running.do(people.press, running.world, LAN, sent.message_id, "3:1", stale=True)


async def test_the_same_words_again_are_refused_as_not_modified(bot):
    import aiogram

    sent = await bot.send_message(LAN, "Chọn", link_preview_options=aiogram.types.LinkPreviewOptions(is_disabled=True))

    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text(text="Chọn", chat_id=LAN, message_id=sent.message_id)


async def test_a_press_long_ago_can_no_longer_be_answered(running: Running, bot):
    import aiogram

    sent = await bot.send_message(LAN, "Chọn", reply_markup=_buttons("3:1"))
    query = running.do(people.press, running.world, LAN, sent.message_id, "3:1")
    later = running.world.now() + running.world.limits.query_kept * 2
    running.world.now = lambda: later

    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query(query)


async def test_an_edited_message_is_told_with_its_new_words(running: Running, bot):
    running.do(people.edit, running.world, LAN, 1, "xin chào lần nữa")
    edited = (await bot.get_updates())[-1].edited_message

    assert edited
    assert (edited.message_id, edited.text) == (1, "xin chào lần nữa")


async def test_a_photo_sent_by_a_person_is_fetched_byte_for_byte(running: Running, bot):
    picture = _picture()
    running.do(people.files_of, running.world, LAN, [SentFile(picture)], "Hội thảo")
    message = (await bot.get_updates())[-1].message
    assert message
    assert message.photo
    sizes = message.photo
    fetched = await bot.download(sizes[-1])

    assert fetched
    assert (fetched.read(), message.caption, sizes[-1].width) == (picture, "Hội thảo", 900)
    assert [size.width for size in sizes] == [320, 900]


async def test_an_album_is_several_messages_under_one_number(running: Running, bot):
    items = [SentFile(b"%PDF-1.4 a", "a.pdf", photo=False), SentFile(b"%PDF-1.4 b", "b.pdf", photo=False)]
    running.do(people.files_of, running.world, LAN, items)
    told = [update.message for update in (await bot.get_updates())[-2:]]

    assert [m.document.file_name for m in told if m and m.document] == ["a.pdf", "b.pdf"]
    assert len({m.media_group_id for m in told if m}) == 1


async def test_documents_and_albums_that_the_bot_sends_arrive(running: Running, bot):
    import aiogram

    sent = await bot.send_document(LAN, aiogram.types.BufferedInputFile(b"so lieu", "số liệu.xlsx"), caption="Bảng")
    await bot.send_photo(LAN, aiogram.types.BufferedInputFile(_picture(kind="PNG"), "a.png"))
    album = await bot.send_media_group(
        LAN,
        [
            aiogram.types.InputMediaPhoto(media=aiogram.types.BufferedInputFile(_picture(300), "a.jpg"), caption="Ảnh"),
            aiogram.types.InputMediaPhoto(media=aiogram.types.BufferedInputFile(_picture(301), "b.jpg")),
        ],
    )
    again = await bot.send_media_group(
        LAN,
        [
            aiogram.types.InputMediaDocument(media=sent.document.file_id),
            aiogram.types.InputMediaDocument(media=sent.document.file_id),
        ],
    )

    assert sent.document.file_name == "số liệu.xlsx"
    assert len({m.media_group_id for m in album}) == len({m.media_group_id for m in again}) == 1
    shown = running.do(people.messages, running.world, LAN)
    assert [next(k for k in ("text", "photo", "document") if k in m) for m in shown] == [
        *("text", "document", "photo", "photo", "photo", "document", "document")
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [("x" * 4097, "message is too long"), ("𝒳" * 2049, "message is too long"), ("  ", "message text is empty")],
)
async def test_texts_beyond_the_limit_are_refused(bot, text: str, why: str):
    import aiogram

    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match=why):
        await bot.send_message(LAN, text)


async def test_captions_buttons_and_albums_have_their_limits(bot):
    import aiogram

    document = aiogram.types.BufferedInputFile(b"x", "x.txt")

    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="caption is too long"):
        await bot.send_document(LAN, document, caption="x" * 1025)
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(LAN, "Chọn", reply_markup=_buttons("x" * 65))
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="album takes 2 to 10"):
        await bot.send_media_group(LAN, [aiogram.types.InputMediaDocument(media=document)])


async def test_files_have_their_limits(running: Running, bot):
    import aiogram

    running.world.limits = ApiLimits(photo=100, upload=2000, download=1000)
    running.do(people.files_of, running.world, LAN, [SentFile(b"x" * 1500, "x.bin", photo=False)])
    received = (await bot.get_updates())[-1].message
    assert received
    assert received.document

    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="file is too big"):
        await bot.get_file(received.document.file_id)
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="too big for a photo"):
        await bot.send_photo(LAN, aiogram.types.BufferedInputFile(_picture(400), "a.jpg"))
    with pytest.raises(aiogram.exceptions.TelegramEntityTooLarge):
        await bot.send_document(LAN, aiogram.types.BufferedInputFile(b"x" * 2001, "x.bin"))


async def test_the_bot_cannot_write_to_strangers_nor_to_those_who_blocked_it(running: Running, bot):
    import aiogram

    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="chat not found"):
        await bot.send_message(999, "xin chào")
    with pytest.raises(aiogram.exceptions.TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(QUAN, "xin chào")
    running.do(people.block, running.world, LAN)
    with pytest.raises(aiogram.exceptions.TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(LAN, "xin chào")
    running.do(people.leave, running.world, LAN)
    with pytest.raises(aiogram.exceptions.TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(LAN, "xin chào")


async def test_a_person_sees_the_menu_set_for_them_in_their_language(running: Running, bot):
    import aiogram

    await bot.set_my_commands([aiogram.types.BotCommand(command="help", description="Help")], language_code="en")
    await bot.set_my_commands([aiogram.types.BotCommand(command="trogiup", description="Trợ giúp")])
    own = [aiogram.types.BotCommand(command="baocao", description="Cập nhật kết quả")]
    await bot.set_my_commands(own, scope=aiogram.types.BotCommandScopeChat(chat_id=LAN))
    menus = [running.do(_menu, running, person) for person in (LAN, QUAN)]
    await bot.delete_my_commands(scope=aiogram.types.BotCommandScopeChat(chat_id=LAN))

    assert menus == ["baocao", "trogiup"]
    assert running.do(_menu, running, LAN) == "trogiup"
    assert [command.command for command in await bot.get_my_commands(language_code="en")] == ["help"]


def _menu(running: Running, person: int) -> str:
    from bot.sandbox import views

    commands = views.person(running.world, running.world.people[person])["commands"]
    return ",".join(command["command"] for command in commands)


async def test_a_message_can_be_taken_back(running: Running, bot):
    sent = await bot.send_message(LAN, "Nhầm")

    assert await bot.delete_message(LAN, sent.message_id)
    assert [m["text"] for m in running.do(people.messages, running.world, LAN)] == ["xin chào"]
