"""Events of partners. Both services that sell places make theirs here, each in its own shape.

What has a number is the reservation service's, and what has an id the ticket service's.
"""

from __future__ import annotations

import re
from typing import Any

import marshmallow as ma
from flask import Response, jsonify, request
from marshmallow import validate

from drivesphere.api.partner.access import caller, partner_may
from drivesphere.api.partner.blueprint import PartnerBlueprint, refuses
from drivesphere.api.partner.services import RESERVATIONS, TICKETS, Service
from drivesphere.api.partner.shapes import (
    PaginationSchema,
    PartnerPageArgs,
    Price,
    Succeeded,
    id_of,
    page_of,
    price_of,
    sent,
    succeeded,
)
from drivesphere.domain import errors
from drivesphere.domain.partner import Scope
from drivesphere.services import partner_events
from drivesphere.shapes.fields import Id, Text, Whole
from drivesphere.shapes.schemas import Shown, Strict

Record = dict[str, Any]
MOST_SEATS = 1_000_000
MOST_SECTIONS = 100
LONGEST_NAME = 200
_NUMBER = re.compile(r"[1-9][0-9]{0,14}", re.ASCII)


def _service() -> Service:
    """Whose words an answer has: of the service that the body, or the address, is of."""
    named, body = (request.view_args or {}).get("event_id"), sent()
    is_numbered = _NUMBER.fullmatch(named) if named else "total_seats" in body and "sections" not in body
    return RESERVATIONS if is_numbered else TICKETS


blp = PartnerBlueprint(
    "partner_events",
    __name__,
    url_prefix="/api",
    speaks=[TICKETS, RESERVATIONS],
    choose=_service,
    description="Partners: events, with numbered ones for the reservation service.",
)

# --------------------------------------------------------------------------------------------- shapes


class NewTicketSectionSchema(Strict):
    """A section to be sold."""

    name = Text(required=True, min=1, max=LONGEST_NAME)
    price = Price(required=True, metadata={"description": "Major units, at most two decimals."})
    capacity = Whole(required=True, min=1, max=MOST_SEATS)


class NewPartnerEventSchema(Strict):
    """With `total_seats` an event of the reservation service, with `sections` one of the ticket service."""

    name = Text(required=True, min=1, max=LONGEST_NAME)
    total_seats = Whole(min=1, max=MOST_SEATS)
    sections = ma.fields.List(
        ma.fields.Nested(NewTicketSectionSchema), validate=validate.Length(min=1, max=MOST_SECTIONS)
    )

    @ma.validates_schema
    def _is_of_one_service(self, event: Record, **_: Any) -> None:
        if ("total_seats" in event) == ("sections" in event):
            raise ma.ValidationError("Either sections or total_seats are needed.", "sections")


class SeatedEventSchema(Shown):
    """An event of the reservation service."""

    id = Whole(metadata={"description": "Its number, for `event_id`."})
    name = Text()
    total_seats = Whole()
    available_seats = Whole()


class TicketSectionSchema(Shown):
    """A section, and what is left of it."""

    section_id = Id(data_key="_id")
    name = Text()
    price = Price()
    capacity = Whole()
    remaining = Whole()


class TicketEventSchema(Shown):
    """An event of the ticket service."""

    event_id = Id(data_key="_id")
    name = Text()
    sections = ma.fields.List(ma.fields.Nested(TicketSectionSchema))


class TicketEventAnswerSchema(Succeeded):
    """An event, as the ticket service answers it."""

    data = ma.fields.Nested(TicketEventSchema)


class TicketEventListSchema(Succeeded):
    """A page of events."""

    data = ma.fields.List(ma.fields.Nested(TicketEventSchema))
    pagination = ma.fields.Nested(PaginationSchema)


WITH_SEATS = {"name": "Lecture", "total_seats": 40}
SEATED = {"id": 1, "name": "Lecture", "total_seats": 40, "available_seats": 40}
STALLS = {"name": "Stalls", "price": 49.5, "capacity": 500}
WITH_SECTIONS = {"name": "Winter concert", "sections": [STALLS]}
SECTIONED = {
    "_id": "665f1c2a9d3e4b5a6c7d8e9f",
    "name": "Winter concert",
    "sections": [{"_id": "665f1c2a9d3e4b5a6c7d8ea0", **STALLS, "remaining": 500}],
}
EITHER = {"oneOf": [TicketEventAnswerSchema, SeatedEventSchema]}


def _both(seated: Any, sectioned: Any) -> Record:
    """Examples of both services."""
    return {
        RESERVATIONS.name: {"summary": f"Of the {RESERVATIONS.name}", "value": seated},
        TICKETS.name: {"summary": f"Of the {TICKETS.name}", "value": sectioned},
    }


# ---------------------------------------------------------------------------------------------- views


@blp.route("/events", methods=["POST"])
@partner_may(Scope.EVENTS_WRITE)
@blp.arguments(NewPartnerEventSchema, examples=_both(WITH_SEATS, WITH_SECTIONS))
@blp.response(201, EITHER, examples=_both(SEATED, succeeded(SECTIONED)))
@blp.doc(operationId="createPartnerEvent")
@refuses()
def create_event(body: Record) -> tuple[Response, int]:
    """Make an event with seats to reserve, or with sections to sell"""
    partner, name = caller().partner, body["name"]
    if "sections" in body:
        made = partner_events.publish_with_sections(partner, name, body["sections"])
        return jsonify(succeeded(_sectioned(made))), 201
    return jsonify(_seated(partner_events.publish_with_seats(partner, name, body["total_seats"]))), 201


@blp.route("/events")
@partner_may(Scope.EVENTS_READ)
@blp.arguments(PartnerPageArgs, location="query")
@blp.response(200, TicketEventListSchema, example=page_of([SECTIONED], 1, {"page": 1, "limit": 20}))
@blp.doc(operationId="listPartnerEvents")
@refuses(errors.Rejected)
def list_events(args: Record) -> Response:
    """List your events, newest first, with what is left of them"""
    rows, total = partner_events.page_of(caller().partner, args["page"], args["limit"])
    return jsonify(page_of([_sectioned(row) for row in rows], total, args))


@blp.route("/events/<event_id>")
@partner_may(Scope.EVENTS_READ)
@blp.response(200, EITHER, examples=_both(SEATED, succeeded(SECTIONED)))
@blp.doc(operationId="getPartnerEvent")
@refuses(errors.NotFound)
def get_event(event_id: str) -> Response:
    """Look at one of your events, by its number or by its id"""
    if _NUMBER.fullmatch(event_id):
        return jsonify(_seated(partner_events.find(caller().partner, int(event_id))))
    return jsonify(succeeded(_sectioned(partner_events.find(caller().partner, id_of(event_id)))))


# ---------------------------------------------------------------------------------------- translation


def _seated(event: Record) -> Record:
    [general] = event["sections"]
    seats = {"total_seats": general["capacity"], "available_seats": general["remaining"]}
    return {"id": event["number"], "name": event["name"], **seats}


def _sectioned(event: Record) -> Record:
    return {
        "_id": event["id"],
        "name": event["name"],
        "sections": [_section(section) for section in event["sections"]],
    }


def _section(section: Record) -> Record:
    plain = {field: section[field] for field in ("name", "capacity", "remaining")}
    return {"_id": section["id"], "price": price_of(section["price"]), **plain}
