"""Windows that owners keep for themselves: put up, listed, changed, taken away."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from flask import Response
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.etags import ETAG, for_version, for_version_if_any, tagged
from drivesphere.api.idempotent import answer, idempotent
from drivesphere.api.schemas import ListingNameSchema, paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.block import Reason
from drivesphere.domain.idempotency import Attempt
from drivesphere.inventory import counts_places
from drivesphere.kinds import registry
from drivesphere.services import block_edits, blocks
from drivesphere.services.block_edits import Edition
from drivesphere.shapes.fields import Id, Instant, Prose, Text, Whole
from drivesphere.shapes.schemas import PageArgs, Shown, Strict
from drivesphere.shapes.windows import WindowDemandSchema

LONGEST_NOTE = 500
REASONS = [reason.value for reason in Reason]
ALL, ONE = "/listings/<id:listing_id>/blocks", "/listings/<id:listing_id>/blocks/<id:block_id>"

blp = Blueprint("owner_blocks", __name__, url_prefix="/api/v1/owner", description="Keep a listing for yourself.")


class NewBlockSchema(WindowDemandSchema):
    """Which window the owner wants for himself, and what for."""

    reason = Text(required=True, validate=validate.OneOf(REASONS))
    note = Prose(max=LONGEST_NOTE, metadata={"description": "For yourself; nobody else sees it."})


class BlockChangesSchema(Strict):
    """What is to be different; what is not named stays."""

    starts_at = Instant()
    ends_at = Instant()
    reason = Text(validate=validate.OneOf(REASONS))
    note = Prose(max=LONGEST_NOTE, allow_none=True)


class BlockSchema(Shown):
    """A window that is out of sale."""

    id = Id()
    kind = Text()
    listing = ma.fields.Nested(ListingNameSchema)
    starts_at = Instant()
    ends_at = Instant()
    reason = Text(validate=validate.OneOf(REASONS))
    note = Text(allow_none=True)
    version = Whole()
    created_at = Instant()
    links = ma.fields.Dict(keys=Text(), values=Text())


WANTED = {
    "starts_at": "2026-12-07T08:00:00-08:00",
    "ends_at": "2026-12-08T18:00:00-08:00",
    "reason": "maintenance",
    "note": "New tyres",
}
BOOKED = next(kind.views.book.example for kind in registry().values() if not counts_places(kind.inventory_model))
"""A booking of the first kind that has windows; what can be booked so can be blocked."""
BLOCK = {
    "id": "6743e1f0a1b2c3d4e5f60800",
    "kind": BOOKED["kind"],
    "listing": {field: BOOKED["listing"][field] for field in ("id", "title")},
    "starts_at": "2026-12-07T16:00:00Z",
    "ends_at": "2026-12-09T02:00:00Z",
    "reason": "maintenance",
    "note": "New tyres",
    "version": 1,
    "created_at": "2026-11-21T12:00:00Z",
    "links": {
        "self": f"/api/v1/owner/listings/{BOOKED['listing']['id']}/blocks/6743e1f0a1b2c3d4e5f60800",
        "listing": BOOKED["links"]["listing"],
    },
}
EDITED = BLOCK | {"ends_at": "2026-12-10T02:00:00Z", "note": "New tyres, and brakes", "version": 2}


@blp.route(ALL, methods=["POST"])
@signed_in("owner")
@blp.arguments(NewBlockSchema, example=WANTED)
@blp.response(201, BlockSchema, example=BLOCK, headers=ETAG)
@blp.doc(operationId="createBlock")
@declares(errors.NotFound, errors.InTheWay, errors.RequestInProgress, errors.Rejected, "not_blockable")
@declares(errors.KeyReused, errors.Busy, errors.Unavailable)
@idempotent
def create_block(body: dict[str, Any], listing_id: ObjectId, attempt: Attempt) -> Response:
    """Take a window of a listing out of sale; what is booked then is named, and nothing is written"""
    response = answer(made := blocks.put_up(current_user().id, listing_id, body, attempt))
    response.headers.update(tagged(made.body, made.body.get("version", 1))[1])
    return response


@blp.route(ALL)
@signed_in("owner")
@blp.arguments(PageArgs, location="query")
@blp.response(200, BlockSchema(many=True), example=[BLOCK])
@blp.doc(operationId="listBlocks")
@declares(errors.NotFound, errors.Rejected, errors.Unavailable)
def list_blocks(args: dict[str, Any], listing_id: ObjectId) -> Any:
    """List the blocks that stand on a listing, the next first"""
    return paged(*blocks.page_of(current_user().id, listing_id, args["page"], args["page_size"]), args)


@blp.route(ONE)
@signed_in("owner")
@blp.response(200, BlockSchema, example=BLOCK, headers=ETAG)
@blp.doc(operationId="getBlock")
@declares(errors.NotFound, errors.Unavailable)
def get_block(listing_id: ObjectId, block_id: ObjectId) -> Any:
    """Look at a block that stands"""
    found = blocks.find(current_user().id, listing_id, block_id)
    return tagged(found, found["version"])


@blp.route(ONE, methods=["PATCH"])
@signed_in("owner")
@blp.arguments(BlockChangesSchema, example={"ends_at": "2026-12-09T18:00:00-08:00", "note": "New tyres, and brakes"})
@blp.response(200, BlockSchema, example=EDITED, headers=ETAG)
@blp.doc(operationId="editBlock")
@declares(errors.NotFound, errors.InTheWay, errors.Rejected, "window_reversed", errors.Busy, errors.Unavailable)
@for_version
def edit_block(body: dict[str, Any], listing_id: ObjectId, block_id: ObjectId, version: int) -> Any:
    """Move a block or say something else of it; where its new window is booked it stays, and that is named"""
    edited = block_edits.change(Edition(current_user().id, listing_id, block_id, version), body)
    return tagged(edited, edited["version"])


@blp.route(ONE, methods=["DELETE"])
@signed_in("owner")
@blp.response(204)
@blp.doc(operationId="removeBlock")
@declares(errors.NotFound, errors.Unavailable)
@for_version_if_any
def remove_block(listing_id: ObjectId, block_id: ObjectId, version: int | None) -> None:
    """Give a window back to clients, from this moment on"""
    blocks.remove(current_user().id, listing_id, block_id, version)
