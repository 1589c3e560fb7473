"""How each of the three services says no: the shape of its refusals, its texts, its names for what others call fields.

None of them knows 422: what breaks a rule is 400 there. And each has one sentence where a problem has members.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

import marshmallow as ma

from drivesphere.api.refusals import Refusal
from drivesphere.domain.errors import AlreadyBooked, KeyReused, NotFound, SoldOut
from drivesphere.shapes.fields import Flag, Instant, Text, Whole
from drivesphere.shapes.schemas import Shown

Record = dict[str, Any]

NEEDED = "event_id and user_id are required"
"""What the reservation service says where either is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`body(refusal)` is the JSON of a refusal, of the shape `schema`.

    `fields` are its names for fields that others call otherwise, `statuses` what it answers to single codes.
    """

    name: str
    schema: type[ma.Schema]
    body: Callable[[Refusal], Record]
    fields: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)

    def worded(self, refusal: Refusal) -> Refusal:
        """`refusal` with this service's status and names of fields."""
        is_broken_rule = refusal.status == HTTPStatus.UNPROCESSABLE_ENTITY and refusal.code != KeyReused.code
        usual = int(HTTPStatus.BAD_REQUEST) if is_broken_rule else refusal.status
        status = self.statuses.get(refusal.code, usual)
        errors = {self.fields.get(name, name): messages for name, messages in refusal.errors.items()}
        return replace(refusal, status=status, errors=errors)


def sentence(refusal: Refusal) -> str:
    """In one line what is wrong with what was sent, each field with its first message; else what the refusal says."""
    if not refusal.errors or refusal.status != HTTPStatus.BAD_REQUEST:
        return refusal.detail
    return "; ".join(f"{name}: {messages[0]}" for name, messages in refusal.errors.items())


# ------------------------------------------------------------------------------------------- time slots


class WindowInTheWaySchema(Shown):
    """The window of the booking that stands in the way."""

    start = Instant(data_key="startTime")
    end = Instant(data_key="endTime")


class TimeSlotRefusalSchema(Shown):
    """Why the time-slot service refuses."""

    error = Text()
    code = Text(metadata={"description": "The stable word to switch on."})
    errors = ma.fields.Dict(
        keys=Text(), values=ma.fields.List(Text()), metadata={"optional": True, "description": "By field."}
    )
    conflict = ma.fields.Nested(WindowInTheWaySchema, metadata={"optional": True})
    retry_after = Whole(data_key="retryAfter", metadata={"optional": True, "description": "Seconds to wait."})


def _time_slot_body(refusal: Refusal) -> Record:
    window = {"startTime": refusal.conflict.get("starts_at"), "endTime": refusal.conflict.get("ends_at")}
    helpful = {
        "errors": refusal.errors,
        "conflict": window if refusal.conflict else None,
        "retryAfter": refusal.retry_after,
    }
    said = {"error": refusal.detail, "code": refusal.code}
    return said | {name: value for name, value in helpful.items() if value}


TIME_SLOTS = Service(
    name="time-slot service",
    schema=TimeSlotRefusalSchema,
    body=_time_slot_body,
    fields={"starts_at": "startTime", "ends_at": "endTime"},
)

# ----------------------------------------------------------------------------------------- reservations


class ReservationRefusalSchema(Shown):
    """Why the event reservation service refuses, in one sentence."""

    error = Text()


_RESERVATION_TEXTS = {
    NotFound.code: "Event not found",
    AlreadyBooked.code: "User already booked for this event",
    SoldOut.code: "No seats available",
}


def _reservation_body(refusal: Refusal) -> Record:
    said = [message for messages in refusal.errors.values() for message in messages]
    text = NEEDED if NEEDED in said else sentence(refusal)
    return {"error": _RESERVATION_TEXTS.get(refusal.code, text)}


RESERVATIONS = Service(name="event reservation service", schema=ReservationRefusalSchema, body=_reservation_body)

# ---------------------------------------------------------------------------------------------- tickets


class TicketRefusalSchema(Shown):
    """Why the ticket service refuses."""

    success = Flag(metadata={"description": "false"})
    error = Text()
    code = Text(metadata={"description": "The stable word to switch on."})


def _ticket_body(refusal: Refusal) -> Record:
    return {"success": False, "error": sentence(refusal), "code": refusal.code}


TICKETS = Service(
    name="ticket service",
    schema=TicketRefusalSchema,
    body=_ticket_body,
    fields={"lines.0.quantity": "qty", "lines.0.section_id": "sectionId"},
    statuses={"unknown_section": int(HTTPStatus.NOT_FOUND)},
)
