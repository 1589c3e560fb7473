"""Photos of listings: taken in, shown, described, put in order, taken down, and their files cleared away.

A file is written before the commit that shows it, and removed after the commit that does not any more. What a crash
leaves in between stands in `models/photo_file`, and `sweep` removes it.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain.errors import DriveSphereError, NotFound, Rejected, TooManyPhotos, Unavailable
from drivesphere.domain.photo import FILE_NAME, MOST_PHOTOS, file_names
from drivesphere.infra import images, mongo, storage
from drivesphere.models import listing as listings
from drivesphere.models import photo_file
from drivesphere.services import editing
from drivesphere.services.editing import Edition

log = logging.getLogger(__name__)

Record = dict[str, Any]
ID_BYTES = 12  # random ones, so that no name of a file tells anything, nor can be guessed
KEEPING_SECONDS = 8.0  # decoding a large photo on a busy machine takes longer than other requests may
BATCH = 100  # photos in one run


class Own(NamedTuple):
    """A listing and its owner: photos belong to both. In the `version` that was read, where that matters to him."""

    owner_id: ObjectId
    listing_id: ObjectId
    version: int | None = None


def add(own: Own, content: bytes) -> Record:
    """The listing with the photo in `content` behind its others.

    Raises `NotFound`, `Rejected` (`photo`) for what is no photo, `TooManyPhotos`, `Unavailable`.
    """
    edition = _edition(own)
    rendered = images.render(content)
    return mongo.apart(KEEPING_SECONDS, lambda: _keep(edition, rendered))


def describe(own: Own, photo_id: ObjectId, caption: str) -> Record:
    """The listing after a photo was given the text that is read to those who cannot see it."""

    def restate(_: Any, listing: Record) -> Record:
        photos = _photos_with(photo_id, listing)
        return {"photos": [each | {"caption": caption} if each["id"] == photo_id else each for each in photos]}

    return editing.edit(_edition(own), restate, action="describe_photo")


def arrange(own: Own, order: Sequence[ObjectId]) -> Record:
    """The listing with its photos in another `order`, which names each of them once; the first is the one in lists."""

    def restate(_: Any, listing: Record) -> Record:
        photos = {each["id"]: each for each in listing.get("photos") or []}
        if sorted(order) != sorted(photos):
            message = "Must name each photo of the listing once."
            raise Rejected(message, errors={"order": [message]})
        return {"photos": [photos[photo_id] for photo_id in order]}

    return editing.edit(_edition(own), restate, action="arrange_photos")


def remove(own: Own, photo_id: ObjectId) -> Record:
    """The listing without the photo, whose files go at once, or with the next sweep."""

    def restate(session: Any, listing: Record) -> Record:
        photos = _photos_with(photo_id, listing)
        photo_file.doom(session, photo_id)
        return {"photos": [each for each in photos if each["id"] != photo_id]}

    after = editing.edit(_edition(own), restate, action="remove_photo")
    _clear(photo_id)
    return after


def read(name: str) -> bytes:
    """The file called `name`; `NotFound` for what is none, or is no more."""
    content = storage.read(name) if FILE_NAME.fullmatch(name) else None
    if content is None:
        raise NotFound("There is no such photo.")
    return content


def sweep(limit: int = BATCH) -> int:
    """Remove files that nobody shows; how many photos were looked at."""
    with mongo.deadline():
        doomed = photo_file.doomed(limit)
    for photo_id in doomed:
        _clear(photo_id)
    return len(doomed)


def _edition(own: Own) -> Edition:
    """In whatever version, unless the owner says which: each change here is right in every order with others."""
    with mongo.deadline():
        listing = listings.of_owner(own.listing_id, own.owner_id)
    if listing is None:
        raise NotFound("There is no such listing.")
    return Edition(kinds.get(listing["kind"]), own.listing_id, own.owner_id, own.version)


def _keep(edition: Edition, rendered: images.Rendered) -> Record:
    photo_id = ObjectId(secrets.token_bytes(ID_BYTES))
    photo = {"id": photo_id, "width": rendered.width, "height": rendered.height, "caption": ""}
    with mongo.deadline():
        photo_file.announce(photo_id, edition.listing_id)
    try:
        for name, content in zip(file_names(photo_id), (rendered.full, rendered.small), strict=True):
            storage.put(name, content)
        return editing.edit(edition, lambda session, listing: _shown_too(session, listing, photo), action="add_photo")
    except Unavailable:  # it may have been committed; if it was not, the files are doomed anyway
        raise
    except DriveSphereError:
        _doom(photo_id)
        raise


def _shown_too(session: Any, listing: Record, photo: Record) -> Record:
    """The photos with one more. The commit conflicts with every other of the listing, so none makes it one too many."""
    photos = listing.get("photos") or []
    if len(photos) >= MOST_PHOTOS:
        raise TooManyPhotos(f"A listing has at most {MOST_PHOTOS} photos. Remove one first.")
    if not photo_file.adopt(session, photo["id"]):
        raise Unavailable("The upload took too long. Send the photo again.", retry_after=1)
    return {"photos": [*photos, photo]}


def _photos_with(photo_id: ObjectId, listing: Record) -> list[Record]:
    photos: list[Record] = listing.get("photos") or []
    if all(each["id"] != photo_id for each in photos):
        raise NotFound("There is no such photo.")
    return photos


def _doom(photo_id: ObjectId) -> None:
    """Files that nobody will show go now, not in an hour."""
    with mongo.deadline():
        photo_file.doom(None, photo_id)
    _clear(photo_id)


def _clear(photo_id: ObjectId) -> None:
    """Remove the files of a doomed photo; what does not work now, the next sweep tries again."""
    try:
        for name in file_names(photo_id):
            storage.remove(name)
        with mongo.deadline():
            photo_file.forget(photo_id)
    except Unavailable as outage:
        log.warning("files of photo %s left for the next sweep: %s", photo_id, outage)
