"""Photos of a listing: sent, described, put in order, taken down."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from flask_smorest.fields import Upload
from marshmallow import validate
from werkzeug.datastructures import FileStorage

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.etags import ETAG, for_version_if_any, tagged
from drivesphere.api.security import current_user, signed_in
from drivesphere.api.uploads import takes_file
from drivesphere.domain import errors
from drivesphere.domain.photo import LARGEST_FILE_BYTES, LONGEST_CAPTION, MOST_PHOTOS
from drivesphere.services import photos
from drivesphere.services.photos import Own
from drivesphere.shapes.fields import Id, Text
from drivesphere.shapes.photos import PHOTO, PhotoSchema, photos_of
from drivesphere.shapes.schemas import Strict

blp = Blueprint("owner_photos", __name__, url_prefix="/api/v1/owner", description="Show what you have.")

ALL, ONE = "/listings/<id:listing_id>/photos", "/listings/<id:listing_id>/photos/<id:photo_id>"


class PhotoFileSchema(Strict):
    """A JPEG, PNG or WebP of at most 5 MB and 24 million pixels."""

    photo = Upload(required=True)

    @ma.validates("photo")
    def _is_not_too_large(self, photo: FileStorage, **_: Any) -> None:
        if len(_read(photo)) > LARGEST_FILE_BYTES:
            raise ma.ValidationError(f"Must have at most {LARGEST_FILE_BYTES} bytes.")


class OrderSchema(Strict):
    """All photos of the listing; the first is shown in lists."""

    order = ma.fields.List(Id(), required=True, validate=validate.Length(max=MOST_PHOTOS))


class CaptionSchema(Strict):
    """What is read to those who cannot see the photo."""

    caption = Text(required=True, max=LONGEST_CAPTION)


@blp.route(ALL, methods=["POST"])
@signed_in("owner")
@takes_file(LARGEST_FILE_BYTES)
@blp.arguments(PhotoFileSchema, location="files", example={"photo": "the bytes of front.jpg"})
@blp.response(201, PhotoSchema, example={**PHOTO, "caption": ""}, headers=ETAG)
@blp.doc(operationId="addPhoto")
@declares(errors.NotFound, errors.TooManyPhotos, errors.Rejected, errors.Unavailable)
@for_version_if_any
def add_photo(files: dict[str, Any], listing_id: ObjectId, version: int | None) -> Any:
    """Show one more photo: turned upright, made smaller, and without what the camera wrote about the place"""
    after = photos.add(_own(listing_id, version), _read(files["photo"]))
    return tagged(photos_of(after)[-1], after["version"])


@blp.route(ALL, methods=["PATCH"])
@signed_in("owner")
@blp.arguments(OrderSchema, example={"order": [PHOTO["id"]]})
@blp.response(200, PhotoSchema(many=True), example=[PHOTO], headers=ETAG)
@blp.doc(operationId="arrangePhotos")
@declares(errors.NotFound, errors.Rejected, errors.Unavailable)
@for_version_if_any
def arrange_photos(body: dict[str, Any], listing_id: ObjectId, version: int | None) -> Any:
    """Put the photos in another order"""
    return _all(photos.arrange(_own(listing_id, version), body["order"]))


@blp.route(ONE, methods=["PATCH"])
@signed_in("owner")
@blp.arguments(CaptionSchema, example={"caption": PHOTO["caption"]})
@blp.response(200, PhotoSchema(many=True), example=[PHOTO], headers=ETAG)
@blp.doc(operationId="describePhoto")
@declares(errors.NotFound, errors.Rejected, errors.Unavailable)
@for_version_if_any
def describe_photo(body: dict[str, Any], listing_id: ObjectId, photo_id: ObjectId, version: int | None) -> Any:
    """Say what is to be seen on a photo"""
    return _all(photos.describe(_own(listing_id, version), photo_id, body["caption"]))


@blp.route(ONE, methods=["DELETE"])
@signed_in("owner")
@blp.response(200, PhotoSchema(many=True), example=[], headers=ETAG)
@blp.doc(operationId="removePhoto")
@declares(errors.NotFound, errors.Unavailable)
@for_version_if_any
def remove_photo(listing_id: ObjectId, photo_id: ObjectId, version: int | None) -> Any:
    """Take a photo down, and its files away; the answer is what is left"""
    return _all(photos.remove(_own(listing_id, version), photo_id))


def _own(listing_id: ObjectId, version: int | None) -> Own:
    return Own(current_user().id, listing_id, version)


def _read(file: FileStorage) -> bytes:
    file.stream.seek(0)
    return file.stream.read()


def _all(listing: dict[str, Any]) -> Any:
    return tagged(photos_of(listing), listing["version"])
