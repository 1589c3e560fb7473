"""Photos of a listing as clients see them: addresses, sizes, and a text for those who cannot see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drivesphere.domain.photo import file_names
from drivesphere.shapes.fields import Id, Text, Whole
from drivesphere.shapes.schemas import Shown

PHOTOS = "/api/v1/photos"
PHOTO = {
    "id": "6743d0a9a1b2c3d4e5f60031",
    "url": f"{PHOTOS}/6743d0a9a1b2c3d4e5f60031.webp",
    "small_url": f"{PHOTOS}/6743d0a9a1b2c3d4e5f60031-small.webp",
    "width": 2048,
    "height": 1365,
    "caption": "From the left, doors open",
}
"""For examples in the documentation."""


class PhotoSchema(Shown):
    """A photo; its files never change, so browsers may keep them for ever."""

    id = Id()
    url = Text(metadata={"description": "At most 2048 pixels along the longer side."})
    small_url = Text(metadata={"description": "At most 480, for lists."})
    width = Whole(metadata={"description": "Of the one at `url`, so that a page can leave room for it."})
    height = Whole()
    caption = Text(metadata={"description": "For those who cannot see it; may be empty."})


def photos_of(listing: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The JSON of the listing's photos, in their order; the first is the one for lists."""
    return [_photo(each) for each in listing.get("photos") or ()]


def _photo(stored: Mapping[str, Any]) -> dict[str, Any]:
    full, small = (f"{PHOTOS}/{name}" for name in file_names(stored["id"]))
    sizes = {"width": stored["width"], "height": stored["height"]}
    return {"id": str(stored["id"]), "url": full, "small_url": small, **sizes, "caption": stored["caption"]}
