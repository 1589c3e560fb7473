"""The time-slot service: windows of the partner's own resources, and the trail of all that it tried."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import marshmallow as ma
from flask import Response, jsonify, request
from marshmallow import validate

from drivesphere.api.blueprint import View, takes_header
from drivesphere.api.idempotent import answer
from drivesphere.api.partner.access import caller, idempotent, on_behalf_of, partner_may
from drivesphere.api.partner.blueprint import PartnerBlueprint, refuses
from drivesphere.api.partner.services import TIME_SLOTS
from drivesphere.api.partner.shapes import PartnerPageArgs, User, id_of
from drivesphere.api.schemas import PAGINATION_HEADER, paged
from drivesphere.domain import errors
from drivesphere.domain.booking import Status, Trigger
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.partner import Scope
from drivesphere.domain.policy import WINDOW_RULES
from drivesphere.services import partner_resources, partners
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import LARGEST_PAGE, Query, Shown, Strict

Record = dict[str, Any]
LONGEST_TITLE = 200
LONGEST_RESOURCE = 64
DEFAULT_RESOURCE = "default"
STATUSES = {status.name: status.value for status in (Status.CONFIRMED, Status.CANCELLED, Status.COMPLETED)}
"""What a partner's booking can be, as this service spells it."""
WORDS = {
    Trigger.HELD: "book",
    Trigger.CONFIRMED_FREE: "book",
    Trigger.CANCELLED: "cancel",
    Trigger.COMPLETED: "complete",
}
"""What the trail calls what happens to a partner's bookings."""
_VERSION = re.compile(r'("?)([1-9][0-9]{0,8})\1', re.ASCII)
NO_VERSION = -1

blp = PartnerBlueprint(
    "time_slot_service", __name__, url_prefix="/api", speaks=[TIME_SLOTS], description="Partners: book by time."
)

# --------------------------------------------------------------------------------------------- shapes


class SlotDemandSchema(Strict):
    """A window of a resource."""

    title = Text(required=True, min=1, max=LONGEST_TITLE)
    starts_at = Instant(required=True, data_key="startTime")
    ends_at = Instant(required=True, data_key="endTime")
    resource = Text(
        data_key="resourceId",
        min=1,
        max=LONGEST_RESOURCE,
        load_default=DEFAULT_RESOURCE,
        metadata={"description": "What you call it; it exists as soon as it is named."},
    )
    user_id = User(data_key="userId", load_default=None, allow_none=True)

    @ma.validates_schema
    def _ends_after_it_starts(self, wanted: Record, **_: Any) -> None:
        if wanted["ends_at"] <= wanted["starts_at"]:
            raise ma.ValidationError("Must be later than startTime.", "endTime")


class SlotArgs(PartnerPageArgs):
    """Which bookings."""

    status = Text(validate=validate.OneOf(list(STATUSES)))


class SlotBookingSchema(Shown):
    """A booking of a resource."""

    id = Id()
    title = Text()
    startTime = Instant()  # noqa: N815 - the contract spells it so
    endTime = Instant()  # noqa: N815
    status = Text(validate=validate.OneOf(list(STATUSES)))
    version = Whole(metadata={"description": "For `If-Match`."})
    resourceId = Text()  # noqa: N815
    userId = Text(allow_none=True)  # noqa: N815
    createdAt = Instant()  # noqa: N815


class AuditArgs(Query):
    """How much of the trail."""

    limit = Whole(min=1, max=LARGEST_PAGE * 10, load_default=LARGEST_PAGE)


class AttemptSchema(Shown):
    """Something that was tried, and what came of it."""

    time = Instant()
    action = Text(validate=validate.OneOf(sorted(set(WORDS.values()))))
    outcome = Text(validate=validate.OneOf(["done", "refused"]))
    reason = Text(allow_none=True, metadata={"description": "The code of a refusal."})
    booking = Text(allow_none=True)
    user = Text(allow_none=True)


ASKED = {
    "title": "Stand-up",
    "startTime": "2026-12-04T10:00:00Z",
    "endTime": "2026-12-04T10:30:00Z",
    "resourceId": "room-7",
    "userId": "ada",
}
BOOKED = {
    "id": "665f1c2a9d3e4b5a6c7d8e9f",
    **ASKED,
    "status": "CONFIRMED",
    "version": 1,
    "createdAt": "2026-11-21T12:00:00Z",
}
ETAG = {"ETag": {"description": "The version, for `If-Match`.", "schema": {"type": "string", "example": '"1"'}}}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "description": "The version that the booking must have, quoted or not.",
    "schema": {"type": "string"},
    "example": '"1"',
}
TRIED = {
    "time": "2026-11-21T12:00:01Z",
    "action": "book",
    "outcome": "refused",
    "reason": "window_taken",
    "booking": None,
    "user": "ben",
}

# ---------------------------------------------------------------------------------------------- views


