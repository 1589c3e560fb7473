"""Who is written to when something happens to a booking: rows in the same commit, mails after it."""

from __future__ import annotations

from typing import Any

from drivesphere.services import outbox
from drivesphere.services.outbox import Effect

Record = dict[str, Any]


def confirmed(session: Any, booking: Record) -> None:
    """It is the client's, and the owner has somebody to expect."""
    _write(session, booking, "confirmed")
    _write(session, booking, "owner_booked")


def cancelled(session: Any, booking: Record, template: str = "cancelled", *, refund: int) -> None:
    """What was paid for is over; `template` is in the words of whoever cancelled it, `refund` in minor units."""
    _write(session, booking, template, refund=refund)
    _write(session, booking, "owner_cancelled")


def hold_lost(session: Any, booking: Record) -> None:
    """A client who went to pay did not pay in time."""
    _write(session, booking, "hold_lost")


def _write(session: Any, booking: Record, template: str, **facts: Any) -> None:
    """One mail of each sort about a booking. What a partner has booked is between the partner and its users."""
    if booking.get("client_id") is not None:
        outbox.add(session, booking, Effect.MAIL, template, template=template, **facts)
