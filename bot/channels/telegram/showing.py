"""From a `Shown` to what Telegram is asked for: messages in order, files before words. Pure.

Words that fit below a single file, and have no buttons to lose later, are its caption.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import LinkPreviewOptions

from bot.channel import Button, File, Shown
from messages.values import FileKind

TEXT_LIMIT = 4096  # UTF-16 units in one message
CAPTION_LIMIT = 1024  # and below a file
LABEL_LIMIT = 64  # more of a button no client shows
ALBUM_LIMIT = 10
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# An InlineKeyboardMarkup as the Bot API takes it; the library's objects cost more than all else in a message.
Keyboard = dict[str, list[list[dict[str, str]]]]


@dataclass(frozen=True, slots=True)
class TextMessage:
    """One message of plain text, perhaps with buttons."""

    text: str
    keyboard: Keyboard | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """One photo or document, perhaps with a caption, or an album of photos."""

    files: tuple[File, ...]
    caption: str = ""


def messages(shown: Shown) -> list[TextMessage | Files]:
    """Give the messages that a `Shown` becomes; the buttons are below the last."""
    texts = pieces(shown.text)
    if len(shown.files) == len(texts) == 1 and not shown.rows and units(texts[0]) <= CAPTION_LIMIT:
        return [Files(shown.files, texts[0])]
    last = len(texts) - 1
    words = [TextMessage(text, keyboard(shown.rows) if place == last else None) for place, text in enumerate(texts)]
    return [*bundles(shown.files), *words]


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> Keyboard | None:
    """Give the inline keyboard of rows of buttons."""
    if not rows:
        return None
    shown = [[{"text": shortened(button.label), "callback_data": button.data} for button in row] for row in rows]
    return {"inline_keyboard": shown}


def shortened(label: str, limit: int = LABEL_LIMIT) -> str:
    """Cut what is too long for a button."""
    if units(label) <= limit:
        return label
    return label[: _fits(label, limit - 1)].rstrip() + "…"


def bundles(files: tuple[File, ...]) -> Iterator[Files]:
    """Put photos that follow one another into albums; everything else goes singly."""
    album: list[File] = []
    for file in files:
        if album and (file.kind is not FileKind.PHOTO or len(album) == ALBUM_LIMIT):
            yield Files(tuple(album))
            album = []
        if file.kind is FileKind.PHOTO:
            album.append(file)
        else:
            yield Files((file,))
    if album:
        yield Files(tuple(album))


def pieces(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Split a text into messages at the ends of lines, else between words; no message is blank."""
    found = []
    rest = text.strip("\n")
    while units(rest) > limit:
        most = _fits(rest, limit)
        # Where the next character is a break, the whole stretch fits; else break at the last one inside.
        at = max(rest.rfind("\n", 0, most + 1), 0) or max(rest.rfind(" ", 0, most + 1), 0) or most
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip("\n ") if rest[at].isspace() else rest[at:]
    return [piece for piece in (*found, rest) if piece.strip()]


def units(text: str) -> int:
    """Count as Telegram does: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fits(text: str, limit: int) -> int:
    """Give how many characters fit into so many UTF-16 units."""
    count = 0
    for place, character in enumerate(text):
        count += 2 if character > "\uffff" else 1
        if count > limit:
            return place
    return len(text)