def takes_if_match(view: View) -> View:
    """Document the header that `_expected_version` reads."""
    return takes_header(view, IF_MATCH)


@blp.route("/bookings", methods=["POST"])
@partner_may(Scope.BOOKINGS_WRITE, tries=Trigger.HELD)
@blp.arguments(SlotDemandSchema, example=ASKED)
@blp.response(201, SlotBookingSchema, example=BOOKED, headers=ETAG)
@blp.doc(operationId="bookSlot")
@refuses(errors.WindowTaken, *WINDOW_RULES, errors.Busy, errors.RequestInProgress, errors.KeyReused)
@idempotent
def book_slot(body: Record, attempt: Attempt) -> Response:
    """Book a window of a resource of yours; it is confirmed at once"""
    wanted = {name: body[name] for name in ("title", "starts_at", "ends_at")}
    return _answer(partner_resources.book(on_behalf_of(body["user_id"]), body["resource"], wanted, attempt))


@blp.route("/bookings")
@partner_may(Scope.BOOKINGS_READ)
@blp.arguments(SlotArgs, location="query")
@blp.response(200, SlotBookingSchema(many=True), example=[BOOKED], headers={PAGINATION_HEADER: "PAGINATION"})
@blp.doc(operationId="listSlotBookings")
@refuses(errors.Rejected)
def list_slots(args: Record) -> Any:
    """List your bookings of resources, newest first"""
    status = STATUSES.get(args.get("status", ""))
    rows, total = partners.page_of(
        caller().partner, partner_resources.KIND, status=status, page=args["page"], limit=args["limit"]
    )
    return paged([_shown(row) for row in rows], total, {"page": args["page"], "page_size": args["limit"]})


@blp.route("/bookings/<booking_id>")
@partner_may(Scope.BOOKINGS_READ)
@blp.response(200, SlotBookingSchema, example=BOOKED, headers=ETAG)
@blp.doc(operationId="getSlotBooking")
@refuses(errors.NotFound)
def get_slot(booking_id: str) -> Any:
    """Look at one of your bookings of a resource"""
    found = partners.find(caller().partner, partner_resources.KIND, id_of(booking_id))
    return jsonify(_shown(found)), 200, {"ETag": f'"{found["version"]}"'}


@blp.route("/bookings/<booking_id>", methods=["DELETE"])
@partner_may(Scope.BOOKINGS_WRITE, tries=Trigger.CANCELLED)
@blp.response(200, SlotBookingSchema, example={**BOOKED, "status": "CANCELLED", "version": 2}, headers=ETAG)
@blp.doc(operationId="cancelSlotBooking")
@refuses(errors.NotFound, errors.IllegalTransition, "already_started", errors.Stale)
@takes_if_match
@idempotent
def cancel_slot(booking_id: str, attempt: Attempt) -> Response:
    """Cancel a booking, unless it has another version than `If-Match` says"""
    version = _expected_version(request.headers.get("If-Match"))
    return _answer(
        partners.cancel(caller().partner, partner_resources.KIND, id_of(booking_id), version=version, attempt=attempt)
    )


@blp.route("/audit")
@partner_may(Scope.AUDIT_READ)
@blp.arguments(AuditArgs, location="query")
@blp.response(200, AttemptSchema(many=True), example=[TRIED])
@blp.doc(operationId="listAttempts")
@refuses(errors.Rejected)
def list_attempts(args: Record) -> Any:
    """Read what you tried with any of the services, refused attempts too, newest first"""
    return jsonify([_shown_attempt(entry) for entry in partners.trail(caller().partner, args["limit"])])


# ---------------------------------------------------------------------------------------- translation


def _expected_version(header: str | None) -> int | None:
    """The version in `If-Match`, quoted or not; what is none of ours fits no booking."""
    if header is None or header.strip() == "*":
        return None
    found = _VERSION.fullmatch(header.strip())
    return int(found[2]) if found else NO_VERSION


def _answer(result: Answer) -> Response:
    shown = _shown(result.body)
    own = f"/api/bookings/{shown['id']}" if result.location else None
    response = answer(replace(result, body=shown, location=own))
    response.headers["ETag"] = f'"{shown["version"]}"'
    return response


def _shown(booking: Record) -> Record:
    return {
        "id": booking["id"],
        "title": booking["title"],
        "startTime": booking["starts_at"],
        "endTime": booking["ends_at"],
        "status": booking["status"].upper(),
        "version": booking["version"],
        "resourceId": booking["listing"]["title"],
        "userId": booking["user_id"],
        "createdAt": booking["created_at"],
    }


def _shown_attempt(entry: Record) -> Record:
    return {
        "time": entry["at"],
        "action": WORDS[Trigger(entry["action"])],
        "outcome": entry["outcome"],
        "reason": entry["code"],
        "booking": entry["booking_id"],
        "user": entry["user_id"],
    }
