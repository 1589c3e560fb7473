"""What Stripe has becomes what we have written down: payments, refunds, disputes, in any order, as often as one likes.

Webhooks and the reconciliation both end here. Nothing is taken from an event but which payment it is about; Stripe is
asked what is true now. So the outcome follows from Stripe's truth alone, whatever got lost, came twice or overtook
something else. A payment is settled before what was given back of it, however late we learn of both.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from drivesphere.domain.booking import PaymentStatus, Status
from drivesphere.domain.clock import minute
from drivesphere.domain.errors import Unavailable
from drivesphere.domain.mismatch import MismatchKind
from drivesphere.domain.money import Money
from drivesphere.domain.payment import DASHBOARD, Charge, Dispute, PaymentSession, Refund, RefundState, SessionState
from drivesphere.domain.split import Split
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.models import booking as bookings
from drivesphere.models import payment as payments
from drivesphere.models import refund as ledger
from drivesphere.services import mismatches, presenting, refunds, settlement

Record = dict[str, Any]


class Outcome(StrEnum):
    """What came of looking at something; the words of `settlement.Settled` stand beside these."""

    REFUND_WRITTEN_DOWN = "refund_written_down"
    PAGE_CLOSED = "page_closed"
    LISTED = "listed"
    NOTHING = "nothing_to_do"


def payment(payment_id: str) -> str:
    """Bring everything about one payment in line; the most that came of it, in one word."""
    row, found = _in_ledger(payment_id), stripe_checkout.charge_of(payment_id)
    came = _known(found) if found else _lacking(payment_id, row)
    return next((word for word in came if word != Outcome.NOTHING), Outcome.NOTHING.value)


def _known(found: Charge) -> list[str]:
    """What came of each thing that Stripe has of a payment, and of the refunds of it that it has not."""
    disputes = stripe_checkout.disputes_of(found.payment_id)
    left = 0 if any(each.is_lost for each in disputes) else found.left
    came = [charge(found)]
    came += [refund(made) for made in stripe_checkout.refunds_of(found.payment_id)]
    came += [dispute(each) for each in disputes]
    is_contested = not all(each.is_over for each in disputes)
    return came + [_waiting(row, left, is_contested) for row in _refunds_of(found.payment_id)]


def _lacking(payment_id: str, row: Record | None) -> list[str]:
    """What came of a payment that Stripe does not have; of such a one nothing can go back."""
    came = [unknown(row)] if row else []
    return came + [_waiting(each, left=0, is_contested=False) for each in _refunds_of(payment_id)]


def _in_ledger(payment_id: str) -> Record | None:
    with mongo.deadline():
        return payments.find(payment_id)


def _refunds_of(payment_id: str) -> list[Record]:
    with mongo.deadline():
        return ledger.of_payment(None, payment_id)


# ------------------------------------------------------------------------------------------------ payments


def session(found: PaymentSession) -> str:
    """Settle a checkout that was paid; close the page of one whose booking waits for no payment any more."""
    if found.state is SessionState.OPEN:
        found = stripe_checkout.close_session(found.id)
    if found.is_paid:
        return _settle(found)
    return Outcome.PAGE_CLOSED.value


def charge(found: Charge, paid: PaymentSession | None = None) -> str:
    """Settle what nobody has told us of, and compare what is settled. `paid` is its checkout, where that is at hand."""
    row = _in_ledger(found.payment_id)
    if row is not None:
        return _compared(found, row)
    paid = paid or stripe_checkout.session_of(found.payment_id)
    outcome = _settle(paid) if paid else Outcome.NOTHING.value
    return outcome if _in_ledger(found.payment_id) else _without_booking(found)


def _settle(paid: PaymentSession) -> str:
    """Settle it; money for a booking that is not here is listed by whoever looks next."""
    try:
        return settlement.settle(paid).value
    except Unavailable as error:
        if error.code != "unknown_booking":
            raise
        return Outcome.NOTHING.value


def _compared(found: Charge, row: Record) -> str:
    mismatches.judge(False, MismatchKind.PAYMENT_WITHOUT_BOOKING, found.payment_id)
    mismatches.judge(False, MismatchKind.PAYMENT_UNKNOWN, found.payment_id)
    taken, known = Money(found.amount, found.currency), Money(row["amount"], row["currency"])
    shares = Money(Split.stored(row).total, row["currency"])
    is_new = mismatches.judge(
        taken != known,
        MismatchKind.AMOUNT_DIFFERS,
        found.payment_id,
        f"Stripe took {taken} on {_moment(found.created)}; the booking was settled with {known}.",
        f"The shares of owner, fee and tax that are written down sum to {shares}.",
        details={"taken": taken.as_dict(), "written": known.as_dict(), "shares": shares.amount},
        **_facts(row, found.left, found.currency),
    )
    return _listed(is_new)


def _without_booking(found: Charge) -> str:
    """Money for a booking that we do not have; once all of it has gone back nothing is wrong."""
    taken, back = Money(found.amount, found.currency), Money(found.refunded, found.currency)
    is_new = mismatches.judge(
        found.left > 0,
        MismatchKind.PAYMENT_WITHOUT_BOOKING,
        found.payment_id,
        f"Stripe took {taken} on {_moment(found.created)} for booking {found.booking_id}, which is not here.",
        f"{back} of it has gone back.",
        payment_id=found.payment_id,
        booking_id=None,
        amount=found.left,
        currency=found.currency,
    )
    return _listed(is_new)


def unknown(row: Record) -> str:
    """A payment that is written down, and that Stripe says it never took."""
    booking = _booking_of(row)
    is_owned = booking is not None and booking["status"] in (Status.CONFIRMED, Status.COMPLETED)
    is_new = mismatches.judge(
        is_owned,
        MismatchKind.PAYMENT_UNKNOWN,
        row["_id"],
        f"The booking was confirmed by a payment of {Money(row['amount'], row['currency'])}, received on"
        f" {minute(row['received_at'])}. Stripe has no such payment, or it failed.",
        **_facts(row, row["amount"], row["currency"]),
    )
    return _listed(is_new)


# ------------------------------------------------------------------------------------------------- refunds


def refund(made: Refund) -> str:
    """Write a refund down, whoever asked for it."""
    row = _settled(made.payment_id)
    if row is None:
        return _listed(_judge_returned(made))
    is_news = refunds.follow(row, made)
    is_new = [_judge_failed(row, made), _judge_booking(row)]
    return Outcome.REFUND_WRITTEN_DOWN.value if is_news else _listed(any(is_new))


def _settled(payment_id: str) -> Record | None:
    """The ledger's row of a payment, which is settled now if it was not; None for one of no booking of ours."""
    row = _in_ledger(payment_id)
    found = stripe_checkout.charge_of(payment_id) if row is None else None
    if found is not None:
        charge(found)
        row = _in_ledger(payment_id)
    return row


