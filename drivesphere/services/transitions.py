"""Every change of a booking's state goes through here: compare-and-set, history, audit and effects in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson import ObjectId

from drivesphere import inventory, kinds
from drivesphere.domain.booking import Trigger
from drivesphere.domain.demand import Demand
from drivesphere.domain.events import AvailabilityChanged
from drivesphere.domain.window import Window, from_us
from drivesphere.models import booking as bookings
from drivesphere.services import audit, notices
from drivesphere.services.outbox import Effect, add

Record = dict[str, Any]


def advance(
    session: Any,
    booking_id: ObjectId,
    trigger: Trigger,
    *,
    actor: str,
    details: Record | None = None,
    **conditions: Any,
) -> Record | None:
    """The booking after `trigger`, with its audit entry and `details` in it; None when it was in no state for it."""
    booking = bookings.advance(session, booking_id, trigger, actor=actor, **conditions)
    if booking is not None:
        audit.changed(session, booking, **(details or {}))
    return booking


def lapse(session: Any, booking_id: ObjectId, *, actor: str, only_if: dict[str, Any] | None = None) -> Record | None:
    """End a hold whose deadline has passed, by the database clock; an open payment session is closed afterwards."""
    passed = {"$expr": {"$lte": ["$expires_at", "$$NOW"]}} | (only_if or {})
    booking = advance(session, booking_id, Trigger.LAPSED, actor=actor, only_if=passed)
    if booking is not None:
        _after_lapse(session, booking)
    return booking


def end_overdue(session: Any, booking_id: ObjectId, *, actor: str) -> bool:
    """End an overdue hold and give back what it occupied; False when somebody else did."""
    booking = lapse(session, booking_id, actor=actor)
    if booking is not None:
        release(session, booking)
    return booking is not None


def make_room(session: Any, demand: Demand) -> bool:
    """End overdue holds on a counted inventory, as many as the demand may need; whether there were any.

    Each gives at least one place, so the quantity that is wanted is enough of them.
    """
    overdue = bookings.overdue_on(session, ObjectId(demand.inventory_id), demand.quantity)
    ended = [end_overdue(session, other["_id"], actor="system:claim") for other in overdue]
    return any(ended)


def _after_lapse(session: Any, booking: Record) -> None:
    if booking.get("checkout"):  # who never went to pay has left by himself and needs no mail about it
        notices.hold_lost(session, booking)
    close_page(session, booking)


def close_page(session: Any, booking: Record) -> None:
    """Ask for the booking's payment page to be closed, unless it was paid: nobody shall pay for what has ended."""
    if booking.get("checkout") and not booking.get("payment"):
        add(session, booking, Effect.CLOSE_SESSION, str(booking["checkout"]["attempt"]))


def release(session: Any, booking: Record, claims: Sequence[Record] | None = None) -> None:
    """Give back what the booking occupied, or these of its claims."""
    demands = demands_of(booking) if claims is None else as_demands(claims)
    inventory.release(session, model_of(booking), demands, booking["_id"])


def model_of(booking: Record) -> str:
    return kinds.get(booking["kind"]).inventory_model


def demands_of(booking: Record) -> list[Demand]:
    """What the booking occupies, as it was claimed."""
    return as_demands(booking["claims"])


def as_demands(claims: Sequence[Record]) -> list[Demand]:
    """The stored form of demands, read back."""
    return [_demand(claim) for claim in claims]


def _demand(claim: Record) -> Demand:
    window = Window(from_us(claim["starts_us"]), from_us(claim["ends_us"])) if "starts_us" in claim else None
    return Demand(str(claim["inventory_id"]), window, claim.get("quantity", 1), label=claim.get("label", ""))


def as_claims(demands: Sequence[Demand]) -> list[Record]:
    """The stored form of `demands`; `demands_of` reads it back."""
    return [
        {"inventory_id": ObjectId(d.inventory_id), "quantity": d.quantity}
        | ({"label": d.label} if d.label else {})
        | ({"starts_us": d.window.starts_us, "ends_us": d.window.ends_us} if d.window else {})
        for d in demands
    ]


def availability_changed(booking: Record) -> AvailabilityChanged:
    """The event that makes cached availability of the booking's listing stale, and reports of what its owner earns."""
    place = booking["listing"]
    return AvailabilityChanged(
        booking["kind"],
        str(booking["listing_id"]),
        place.get("state"),
        place.get("city"),
        owner_id=str(booking["owner_id"]),
    )
