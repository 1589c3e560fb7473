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


def soon(session: Any, booking: Record) -> None:
    """It begins within a day."""
    _write(session, booking, "reminder")


def hold_ended(session: Any, booking: Record, template: str) -> None:
    """Somebody else has ended a client's hold; its owner had not heard of it yet."""
    _write(session, booking, template, refund=0)


def reduced(session: Any, booking: Record, *, refund: int) -> None:
    """Some of the places are given back; it may happen again, so each time has a mail of its own."""
    _write(session, booking, "reduced", of=booking["version"], refund=refund)


def refunded(session: Any, booking: Record, *, refund: int) -> None:
    """Money goes back and the booking stays as it is."""
    _write(session, booking, "refunded", of=booking["version"], refund=refund)


def returned(session: Any, booking: Record, payment_id: str, *, refund: int) -> None:
    """Money came that buys nothing, and goes back; another payment may come after it, and has a mail of its own."""
    _write(session, booking, "returned", of=payment_id, refund=refund)


def _write(session: Any, booking: Record, template: str, *, of: int | str | None = None, **facts: Any) -> None:
    """One mail of each sort about a booking, or about one version or payment of it.

    What a partner has booked is between the partner and its users.
    """
    if booking.get("client_id") is not None:
        attempt = template if of is None else f"{template}:{of}"
        outbox.add(session, booking, Effect.MAIL, attempt, template=template, **facts)
