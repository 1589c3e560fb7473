"""Money and bookings agree: what Stripe says about a session becomes the state of its booking, in any order, once.

Paid while held: confirmed. Paid after the hold was lost: claimed again if it is still free, else refunded. Paid after
a cancellation, or twice, or the wrong amount: refunded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from bson import ObjectId
from bson.errors import InvalidId

from drivesphere import inventory
from drivesphere.domain import split
from drivesphere.domain.booking import PaymentStatus, Status, Trigger
from drivesphere.domain.errors import BrokenInvariant, Unavailable
from drivesphere.domain.payment import PaymentOutcome, PaymentSession
from drivesphere.infra import cache, mongo
from drivesphere.models import booking as bookings
from drivesphere.models import payment as payments
from drivesphere.services import notices, outbox, refunds, transitions

log = logging.getLogger(__name__)
Record = dict[str, Any]
Work = Callable[[Any], Record | None]
ACTOR = "stripe"
MOST_LOOKS = 5  # each look that loses means that somebody else moved the booking on; it has fewer states than that


class Settled(StrEnum):
    """What became of a report about a payment."""

    CONFIRMED = "confirmed"
    RECLAIMED = "reclaimed"
    REFUNDED = "refunded"
    NOTHING = "nothing_to_do"


Beside = Callable[[Any, Settled], None]
Commit = Callable[[Work, Settled], Settled | None]


def settle(session: PaymentSession, beside: Beside | None = None) -> Settled:
    """Bring the booking of `session` in line with it; repeating it changes nothing.

    `beside` is written in the same commit, first, and told what comes of it; what it raises undoes all of it.
    Raises `Unavailable` when the booking is not known yet: the report must come again, the money must not be lost.
    """
    if not session.is_paid:
        return Settled.NOTHING
    for _ in range(MOST_LOOKS):
        outcome = _settle_paid(_booking_of(session), session, beside)
        if outcome is not None:
            return outcome
    raise Unavailable("The booking keeps changing; the payment will be looked at again.")


def _booking_of(session: PaymentSession) -> Record:
    try:
        with mongo.deadline():
            booking = bookings.find(ObjectId(session.booking_id))
    except InvalidId:
        booking = None
    if booking is None:
        raise Unavailable("The booking of this payment is not known yet.", code="unknown_booking")
    return booking


def _settle_paid(booking: Record, session: PaymentSession, beside: Beside | None) -> Settled | None:
    """One look at the booking; None when somebody changed it between the look and the write."""
    commit = partial(_commit, booking, beside)
    if session.payment_id in _known_payments(booking):
        return Settled.NOTHING
    if not _is_what_we_asked(booking, session):
        return commit(lambda s: _refund(s, booking, session, "wrong_amount"), Settled.REFUNDED)
    if booking["status"] == Status.PENDING and not _is_past(booking, booking["ends_at"]):
        return commit(lambda s: _confirm(s, booking, session), Settled.CONFIRMED)
    if (
        booking["status"] == Status.EXPIRED
        and not booking.get("payment")
        and not _is_past(booking, booking["starts_at"])
    ):
        return _reclaim_or_refund(booking, session, commit)
    return commit(lambda s: _refund(s, booking, session, "too_late"), Settled.REFUNDED)


def _is_past(booking: Record, instant: datetime | None) -> bool:
    """Whether `instant` of the booking has passed by the database's clock: money for the past buys nothing."""
    return instant is not None and bool(instant <= booking["server_time"])


def _known_payments(booking: Record) -> list[str]:
    return [(booking.get("payment") or {}).get("payment_id"), *booking.get("returned", [])]


def _is_what_we_asked(booking: Record, session: PaymentSession) -> bool:
    total = booking["quote"]["total"]
    return (session.amount, session.currency) == (total["amount"], total["currency"])


def _reclaim_or_refund(booking: Record, session: PaymentSession, commit: Commit) -> Settled | None:
    try:
        return commit(lambda s: _reclaim(s, booking, session), Settled.RECLAIMED)
    except inventory.Taken:
        return commit(lambda s: _refund(s, booking, session, "lost_to_another"), Settled.REFUNDED)


def _commit(booking: Record, beside: Beside | None, work: Work, outcome: Settled) -> Settled | None:
    """Run `work` in a transaction; what must not happen before the commit happens after it."""
    try:
        after = mongo.transaction(work if beside is None else lambda session: _both(session, beside, work, outcome))
    except mongo.AlreadyWritten:
        return None
    if after is None:
        return None
    log.info("payment of booking %s settled: %s", booking["_id"], outcome)
    cache.purge([transitions.availability_changed(booking)])
    outbox.wake()
    return outcome


