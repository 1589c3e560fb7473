"""The ledgers of payments and refunds, filled from what bookings and the outbox know of the money until now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.database import Database

from drivesphere.domain import split
from drivesphere.models import payment, refund
from drivesphere.models.outbox import LEASE

Record = dict[str, Any]
BATCH = 1_000  # rows in one write
PAYS = ("paid", "reclaimed")
HAS_MONEY = {"$or": [{"payment": {"$exists": True}}, {"returned": {"$exists": True}}]}


def upgrade(db: Database[Record]) -> None:
    payment.PaymentRow.ensure_indexes()
    refund.RefundRow.ensure_indexes()
    for bookings in _in_batches(db.bookings.find(HAS_MONEY)):
        asked = _refunds_of(db, [booking["_id"] for booking in bookings])
        _keep(db.payments, (row for b in bookings for row in _payments(b, asked.get(b["_id"], []))))
        _keep(db.refunds, (row for b in bookings for row in _refunds(b, asked.get(b["_id"], []))))


def _in_batches(rows: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _keep(ledger: Collection[Record], rows: Iterable[Record]) -> None:
    """Enter what is not there yet; what the new release has written meanwhile stays as it is."""
    writes = [UpdateOne({"_id": row["_id"]}, {"$setOnInsert": row}, upsert=True) for row in rows]
    if writes:
        ledger.bulk_write(writes, ordered=False)


def _refunds_of(db: Database[Record], ids: list[Any]) -> dict[Any, list[Record]]:
    """What the outbox was asked to give back, by booking."""
    found: dict[Any, list[Record]] = {}
    for row in db.outbox.find({"booking_id": {"$in": ids}, "effect": "refund"}):
        found.setdefault(row["booking_id"], []).append(row)
    return found


def _payments(booking: Record, asked: list[Record]) -> Iterator[Record]:
    """The payment that counts, and those that bought nothing: of these the outbox knows the amount."""
    returned, main = booking.get("returned") or [], booking.get("payment") or {}
    if main:
        outcome = "returned" if main["payment_id"] in returned else "kept"
        at = _asked_at(asked, main["payment_id"]) if outcome == "returned" else _step(booking, *PAYS)["at"]
        yield _payment(booking, main, outcome, at)
    for row in asked:
        order = row["payload"]
        if order["payment_id"] in returned and order["payment_id"] != main.get("payment_id"):
            yield _payment(booking, order, "returned", _made_at(row))


def _payment(booking: Record, paid: Record, outcome: str, at: datetime) -> Record:
    by = split.of_quote(booking["quote"])
    return _entry(booking, paid["amount"], split.divided(paid["amount"], by)) | {
        "_id": paid["payment_id"],
        "session_id": paid.get("session_id") or (booking.get("checkout") or {}).get("session_id"),
        "received_at": at,
        "outcome": outcome,
    }


def _refunds(booking: Record, asked: list[Record]) -> Iterator[Record]:
    """One for each that was asked for. The release before this one asked for one of each payment, and for all of it."""
    by, refunded = split.of_quote(booking["quote"]), booking.get("refund") or {}
    for row in asked:
        order, is_done = row["payload"], row["state"] == "done"
        is_main = order["payment_id"] == (booking.get("payment") or {}).get("payment_id")
        cancelled = _step(booking, "cancelled") if order["reason"] == "cancelled" else {}
        yield _entry(booking, order["amount"], split.divided(order["amount"], by)) | {
            "_id": f"refund:{booking['_id']}:{order['payment_id']}",
            "payment_id": order["payment_id"],
            "reason": order["reason"],
            "actor": cancelled.get("actor", "stripe"),
            "requested_at": cancelled.get("at", _made_at(row)),
            "state": "succeeded" if is_done else "pending",
            "refund_id": refunded.get("id") if is_main else None,
            # A worker that takes a row moves it ahead by its lease, so this is when the try began that worked.
            "settled_at": row["due_at"] - LEASE if is_done else None,
        }


def _entry(booking: Record, amount: int, parts: split.Split) -> Record:
    belongs = {name: booking[name] for name in ("listing_id", "owner_id", "kind")}
    currency = booking["quote"]["total"]["currency"]
    return belongs | {"booking_id": booking["_id"], "amount": amount, "currency": currency, **parts.as_fields()}


def _step(booking: Record, *triggers: str) -> Record:
    """The latest step of the booking by one of `triggers`; its latest one where there is none."""
    steps = [step for step in booking["history"] if step["trigger"] in triggers]
    return (steps or booking["history"])[-1]


def _asked_at(asked: list[Record], payment_id: str) -> datetime:
    return min(_made_at(row) for row in asked if row["payload"]["payment_id"] == payment_id)


def _made_at(row: Record) -> datetime:
    """When the row was written, to the second, by its id."""
    return row["_id"].generation_time  # type: ignore[no-any-return]
