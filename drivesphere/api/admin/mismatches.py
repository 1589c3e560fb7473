"""The inbox of mismatches: what Stripe and we disagree about, and a person decides."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from bson import ObjectId
from marshmallow import validate

from drivesphere.api.blueprint import Blueprint
from drivesphere.api.errors import declares
from drivesphere.api.schemas import paged
from drivesphere.api.security import current_user, signed_in
from drivesphere.domain import errors
from drivesphere.domain.mismatch import Decision, MismatchKind, MismatchState
from drivesphere.services import decisions, mismatches
from drivesphere.services.decisions import Verdict
from drivesphere.shapes.fields import Id, Instant, Prose, Text
from drivesphere.shapes.schemas import MoneySchema, PageArgs, Shown, Strict

LONGEST_NOTE = 500

blp = Blueprint(
    "admin_mismatches",
    __name__,
    url_prefix="/api/v1/admin",
    description="Where Stripe and we disagree, and who decides.",
)


class MismatchListArgs(PageArgs):
    """Which of them."""

    state = Text(validate=validate.OneOf(list(MismatchState)))
    kind = Text(validate=validate.OneOf(list(MismatchKind)))


class ResolutionSchema(Strict):
    """What is decided; `booking_id` belongs to `attach` alone."""

    decision = Text(required=True, validate=validate.OneOf(list(Decision)))
    note = Prose(max=LONGEST_NOTE, metadata={"description": "Why; it stands in the audit trail."})
    booking_id = Id(metadata={"description": "The booking that an attached payment was meant for."})


class MismatchSchema(Shown):
    """What differs, in words, and what may be decided about it."""

    id = Id(attribute="_id")
    kind = Text(validate=validate.OneOf(list(MismatchKind)))
    state = Text(validate=validate.OneOf(list(MismatchState)))
    subject = Text(metadata={"description": "Stripe's id of the payment, refund or dispute; or our key of a refund."})
    payment_id = Text()
    booking_id = Id(allow_none=True)
    money = ma.fields.Nested(MoneySchema)
    evidence = ma.fields.List(Text())
    decisions = ma.fields.List(Text(validate=validate.OneOf(list(Decision))))
    found_at = Instant()
    seen_at = Instant(metadata={"description": "When it was last seen to be so."})
    decision = Text(allow_none=True, validate=validate.OneOf(list(Decision)))
    decided_by = Text(allow_none=True)
    decided_by_name = Text(
        allow_none=True,
        metadata={"description": "What the person is called now; null for what is no person, and once it is erased."},
    )
    note = Text(allow_none=True)
    closed_at = Instant(allow_none=True)


OPEN = {
    "id": "665f1c2a9d3e4b5a6c7d8e9f",
    "kind": "disputed",
    "state": "open",
    "subject": "dp_1PgaxNB7WZ01zgkW",
    "payment_id": "pi_3PgaxNB7WZ01zgkW",
    "booking_id": "665f1c2a9d3e4b5a6c7d8e9e",
    "money": {"amount": 32735, "currency": "USD"},
    "evidence": [
        "The client's bank wants $327.35 back, because: fraudulent.",
        "Stripe says: needs_response. Evidence is taken until 2026-11-28 12:00 UTC.",
    ],
    "decisions": ["cancel_booking", "accept"],
    "found_at": "2026-11-21T12:00:00Z",
    "seen_at": "2026-11-21T12:10:00Z",
    "decision": None,
    "decided_by": None,
    "decided_by_name": None,
    "note": None,
    "closed_at": None,
}
RESOLVED = OPEN | {
    "state": "resolved",
    "decisions": [],
    "decision": "cancel_booking",
    "decided_by": "admin:665f1c2a9d3e4b5a6c7d8e9d",
    "decided_by_name": "Iris",
    "note": "The card was stolen.",
    "closed_at": "2026-11-21T12:30:00Z",
}


@blp.route("/mismatches")
@signed_in("admin")
@blp.arguments(MismatchListArgs, location="query")
@blp.response(200, MismatchSchema(many=True), example=[OPEN])
@blp.doc(operationId="listMismatches")
@declares(errors.Rejected, errors.Unavailable)
def list_mismatches(args: dict[str, Any]) -> Any:
    """List what Stripe and we disagree about, newest first"""
    page, page_size = args["page"], args["page_size"]
    rows, total = mismatches.page_of(state=args.get("state"), kind=args.get("kind"), page=page, page_size=page_size)
    return paged([_shown(row) for row in rows], total, args)


@blp.route("/mismatches/<id:mismatch_id>")
@signed_in("admin")
@blp.response(200, MismatchSchema, example=OPEN)
@blp.doc(operationId="getMismatch")
@declares(errors.NotFound, errors.Unavailable)
def get_mismatch(mismatch_id: ObjectId) -> Any:
    """Look at one of them, with what may be decided"""
    return _shown(mismatches.find(mismatch_id))


@blp.route("/mismatches/<id:mismatch_id>/resolve", methods=["POST"])
@signed_in("admin")
@blp.arguments(ResolutionSchema, example={"decision": "cancel_booking", "note": "The card was stolen."})
@blp.response(200, MismatchSchema, example=RESOLVED)
@blp.doc(operationId="resolveMismatch")
@declares(errors.NotFound, errors.Conflict, errors.Rejected, errors.Unavailable, "payment_unavailable")
def resolve_mismatch(body: dict[str, Any], mismatch_id: ObjectId) -> Any:
    """Decide, and have it carried out; the same decision again changes nothing and answers the same"""
    verdict = Verdict(
        decision=Decision(body["decision"]),
        by=f"admin:{current_user().id}",
        note=body.get("note"),
        booking_id=body.get("booking_id"),
    )
    return _shown(decisions.resolve(mismatch_id, verdict))


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    undecided = dict.fromkeys(("decision", "decided_by", "note", "closed_at"))
    return undecided | row | {"money": {"amount": row["amount"], "currency": row["currency"]}}
