"""What partners book by time: resources of their own, which exist as soon as somebody names them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bson import ObjectId

from drivesphere import kinds
from drivesphere.domain import clock
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.domain.policy import Policy
from drivesphere.infra import mongo
from drivesphere.models import listing as listings
from drivesphere.services import partners, publishing
from drivesphere.services.orders import Partner

Record = dict[str, Any]
KIND = "time_slots"
ANY = "any"  # what a resource is called does not matter to its policy
POLICY = {
    "lead_time_minutes": 0,  # a room may be taken for the minute that begins
    "horizon_days": 36_525,  # how far ahead it plans is the partner's affair: a hundred years
    "shortest_minutes": 0,
    "longest_days": 31,  # longer is no slot, and would keep everybody else away
    "buffer_minutes": 0,
    "free_cancellation_hours": 0,
}


def book(partner: Partner, resource: str, request: Record, attempt: Attempt) -> Answer:
    """Book a window of a resource that the partner calls so; refused as `holds.place_hold` refuses."""
    return partners.book(partner, KIND, _opened(partner.name, resource, request), request, attempt)


def _opened(partner: str, resource: str, request: Record) -> ObjectId:
    """The id of the resource, made of its name, so that two who open it at once open one.

    A request that policy refuses opens nothing.
    """
    resource_id = id_of(partner, resource)
    with mongo.deadline():
        known = listings.find_bookable(KIND, resource_id, partner)
    if known is None:
        refuse_bad_window(request)
        _publish(partner, resource, resource_id)
    return resource_id


def refuse_bad_window(request: Mapping[str, Any]) -> None:
    """`Rejected` for a window that could be booked of no resource."""
    kind = kinds.get(KIND)
    drawn_up = {**kind.draw_up(_stated(ANY)), "_id": ObjectId()}
    kind.check(Policy.stored(POLICY, kind.default_policy), kind.demands(drawn_up, request), clock.now())


def id_of(partner: str, resource: str) -> ObjectId:
    """The id that a resource of this name has for ever."""
    return ObjectId(hashlib.sha256(f"{partner}|{resource}".encode()).digest()[: listings.ID_BYTES])


def _stated(resource: str) -> Record:
    """Always open, for one at a time and windows of any length; the partner takes the money."""
    return {
        "title": resource,
        "group": None,
        "time_zone": "UTC",
        "opening_hours": [],
        "slot_minutes": None,
        "step_minutes": None,
        "capacity": 1,
        "price": 0,
        "currency": "USD",
        "city": None,
        "state": None,
        "policy": POLICY,
    }


def _publish(partner: str, resource: str, resource_id: ObjectId) -> None:
    """Somebody else may have been faster; then there is nothing left to do."""
    owner, unlisted = partners.owner_of(partner), listings.UNLISTED
    try:
        publishing.publish(
            kinds.get(KIND), owner, _stated(resource), visibility=unlisted, _id=resource_id, partner=partner
        )
    except mongo.AlreadyWritten:
        return
