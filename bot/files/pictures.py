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
from bot.files.apart import Granted, Stumbled
from bot.files.refusing import Unacceptable

if TYPE_CHECKING:
    from PIL import Image

log = logging.getLogger(__name__)

GRANTED: Final = Granted(seconds=15, memory=1536 * 2**20)
MOST_PIXELS: Final = 60_000_000
MOST_SCANS: Final = 100  # of a progressive JPEG, each of which draws all of it once more; a camera's has ten
_SCAN: Final = b"\xff\xda"
_DRAWN: Final = b"drawn"
_FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
_PLAIN_MODES = ("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA", "CMYK")


async def drawn_apart(data: bytes, kind: str, patience: float = GRANTED.patience) -> bytes:
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
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unacceptable("evidence.too_large")
            if picture.format != "MPO" and getattr(picture, "is_animated", False):
                raise Unacceptable("evidence.moving")
            return _drawn(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unacceptable("evidence.too_large") from error
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        ArithmeticError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        raise Unacceptable("evidence.broken") from error
    except (struct.error, zlib.error) as error:
        raise Unacceptable("evidence.broken") from error


def _drawn(picture: "Image.Image") -> bytes:
    from PIL import ImageOps, JpegImagePlugin

    options: dict[str, object] = {"icc_profile": picture.info.get("icc_profile")}
    if isinstance(picture, JpegImagePlugin.JpegImageFile):  # its own tables: hardly anything is lost
        options |= {"qtables": picture.quantization, "subsampling": JpegImagePlugin.get_sampling(picture)}
    elif picture.format == "WEBP":
        options |= {"quality": 92, "method": 4}
    elif picture.format == "PNG" and "transparency" in picture.info:
        options |= {"transparency": picture.info["transparency"]}
    name = "JPEG" if picture.format == "MPO" else str(picture.format)
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    bare = picture if picture.mode in _PLAIN_MODES else picture.convert("RGB")
    bare.info.clear()  # Pillow writes some of it back: comments, text, XMP
    new = io.BytesIO()
    bare.save(new, name, exif=b"", **{key: value for key, value in options.items() if value is not None})
    return new.getvalue()


def main() -> None:
    """Draw a picture of the kind named first from standard input; print it, or why it is not taken."""
    apart.begin(GRANTED)
    try:
        drawn = drawn_anew(sys.stdin.buffer.read(), sys.argv[1])
    except Unacceptable as error:
        sys.stdout.write(error.because)
    else:
        sys.stdout.buffer.write(_DRAWN + b"\n" + drawn)


if __name__ == "__main__":
    main()
