"""A client's bookings: look, list, cancel."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import PaymentStatus, Status, Trigger, refuse
from drivesphere.domain.cancellation import free_until, refund_amount
from drivesphere.domain.errors import Conflict, IllegalTransition, NotFound
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.infra import cache, mongo
from drivesphere.models import booking as bookings
from drivesphere.services import checkout, notices, outbox, presenting, refunds, repeats, settlement, transitions

Record = dict[str, Any]


def find(client_id: ObjectId, booking_id: ObjectId) -> Record:
    """The client's own booking as JSON; another's is `NotFound`, like one that does not exist."""
    return presenting.booking(_own(client_id, booking_id))


def page_of(
    client_id: ObjectId, *, status: str | None, kind: str | None, page: int, page_size: int
) -> tuple[list[Record], int]:
    """A page of the client's bookings, newest first, and how many there are in all."""
    with mongo.deadline():
        filters = bookings.shown_as(status) | ({"kind": kind} if kind else {})
        rows, total = bookings.of_client(client_id, filters, skip=(page - 1) * page_size, limit=page_size)
    return [presenting.booking(row) for row in rows], total


def preview_cancellation(client_id: ObjectId, booking_id: ObjectId) -> Record:
    """What cancelling now would give back, to the cent."""
    booking = _own(client_id, booking_id)
    refuse_unless_cancellable(booking)
    return {
        "refund": {"amount": _refund_now(booking), "currency": booking["quote"]["total"]["currency"]},
        "free_until": presenting.instant(free_until(booking)),
        "server_time": presenting.instant(booking["server_time"]),
    }


def cancel(client_id: ObjectId, booking_id: ObjectId, *, reason: str | None, attempt: Attempt) -> Answer:
    """Cancel the client's hold or booking, free its place in the same commit and refund as previewed."""
    return repeats.once(attempt, lambda: _cancel(client_id, booking_id, reason, attempt))


def _cancel(client_id: ObjectId, booking_id: ObjectId, reason: str | None, attempt: Attempt) -> Answer:
    booking = _own(client_id, booking_id)
    refuse_unless_cancellable(booking)
    if booking["status"] == Status.PENDING and booking.get("checkout"):
        # A closed page is not undone with the transaction, so whether the key is spent must be known before.
        stored = repeats.replay(attempt)
        if stored is not None:
            return stored
        booking = _without_open_page(client_id, booking)
    answer = mongo.transaction(lambda session: _commit_cancel(session, booking, reason, attempt))
    cache.purge([transitions.availability_changed(booking)])
    outbox.wake()
    return answer


def _without_open_page(client_id: ObjectId, booking: Record) -> Record:
    """Close the payment page first; a client who has paid at this very moment cancels a paid booking."""
    page = checkout.close(booking)
    if page is not None:
        settlement.settle(page)
    return _own(client_id, booking["_id"])


def _commit_cancel(session: Any, booking: Record, reason: str | None, attempt: Attempt) -> Answer:
    amount = _refund_now(booking)
    after = transitions.advance(
        session,
        booking["_id"],
        Trigger.CANCELLED,
        actor=f"client:{booking['client_id']}",
        only_if={"version": booking["version"], "checkout.attempt": _attempt(booking)},
        also_set={"cancel_reason": reason} | _refund_fields(amount),
    )
    if after is None:
        raise Conflict("The booking changed at this very moment. Look at it again.")
    transitions.release(session, after)
    transitions.close_page(session, after)
    if amount:
        actor = after["history"][-1]["actor"]
        refunds.ask(session, after, after["payment"], amount, reason="cancelled", actor=actor)
    if after.get("payment"):
        notices.cancelled(session, after, refund=amount)
    at = after["history"][-1]["at"]
    answer = Answer(200, presenting.booking(after | {"server_time": at}))
    repeats.keep(session, attempt, answer, booking_id=after["_id"], at=at)
    return answer


def _refund_fields(amount: int) -> Record:
    return {"payment_status": PaymentStatus.REFUND_PENDING.value, "refund": {"amount": amount}} if amount else {}


def _attempt(booking: Record) -> int | None:
    return (booking.get("checkout") or {}).get("attempt")


def _refund_now(booking: Record) -> int:
    return refund_amount(booking, booking["server_time"])


def refuse_unless_cancellable(booking: Record) -> None:
    """`IllegalTransition` for a booking, read with `server_time`, that has started or has ended."""
    shown = presenting.shown_status(booking)
    if (
        shown == Status.CONFIRMED
        and booking["starts_at"] is not None
        and booking["starts_at"] <= booking["server_time"]
    ):
        raise IllegalTransition("The booking has started and can no longer be cancelled.", code="already_started")
    if shown not in (Status.PENDING, Status.CONFIRMED):
        raise refuse(Trigger.CANCELLED, shown)


def _own(client_id: ObjectId, booking_id: ObjectId) -> Record:
    with mongo.deadline():
        booking = bookings.find(booking_id, client_id=client_id)
    if booking is None:
        raise NotFound("There is no such booking.")
    return booking
