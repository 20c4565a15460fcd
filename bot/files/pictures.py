"""A picture drawn anew: upright, with nothing in it but what is seen.

Place, camera, comments, thumbnails, frames behind the first and anything hidden
after the end of the picture do not survive. The colour profile does.
"""

import io
import struct
import zlib

from PIL import Image, ImageOps, JpegImagePlugin

from bot.files.refusing import Unacceptable

MOST_PIXELS = 60_000_000
_FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
_PLAIN_MODES = ("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA", "CMYK")


def drawn_anew(data: bytes, kind: str) -> bytes:
    """Give the bytes of the same picture without anything said about it. Raise Unacceptable."""
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


def _drawn(picture: Image.Image) -> bytes:
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
