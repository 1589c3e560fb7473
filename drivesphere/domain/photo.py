"""Photos of a listing: how many, how large, and what their files are called."""

from __future__ import annotations

import re

MOST_PHOTOS = 20  # of a listing; who looks at more is looking for another car
LARGEST_FILE_BYTES = 5 * 1024 * 1024  # what a camera of today writes
LONGEST_CAPTION = 200
MEDIA_TYPE = "image/webp"

FILE_NAME = re.compile(r"[0-9a-f]{24}(-small)?\.webp", re.ASCII)
"""The only names that a photo can have; no other is ever looked up."""


def file_names(photo_id: object) -> tuple[str, str]:
    """Of the photo itself, and of its small form for lists."""
    return f"{photo_id}.webp", f"{photo_id}-small.webp"
