"""What the payment service tells us, reduced to what a settlement needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from drivesphere.domain.booking import PaymentStatus


class PaymentOutcome(StrEnum):
    """What a payment bought: a booking, or nothing, and it goes back."""

    KEPT = "kept"
    RETURNED = "returned"


class RefundState(StrEnum):
    """How far a refund has come; a failed one is owed still, and a person must look."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class SessionState(StrEnum):
    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class PaymentSession:
    """A hosted checkout: `amount` in minor units, `expires_at` in Unix seconds."""

    id: str
    state: SessionState
    is_paid: bool
    booking_id: str
    amount: int
    currency: str
    expires_at: int
    url: str | None = None
    payment_id: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What to ask for; equal requests under one `key` open one session."""

    key: str
    booking_id: str
    amount: int
    currency: str
    title: str
    email: str
    expires_at: int
    success_url: str
    cancel_url: str
    note: str | None = None  # shown beside the button that pays


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back, with Stripe's word for how far it has come."""

    id: str
    status: str

    @property
    def state(self) -> RefundState:
        """Only `succeeded` means that it has left us for good; `failed` and `canceled` that it never will."""
        if self.status == "succeeded":
            return RefundState.SUCCEEDED
        return RefundState.FAILED if self.status in ("failed", "canceled") else RefundState.PENDING


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """A verified webhook: its id is unique for ever, `session` is set for checkout events."""

    id: str
    type: str
    created: int
    session: PaymentSession | None
    payload: dict[str, Any]


def status_of(paid: int, refunds: Iterable[Mapping[str, Any]]) -> PaymentStatus:
    """What a booking shows of a payment of `paid` minor units, by the rows of its refunds."""
    rows = list(refunds)
    if any(row["state"] != RefundState.SUCCEEDED for row in rows):
        return PaymentStatus.REFUND_PENDING
    back = sum(row["amount"] for row in rows)
    if back == 0:
        return PaymentStatus.PAID
    return PaymentStatus.REFUNDED if back >= paid else PaymentStatus.PARTIALLY_REFUNDED
