"""What people decide about mismatches. A decision is one commit: the mismatch is closed with what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from bson import ObjectId

from drivesphere.domain.booking import Status, Trigger
from drivesphere.domain.errors import Conflict, Rejected
from drivesphere.domain.mismatch import Decision, MismatchKind
from drivesphere.domain.money import Money
from drivesphere.domain.payment import PaymentSession
from drivesphere.infra import cache, mongo
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.models import booking as bookings
from drivesphere.models import mismatch as inbox
from drivesphere.models import outbox as effects
from drivesphere.models import payment as payments
from drivesphere.models import refund as ledger
from drivesphere.services import audit, mismatches, notices, outbox, privileges, refunds, settlement, transitions
from drivesphere.services.outbox import Effect
from drivesphere.services.settlement import Settled

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, by whom and why; `booking_id` is for which booking a payment was meant."""

    decision: Decision
    by: str
    note: str | None = None
    booking_id: ObjectId | None = None


def resolve(mismatch_id: ObjectId, verdict: Verdict) -> Record:
    """Carry a decision out and close the mismatch with it; repeating the same decision answers the same.

    Raises `NotFound`, `Rejected` (it does not fit this mismatch), `Conflict` (it was decided otherwise, or is gone).
    """
    found = mismatches.find(mismatch_id)
    _refuse_unfit(found, verdict)
    if found["state"] == inbox.OPEN:
        carry_out = _attach if verdict.decision is Decision.ATTACH else _commit
        carry_out(found, verdict)
        found = mismatches.find(mismatch_id)
    is_same = verdict.booking_id in (None, found["booking_id"])
    if found.get("decision") != verdict.decision or not is_same:
        raise Conflict(f"The mismatch is {found['state']} already. Look at it again.")
    return found


def _refuse_unfit(found: Record, verdict: Verdict) -> None:
    fitting = mismatches.fitting(found)
    if verdict.decision not in fitting:
        _reject("decision", f"Does not fit {found['kind']}; choose one of {', '.join(fitting)}.")
    if (verdict.decision is Decision.ATTACH) != (verdict.booking_id is not None):
        _reject("booking_id", "Belongs to the decision to attach a payment, and to no other.")
    is_kept = (found["kind"], verdict.decision) == (MismatchKind.AMOUNT_DIFFERS, Decision.ACCEPT)
    if is_kept and not verdict.note:
        _reject("note", "Say why: the auditor shows it for as long as the amounts differ.")


def _reject(field: str, message: str) -> NoReturn:
    raise Rejected(message, errors={field: [message]})


def _commit(found: Record, verdict: Verdict) -> None:
    """Close the mismatch together with what follows; whoever comes second changes nothing."""
    follows = _CONSEQUENCES.get((MismatchKind(found["kind"]), verdict.decision))

    def work(session: Any) -> Record | None:
        closed = _close(session, found, verdict)
        return follows(session, closed) if follows and closed else None

    changed = mongo.transaction(work)
    if changed is not None:
        cache.purge([transitions.availability_changed(changed)])
    outbox.wake()


def _close(session: Any, found: Record, verdict: Verdict) -> Record | None:
    """The mismatch, closed and written down; None when somebody has decided before."""
    privileges.recheck(session, verdict.by)
    said: Record = {"by": verdict.by, "note": verdict.note, "booking_id": verdict.booking_id}
    closed = inbox.resolve(session, found["_id"], verdict.decision, **said)
    if closed is not None:
        _write_down(session, closed)
    return closed


def _write_down(session: Any, closed: Record) -> None:
    about = {name: closed[name] for name in ("kind", "payment_id", "decision", "note")}
    about |= {"booking": str(closed["booking_id"])} if closed["booking_id"] else {}
    audit.noted(session, "resolve_mismatch", actor=closed["decided_by"], mismatch=str(closed["_id"]), **about)


# ------------------------------------------------------------------------------------------------- attach


class _DecidedBefore(Exception):
    """Somebody else was first, and nothing of this decision may stay."""


def _attach(found: Record, verdict: Verdict) -> None:
    """Settle the payment as one for the named booking, in one commit with the mismatch: who gives it back is too late,
    or was first.
    """
    paid = stripe_checkout.session_of(found["payment_id"])
    if paid is None:
        _reject("decision", "The payment was made without a payment page of ours; it can only go back.")
    with mongo.deadline():
        booking = bookings.find(verdict.booking_id) if verdict.booking_id else None
        settled = payments.find(paid.payment_id) if paid.payment_id else None
    if settled and settled["booking_id"] != verdict.booking_id:
        raise Conflict(f"Booking {settled['booking_id']} was paid with this money by now.")
    problem = _why_not(booking, paid)
    if problem:
        _reject("booking_id", problem)

    def close(session: Any, outcome: Settled) -> None:
        if outcome is Settled.REFUNDED:
            raise Conflict(
                "Its time or its place has gone, and the money would buy nothing. Give it back, or name another."
            )
        if _close(session, found, verdict) is None:
            raise _DecidedBefore

    try:
        outcome = settlement.settle(replace(paid, booking_id=str(verdict.booking_id)), beside=close)
    except _DecidedBefore:
        return
    if outcome is Settled.NOTHING:  # it was settled as such before, and the mismatch has not gone yet
        _commit(found, verdict)


