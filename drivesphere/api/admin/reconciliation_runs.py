"""Comparing Stripe with our books: asked for, followed, looked up."""

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
from drivesphere.services import reconciliation
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import PageArgs, Shown

STATES = ("requested", "running", "done", "failed", "abandoned")

blp = Blueprint(
    "admin_reconciliation", __name__, url_prefix="/api/v1/admin", description="Stripe's money and ours, compared."
)


def _counts(description: str) -> ma.fields.Dict:
    return ma.fields.Dict(keys=Text(), values=Whole(), metadata={"description": description})


class ReconciliationSchema(Shown):
    """A run: how far it came, what it repaired and what is left for people."""

    id = Id(attribute="_id")
    state = Text(validate=validate.OneOf(STATES))
    requested_by = Text()
    requested_at = Instant()
    started_at = Instant(allow_none=True)
    finished_at = Instant(allow_none=True)
    since = Instant(allow_none=True, metadata={"description": "From where it compared Stripe's time."})
    until = Instant(allow_none=True, metadata={"description": "How far it has come."})
    looked_at = _counts("Sessions, payments, refunds and disputes at Stripe.")
    repaired = _counts("What had one right answer, by what was done.")
    new_mismatches = Whole(metadata={"description": "What this run was the first to list."})
    open_mismatches = Whole(allow_none=True, metadata={"description": "What waits for a decision at its end."})
    paid_without_booking = Whole(
        allow_none=True, metadata={"description": "Payments at Stripe with neither booking nor refund, at its end."}
    )
    problem = Text(allow_none=True, metadata={"description": "Why it stopped; the next run goes on from there."})


class ComparedSchema(Shown):
    """How far Stripe and we agree, now."""

    compared_until = Instant(allow_none=True, metadata={"description": "Everything at Stripe before it was compared."})
    open_mismatches = Whole(metadata={"description": "What waits for a decision."})
    paid_without_booking = Whole(metadata={"description": "Payments at Stripe with neither booking nor refund."})
    latest_run = ma.fields.Nested(ReconciliationSchema, allow_none=True)


RUN = {
    "id": "665f1c2a9d3e4b5a6c7d8e9f",
    "state": "done",
    "requested_by": "system:schedule",
    "requested_at": "2026-11-21T12:00:00Z",
    "started_at": "2026-11-21T12:00:00Z",
    "finished_at": "2026-11-21T12:00:02Z",
    "since": "2026-11-21T08:50:00Z",
    "until": "2026-11-21T12:00:01Z",
    "looked_at": {"sessions": 41, "payments": 36, "refunds": 3, "disputes": 0},
    "repaired": {"confirmed": 1, "refund_written_down": 1},
    "new_mismatches": 1,
    "open_mismatches": 2,
    "paid_without_booking": 0,
    "problem": None,
}
REQUESTED = RUN | {
    "state": "requested",
    "requested_by": "admin:665f1c2a9d3e4b5a6c7d8e9e",
    **dict.fromkeys(("started_at", "finished_at", "since", "until", "open_mismatches", "paid_without_booking")),
    "looked_at": {},
    "repaired": {},
    "new_mismatches": 0,
}

COMPARED = {"compared_until": RUN["until"], "open_mismatches": 2, "paid_without_booking": 0, "latest_run": RUN}


@blp.route("/reconciliation")
@signed_in("admin")
@blp.response(200, ComparedSchema, example=COMPARED)
@blp.doc(operationId="getReconciliation")
@declares(errors.Unavailable)
def get_reconciliation() -> Any:
    """See how far Stripe and we agree, and what waits for a decision"""
    return reconciliation.standing()


@blp.route("/reconciliation-runs", methods=["POST"])
@signed_in("admin")
@blp.response(202, ReconciliationSchema, example=REQUESTED)
@blp.doc(operationId="requestReconciliation")
@declares(errors.Unavailable)
def request_reconciliation() -> Any:
    """Ask a worker to compare Stripe with our books now; asked twice, it is the same run"""
    return reconciliation.request(f"admin:{current_user().id}")


@blp.route("/reconciliation-runs")
@signed_in("admin")
@blp.arguments(PageArgs, location="query")
@blp.response(200, ReconciliationSchema(many=True), example=[RUN])
@blp.doc(operationId="listReconciliationRuns")
@declares(errors.Rejected, errors.Unavailable)
def list_reconciliation_runs(args: dict[str, Any]) -> Any:
    """List the runs, newest first"""
    return paged(*reconciliation.page_of(args["page"], args["page_size"]), args)


@blp.route("/reconciliation-runs/<id:reconciliation_id>")
@signed_in("admin")
@blp.response(200, ReconciliationSchema, example=RUN)
@blp.doc(operationId="getReconciliationRun")
@declares(errors.NotFound, errors.Unavailable)
def get_reconciliation_run(reconciliation_id: ObjectId) -> Any:
    """Look at one run, while it goes on too"""
    return reconciliation.find(reconciliation_id)
