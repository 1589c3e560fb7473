"""What is taken for a photo, what becomes of it, and a collection of files that are none."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image

from drivesphere.domain.errors import Rejected
from drivesphere.infra import images
from tests.photos import chunk, jpeg_of, jpeg_of_many_scans, opened, picture, png_of, turned

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(document.cookie)</script>"
JPEG, PNG, WEBP = (picture(form) for form in ("JPEG", "PNG", "WEBP"))


def zipped() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("photo.jpg", JPEG)
    return written.getvalue()


NO_PHOTOS: dict[str, bytes] = {
    "nothing": b"",
    "one byte": b"\xff",
    "text": b"a photo, I swear",
    "SVG": SVG,
    "a page": PAGE,
    "a page that begins as a GIF": b"GIF89a" + PAGE,
    "a page that begins as a JPEG": b"\xff\xd8\xff\xe0" + PAGE,
    "a page that begins as a PNG": b"\x89PNG\r\n\x1a\n" + PAGE,
    "a page that begins as a WebP": b"RIFF\x24\x00\x00\x00WEBPVP8 " + PAGE,
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "PDF": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(%pipe%id) (w) file\n",
    "an archive": zipped(),
    "compressed bytes": zlib.compress(JPEG),
    "GIF": picture("GIF"),
    "BMP": picture("BMP"),
    "TIFF": picture("TIFF"),
    "ICO": picture("ICO"),
    "PPM": picture("PPM"),
    "TGA": picture("TGA"),
    "JPEG 2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + JPEG,
    "half a JPEG": JPEG[: len(JPEG) // 2],
    "half a PNG": PNG[: len(PNG) // 2],
    "half a WebP": WEBP[: len(WEBP) // 2],
    "a JPEG without its head": JPEG[20:],
    "a JPEG with zeros in its tables": JPEG[:30] + bytes(200) + JPEG[230:],
    "a PNG with a wrong sum": PNG.replace(b"IHDR", b"IHDR", 1)[:29] + b"\0\0\0\0" + PNG[33:],
    "a PNG without pixels": png_of(64, 48),
    "a PNG of no size": png_of(0, 48),
    "a PNG of 2.5 billion pixels": png_of(50_000, 50_000),
    "a PNG of a pixel more than is taken": png_of(24_000_001, 1),
    "a JPEG of 4 billion pixels": jpeg_of(65_500, 65_500),
    "a WebP of 268 million pixels": WEBP[:26] + b"\xff\x3f\xff\x3f" + WEBP[30:],
    "a PNG with a text that is a bomb": png_of(64, 48, chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(20_000_000)))),
    "a JPEG with a thousand scans": jpeg_of_many_scans(1_000),
    "one that hides them behind a marker without a length": jpeg_of_many_scans(1_000).replace(
        b"\xff\xd8", b"\xff\xd8\xff\x01\xff\xff", 1
    ),
    "a JPEG with a million segments": JPEG[:2] + b"\xff\xfe\x00\x02" * 1_000_000 + JPEG[2:],
}


@pytest.mark.parametrize("name", NO_PHOTOS)
def test_what_is_no_photo_is_refused_and_named(name: str) -> None:
    with pytest.raises(Rejected) as refused:
        images.render(NO_PHOTOS[name])

    assert list(refused.value.errors) == ["photo"]


SCANS = b"\xff\xda" * 1_000  # as they come about by chance in what is no picture


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(JPEG + SCANS, id="a film behind it, as phones add one"),
        pytest.param(JPEG[:2] + b"\xff\xed" + (2 + len(SCANS)).to_bytes(2, "big") + SCANS + JPEG[2:], id="notes"),
    ],
)
def test_what_is_beside_the_picture_is_not_taken_for_scans(content: bytes) -> None:
    assert images.render(content).width == images.render(JPEG).width


def test_a_photo_with_others_in_the_same_file_is_its_first_one() -> None:
    """As phones write those that screens show brighter."""
    with opened(JPEG) as first, BytesIO() as written:
        first.save(written, "MPO", save_all=True, append_images=[first.copy()])
        content = written.getvalue()

    assert images.render(content).width == images.render(JPEG).width


def test_the_size_of_a_flood_is_told_before_it_is_decoded() -> None:
    with pytest.raises(Rejected, match="50000 x 50000 pixels"):
        images.render(NO_PHOTOS["a PNG of 2.5 billion pixels"])


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("WEBP", "RGB"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_sort_of_photo_becomes_webp(form: str, mode: str) -> None:
    rendered = images.render(picture(form, mode=mode))

    assert {opened(content).format for content in (rendered.full, rendered.small)} == {"WEBP"}
    assert opened(rendered.full).size == (rendered.width, rendered.height) == (64, 48)


def test_a_progressive_jpeg_of_a_camera_is_taken() -> None:
    assert images.render(picture("JPEG", (800, 600), progressive=True)).width == 800


@pytest.mark.parametrize(
    ("size", "full", "small"), [((6_000, 4_000), (2_048, 1_365), (480, 320)), ((300, 900), (300, 900), (160, 480))]
)
def test_large_photos_are_made_smaller_and_small_ones_are_left(
    size: tuple[int, int], full: tuple[int, int], small: tuple[int, int]
) -> None:
    rendered = images.render(picture("JPEG", size))

    assert (opened(rendered.full).size, opened(rendered.small).size) == (full, small)


def test_a_photo_stands_upright_as_the_camera_was_held() -> None:
    rendered = images.render(turned(6))  # a quarter to the right: what was left is now on top

    red, _, blue = opened(rendered.full).convert("RGB").getpixel((24, 5))  # type: ignore[misc]
    assert (rendered.width, rendered.height) == (48, 64)
    assert red > blue


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_gets_out(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAM"
    hidden = {"exif": exif, "icc_profile": b"SECRETPROFILE" * 20, "xmp": b"<x:SECRETXMP/>"}
    sent = picture(form, **({name: hidden[name] for name in ("exif", "icc_profile")} if form == "PNG" else hidden))
    sent += PAGE + zipped()
    assert b"SECRETCAM" in sent

    rendered = images.render(sent)

    for content in (rendered.full, rendered.small):
        assert not any(secret in content for secret in (b"SECRET", b"script", b"EXIF", b"ICCP", b"XMP ", b"photo.jpg"))
        assert not opened(content).getexif()
