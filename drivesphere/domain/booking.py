"""The states of a booking and the only ways between them."""

from __future__ import annotations

from enum import StrEnum

from drivesphere.domain.errors import IllegalTransition


class Status(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class PaymentStatus(StrEnum):
    UNPAID = "unpaid"
    PAID = "paid"
    REFUND_PENDING = "refund_pending"
    REFUNDED = "refunded"
    PARTIALLY_REFUNDED = "partially_refunded"


class Trigger(StrEnum):
    """Why a booking changed; the word that its history shows."""

    HELD = "held"
    CONFIRMED_FREE = "confirmed_free"
    PAID = "paid"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    RECLAIMED = "reclaimed"
    REDUCED = "reduced"
    GOODWILL = "goodwill"
    REFUNDED_ELSEWHERE = "refunded_elsewhere"
    CHARGED_BACK = "charged_back"


ACTIVE = (Status.PENDING, Status.CONFIRMED)
"""The states that occupy inventory."""

TRANSITIONS: dict[Trigger, tuple[tuple[Status | None, ...], Status | None]] = {
    Trigger.HELD: ((None,), Status.PENDING),
    Trigger.CONFIRMED_FREE: ((None,), Status.CONFIRMED),
    Trigger.PAID: ((Status.PENDING,), Status.CONFIRMED),
    Trigger.LAPSED: ((Status.PENDING,), Status.EXPIRED),
    Trigger.CANCELLED: ((Status.PENDING, Status.CONFIRMED), Status.CANCELLED),
    Trigger.COMPLETED: ((Status.CONFIRMED,), Status.COMPLETED),
    Trigger.RECLAIMED: ((Status.EXPIRED,), Status.CONFIRMED),
    Trigger.REDUCED: ((Status.CONFIRMED,), None),
    Trigger.GOODWILL: ((Status.CONFIRMED, Status.COMPLETED, Status.CANCELLED), None),
    Trigger.REFUNDED_ELSEWHERE: (tuple(Status), None),
    Trigger.CHARGED_BACK: (tuple(Status), None),
}
"""Where each trigger starts from and leads to; None: the booking stays in its state, and something else changes."""


def sources(trigger: Trigger) -> list[str]:
    """The states that `trigger` may start from, as stored."""
    return [status.value for status in TRANSITIONS[trigger][0] if status]


def target(trigger: Trigger) -> Status | None:
    """The state that `trigger` leads to; None when the booking stays in its own."""
    return TRANSITIONS[trigger][1]


def refuse(trigger: Trigger, status: str) -> IllegalTransition:
    """The error for a `trigger` that came too late: it names the state the booking is in."""
    return IllegalTransition(f"The booking is {status} and can no longer be {target(trigger) or trigger}.")
