"""How each effect of the outbox is carried out. Every one may run twice for a row."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.booking import PaymentStatus
from drivesphere.domain.errors import Unavailable
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.services import checkout, mailing, settlement
from drivesphere.services.outbox import Effect, Row, carry_out_by

Record = dict[str, Any]


def _booking(row: Row) -> Record:
    with mongo.deadline():
        booking = bookings.find(row["booking_id"])
    if booking is None:
        raise KeyError(f"booking {row['booking_id']}")
    return booking


def refund(row: Row) -> None:
    """Give the payment back under a key that Stripe honours once, and say so in the booking when it has arrived.

    The key is that of the payment, so that it stays the same whatever becomes of the booking.
    """
    booking, order = _booking(row), row["payload"]
    key = f"refund:{booking['_id']}:{order['payment_id']}"
    made = stripe_checkout.refund(order["payment_id"], amount=order["amount"], key=key)
    if not made.is_done:
        raise Unavailable(f"Refund {made.id} is {made.status} at the payment service.")
    _note_refund(booking, order, made.id)


def _note_refund(booking: Record, order: Record, refund_id: str) -> None:
    payment = booking.get("payment") or {}
    whole = order["amount"] == payment.get("amount")
    status = PaymentStatus.REFUNDED if whole else PaymentStatus.PARTIALLY_REFUNDED
    changes = {"payment_status": status.value, "refund": {"id": refund_id, "amount": order["amount"]}}
    with mongo.deadline():
        bookings.amend(None, booking["_id"], {"payment.payment_id": order["payment_id"]}, changes)


def close_session(row: Row) -> None:
    """Close the payment page of a hold that has ended; if it was paid in between, settle that."""
    page = checkout.close(_booking(row))
    if page is not None:
        settlement.settle(page)


def register() -> None:
    """Tell the outbox how its effects are carried out."""
    carry_out_by({Effect.REFUND: refund, Effect.CLOSE_SESSION: close_session, Effect.MAIL: mailing.send})
