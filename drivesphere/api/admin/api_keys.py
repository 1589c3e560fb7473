"""Keys of partners: made, listed, taken back."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import acting_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.partner import Scope
from drivesphere.services import api_keys
from drivesphere.shapes.fields import Id, Instant, Text
from drivesphere.shapes.schemas import PageArgs, Shown, Strict

LONGEST_PARTNER = 40

blp = Blueprint("admin_api_keys", __name__, url_prefix="/api/v1/admin", description="Keys of partners.")


def _scopes(**kwargs: Any) -> ma.fields.List:
    return ma.fields.List(Text(validate=validate.OneOf(list(Scope))), **kwargs)


class NewKeySchema(Strict):
    """For whom, and for what."""

    partner = Text(required=True, min=1, max=LONGEST_PARTNER, metadata={"description": "a-z, 0-9 and hyphens"})
    scopes = _scopes(required=True, validate=validate.Length(min=1, max=len(Scope)))


class KeySchema(Shown):
    """A key, without itself."""

    id = Id(attribute="_id")
    prefix = Text(metadata={"description": "How the key begins after `dsk_`."})
    partner = Text()
    scopes = _scopes()
    created_by = Text()
    created_at = Instant()
    last_used_at = Instant(allow_none=True, metadata={"description": "To ten minutes."})
    revoked_at = Instant(allow_none=True)


class IssuedKeySchema(KeySchema):
    """A new key; nobody can look it up again."""

    key = Text(metadata={"description": "For the header `X-API-Key`. Shown this once."})


KEY = {
    "id": "665f1c2a9d3e4b5a6c7d8e9f",
    "prefix": "3f2a9c0d4b5e",
    "partner": "acme",
    "scopes": [Scope.BOOKINGS_READ.value, Scope.BOOKINGS_WRITE.value],
    "created_by": "admin:665f1c2a9d3e4b5a6c7d8e9e",
    "created_at": "2026-11-21T12:00:00Z",
    "last_used_at": None,
    "revoked_at": None,
}


@blp.route("/api-keys", methods=["POST"])
@signed_in("admin")
@blp.arguments(NewKeySchema, example={"partner": "acme", "scopes": KEY["scopes"]})
@blp.response(201, IssuedKeySchema, example={**KEY, "key": "dsk_3f2a9c0d4b5e_…"})
@blp.doc(operationId="createApiKey")
@declares(errors.Rejected, errors.Unavailable)
def create_api_key(body: dict[str, Any]) -> dict[str, Any]:
    """Give a partner a key; it is shown this once"""
    row, key = api_keys.issue(body["partner"], body["scopes"], by=acting_user())
    return row | {"key": key}


@blp.route("/api-keys")
@signed_in("admin")
@blp.arguments(PageArgs, location="query")
@blp.response(200, KeySchema(many=True), example=[KEY])
@blp.doc(operationId="listApiKeys")
@declares(errors.Rejected, errors.Unavailable)
def list_api_keys(args: dict[str, Any]) -> Any:
    """List all keys, newest first, revoked ones too"""
    return paged(*api_keys.page_of(args["page"], args["page_size"]), args)


@blp.route("/api-keys/<id:key_id>", methods=["DELETE"])
@signed_in("admin")
@blp.response(204)
@blp.doc(operationId="revokeApiKey")
@declares(errors.NotFound, errors.Unavailable)
def revoke_api_key(key_id: ObjectId) -> None:
    """Take a key back, from this moment on"""
    api_keys.revoke(key_id, by=acting_user())
