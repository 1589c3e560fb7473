"""The audit trail: read, sealed, and proved to be what was written."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import marshmallow as ma
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import signed_in
from drivesphere.domain import errors
from drivesphere.domain.chain import Wrong
from drivesphere.kinds import registry
from drivesphere.services import audit_chain, audit_trail
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import PageArgs, Query, Shown

USUALLY_CHECKED = 5_000  # entries: what an idle machine does in a part of a second
MOST_CHECKED = 20_000

blp = Blueprint("admin_audit", __name__, url_prefix="/api/v1/admin", description="Who did what, and who was refused.")


def _outcome() -> ma.fields.String:
    return ma.fields.String(validate=validate.OneOf(["done", "refused"]))


class TrailArgs(PageArgs):
    """Which entries; all conditions must hold."""

    actor = Text(metadata={"description": "`client:<id>`, `admin:<id>`, `stripe`, `system:sweep` …"})
    action = Text(metadata={"example": "paid"})
    outcome = _outcome()
    code = Text(metadata={"description": "Of a refusal.", "example": "window_taken"})
    booking_id = Id()
    listing_id = Id()
    inventory_id = Id(metadata={"description": "A section, or what a listing has only one of."})
    request_id = Text(metadata={"description": "As in `X-Request-ID`."})
    since = Instant(data_key="from")
    until = Instant(data_key="to", metadata={"description": "Left out itself."})


class AuditEntrySchema(Shown):
    """One thing that was done, or refused."""

    id = Id()
    at = Instant()
    action = Text()
    outcome = _outcome()
    code = Text(allow_none=True)
    actor = Text(allow_none=True)
    actor_name = Text(
        allow_none=True,
        metadata={"description": "What the person is called now; null for what is no person, and once it is erased."},
    )
    request_id = Text(allow_none=True)
    kind = Text(allow_none=True)
    listing_id = Id(allow_none=True)
    booking_id = Id(allow_none=True)
    before = Text(allow_none=True)
    after = Text(allow_none=True)
    partner = ma.fields.Dict(keys=Text(), allow_none=True)
    details = ma.fields.Dict(keys=Text(), allow_none=True)
    position = Whole(allow_none=True, metadata={"description": "In the chain; null until it is sealed."})
    hash = Text(allow_none=True)


class ChainHeadSchema(Shown):
    """Where the chain ends."""

    position = Whole()
    hash = Text()
    sealed_at = Instant(allow_none=True)


class ChainFaultSchema(Shown):
    """The first entry that is not as it was sealed; `headless` names the last one, behind which the head is gone."""

    position = Whole()
    what = ma.fields.String(validate=validate.OneOf([wrong.value for wrong in Wrong]))
    entry_id = Id(allow_none=True, metadata={"description": "Null where it is the absence of something."})


class VerifyArgs(Query):
    """Which part of the chain."""

    from_position = Whole(min=1, load_default=1, metadata={"description": "`next_position` of the call before."})
    limit = Whole(
        min=1,
        max=MOST_CHECKED,
        load_default=USUALLY_CHECKED,
        metadata={"description": "Entries at most; a slow machine stops earlier."},
    )


class ChainReportSchema(Shown):
    """What a walk along the chain found."""

    checked = Whole(metadata={"description": "Entries that are as they were sealed."})
    next_position = Whole(allow_none=True, metadata={"description": "Where to go on; null at the end or at a fault."})
    fault = ma.fields.Nested(ChainFaultSchema, allow_none=True)
    head = ma.fields.Nested(ChainHeadSchema)
    unsealed = Whole(metadata={"description": "Entries that wait to be sealed."})


class SealingSchema(Shown):
    """What a sealing did."""

    sealed = Whole()


HASH = "3f2a9c0d4b5e4f6a8b7c6d5e4f3a2b1c3f2a9c0d4b5e4f6a8b7c6d5e4f3a2b1c"
ENTRY = {
    "id": "665f1c2a9d3e4b5a6c7d8ea1",
    "at": "2026-11-21T12:00:00Z",
    "action": "held",
    "outcome": "refused",
    "code": "window_taken",
    "actor": "client:665f1c2a9d3e4b5a6c7d8e9f",
    "actor_name": "Ada Lovelace",
    "request_id": "3f2a9c0d4b5e4f6a8b7c6d5e4f3a2b1c",
    "kind": next(iter(registry())),
    "listing_id": "665f1c2a9d3e4b5a6c7d8ea0",
    "booking_id": None,
    "before": None,
    "after": None,
    "partner": None,
    "details": None,
    "position": 4711,
    "hash": HASH,
}
REPORT = {
    "checked": 4711,
    "next_position": None,
    "fault": None,
    "head": {"position": 4711, "hash": HASH, "sealed_at": "2026-11-21T12:00:30Z"},
    "unsealed": 3,
}


@blp.route("/audit")
@signed_in("admin")
@blp.arguments(TrailArgs, location="query")
@blp.response(200, AuditEntrySchema(many=True), example=[ENTRY])
@blp.doc(operationId="listAuditEntries")
@declares(errors.Rejected, errors.Unavailable)
def list_entries(args: dict[str, Any]) -> Any:
    """Read the audit trail, newest first"""
    page = {name: args.pop(name) for name in ("page", "page_size")}
    return paged(*audit_trail.page_of(args, **page), page)


@blp.route("/audit/verify")
@signed_in("admin")
@blp.arguments(VerifyArgs, location="query")
@blp.response(200, ChainReportSchema, example=REPORT)
@blp.doc(operationId="verifyAuditTrail")
@declares(errors.Rejected, errors.Unavailable)
def verify(args: dict[str, Any]) -> Any:
    """Prove that nobody has changed, removed, inserted or moved an entry of the audit trail"""
    return asdict(audit_chain.verify(args["from_position"], limit=args["limit"]))


@blp.route("/audit/seal", methods=["POST"])
@signed_in("admin")
@blp.response(200, SealingSchema, example={"sealed": 3})
@blp.doc(operationId="sealAuditTrail")
@declares(errors.ChainBroken, errors.Unavailable)
def seal() -> Any:
    """Chain what waits now, which happens every minute by itself"""
    return {"sealed": audit_chain.seal()}
