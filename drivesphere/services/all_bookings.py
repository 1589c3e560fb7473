"""All bookings, as admins see them: whose they are, and everything that happened to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import NotFound
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import booking_search, payment, user
from drivesphere.services import presenting, timeline
from drivesphere.services.presenting import API, plain

Record = dict[str, Any]
People = Mapping[ObjectId, Record]
EXACT = ("kind", "owner_id", "client_id", "listing_id")
NOTHING: Record = {"_id": None}
"""The condition that no booking fulfils."""


def page_of(wanted: Mapping[str, Any]) -> tuple[list[Record], int]:
    """A page of all bookings, newest first, and how many there are.

    `wanted` holds page and page_size, and maybe status, kind, owner_id, client_id, listing_id, since and until (between
    which it was made), and q: the id of a booking, of a payment or of a payment page.
    """
    page, size = wanted["page"], wanted["page_size"]
    with mongo.deadline():
        rows, total = booking_search.page(_filters(wanted), skip=(page - 1) * size, limit=size)
        people = _people(rows)
    return [_shown(row, people) for row in rows], total


def find(booking_id: ObjectId) -> Record:
    """One booking with its timeline; `NotFound` when there is none."""
    with mongo.deadline():
        booking = bookings.find(booking_id)
        if booking is None:
            raise NotFound("There is no such booking.")
        people, happened = _people([booking]), timeline.of(booking)
    return _shown(booking, people) | {"timeline": plain(happened)}


def _filters(wanted: Mapping[str, Any]) -> Record:
    exact = {field: wanted[field] for field in EXACT if field in wanted}
    bounds = {"$gte": wanted.get("since"), "$lt": wanted.get("until")}
    made = {name: bound for name, bound in bounds.items() if bound is not None}
    sought = _sought(wanted["q"]) if "q" in wanted else {}
    return bookings.shown_as(wanted.get("status")) | exact | ({"created_at": made} if made else {}) | sought


def _sought(typed: str) -> Record:
    """The one booking that has this id, payment or payment page."""
    if ObjectId.is_valid(typed):
        return {"_id": ObjectId(typed)}
    paid = payment.find(typed)
    if paid is not None:
        return {"_id": paid["booking_id"]}
    of_page = bookings.of_session(typed)
    return {"_id": of_page} if of_page else NOTHING


def _people(rows: Iterable[Record]) -> People:
    """Clients and owners of `rows`, by id."""
    return user.contacts([row[field] for row in rows for field in ("client_id", "owner_id") if row.get(field)])


def _shown(booking: Record, people: People) -> Record:
    shown = presenting.booking(booking)
    paid, page = booking.get("payment") or {}, booking.get("checkout") or {}
    return shown | {
        "client": _person(booking.get("client_id"), people),
        "owner": _person(booking["owner_id"], people),
        "partner": booking.get("partner") or None,
        "cancel_reason": booking.get("cancel_reason"),
        "payment_id": paid.get("payment_id"),
        "session_id": page.get("session_id"),
        "links": {"self": f"{API}/admin/bookings/{booking['_id']}", "listing": shown["links"]["listing"]},
    }


def _person(user_id: ObjectId | None, people: People) -> Record | None:
    """Somebody by id, name and e-mail; None where a partner booked. Who was erased has only an id."""
    if user_id is None:
        return None
    known = people.get(user_id, {})
    return {"id": str(user_id), "name": known.get("name"), "email": known.get("email")}
