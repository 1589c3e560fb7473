"""What the payment service tells us, reduced to what a settlement needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
    """Money on its way back; only `succeeded` means that it has left us for good."""

    id: str
    status: str

    @property
    def is_done(self) -> bool:
        return self.status == "succeeded"


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """A verified webhook: its id is unique for ever, `session` is set for checkout events."""

    id: str
    type: str
    created: int
    session: PaymentSession | None
    payload: dict[str, Any]
