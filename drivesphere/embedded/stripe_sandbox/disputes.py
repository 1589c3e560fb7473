"""Chargebacks: a client's bank takes a payment back, and later decides who was right."""

from .errors import JSON, StripeError
from .objects import new_dispute
from .till import Till

# Usual for cards; after it a dispute that nobody answered is lost.
DAYS_TO_ANSWER = 7
DAY_SECONDS = 24 * 60 * 60
CLOSED = ("won", "lost")


def open_dispute(till: Till, payment_id: str, *, reason: str = "fraudulent") -> JSON:
    """Raises StripeError: unknown payment, nothing charged, or disputed before."""
    intent = till.load("payment_intent", payment_id, param="payment_intent")
    if intent["status"] != "succeeded":
        raise StripeError(f"This PaymentIntent ({payment_id}) does not have a successful charge to dispute.")
    charge = till.load("charge", intent["latest_charge"])
    if charge["disputed"]:
        raise StripeError(f"Charge {charge['id']} is disputed already.", param="payment_intent")
    dispute = new_dispute(charge, created=till.now, reason=reason, due_by=till.now + DAYS_TO_ANSWER * DAY_SECONDS)
    charge.update(disputed=True)
    till.tx.add(dispute)
    till.tx.save(charge)
    till.tx.bump("disputes_created")
    till.record("charge.dispute.created", dispute)
    till.record("charge.dispute.funds_withdrawn", dispute)
    return dispute


def close(till: Till, dispute_id: str, *, won: bool) -> JSON:
    """The bank's decision. Raises StripeError when there was one before."""
    dispute = till.load("dispute", dispute_id)
    if dispute["status"] in CLOSED:
        raise StripeError(f"Dispute {dispute_id} is {dispute['status']} already.", param="dispute")
    dispute.update(status="won" if won else "lost")
    till.tx.save(dispute)
    if won:
        till.record("charge.dispute.funds_reinstated", dispute)
    till.record("charge.dispute.closed", dispute)
    return dispute
