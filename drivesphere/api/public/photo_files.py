"""The files of photos, for everybody. A name stands for one content for ever, so browsers ask once."""

from __future__ import annotations

from flask import Response

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.domain import errors
from drivesphere.domain.photo import MEDIA_TYPE
from drivesphere.services import photos

YEAR_SECONDS = 365 * 24 * 3600

blp = Blueprint("photos", __name__, url_prefix="/api/v1", description="What listings look like.")


@blp.route("/photos/<photo_name>")
@blp.response(200, {"type": "string", "format": "binary"}, content_type=MEDIA_TYPE, example="RIFF…WEBP…")
@blp.doc(operationId="getPhoto")
@declares(errors.NotFound, errors.Unavailable)
def get_photo(photo_name: str) -> Response:
    """Read the file of a photo, by the address that its listing tells"""
    response = Response(photos.read(photo_name), mimetype=MEDIA_TYPE)
    response.cache_control.public = True
    response.cache_control.max_age = YEAR_SECONDS
    response.cache_control.immutable = True
    return response
