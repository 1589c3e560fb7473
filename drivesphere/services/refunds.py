"""Money on its way back: asked for in the commit that makes it due, carried out by the outbox, written down when done.

A refund is a row in the ledger before Stripe is asked, and its key is the row's id. So a crash at any point leaves
either nothing, or a row that the outbox carries out under the same key, which Stripe honours once.
"""

from __future__ import annotations

import logging
from typing import Any

from bson import ObjectId

from drivesphere.domain import split
from drivesphere.domain.booking import PaymentStatus
from drivesphere.domain.errors import BrokenInvariant, Unavailable
from drivesphere.domain.payment import Refund, RefundState, status_of
from drivesphere.domain.split import Split
from drivesphere.infra import cache, mongo
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import booking as bookings
from drivesphere.models import refund as ledger
from drivesphere.services import outbox, transitions
from drivesphere.services.outbox import Effect, Row

log = logging.getLogger(__name__)
Record = dict[str, Any]


def ask(
    session: Any, booking: Record, payment: Record, amount: int, *, reason: str, actor: str, at: Any = None
) -> Record:
    """Ask for `amount` of `payment` {payment_id, amount, currency} in the transaction that makes it due; its row.

    The caller has changed the booking in the same transaction, so two that ask at one moment conflict there. `at` is
    database time, by default that of the booking's latest change.
    """
    payment_id = str(payment["payment_id"])
    earlier = ledger.of_payment(session, payment_id)
    left = left_of(booking, payment, earlier)
    if not 0 < amount <= left.total:
        raise BrokenInvariant(f"{amount} of payment {payment_id} cannot go back: {left.total} is left of it.")
    key = _key(booking["_id"], payment_id, len(earlier) + 1)
    row = {
        "_id": key,
        "booking_id": booking["_id"],
        "listing_id": booking["listing_id"],
        "owner_id": booking["owner_id"],
        "kind": booking["kind"],
        "payment_id": payment_id,
        "amount": amount,
        "currency": payment["currency"],
        **split.divided(amount, left).as_fields(),
        "reason": reason,
        "actor": actor,
        "requested_at": at or booking["history"][-1]["at"],
    }
    ledger.insert(session, row)
    outbox.add(session, booking, Effect.REFUND, key, key=key, payment_id=payment_id, amount=amount, reason=reason)
    return row


def promised(booking: Record, amount: int) -> Record:
    """The fields of a booking of which `amount` more is about to go back; none where nothing is."""
    if not amount:
        return {}
    refund = booking.get("refund") or {}
    changed = {**refund, "amount": refund.get("amount", 0) + amount}
    return {"refund": changed, "payment_status": PaymentStatus.REFUND_PENDING.value}


def left_of(booking: Record, payment: Record, refunds: list[Record]) -> Split:
    """What of a payment is still with us or with the owner, when its `refunds` that can still arrive have."""
    paid = split.divided(payment["amount"], split.of_quote(booking["quote"]))
    return paid.without(Split.stored(row) for row in refunds if row["state"] != RefundState.FAILED)


def _key(booking_id: ObjectId, payment_id: str, number: int) -> str:
    """The first refund of a payment has the key that every release has given it; each further one has its number."""
    first = f"refund:{booking_id}:{payment_id}"
    return first if number == 1 else f"{first}:{number}"


def carry_out(row: Row) -> None:
    """Give the money back under a key that Stripe honours once, and write down how far it has come."""
    order = row["payload"]
    key = order.get("key") or _key(row["booking_id"], order["payment_id"], 1)
    made = stripe_checkout.refund(order["payment_id"], amount=order["amount"], key=key)
    note(key, made)
    if made.state is RefundState.PENDING:
        raise Unavailable(f"Refund {made.id} is {made.status} at the payment service.")
    if made.state is RefundState.FAILED:
        log.error("refund %s (%s) is %s at the payment service: a person must look", key, made.id, made.status)


def note(key: str, made: Refund) -> None:
    """Write down what Stripe says of the refund `key`, in the ledger and its booking; repeating changes nothing."""
    booking = mongo.transaction(lambda session: _note(session, key, made))
    if booking is not None:
        cache.purge([transitions.availability_changed(booking)])


def _note(session: Any, key: str, made: Refund) -> Record | None:
    row = ledger.move_on(session, key, made.state, made.id)
    if row is None:
        return None
    booking = bookings.read(session, row["booking_id"])
    payment = booking.get("payment") or {}
    if payment.get("payment_id") != row["payment_id"]:
        return booking  # a second payment that bought nothing is no part of what the booking shows
    status = status_of(payment["amount"], ledger.of_payment(session, row["payment_id"]))
    # With the id each writes something of its own: two that both see the other's refund pending conflict here.
    changes = {"payment_status": status.value, "refund.id": made.id}
    return bookings.amend(session, booking["_id"], {}, changes)
