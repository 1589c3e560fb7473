"""How each effect of the outbox is carried out. Every one may run twice for a row."""

from __future__ import annotations

from typing import Any

from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.services import checkout, mailing, refunds, settlement
from drivesphere.services.outbox import Effect, Row, carry_out_by

Record = dict[str, Any]


def _booking(row: Row) -> Record:
    with mongo.deadline():
        booking = bookings.find(row["booking_id"])
    if booking is None:
        raise KeyError(f"booking {row['booking_id']}")
    return booking


def close_session(row: Row) -> None:
    """Close the payment page of a hold that has ended; if it was paid in between, settle that."""
    page = checkout.close(_booking(row))
    if page is not None:
        settlement.settle(page)


def register() -> None:
    """Tell the outbox how its effects are carried out."""
    carry_out_by({Effect.REFUND: refunds.carry_out, Effect.CLOSE_SESSION: close_session, Effect.MAIL: mailing.send})
