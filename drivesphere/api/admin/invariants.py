"""Whether every promise holds, by the last look of the auditor; and letting go on what it has stopped."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.mismatch import Decision
from drivesphere.kinds import registry
from drivesphere.services.verification import RULES, watch
from drivesphere.shapes.fields import Flag, Id, Instant, Prose, Text, Whole
from drivesphere.shapes.schemas import Shown, Strict

LONGEST_REASON = 500

blp = Blueprint("admin_invariants", __name__, url_prefix="/api/v1/admin", description="Does every promise hold?")


class FindingSchema(Shown):
    """One thing that breaks a rule."""

    id = Text()
    problem = Text()
    listing_id = Text(allow_none=True)


class AcceptanceSchema(Shown):
    """What an admin has decided about it, when and why."""

    decision = Text(validate=validate.OneOf(list(Decision)))
    by = Text()
    at = Text(metadata={"format": "date-time"})
    reason = Text(allow_none=True)


class AcceptedSchema(FindingSchema):
    """One thing that would break a rule, had nobody decided about it."""

    accepted = ma.fields.Nested(AcceptanceSchema)


class RuleSchema(Shown):
    """What became of a rule; of many findings twenty are named, and of what is accepted."""

    name = Text()
    sentence = Text()
    checked = Whole(metadata={"description": "How many things were judged."})
    broken = Whole()
    findings = ma.fields.List(ma.fields.Nested(FindingSchema))
    accepted = ma.fields.List(ma.fields.Nested(AcceptedSchema), dump_default=[])


class StoppedSchema(Shown):
    """A listing that is not sold, since when, and which rules it broke then."""

    id = Id()
    kind = Text()
    title = Text()
    at = Instant()
    rules = ma.fields.List(Text())


class VerificationSchema(Shown):
    """What came of a look at the whole database, as it was at one instant; empty before the first."""

    at = Instant(allow_none=True)
    duration_ms = Whole(allow_none=True)
    is_clean = Flag(allow_none=True)
    last_clean_at = Instant(allow_none=True)
    results = ma.fields.List(ma.fields.Nested(RuleSchema))
    stopped = ma.fields.List(Id(), metadata={"description": "Listings whose sales were stopped at that."})
    stopped_now = ma.fields.List(
        ma.fields.Nested(StoppedSchema),
        metadata={"description": "Listings that wait to be resumed, whenever they were stopped; the latest first."},
    )


class ResumeSchema(Strict):
    """Why it may be sold again."""

    reason = Prose(required=True, min=1, max=LONGEST_REASON)


LISTED = next(iter(registry().values())).views.look.example
EXAMPLE = {
    "at": "2026-11-21T12:00:00Z",
    "duration_ms": 5210,
    "is_clean": True,
    "last_clean_at": "2026-11-21T12:00:00Z",
    "results": [
        {"name": rule.name, "sentence": rule.sentence, "checked": 5850, "broken": 0, "findings": [], "accepted": []}
        for rule in RULES
        if not rule.at_rest
    ],
    "stopped": [],
    "stopped_now": [
        {
            "id": LISTED["id"],
            "kind": LISTED["kind"],
            "title": LISTED["title"],
            "at": "2026-11-20T09:00:00Z",
            "rules": ["I2"],
        }
    ],
}


@blp.route("/invariants")
@signed_in("admin")
@blp.response(200, VerificationSchema, example=EXAMPLE)
@blp.doc(operationId="getInvariants")
@declares(errors.Unavailable)
def get_invariants() -> Any:
    """Read what the auditor found when it looked last"""
    return watch.latest()


@blp.route("/listings/<id:listing_id>/resume", methods=["POST"])
@signed_in("admin")
@blp.arguments(ResumeSchema, example={"reason": "The double entry was an import of ours; it is gone."})
@blp.response(204)
@blp.doc(operationId="resumeSales")
@declares(errors.NotFound, errors.Conflict, errors.Rejected, errors.Unavailable)
def resume_sales(body: dict[str, Any], listing_id: ObjectId) -> None:
    """Let a listing be sold again whose sales the auditor has stopped"""
    watch.resume(listing_id, reason=body["reason"], by=f"admin:{current_user().id}")