def _why_not(booking: Record | None, paid: PaymentSession) -> str | None:
    """Why a payment cannot be the one for `booking`: settling it would only send it back."""
    if booking is None:
        return "There is no such booking."
    known = booking.get("payment") or {}
    if known:
        return None if known["payment_id"] == paid.payment_id else "The booking was paid for already."
    if booking["status"] not in (Status.PENDING, Status.EXPIRED):
        return f"The booking is {booking['status']}; there is nothing to pay."
    total = Money(**booking["quote"]["total"])
    return None if total == Money(paid.amount, paid.currency) else f"The booking costs {total}, which was not paid."


# ------------------------------------------------------------------------------------------- consequences


def _return(session: Any, closed: Record) -> Record | None:
    """Give money back that belongs to no booking: its row in the outbox stands under the mismatch."""
    settled = payments.find(closed["payment_id"], session)
    if settled is not None:
        raise Conflict(f"Booking {settled['booking_id']} was paid with this money by now: give it back there.")
    key = f"refund:{closed['_id']}:{closed['payment_id']}"
    order = {"key": key, "payment_id": closed["payment_id"], "amount": closed["amount"], "reason": closed["kind"]}
    at = closed["closed_at"]
    effects.insert(session, booking_id=closed["_id"], effect=Effect.REFUND.value, attempt=key, payload=order, at=at)
    return None


def _refund_again(session: Any, closed: Record) -> Record | None:
    """Ask once more for a refund that did not arrive, under a key of its own."""
    if closed["details"]["key"] is None:
        return _return(session, closed)
    old = ledger.find(closed["details"]["key"])
    booking = refunds.drop(session, closed["details"]["key"])
    if booking is None or old is None:
        return None
    paid = payments.find(old["payment_id"]) or {}
    payment = {"payment_id": old["payment_id"], "amount": paid["amount"], "currency": paid["currency"]}
    at, actor = closed["closed_at"], closed["decided_by"]
    refunds.ask(session, booking, payment, old["amount"], reason=old["reason"], actor=actor, at=at)
    return refunds.show(session, booking["_id"], old["payment_id"])


def _drop(session: Any, closed: Record) -> Record | None:
    """Owe a refund no longer: the client has the money by another way."""
    return refunds.drop(session, closed["details"]["key"])


def _cancel(session: Any, closed: Record) -> Record | None:
    """End the booking and free its place. No refund: the money has gone, or was never there."""
    after = transitions.advance(
        session,
        closed["booking_id"],
        Trigger.CANCELLED,
        actor=closed["decided_by"],
        also_set={"cancel_reason": closed["note"] or closed["kind"]},
    )
    if after is None:
        return None  # it has ended by itself, which is as good
    transitions.release(session, after)
    transitions.close_page(session, after)
    notices.cancelled(session, after, "cancelled_by_admin", refund=_left_to_return(session, closed, after))
    return after


def _cancel_and_return(session: Any, closed: Record) -> Record | None:
    """End the booking; what Stripe really took of its price goes back."""
    after = _cancel(session, closed)
    if after is None:
        return None
    amount = _left_to_return(session, closed, after)
    if amount:
        refunds.ask(session, after, after["payment"], amount, reason=closed["kind"], actor=closed["decided_by"])
    return refunds.show(session, after["_id"], closed["payment_id"])


def _left_to_return(session: Any, closed: Record, booking: Record) -> int:
    """What goes back with a cancellation: nothing, unless Stripe has another amount than we thought."""
    if closed["kind"] != MismatchKind.AMOUNT_DIFFERS:
        return 0
    left = refunds.left_of(booking, booking["payment"], ledger.of_payment(session, closed["payment_id"]))
    return min(left.total, int(closed["amount"]))


_CONSEQUENCES: dict[tuple[MismatchKind, Decision], Callable[[Any, Record], Record | None]] = {
    (MismatchKind.PAYMENT_WITHOUT_BOOKING, Decision.REFUND): _return,
    (MismatchKind.REFUND_FAILED, Decision.REFUND): _refund_again,
    (MismatchKind.REFUND_FAILED, Decision.ACCEPT): _drop,
    (MismatchKind.REFUND_STUCK, Decision.ACCEPT): _drop,
    (MismatchKind.AMOUNT_DIFFERS, Decision.CANCEL_BOOKING): _cancel_and_return,
    (MismatchKind.PAYMENT_UNKNOWN, Decision.CANCEL_BOOKING): _cancel,
    (MismatchKind.REFUNDED_BUT_BOOKED, Decision.CANCEL_BOOKING): _cancel,
    (MismatchKind.DISPUTED, Decision.CANCEL_BOOKING): _cancel,
}
"""What follows from a decision beside the closed mismatch; to accept usually means that nothing does."""
