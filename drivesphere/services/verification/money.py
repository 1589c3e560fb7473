"""Whose money it is: paid for what is owned, given back for what is not, once, and somebody sees to it."""

from __future__ import annotations

from typing import Any

from drivesphere.domain.booking import Status
from drivesphere.domain.grain import Grain
from drivesphere.domain.payment import BY_OTHERS, PaymentOutcome, RefundState
from drivesphere.domain.split import Split
from drivesphere.services.outbox import Effect
from drivesphere.services.verification.books import Books, Case, Record
from drivesphere.services.verification.rule import Acceptance, Finding, Judged, Rule, judged

OWNED = (Status.CONFIRMED, Status.COMPLETED)
ENDED = (Status.EXPIRED, Status.CANCELLED)


def owned_is_paid(books: Books, case: Case) -> Judged:
    """I6: what a partner books is paid to the partner, and what costs nothing is owed by nobody."""
    booking, total = case.booking, case.booking["quote"]["total"]
    if booking["status"] in OWNED and total["amount"] > 0 and not booking.get("partner"):
        kept = [row for row in case.payments if row["outcome"] == PaymentOutcome.KEPT]
        paid = [(row["_id"], row["amount"], row["currency"]) for row in kept]
        known = (booking.get("payment") or {}).get("payment_id")
        is_right = paid == [(known, total["amount"], total["currency"])]
        accepted = _accepted(books, kept[0]) if [row["_id"] for row in kept] == [known] else None
        yield judged(is_right, booking, f"is {booking['status']} and has paid {paid} of {total['amount']}", accepted)


def _accepted(books: Books, row: Record) -> Acceptance | None:
    """That somebody has decided about this payment, of which Stripe took another amount, if it is as it was then."""
    found = books.differences.get(row["_id"])
    written = {"amount": row["amount"], "currency": row["currency"]}
    seen = (found.get("details") or {}) if found else {}
    if found is None or (seen.get("written"), seen.get("shares")) != (written, Split.stored(row).total):
        return None
    return Acceptance(found["decision"], found["decided_by"], found["closed_at"], found["note"])


def paid_is_owned_or_goes_back(books: Books, case: Case) -> Judged:
    """I7: kept money has bought something, money that bought nothing goes back whole, what is promised is asked for."""
    booking = case.booking
    back = books.promised[(booking.get("payment") or {}).get("payment_id", "")]
    promised = (booking.get("refund") or {}).get("amount", 0)
    yield judged(promised == back, booking, f"promises a refund of {promised}, and {back} goes back")
    for row in case.payments:
        yield judged(*_fate(row, booking["status"], books.asked[row["_id"]]), _accepted(books, row))


def lost_goes_back(books: Books) -> Judged:
    """I7: what was paid for a booking that does not exist has bought nothing."""
    for row in books.lost_payments:
        yield judged(*_fate(row, None, books.asked[row["_id"]]))


def _fate(row: Record, status: str | None, back: int) -> tuple[bool, Record, str]:
    """Whether a payment has bought something or goes back."""
    if row["outcome"] == PaymentOutcome.RETURNED:
        return back >= row["amount"], row, f"bought nothing, and {back} of {row['amount']} goes back"
    return status in (*OWNED, Status.CANCELLED), row, f"was kept for a booking that is {status}"


def refunds_fit(books: Books) -> Judged:
    """I8: no more goes back than came in, under a key of its own payment, and every row is divided to the cent.

    Nor is any cent lost or found where payments are added up for good.
    """
    refunded = {}
    for row in books.payments():
        accepted = _accepted(books, row)
        yield _adds_up(row, accepted)
        back = books.going_back[row["_id"]]
        yield judged(back <= row["amount"], row, f"{back} goes back of {row['amount']}", accepted)
        if row["_id"] in books.asked:
            refunded[row["_id"]] = (row["booking_id"], row["currency"])
    for row in books.refunds.values():
        yield _adds_up(row)
        is_of_it = refunded.get(row["payment_id"]) == (row["booking_id"], row["currency"])
        has_key = row["_id"].startswith(f"refund:{row['booking_id']}:{row['payment_id']}")
        yield judged(is_of_it and has_key, row, f"is no refund of {row['payment_id']}")
    for grain in Grain:
        yield from (_is_nought(row) for row in books.kept_sums(grain))


def _adds_up(row: Record, accepted: Acceptance | None = None) -> Finding | None:
    parts = Split.stored(row).total
    return judged(parts == row["amount"], row, f"its parts are {parts} of {row['amount']}", accepted)


def _is_nought(row: Record) -> Finding | None:
    of = row.pop("_id")
    is_right = not any(row.values())
    return judged(is_right, {"_id": " ".join(map(str, of.values()))}, f"is kept as a sum that is wrong by {row}")


def pages_are_closed(_: Books, case: Case) -> Judged:
    """I12: rows of the outbox are written with the change that needs them, so each change has its own."""
    booking = case.booking
    may_be_open = booking["status"] in ENDED and booking.get("checkout") and not booking.get("payment")
    is_right = not may_be_open or case.is_closed
    yield judged(is_right, booking, "has ended, and nobody closes its payment page")


def refunds_are_ordered(books: Books) -> Judged:
    """I12: as `pages_are_closed`."""
    orders = {_key(row): row for row in books.orders(Effect.REFUND)}
    for key, row in books.refunds.items():
        is_right = row["reason"] in BY_OTHERS or _is_carried_out(row, orders.get(key))
        yield judged(is_right, row, "is open, and nobody carries it out")


def _key(order: Record) -> Any:
    """Under which key an order is carried out; one from before there was a ledger names only the payment."""
    payload = order["payload"]
    return payload.get("key") or f"refund:{order['booking_id']}:{payload['payment_id']}"


def _is_carried_out(row: Record, order: Record | None) -> bool:
    """Whether a refund has its order, which is done only when the refund is."""
    if order is None or order["payload"]["amount"] != row["amount"]:
        return False
    return bool(row["state"] != RefundState.PENDING or order["state"] == "pending")


RULES = (
    Rule(name="I6", sentence="Whoever has what has a price has paid that price, once.", judge_case=owned_is_paid),
    Rule(
        name="I7",
        sentence="Money that was paid has bought a booking, or goes back.",
        judge_case=paid_is_owned_or_goes_back,
        judge=lost_goes_back,
    ),
    Rule(
        name="I8",
        sentence="No more of a payment goes back than came in; owner, fee and tax sum to it, and all to the sums kept.",
        judge=refunds_fit,
    ),
    Rule(
        name="I12",
        sentence="What must follow a change stands in the outbox: closing a page, giving money back.",
        judge_case=pages_are_closed,
        judge=refunds_are_ordered,
    ),
)
