"""Pictures as cameras write them, and files that only pretend."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

SIZE = (64, 48)


def picture(form: str = "JPEG", size: tuple[int, int] = SIZE, *, mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue; `options` are those of Pillow's writer."""
    image = Image.new("RGB", size, (220, 20, 20))
    image.paste((20, 20, 220), (size[0] // 2, 0, size[0], size[1]))
    written = BytesIO()
    image.convert(mode).save(written, form, **options)
    return written.getvalue()


def form_of(content: bytes, name: str = "car.jpg") -> dict[str, Any]:
    """The request that sends a photo, for a test client; it can be sent more than once."""
    boundary, body = encode_multipart({"photo": FileStorage(BytesIO(content), name)})
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def turned(orientation: int) -> bytes:
    """A picture that says how the camera was held, and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "SECRETCAM"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (47.0, 37.0, 14.0)
    return picture(exif=exif)


def chunk(name: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checked


def png_of(width: int, height: int, *more: bytes, pixels: bytes = b"") -> bytes:
    """A PNG whose header states a size, whatever follows."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose header states another size than it has."""
    whole = picture("JPEG")
    place = whole.index(b"\xff\xc0") + 5
    return whole[:place] + struct.pack(">HH", height, width) + whole[place + 4 :]


def jpeg_of_many_scans(scans: int) -> bytes:
    whole = picture("JPEG", progressive=True)
    first = whole.index(b"\xff\xda")
    second = whole.index(b"\xff\xda", first + 2)
    return whole[:second] + whole[first:second] * scans + whole[second:]
