"""Money on its way back: asked for in the commit that makes it due, carried out by the outbox, written down when done.

A refund is a row in the ledger before Stripe is asked, and its key is the row's id. So a crash at any point leaves
either nothing, or a row that the outbox carries out under the same key, which Stripe honours once.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from bson import ObjectId

from drivesphere.domain import split
from drivesphere.domain.booking import PaymentStatus, Trigger
from drivesphere.domain.errors import BrokenInvariant, PaymentRefused, Unavailable
from drivesphere.domain.payment import DASHBOARD, DISPUTE, NEVER_ARRIVES, Dispute, Refund, RefundState, status_of
from drivesphere.domain.split import Split
from drivesphere.infra import cache, mongo
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import booking as bookings
from drivesphere.models import refund as ledger
from drivesphere.services import notices, outbox, transitions
from drivesphere.services.outbox import Effect, Row

log = logging.getLogger(__name__)
Record = dict[str, Any]
STRIPE = "stripe"


def ask(
    session: Any, booking: Record, payment: Record, amount: int, *, reason: str, actor: str, at: Any = None
) -> Record:
    """Ask for `amount` of `payment` {payment_id, amount, currency} in the transaction that makes it due; its row.

    The caller has changed the booking in the same transaction, so two that ask at one moment conflict there. `at` is
    database time, by default that of the booking's latest change.
    """
    payment_id = str(payment["payment_id"])
    earlier = ledger.of_payment(session, payment_id)
    left = left_of(booking, payment, earlier)
    if not 0 < amount <= left.total:
        raise BrokenInvariant(f"{amount} of payment {payment_id} cannot go back: {left.total} is left of it.")
    key = _key(booking["_id"], payment_id, len(earlier) + 1)
    row = {
        "_id": key,
        "booking_id": booking["_id"],
        "listing_id": booking["listing_id"],
        "owner_id": booking["owner_id"],
        "kind": booking["kind"],
        "payment_id": payment_id,
        "amount": amount,
        "currency": payment["currency"],
        **split.divided(amount, left).as_fields(),
        "reason": reason,
        "actor": actor,
        "requested_at": at or booking["history"][-1]["at"],
    }
    ledger.insert(session, row)
    outbox.add(session, booking, Effect.REFUND, key, key=key, payment_id=payment_id, amount=amount, reason=reason)
    return row


def promised(booking: Record, amount: int) -> Record:
    """The fields of a booking of which `amount` more is about to go back; none where nothing is."""
    if not amount:
        return {}
    refund = booking.get("refund") or {}
    changed = {**refund, "amount": refund.get("amount", 0) + amount}
    return {"refund": changed, "payment_status": PaymentStatus.REFUND_PENDING.value}


def left_of(booking: Record, payment: Record, refunds: list[Record]) -> Split:
    """What of a payment is still with us or with the owner, when its `refunds` that can still arrive have."""
    paid = split.divided(payment["amount"], split.of_quote(booking["quote"]))
    return paid.without(Split.stored(row) for row in refunds if row["state"] not in NEVER_ARRIVES)


def _key(booking_id: ObjectId, payment_id: str, number: int) -> str:
    """The first refund of a payment has the key that every release has given it; each further one has its number."""
    first = f"refund:{booking_id}:{payment_id}"
    return first if number == 1 else f"{first}:{number}"


def carry_out(row: Row) -> None:
    """Give the money back under a key that Stripe honours once, and write down how far it has come."""
    order = row["payload"]
    key = order.get("key") or _key(row["booking_id"], order["payment_id"], 1)
    with mongo.deadline():
        known = ledger.find(key)
    amount = order["amount"] if known else _still_there(order)
    # Nobody is needed any more when a person has given the money back in the dashboard, or dropped the refund.
    if amount == 0 or (known and known["state"] != RefundState.PENDING):
        return
    made = _asked(order["payment_id"], amount, key)
    note(key, made)
    if made.state is RefundState.PENDING:
        raise Unavailable(f"Refund {made.id} is {made.status} at the payment service.")
    if made.state is RefundState.FAILED:
        log.error("refund %s (%s) is %s at the payment service: a person must look", key, made.id, made.status)


def _asked(payment_id: str, amount: int, key: str) -> Refund:
    """The refund that Stripe makes. Why it will not is kept: the reconciliation lists it where nothing else does."""
    try:
        return stripe_checkout.refund(payment_id, amount=amount, key=key)
    except PaymentRefused as refusal:
        with mongo.deadline():
            ledger.refuse(key, refusal.detail)
        raise


def _still_there(order: Record) -> int:
    """What can go back of money without a booking: no ledger counts what others have given back since it was decided.

    Asked for more than is left Stripe would refuse for ever, and nothing would go back.
    """
    taken = stripe_checkout.charge_of(order["payment_id"])
    return min(order["amount"], taken.left) if taken else int(order["amount"])


def note(key: str, made: Refund) -> None:
    """Write down what Stripe says of the refund `key`, in the ledger and its booking; repeating changes nothing."""
    booking = mongo.transaction(lambda session: _note(session, key, made))
    if booking is not None:
        cache.purge([transitions.availability_changed(booking)])


def _note(session: Any, key: str, made: Refund) -> Record | None:
    row = ledger.move_on(session, key, made.state, made.id)
    return show(session, row["booking_id"], row["payment_id"], made.id) if row else None


def drop(session: Any, key: str) -> Record | None:
    """Owe a refund no longer that will not arrive; its booking, or None when it has arrived or was dropped before."""
    row = ledger.drop(session, key)
    return show(session, row["booking_id"], row["payment_id"]) if row else None


def show(session: Any, booking_id: ObjectId, payment_id: str, refund_id: str | None = None) -> Record | None:
    """Bring what the booking shows of its payment in line with the ledger; the booking after it."""
    booking = bookings.read(session, booking_id)
    payment = booking.get("payment") or {}
    if payment.get("payment_id") != payment_id:
        return booking  # a second payment that bought nothing is no part of what the booking shows
    rows = ledger.of_payment(session, payment_id)
    promised = sum(row["amount"] for row in rows if row["state"] != RefundState.DROPPED)
    # With the id each writes something of its own: two that both see the other's refund pending conflict here.
    changes = {
        "payment_status": status_of(payment["amount"], rows).value,
        "refund.id": refund_id,
        "refund.amount": promised,
    }
    return bookings.amend(session, booking_id, {}, changes)


def follow(payment: Record, made: Refund, reason: str = DASHBOARD) -> bool:
    """Write down a refund that Stripe has of `payment`, a row of the ledger, whoever asked for it; whether it was news.

    One that nobody here asked for, in Stripe's dashboard say, gets a row of its own with the `reason`.
    """
    try:
        booking = mongo.transaction(lambda session: _follow(session, payment, made, reason))
    except mongo.AlreadyWritten:
        return False
    if booking is not None:
        cache.purge([transitions.availability_changed(booking)])
    return booking is not None


def follow_dispute(payment: Record, found: Dispute) -> bool:
    """Write down what a client's bank has taken of `payment`, or given back after all; whether it was news.

    A refund of ours that waits for the dispute is fulfilled by it. When the bank changes its mind it is owed again.
    """
    if found.is_lost:
        return follow(payment, _taken(found, "succeeded"), DISPUTE)
    with mongo.deadline():
        row = ledger.among([found.id]).get(found.id)
    if row is None or row["state"] == RefundState.DROPPED:
        return False
    is_news = follow(payment, _taken(found, "failed"))
    if row["reason"] == DISPUTE:
        mongo.transaction(lambda session: drop(session, row["_id"]))
    return is_news


def _taken(found: Dispute, status: str) -> Refund:
    """A dispute as a refund: to our books it makes no difference who has sent the money back."""
    return Refund(found.id, status, found.payment_id, found.amount, found.currency, found.created)


def _follow(session: Any, payment: Record, made: Refund, reason: str) -> Record | None:
    rows = ledger.of_payment(session, payment["_id"])
    row = next((row for row in rows if _is_of(row, made)), None) or _fulfilled(payment, rows, made)
    if row is not None:
        return _note(session, row["_id"], made)
    adopted = _adopt(session, payment, rows, made, reason)
    trigger = Trigger.CHARGED_BACK if reason == DISPUTE else Trigger.REFUNDED_ELSEWHERE
    after = transitions.advance(session, payment["booking_id"], trigger, actor=STRIPE, details={"refund": made.amount})
    if after is not None and trigger is Trigger.REFUNDED_ELSEWHERE:
        notices.refunded(session, after, refund=made.amount)
    return _note(session, adopted["_id"], made)


def _is_of(row: Record, made: Refund) -> bool:
    return bool(row["refund_id"] == made.id or row["_id"] == made.key)


def _fulfilled(payment: Record, rows: list[Record], made: Refund) -> Record | None:
    """The refund of ours that somebody else has made in our place: as large, and both of them would be too much."""
    known = sum(row["amount"] for row in rows if row["refund_id"] and row["state"] not in NEVER_ARRIVES)
    is_last = known + 2 * made.amount > payment["amount"]
    waiting = (row for row in rows if row["state"] == RefundState.PENDING and not row["refund_id"])
    return next((row for row in waiting if is_last and not made.key and row["amount"] == made.amount), None)


def _adopt(session: Any, payment: Record, rows: list[Record], made: Refund, reason: str) -> Record:
    """A row for a refund that is not from here; what it takes from whom is divided as of one of ours."""
    at_stripe = [row for row in rows if row["refund_id"] and row["state"] not in NEVER_ARRIVES]
    left = Split.stored(payment).without(map(Split.stored, at_stripe))
    row = {name: payment[name] for name in ("booking_id", "listing_id", "owner_id", "kind", "currency")} | {
        "_id": made.key or f"refund:{payment['booking_id']}:{payment['_id']}:{made.id}",
        "payment_id": payment["_id"],
        "amount": made.amount,
        **split.divided(made.amount, left).as_fields(),
        "reason": reason,
        "actor": STRIPE,
        "requested_at": datetime.fromtimestamp(made.created, UTC),
    }
    ledger.insert(session, row)
    return row
