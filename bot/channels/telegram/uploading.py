"""Files on their way out: streamed from disk, photos alone or as an album, documents singly."""

import asyncio
from contextlib import ExitStack
from dataclasses import replace

from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import BadRequest

from bot.channel import ChannelError, File
from messages.values import FileKind

_PHOTO_LIMIT = 10 * 1024 * 1024  # a larger photo is only taken as a document
# How Telegram refuses what it cannot show as a photo (too long and narrow, an odd encoding); as a file it takes it.
_NO_PHOTO = (
    "photo_invalid_dimensions",
    "image_process_failed",
    "photo_ext_invalid",
    "wrong type of the web page content",
)


async def fitting(files: tuple[File, ...]) -> tuple[File, ...]:
    """Give the files as they can be sent. Raise ChannelError for one that is not there."""

    def fits(file: File) -> File:
        large = file.kind is FileKind.PHOTO and file.path.stat().st_size > _PHOTO_LIMIT
        return replace(file, kind=FileKind.DOCUMENT) if large else file

    if not files:
        return ()
    try:
        return tuple(await asyncio.to_thread(lambda: [fits(file) for file in files]))
    except FileNotFoundError as error:
        raise ChannelError("a file to send is not in the store", permanent=True) from error


async def send(bot: Bot, chat: int, files: tuple[File, ...], caption: str = "") -> str:
    """Send one file, perhaps with a caption, or one album; give the id of its last message."""
    if files[0].kind is FileKind.DOCUMENT:
        return await _document(bot, chat, files[0], caption)
    try:
        return await _photos(bot, chat, files, caption)
    except BadRequest as error:
        if not any(words in error.message.lower() for words in _NO_PHOTO):
            raise
    return [await _document(bot, chat, file, caption) for file in files][-1]


async def _photos(bot: Bot, chat: int, files: tuple[File, ...], caption: str) -> str:
    with ExitStack() as opened:
        if len(files) == 1:
            message = await bot.send_photo(chat, await _input(opened, files[0]), caption or None)
            return str(message.message_id)
        album = [InputMediaPhoto(await _input(opened, file, attach=True)) for file in files]
        return str((await bot.send_media_group(chat, album))[-1].message_id)


async def _document(bot: Bot, chat: int, file: File, caption: str) -> str:
    with ExitStack() as opened:
        document = await _input(opened, file)
        message = await bot.send_document(chat, document, caption or None)
        return str(message.message_id)


async def _input(opened: ExitStack, file: File, attach: bool = False) -> InputFile:
    stream = opened.enter_context(await asyncio.to_thread(file.path.open, "rb"))
    name = "".join(" " if ord(character) < ord(" ") else character for character in file.name)  # it goes into a header
    return InputFile(stream, name, attach=attach, read_file_handle=False)