def _both(session: Any, beside: Beside, work: Work, outcome: Settled) -> Record:
    beside(session, outcome)
    after = work(session)
    if after is None:
        raise mongo.AlreadyWritten("the booking has moved on; what was written beside must not stay")
    return after


def _confirm(session: Any, booking: Record, paid: PaymentSession) -> Record | None:
    after = transitions.advance(session, booking["_id"], Trigger.PAID, actor=ACTOR, also_set=_paid_fields(paid))
    if after is None:
        return None
    if not inventory.confirm(session, transitions.model_of(after), transitions.demands_of(after), after["_id"]):
        raise BrokenInvariant(f"Booking {after['_id']} was pending without its claim.")
    _record(session, booking, paid, PaymentOutcome.KEPT)
    notices.confirmed(session, after)
    return after


def _reclaim(session: Any, booking: Record, paid: PaymentSession) -> Record | None:
    """Claim again for good; `Taken` undoes the transaction and the money goes back instead."""
    _refuse_second(session, booking)
    wanted, model = transitions.demands_of(booking), transitions.model_of(booking)
    stamp = inventory.claim(session, model, wanted, booking["_id"], None, make_room=transitions.make_room)
    for other in stamp.displaced:
        transitions.lapse(session, other, actor="system:claim")
    after = transitions.advance(session, booking["_id"], Trigger.RECLAIMED, actor=ACTOR, also_set=_paid_fields(paid))
    if after is None:
        raise mongo.AlreadyWritten("the booking is no longer expired; its claim must not stay")
    _record(session, booking, paid, PaymentOutcome.KEPT)
    notices.confirmed(session, after)
    return after


def _refuse_second(session: Any, booking: Record) -> None:
    """One per client: `Taken` when the client has booked the same anew, while the money was on its way."""
    other = bookings.active_with(session, booking["sole_key"]) if booking.get("sole_key") else None
    if other is None:
        return
    if not other["is_overdue"]:
        raise inventory.Taken(transitions.demands_of(booking)[0])
    transitions.end_overdue(session, other["_id"], actor="system:claim")


def _paid_fields(paid: PaymentSession) -> Record:
    return {"payment": _payment(paid), "payment_status": PaymentStatus.PAID.value}


def _record(session: Any, booking: Record, paid: PaymentSession, outcome: PaymentOutcome) -> None:
    """Enter the payment in the ledger, with whose money it is by the frozen quote.

    `booking` is the look that the settlement began with, and its time, the database's, the one of the payment.
    """
    row = {
        "_id": paid.payment_id,
        "booking_id": booking["_id"],
        "listing_id": booking["listing_id"],
        "owner_id": booking["owner_id"],
        "kind": booking["kind"],
        "session_id": paid.id,
        "amount": paid.amount,
        "currency": paid.currency,
        **split.divided(paid.amount, split.of_quote(booking["quote"])).as_fields(),
        "received_at": booking["server_time"],
        "outcome": outcome.value,
    }
    payments.insert(session, row)


def _payment(paid: PaymentSession) -> Record:
    return {
        "payment_id": paid.payment_id,
        "session_id": paid.id,
        "amount": paid.amount,
        "currency": paid.currency,
    }


def _refund(session: Any, booking: Record, paid: PaymentSession, reason: str) -> Record | None:
    """Money that buys nothing goes back in full, once per payment."""
    returned = booking.get("returned")
    changes: Record = {"returned": [*(returned or []), paid.payment_id]}
    if not booking.get("payment"):
        refund = {"refund": {"amount": paid.amount}, "payment_status": PaymentStatus.REFUND_PENDING.value}
        changes |= {"payment": _payment(paid), **refund}
    unchanged = {"version": booking["version"], "returned": returned}
    after = bookings.amend(session, booking["_id"], unchanged, changes)
    if after is not None:
        _record(session, booking, paid, PaymentOutcome.RETURNED)
        at = booking["server_time"]
        refunds.ask(session, after, _payment(paid), paid.amount, reason=reason, actor=ACTOR, at=at)
        notices.returned(session, after, str(paid.payment_id), refund=paid.amount)
    return after


def lapse(booking: Record, *, actor: str, only_if: Record | None = None) -> bool:
    """End an overdue hold and give its claim back, in one commit; False when it was not overdue or no hold."""

    def work(session: Any) -> Record | None:
        after = transitions.lapse(session, booking["_id"], actor=actor, only_if=only_if)
        if after is not None:
            transitions.release(session, after)
        return after

    after = mongo.transaction(work)
    if after is None:
        return False
    cache.purge([transitions.availability_changed(after)])
    outbox.wake()
    return True
