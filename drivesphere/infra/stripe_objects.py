"""Our view of Stripe's objects. A missing or odd field is Stripe's fault: it raises, and must not pass silently."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.payment import Charge, Dispute, PaymentSession, Refund, SessionState

REFUND_KEY = "refund_key"
"""Where a refund keeps the key that it was asked for under."""


def session(found: Any) -> PaymentSession:
    is_paid = found["payment_status"] == "paid"
    if is_paid and not found["payment_intent"]:
        raise ValueError("a paid session without its payment")
    return PaymentSession(
        id=str(found["id"]),
        state=SessionState(found["status"]),
        is_paid=is_paid,
        booking_id=str(found["client_reference_id"] or ""),
        amount=int(found["amount_total"]),
        currency=str(found["currency"]).upper(),
        expires_at=int(found["expires_at"]),
        url=found["url"],
        payment_id=found["payment_intent"],
    )


def own_session(found: Any) -> PaymentSession | None:
    """The session if we asked for it by its mark, else None: an account may serve other shops too."""
    is_ours = (
        found["object"] == "checkout.session" and found["mode"] == "payment" and _metadata(found).get("booking_id")
    )
    return session(found) if is_ours else None


def charge(taken: Any) -> Charge | None:
    """Our view of money that was taken; a charge that failed took none, and one without our mark is another shop's."""
    booking_id = _metadata(taken).get("booking_id")
    if not booking_id or not taken["captured"] or taken["status"] != "succeeded":
        return None
    return Charge(
        payment_id=str(taken["payment_intent"]),
        booking_id=str(booking_id),
        amount=int(taken["amount_captured"]),
        refunded=int(taken["amount_refunded"]),
        currency=str(taken["currency"]).upper(),
        created=int(taken["created"]),
    )


def refund(made: Any) -> Refund:
    return Refund(
        id=str(made["id"]),
        status=str(made["status"]),
        payment_id=str(made["payment_intent"] or ""),
        amount=int(made["amount"]),
        currency=str(made["currency"]).upper(),
        created=int(made["created"]),
        key=_metadata(made).get(REFUND_KEY),
    )


def changed_refund(event: Any) -> Refund:
    """The refund that an event is about, as it was at that moment."""
    return refund(event["data"]["object"])


def dispute(opened: Any) -> Dispute:
    return Dispute(
        id=str(opened["id"]),
        status=str(opened["status"]),
        payment_id=str(opened["payment_intent"] or ""),
        amount=int(opened["amount"]),
        currency=str(opened["currency"]).upper(),
        reason=str(opened["reason"]),
        due_by=opened["evidence_details"]["due_by"],
        created=int(opened["created"]),
    )


def closed_dispute(event: Any) -> Dispute:
    """The dispute that an event is about, as it ended."""
    return dispute(event["data"]["object"])


def payment_of(thing: dict[str, Any]) -> str | None:
    """The payment that the thing belongs to."""
    payment_id = thing["id"] if thing["object"] == "payment_intent" else thing.get("payment_intent")
    return str(payment_id) if payment_id else None


def _metadata(thing: Any) -> dict[str, str]:
    """What was written on it, as plain text by name."""
    return {str(name): str(value) for name, value in dict(thing["metadata"] or {}).items()}
