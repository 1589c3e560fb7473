"""What Stripe and we disagree about when no answer is the only right one, and what a person may decide."""

from __future__ import annotations

from enum import StrEnum


class MismatchKind(StrEnum):
    """How the two differ."""

    PAYMENT_WITHOUT_BOOKING = "payment_without_booking"
    AMOUNT_DIFFERS = "amount_differs"
    PAYMENT_UNKNOWN = "payment_unknown"
    REFUNDED_BUT_BOOKED = "refunded_but_booked"
    REFUND_STUCK = "refund_stuck"
    REFUND_FAILED = "refund_failed"
    DISPUTED = "disputed"


class Decision(StrEnum):
    """What to do about it."""

    REFUND = "refund"
    ATTACH = "attach"
    CANCEL_BOOKING = "cancel_booking"
    ACCEPT = "accept"


class MismatchState(StrEnum):
    """`gone` ended by itself: what was wrong is wrong no longer."""

    OPEN = "open"
    RESOLVED = "resolved"
    GONE = "gone"


DECISIONS: dict[MismatchKind, tuple[Decision, ...]] = {
    MismatchKind.PAYMENT_WITHOUT_BOOKING: (Decision.REFUND, Decision.ATTACH, Decision.ACCEPT),
    MismatchKind.AMOUNT_DIFFERS: (Decision.CANCEL_BOOKING, Decision.ACCEPT),
    MismatchKind.PAYMENT_UNKNOWN: (Decision.CANCEL_BOOKING, Decision.ACCEPT),
    MismatchKind.REFUNDED_BUT_BOOKED: (Decision.CANCEL_BOOKING, Decision.ACCEPT),
    MismatchKind.REFUND_STUCK: (Decision.ACCEPT,),
    MismatchKind.REFUND_FAILED: (Decision.REFUND, Decision.ACCEPT),
    MismatchKind.DISPUTED: (Decision.CANCEL_BOOKING, Decision.ACCEPT),
}
"""What fits each; docs/operations.md says when to choose which."""
