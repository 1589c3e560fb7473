"""What the payment service tells us, reduced to what a settlement needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from drivesphere.domain.booking import PaymentStatus
from drivesphere.domain.errors import Rejected
from drivesphere.domain.money import Money


class PaymentOutcome(StrEnum):
    """What a payment bought: a booking, or nothing, and it goes back."""

    KEPT = "kept"
    RETURNED = "returned"


class RefundState(StrEnum):
    """How far a refund has come; a failed one is owed still, until a person has made it good and dropped it."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    DROPPED = "dropped"


class EventState(StrEnum):
    """How far a webhook has come; a failed one is tried again."""

    OPEN = "open"
    FAILED = "failed"
    HANDLED = "handled"


LEAST_CHARGE = 50  # minor units; Stripe takes no less of a dollar
GREATEST_CHARGE = 99_999_999  # and eight digits at most


def check_payable(total: Money, field: str) -> None:
    """Refuse what nobody could pay; `Rejected` names the `field` that makes the price. What is free is not paid."""
    least, most = (Money(amount, total.currency) for amount in (LEAST_CHARGE, GREATEST_CHARGE))
    if 0 < total.amount < least.amount:
        raise _unpayable("total_too_low", field, f"It would cost {total}; the least that can be paid is {least}.")
    if total.amount > most.amount:
        raise _unpayable("total_too_high", field, f"It would cost {total}; the most that can be paid is {most}.")


def _unpayable(code: str, field: str, message: str) -> Rejected:
    return Rejected(message, code=code, errors={field: [message]})


PAYER = frozenset(
    {
        "customer_email",
        "customer_details",
        "billing_details",
        "shipping_details",
        "shipping",
        "collected_information",
        "receipt_email",
        "wallet",  # of a card, with who holds it
        "evidence",  # in a dispute, with who bought
    }
)
"""Fields of the payment service's objects that say who paid; a booking says that here, for as long as it may."""


def without_payer(told: Any) -> Any:
    """What the payment service told, however deep, without who paid."""
    if isinstance(told, list):
        return [without_payer(each) for each in told]
    if not isinstance(told, dict):
        return told
    return {name: without_payer(each) for name, each in told.items() if name not in PAYER}


DASHBOARD = "dashboard"
"""The reason of a refund that somebody made at Stripe and not here."""
DISPUTE = "dispute"
"""The reason of what a client's bank has taken back for good; it stands among the refunds, being ours no longer."""
BY_OTHERS = (DASHBOARD, DISPUTE)
"""Reasons of what went back without our asking: no order of ours belongs to it, and it may be more than was left."""
NEVER_ARRIVES = (RefundState.FAILED, RefundState.DROPPED)


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
    """Money on its way back, with Stripe's word for how far it has come; `key` is ours, if we asked for it."""

    id: str
    status: str
    payment_id: str = ""
    amount: int = 0
    currency: str = ""
    created: int = 0
    key: str | None = None

    @property
    def state(self) -> RefundState:
        """Only `succeeded` means that it has left us for good; `failed` and `canceled` that it never will."""
        if self.status == "succeeded":
            return RefundState.SUCCEEDED
        return RefundState.FAILED if self.status in ("failed", "canceled") else RefundState.PENDING


@dataclass(frozen=True, slots=True)
class Charge:
    """Money that Stripe took for us; `booking_id` is what we wrote on it, `created` in Unix seconds."""

    payment_id: str
    booking_id: str
    amount: int
    refunded: int
    currency: str
    created: int

    @property
    def left(self) -> int:
        """What has not gone back."""
        return self.amount - self.refunded


@dataclass(frozen=True, slots=True)
class Dispute:
    """A client's bank wants a payment back; `due_by`, until when evidence is taken, and `created` in Unix seconds."""

    id: str
    status: str
    payment_id: str
    amount: int
    currency: str
    reason: str
    due_by: int | None
    created: int

    @property
    def is_over(self) -> bool:
        """Whether it ended well: the money stays, and nobody has to do anything."""
        return self.status in ("won", "warning_closed", "prevented")

    @property
    def is_lost(self) -> bool:
        """Whether the bank has taken the payment for good."""
        return self.status == "lost"


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """A verified webhook: its id is unique for ever, `session` is set for checkout events."""

    id: str
    type: str
    created: int
    session: PaymentSession | None
    payload: dict[str, Any]
    payment_id: str | None = None


def status_of(paid: int, refunds: Iterable[Mapping[str, Any]]) -> PaymentStatus:
    """What a booking shows of a payment of `paid` minor units, by the rows of its refunds."""
    rows = [row for row in refunds if row["state"] != RefundState.DROPPED]
    if any(row["state"] != RefundState.SUCCEEDED for row in rows):
        return PaymentStatus.REFUND_PENDING
    back = sum(row["amount"] for row in rows)
    if back == 0:
        return PaymentStatus.PAID
    return PaymentStatus.REFUNDED if back >= paid else PaymentStatus.PARTIALLY_REFUNDED
