"""A picture drawn anew: upright, with nothing in it but what is seen.

Place, camera, comments, thumbnails, frames behind the first and anything hidden
after the end of the picture do not survive. The colour profile does.

Fifty bytes can be made to swell to a gigabyte, and a small picture to be drawn for minutes.
So it is drawn in a process of its own; all that comes back are the new bytes.
"""

import io
import logging
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Final

from bot.files import apart
from bot.files.apart import Stumbled
from bot.files.refusing import Unacceptable

if TYPE_CHECKING:
    from PIL import Image

log = logging.getLogger(__name__)

MOST_PIXELS: Final = 60_000_000
MOST_SCANS: Final = 100  # of a progressive JPEG, each of which draws all of it once more; a camera's has ten
_SCAN: Final = b"\xff\xda"
_DRAWN: Final = b"drawn"
_FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
# All that a damaged picture, or what stands beside it, makes its readers and writers raise.
_STUMBLES = (
    OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError, AttributeError, struct.error,
    zlib.error,
)  # fmt: skip
_ORIENTATION: Final = 0x0112
_PLAIN_MODES = ("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA", "CMYK")


async def drawn_apart(data: bytes, kind: str, patience: float | None = None) -> bytes:
    """Draw it in a process of its own. Raise Unacceptable; Stumbled or OSError where that one failed by itself."""
    try:
        said = await apart.answered(__name__, kind, data=data, patience=patience)
    except Stumbled as error:
        if not error.is_too_much:
            raise
        log.warning("a %s was not drawn: %s", kind, error)
        raise Unacceptable("evidence.too_heavy") from None
    outcome, _, rest = said.partition(b"\n")
    if outcome != _DRAWN:
        raise Unacceptable(outcome.decode())
    return rest


def drawn_anew(data: bytes, kind: str) -> bytes:
    """Give the bytes of the same picture without anything said about it. Raise Unacceptable."""
    from PIL import Image

    if data.count(_SCAN) > MOST_SCANS and kind == "jpeg":
        raise Unacceptable("evidence.too_heavy")
    if kind == "webp" and 4 * _area(data) * 2 > apart.granted(len(data)).memory:  # its reader unpacks it as it opens
        raise Unacceptable("evidence.too_heavy")
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unacceptable("evidence.too_large")
            if 2 * _unpacked(picture) > apart.granted(len(data)).memory:  # it may have to be turned
                raise Unacceptable("evidence.too_heavy")
            if picture.format != "MPO" and getattr(picture, "is_animated", False):
                raise Unacceptable("evidence.moving")
            return _drawn(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unacceptable("evidence.too_large") from error
    except _STUMBLES as error:
        raise Unacceptable("evidence.broken") from error


def _area(webp: bytes) -> int:
    """Give the pixels that a WebP says it has, by the first of its parts (RFC 9649)."""
    head = webp[12:30].ljust(18, b"\0")
    wide, high = int.from_bytes(head[12:15], "little"), int.from_bytes(head[15:18], "little")  # VP8X: less one each
    if head.startswith(b"VP8L"):
        bits = int.from_bytes(head[9:13], "little")
        wide, high = bits & 0x3FFF, bits >> 14 & 0x3FFF
    elif head.startswith(b"VP8 "):
        wide, high = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (14, 16))
    return (wide + 1) * (high + 1)


def _unpacked(picture: "Image.Image") -> int:
    """Give the bytes that a picture takes once it is open."""
    return picture.width * picture.height * (1 if picture.mode in ("1", "L", "P") else 4)


def _drawn(picture: "Image.Image") -> bytes:
    options = _as_it_was(picture)
    picture.load()
    upright = _upright(picture)
    bare = upright if upright.mode in _PLAIN_MODES else upright.convert("RGB")
    bare.info.clear()  # Pillow writes some of it back: comments, text, XMP
    name = "JPEG" if picture.format == "MPO" else str(picture.format)
    try:
        return _written(bare, name, options)
    except _STUMBLES:  # what it was made with is broken, which nobody sees
        return _written(bare, name, {})


def _as_it_was(picture: "Image.Image") -> dict[str, object]:
    """Give what lets it be written as it was: its colours, and hardly anything lost."""
    from PIL import JpegImagePlugin

    options: dict[str, object] = {"icc_profile": picture.info.get("icc_profile")}
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        options |= {"qtables": picture.quantization, "subsampling": JpegImagePlugin.get_sampling(picture)}
    elif picture.format == "WEBP":
        options |= {"quality": 92, "method": 4}
    elif picture.format == "PNG" and "transparency" in picture.info:
        options |= {"transparency": picture.info["transparency"]}
    return {key: value for key, value in options.items() if value is not None}


def _upright(picture: "Image.Image") -> "Image.Image":
    """Turn it as its camera said; nothing else of what that wrote is looked at, for it may be wrong."""
    from PIL.Image import Transpose

    try:
        orientation = picture.getexif().get(_ORIENTATION)
    except _STUMBLES:
        return picture
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[orientation]) if orientation in turns else picture


def _written(picture: "Image.Image", name: str, options: dict[str, object]) -> bytes:
    new = io.BytesIO()
    picture.save(new, name, exif=b"", **options)
    return new.getvalue()


def main() -> None:
    """Draw a picture of the kind named first from standard input; print it, or why it is not taken."""
    data = apart.begin()
    try:
        drawn = drawn_anew(data, sys.argv[1])
    except Unacceptable as error:
        sys.stdout.write(error.because)
    else:
        sys.stdout.buffer.write(_DRAWN + b"\n" + drawn)


if __name__ == "__main__":
    main()
