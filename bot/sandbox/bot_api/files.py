"""Files on the server: kept in memory, found by their id, described as the Bot API describes them."""

import hashlib
import io
import mimetypes
import secrets
from functools import lru_cache
from pathlib import PurePosixPath

from PIL import Image, UnidentifiedImageError

from bot.sandbox.bot_api.problem import bad
from bot.sandbox.world import Bot, Json, StoredFile, World

_THUMBNAIL = 320
_SIDES_AT_MOST = 10_000  # width and height together
_RATIO_AT_MOST = 20


def keep(world: World, content: bytes, name: str, folder: str) -> StoredFile:
    """Keep the bytes under a new id. What was uploaded twice has one unique id, as on Telegram."""
    ending = PurePosixPath(name).suffix
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    unique = hashlib.sha256(content).hexdigest()[:16]
    path = f"{folder}/file_{len(world.files)}{ending}"
    stored = StoredFile("AgAC" + secrets.token_urlsafe(24), unique, path, name, mime, content)
    world.files[stored.id] = world.files_by_path[path] = stored
    return stored


def place(world: World, bot: Bot, stored: StoredFile) -> str:
    """Say where a file can be had: below the bot's files, or with --local on the disk, where it is laid now."""
    if world.disk is None:
        return stored.path
    path = world.disk / bot.token / stored.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stored.content)
    return str(path)


def document(world: World, content: bytes, name: str) -> Json:
    """Keep a document; give it as a message carries it."""
    if not content:
        raise bad("file must be non-empty")
    return described(keep(world, content, name or "file", "documents"))


def described(stored: StoredFile) -> Json:
    """Give a kept document as a message carries it."""
    return {
        "file_name": stored.name,
        "mime_type": stored.mime,
        "file_id": stored.id,
        "file_unique_id": stored.unique,
        "file_size": len(stored.content),
    }


def photo(world: World, content: bytes) -> list[Json]:
    """Keep a photo in its sizes, smallest first; give them as a message carries them."""
    if len(content) > world.limits.photo:
        size = f"file of size {len(content)} bytes is too big for a photo"
        raise bad(f"{size}; the maximum size is {world.limits.photo} bytes")
    return [_size(keep(world, made, "photo.jpg", "photos"), sides) for made, sides in _sizes(content)]


def _size(stored: StoredFile, sides: tuple[int, int]) -> Json:
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique,
        "file_size": len(stored.content),
        "width": sides[0],
        "height": sides[1],
    }


@lru_cache(maxsize=64)
def _sizes(content: bytes) -> tuple[tuple[bytes, tuple[int, int]], ...]:
    # A JPEG keeps its bytes, EXIF and all (Telegram drops EXIF): the bot must be able to do it itself.
    try:
        image = Image.open(io.BytesIO(content))
        image.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise bad("IMAGE_PROCESS_FAILED") from error
    width, height = image.size
    if width + height > _SIDES_AT_MOST or max(width, height) > _RATIO_AT_MOST * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    full = content if image.format == "JPEG" else _jpeg(image)
    if max(width, height) <= _THUMBNAIL:
        return ((full, (width, height)),)
    small = image.copy()
    small.thumbnail((_THUMBNAIL, _THUMBNAIL))
    return (_jpeg(small), small.size), (full, (width, height))


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=87)
    return written.getvalue()