def _judge_failed(row: Record, made: Refund) -> bool:
    """Whether it is new that a refund did not arrive: the client is owed it still."""
    with mongo.deadline():
        known = ledger.among([made.id]).get(made.id)
    return mismatches.judge(
        known is not None and known["state"] == RefundState.FAILED,
        MismatchKind.REFUND_FAILED,
        made.id,
        _not_arrived(made),
        details={"key": known["_id"] if known else None},
        **_facts(row, made.amount, made.currency),
    )


def _judge_returned(made: Refund) -> bool:
    """Whether it is new that money without a booking did not go back, as somebody had decided it shall.

    It stands in no ledger. Only a refund with a key is ours: other shops may share the account.
    """
    return mismatches.judge(
        made.key is not None and made.state is RefundState.FAILED,
        MismatchKind.REFUND_FAILED,
        made.id,
        _not_arrived(made),
        details={"key": None},
        payment_id=made.payment_id,
        booking_id=None,
        amount=made.amount,
        currency=made.currency,
    )


def _not_arrived(made: Refund) -> str:
    return (
        f"The refund of {Money(made.amount, made.currency)} from {_moment(made.created)} did not arrive: Stripe says"
        f" {made.status}. The client is owed it still."
    )


def _judge_booking(row: Record) -> bool:
    """Whether it is new that a booking stands whose money somebody has given back in the dashboard."""
    booking = _booking_of(row)
    reasons = {each["reason"] for each in _refunds_of(row["_id"])}
    is_booked = booking is not None and presenting.shown_status(booking) == Status.CONFIRMED
    is_refunded = booking is not None and booking["payment_status"] == PaymentStatus.REFUNDED
    is_paid_by_it = booking is not None and (booking.get("payment") or {}).get("payment_id") == row["_id"]
    return mismatches.judge(
        is_booked and is_refunded and is_paid_by_it and DASHBOARD in reasons,
        MismatchKind.REFUNDED_BUT_BOOKED,
        row["_id"],
        f"All of {Money(row['amount'], row['currency'])} was given back in Stripe's dashboard; the booking stands.",
        **_facts(row, row["amount"], row["currency"]),
    )


