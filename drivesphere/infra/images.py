"""Photos as people send them, made into what we show, on Pillow. What comes in is never passed on.

A file is what its decoder says, whatever it is called. Its size in pixels stands in its header and is looked at before
anything is decoded. What goes out is made anew from the pixels, so nothing else that was in the file gets out: no
place, no camera, no script behind the picture.
"""

from __future__ import annotations

import re
import struct
import threading
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn

from PIL import Image, ImageOps

from drivesphere.domain.errors import Rejected, Unavailable

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 24_000_000
MOST_SCANS = 32  # of a JPEG; a progressive one of a camera has ten, one of an attacker a decoding for every ten bytes
FULL_PIXELS, SMALL_PIXELS = 2_048, 480  # along the longer side
QUALITY = 80  # of WebP: people see no difference beyond
EFFORT = 2  # of 6: half the time of the usual 4, for files a twentieth larger
LONGEST_WAIT_SECONDS = 5.0
MOST_SEGMENTS = 4_096  # of a JPEG; a camera writes some dozens
_MARKER = re.compile(rb"\xff+([^\x00\x01\xd0-\xd8\xff])")  # before a length; within a scan there is none
_START, _START_OF_SCAN, _END = b"\xff\xd8", b"\xda", b"\xd9"

_UNREADABLE = (
    *(Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, SyntaxError, ValueError, TypeError),
    *(LookupError, EOFError, ArithmeticError, RuntimeError, struct.error, MemoryError),
)
"""What a made-up file can raise in Pillow's readers, which trust what a file says of itself."""

# We look at the pixels ourselves; Pillow would only warn where we refuse.
Image.MAX_IMAGE_PIXELS = None
# A decoded photo takes a hundred megabytes, so a process decodes one after the other.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A photo as WebP, upright and without metadata, in two sizes; `width` and `height` are those of `full`."""

    full: bytes
    small: bytes
    width: int
    height: int


def render(content: bytes) -> Rendered:
    """What is shown of a photo that somebody sent; `Rejected` names `photo` where it is none, or too large."""
    if content.startswith(_START) and _has_too_many_scans(content):
        _refuse(f"It has more than {MOST_SCANS} scans.")
    if not _one_at_a_time.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise Unavailable("Too many photos come at once. Try again in a moment.", retry_after=1)
    try:
        return _rendered(content)
    except _UNREADABLE:
        _refuse("It could not be read as a JPEG, PNG or WebP image.")
    finally:
        _one_at_a_time.release()


def _has_too_many_scans(jpeg: bytes) -> bool:
    """Looks at the picture alone: phones put a preview before it, and a film behind it, where anything may stand."""
    at, scans = len(_START), 0
    for _ in range(MOST_SEGMENTS):
        marker = _MARKER.search(jpeg, at)
        if marker is None or marker[1] == _END:
            return scans > MOST_SCANS
        scans += marker[1] == _START_OF_SCAN
        at = marker.end() + int.from_bytes(jpeg[marker.end() : marker.end() + 2], "big")
    return True


def _rendered(content: bytes) -> Rendered:
    with Image.open(BytesIO(content), formats=FORMATS) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            _refuse(f"It has {sent.width} x {sent.height} pixels; at most {MOST_PIXELS // 10**6} million are taken.")
        sent.draft("RGB", (FULL_PIXELS, FULL_PIXELS))  # a large JPEG is read in a smaller size from the start
        full = _plain(ImageOps.exif_transpose(sent))
    full.thumbnail((FULL_PIXELS, FULL_PIXELS))
    small = full.copy()
    small.thumbnail((SMALL_PIXELS, SMALL_PIXELS))
    return Rendered(_webp(full), _webp(small), full.width, full.height)


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone, in the colours that WebP knows."""
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info.clear()
    return plain


def _webp(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "WEBP", quality=QUALITY, method=EFFORT)
    return written.getvalue()


def _refuse(message: str) -> NoReturn:
    raise Rejected(f"The photo cannot be taken. {message}", errors={"photo": [message]})
