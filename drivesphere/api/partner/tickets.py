"""The ticket service: places in the sections of an event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import marshmallow as ma
from flask import Response, jsonify
from marshmallow import validate

from drivesphere.api.idempotent import answer
from drivesphere.api.partner.access import caller, idempotent, on_behalf_of, partner_may
from drivesphere.api.partner.blueprint import PartnerBlueprint, refuses
from drivesphere.api.partner.services import TICKETS
from drivesphere.api.partner.shapes import (
    PaginationSchema,
    PartnerPageArgs,
    Succeeded,
    User,
    id_of,
    page_of,
    succeeded,
)
from drivesphere.domain import errors
from drivesphere.domain.booking import Status, Trigger
from drivesphere.domain.idempotency import Attempt
from drivesphere.domain.partner import Scope
from drivesphere.services import partner_events, partners
from drivesphere.shapes.fields import Id, Instant, Text, Whole
from drivesphere.shapes.schemas import Shown, Strict

Record = dict[str, Any]

blp = PartnerBlueprint("ticket_service", __name__, speaks=[TICKETS], description="Partners: sell places by section.")


class TicketDemandSchema(Strict):
    """How many places of which section, for whom."""

    event_id = Text(required=True, data_key="eventId")
    section_id = Text(required=True, data_key="sectionId")
    quantity = Whole(required=True, min=1, max=partner_events.MOST_IN_ONE_SALE, data_key="qty")
    user_id = User(required=True, data_key="userId")


class SalesArgs(PartnerPageArgs):
    """Which sales."""

    event_id = Text(data_key="eventId")
    user_id = User(data_key="userId")


class TicketSchema(Shown):
    """A sale."""

    sale_id = Id(data_key="_id")
    eventId = Id()  # noqa: N815 - the contract spells it so
    sectionId = Id()  # noqa: N815
    userId = Text()  # noqa: N815
    qty = Whole()
    status = Text(validate=validate.OneOf([status.value for status in Status]))
    createdAt = Instant()  # noqa: N815


class TicketAnswerSchema(Succeeded):
    """What was sold."""

    data = ma.fields.Nested(TicketSchema)


class TicketListSchema(Succeeded):
    """A page of sales."""

    data = ma.fields.List(ma.fields.Nested(TicketSchema))
    pagination = ma.fields.Nested(PaginationSchema)


ASKED = {"eventId": "665f1c2a9d3e4b5a6c7d8e9f", "sectionId": "665f1c2a9d3e4b5a6c7d8ea0", "qty": 2, "userId": "ada"}
SOLD = {"_id": "665f1c2a9d3e4b5a6c7d8ea1", **ASKED, "status": "confirmed", "createdAt": "2026-11-21T12:00:00Z"}


@blp.route("/bookings", methods=["POST"])
@partner_may(Scope.BOOKINGS_WRITE, tries=Trigger.HELD)
@blp.arguments(TicketDemandSchema, example=ASKED)
@blp.response(201, TicketAnswerSchema, example=succeeded(SOLD))
@blp.doc(operationId="sellTickets")
@refuses(errors.NotFound, errors.SoldOut, errors.Busy, errors.RequestInProgress, errors.KeyReused)
@idempotent
def sell_tickets(body: Record, attempt: Attempt) -> Response:
    """Sell places in a section of one of your events; the sale is confirmed at once"""
    event_id, section_id = id_of(body["event_id"]), id_of(body["section_id"])
    result = partner_events.sell(on_behalf_of(body["user_id"]), event_id, section_id, body["quantity"], attempt)
    return answer(replace(result, body=succeeded(_shown(result.body)), location=None))


@blp.route("/bookings")
@partner_may(Scope.BOOKINGS_READ)
@blp.arguments(SalesArgs, location="query")
@blp.response(200, TicketListSchema, example=page_of([SOLD], 1, {"page": 1, "limit": 20}))
@blp.doc(operationId="listTickets")
@refuses(errors.Rejected, errors.NotFound)
def list_tickets(args: Record) -> Response:
    """List what you sold, newest first"""
    event_id = id_of(args["event_id"]) if "event_id" in args else None
    rows, total = partners.page_of(
        caller().partner,
        partner_events.KIND,
        page=args["page"],
        limit=args["limit"],
        listing_id=event_id,
        user_id=args.get("user_id"),
    )
    return jsonify(page_of([_shown(row) for row in rows], total, args))


def _shown(booking: Record) -> Record:
    [line] = booking["lines"]
    return {
        "_id": booking["id"],
        "eventId": booking["listing"]["id"],
        "sectionId": line["section_id"],
        "userId": booking["user_id"],
        "qty": line["quantity"],
        "status": booking["status"],
        "createdAt": booking["created_at"],
    }