def _waiting(row: Record, left: int, is_contested: bool) -> str:
    """A refund of ours that Stripe does not make: too little of the payment is left, or it refuses for a reason of its
    own. One that waits for the end of a dispute is not stuck, and the dispute itself is listed.
    """
    asked_in_vain = row["state"] == RefundState.PENDING and not row["refund_id"]
    lacks, refused = row["amount"] > left, row.get("refused")
    is_new = mismatches.judge(
        asked_in_vain and (lacks or (refused is not None and not is_contested)),
        MismatchKind.REFUND_STUCK,
        row["_id"],
        f"We owe a refund of {Money(row['amount'], row['currency'])} ({row['reason']}), and of the payment"
        f" {Money(left, row['currency'])} is left.",
        *(["The rest went back by other hands, or the bank has taken it."] if lacks else []),
        *([refused] if refused else []),
        details={"key": row["_id"]},
        payment_id=row["payment_id"],
        booking_id=row["booking_id"],
        amount=row["amount"],
        currency=row["currency"],
    )
    return _listed(is_new)


# ------------------------------------------------------------------------------------------------ disputes


def dispute(opened: Dispute) -> str:
    """Keep a dispute in the inbox until it has ended well or a person has decided what to do."""
    row = _settled(opened.payment_id) or _of_no_booking(opened.payment_id)
    if row is None:
        return Outcome.NOTHING.value
    amount = Money(opened.amount, opened.currency)
    until = f" Evidence is taken until {_moment(opened.due_by)}." if opened.due_by and not opened.is_lost else ""
    is_news = row["booking_id"] is not None and refunds.follow_dispute(row, opened)
    gone = [f"{amount} is gone for good, and written down with the refunds."] if row["booking_id"] else []
    is_new = mismatches.judge(
        not opened.is_over,
        MismatchKind.DISPUTED,
        opened.id,
        f"The client's bank wants {amount} back, because: {opened.reason}.",
        f"Stripe says: {opened.status}.{until}",
        *(gone if opened.is_lost else []),
        **_facts(row, opened.amount, opened.currency),
    )
    is_owed = opened.is_over and row["booking_id"] is not None and _judge_won(row, opened)
    return Outcome.REFUND_WRITTEN_DOWN.value if is_news else _listed(is_new or is_owed)


def _judge_won(row: Record, won: Dispute) -> bool:
    """Whether it is new that a refund that a lost dispute had fulfilled is owed again, the dispute being won."""
    with mongo.deadline():
        known = ledger.among([won.id]).get(won.id)
    amount = Money(won.amount, won.currency)
    return mismatches.judge(
        known is not None and known["state"] == RefundState.FAILED,
        MismatchKind.REFUND_FAILED,
        won.id,
        f"The client had {amount} by a dispute that was lost and is {won.status} now. The refund is owed still.",
        details={"key": known["_id"] if known else None},
        **_facts(row, won.amount, won.currency),
    )


def _of_no_booking(payment_id: str) -> Record | None:
    """What the inbox needs of a payment of ours that is in no ledger; None for one of another shop."""
    return {"_id": payment_id, "booking_id": None} if stripe_checkout.charge_of(payment_id) else None


# ---------------------------------------------------------------------------------------------------- words


def _facts(row: Record, amount: int, currency: str) -> Record:
    """What the inbox shows of a payment that is in the ledger."""
    return {"payment_id": row["_id"], "booking_id": row["booking_id"], "amount": amount, "currency": currency}


def _booking_of(row: Record) -> Record | None:
    with mongo.deadline():
        return bookings.find(row["booking_id"])


def _listed(is_new: bool) -> str:
    return (Outcome.LISTED if is_new else Outcome.NOTHING).value


def _moment(stamp: int) -> str:
    return minute(datetime.fromtimestamp(stamp, UTC))
