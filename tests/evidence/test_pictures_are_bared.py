"""What a picture tells beside what is seen does not survive; what is seen does."""

import io
import struct

import pytest
from papers import picture
from PIL import Image, ImageCms, PngImagePlugin

from bot.files.pictures import drawn_anew
from bot.files.refusing import Unacceptable

LATITUDE, GPS, MAKE, ORIENTATION, COMMENT = 2, 0x8825, 0x010F, 0x0112, 0x9286
SECRETS = (b"SecretPhone", b"hidden-note", b"http://ns.adobe.com/xap", b"Exif", b"GPS")


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[MAKE] = "SecretPhone"
    data[ORIENTATION] = orientation
    data.get_ifd(GPS)[LATITUDE] = (21.0, 1.0, 42.0)
    return data


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>hidden-note http://ns.adobe.com/xap</x:xmpmeta>"


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def png_text() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "hidden-note")
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return info


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("jpeg", picture(exif=exif(), comment=b"hidden-note", xmp=XMP)),
        ("png", picture("PNG", exif=exif(), pnginfo=png_text())),
        ("webp", picture("WEBP", exif=exif(), xmp=XMP)),
    ],
)
def test_place_device_and_comments_are_gone(kind: str, content: bytes) -> None:
    bare = drawn_anew(content, kind)

    assert any(told in content for told in SECRETS)
    assert not [told for told in SECRETS if told in bare]
    with opened(bare) as seen:
        assert (dict(seen.getexif()), seen.size) == ({}, (64, 48))


def strange(kind: int, resolution: tuple[int, int]) -> bytes:
    """Give EXIF of a picture to be turned, whose resolution is nonsense."""
    way = "<ii" if kind == 10 else "<II"
    entries = [(ORIENTATION, 3, struct.pack("<HH", 6, 0)), (0x011A, kind, struct.pack("<I", 8 + 2 + 2 * 12 + 4))]
    listed = b"".join(struct.pack("<HHI", tag, type_, 1) + value for tag, type_, value in entries)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + listed + bytes(4) + struct.pack(way, *resolution)


@pytest.mark.parametrize("exif", [strange(10, (-1, 0)), strange(5, (0, 0)), strange(10, (1, -1)), strange(3, (1, 1))])
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_nonsense_beside_a_picture_does_not_keep_it_from_being_opened_and_turned(kind: str, exif: bytes) -> None:
    assert opened(drawn_anew(picture(kind, exif=exif), kind)).size == (48, 64)


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (64, 48), (5, 24)), (3, (64, 48), (60, 24)), (6, (48, 64), (24, 5)), (8, (48, 64), (24, 60))],
)
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_is_turned_upright(kind: str, orientation: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    with opened(drawn_anew(picture(kind, exif=exif(orientation)), kind)) as seen:
        reds = seen.convert("RGB").getpixel(red)

        assert seen.size == size
        assert reds[0] > 150 > reds[2]


def test_a_jpeg_keeps_its_quality() -> None:
    content = picture(quality=81, subsampling="4:2:2")
    with opened(content) as before, opened(drawn_anew(content, "jpeg")) as after:
        assert after.quantization == before.quantization
        assert abs(len(drawn_anew(content, "jpeg")) - len(content)) < 100


def test_the_colour_profile_stays() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    with opened(drawn_anew(picture(icc_profile=profile), "jpeg")) as seen:
        assert seen.info["icc_profile"] == profile


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_a_png_is_coloured_can_be_drawn(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (8, 8), 1 if mode != "RGB" else (1, 2, 3)).save(file, "PNG")

    with opened(drawn_anew(file.getvalue(), "png")) as seen:
        assert seen.size == (8, 8)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_every_way_a_jpeg_is_coloured_can_be_drawn(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (8, 8), 77).save(file, "JPEG")

    with opened(drawn_anew(file.getvalue(), "jpeg")) as seen:
        assert (seen.mode, seen.size) == (mode, (8, 8))


def test_a_transparent_colour_stays_transparent() -> None:
    image, file = opened(picture()).quantize(4), io.BytesIO()
    image.save(file, "PNG", transparency=image.getpixel((0, 0)))

    with opened(drawn_anew(file.getvalue(), "png")) as seen:
        assert seen.convert("RGBA").getpixel((0, 0))[3] == 0


def test_the_second_picture_of_a_telephone_is_left_out() -> None:
    file = io.BytesIO()
    first, second = Image.new("RGB", (16, 16), (9, 9, 9)), Image.new("RGB", (16, 16), (250, 0, 0))
    first.save(file, "MPO", save_all=True, append_images=[second])

    with opened(drawn_anew(file.getvalue(), "jpeg")) as seen:
        assert (seen.format, getattr(seen, "n_frames", 1), seen.getpixel((1, 1))) == ("JPEG", 1, (9, 9, 9))


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    file = io.BytesIO()
    first, second = Image.new("RGB", (16, 16), (9, 9, 9)), Image.new("RGB", (16, 16), (250, 0, 0))
    first.save(file, kind, save_all=True, append_images=[second])

    with pytest.raises(Unacceptable, match=r"evidence\.moving"):
        drawn_anew(file.getvalue(), kind)


@pytest.mark.parametrize("side", [8_000, 20_000])
def test_a_picture_that_swells_is_refused_before_it_is_drawn(side: int) -> None:
    file = io.BytesIO()
    Image.new("1", (side, side)).save(file, "PNG")

    with pytest.raises(Unacceptable, match=r"evidence\.too_large"):
        drawn_anew(file.getvalue(), "png")
