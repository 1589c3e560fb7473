"""Everything that ever happened to a booking, from six collections, in one order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from drivesphere.domain.money import Money
from drivesphere.models import audit_entry, outbox, payment, payment_event, refund
from drivesphere.services import acting

Record = dict[str, Any]
SOURCES = ("history", "audit", "payment_event", "payment", "refund", "outbox")
"""Of what happened at the same instant, the change itself comes first, and last what it leads to."""


def of(booking: Record) -> list[Record]:
    """What happened to `booking`, oldest first: {at, source, what, outcome, actor, actor_name, details}."""
    booking_id, currency = booking["_id"], booking["quote"]["total"]["currency"]
    found = chain(
        map(_step, booking["history"]),
        (_attempt(entry, currency) for entry in audit_entry.of_booking(booking_id)),
        map(_event, payment_event.of_booking(str(booking_id))),
        map(_payment, payment.of_booking(booking_id)),
        chain.from_iterable(map(_refund, refund.of_booking(booking_id))),
        map(_effect, outbox.of_booking(booking_id)),
    )
    happened = sorted(found, key=lambda item: (item["at"], SOURCES.index(item["source"])))
    names = acting.names(item["actor"] for item in happened)
    return [item | {"actor_name": names.get(item["actor"])} for item in happened]


def _item(at: datetime, source: str, what: str, outcome: str | None, actor: str | None, /, **details: Any) -> Record:
    told = {name: value for name, value in details.items() if value not in (None, {}, "")}
    return {"at": at, "source": source, "what": what, "outcome": outcome, "actor": actor, "details": told}


def _step(step: Record) -> Record:
    details = step.get("details") or {}
    return _item(step["at"], "history", step["trigger"], step["status"], step["actor"], **details)


def _attempt(entry: Record, currency: str) -> Record:
    """With what the trail says beside the change: why, and what goes back."""
    beside = entry.get("details") or {}
    if "refund" in beside:
        beside = beside | {"refund": Money(beside["refund"], currency).as_dict()}
    told = beside | {name: entry.get(name) for name in ("code", "request_id", "before", "after", "position")}
    return _item(entry["at"], "audit", entry["action"], entry["outcome"], entry.get("actor"), **told)


def _event(row: Record) -> Record:
    told = {"event_id": row["_id"], "session_id": row.get("session_id"), "handled_at": row["handled_at"]}
    return _item(row["received_at"], "payment_event", row["type"], row["outcome"], "stripe", **told, tries=row["tries"])


def _payment(row: Record) -> Record:
    told = {"payment_id": row["_id"], "session_id": row.get("session_id"), **_amounts(row)}
    return _item(row["received_at"], "payment", "received", row["outcome"], "stripe", **told)


def _refund(row: Record) -> Iterator[Record]:
    """Asked for, and, once it is known, how it ended."""
    told = {"key": row["_id"], "payment_id": row["payment_id"], "reason": row["reason"], **_amounts(row)}
    yield _item(row["requested_at"], "refund", "requested", None, row["actor"], **told)
    if row.get("settled_at"):
        yield _item(row["settled_at"], "refund", "settled", row["state"], "stripe", refund_id=row["refund_id"], **told)


def _effect(row: Record) -> Record:
    told = {name: row.get(name) for name in ("attempt", "tries", "due_at", "last_error")}
    # Rows of earlier releases say only to the second when they were written.
    at = row.get("created_at") or row["_id"].generation_time
    return _item(at, "outbox", row["effect"], row["state"], None, **told)


def _amounts(row: Record) -> Record:
    parts = {"amount": "amount", "owner": "owner_amount", "fee": "fee_amount", "tax": "tax_amount"}
    return {name: Money(row[field], row["currency"]).as_dict() for name, field in parts.items()}
