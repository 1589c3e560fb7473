"""The invariants of guarantees.md, read from the database alone after every race."""

from __future__ import annotations

from typing import Any

from bson import ObjectId

from drivesphere.domain.booking import ACTIVE, TRANSITIONS
from drivesphere.models import audit_entry, booking, idempotency_row, inventory, outbox

Record = dict[str, Any]


def broken_invariants() -> list[str]:
    """Every broken invariant as a line; an empty list is the only good answer."""
    bookings = list(booking.collection().find({}))
    stock = {row["_id"]: row for row in inventory.collection().find({})}
    return [
        *_overlaps(bookings, stock),
        *_claims_that_differ(bookings, stock),
        *_places(bookings, stock),
        *_sole(bookings),
        *_guard_counts(bookings, stock),
        *_histories(bookings),
        *_hold_lengths(bookings),
        *_keys(bookings),
        *_money(bookings),
        *_open_pages(bookings),
        *_audit(bookings),
    ]


def _active(bookings: list[Record]) -> list[Record]:
    return [b for b in bookings if b["status"] in {status.value for status in ACTIVE}]


def _overlaps(bookings: list[Record], stock: dict[ObjectId, Record]) -> list[str]:
    """I1: at no instant are more active bookings on an interval inventory than it has capacity, lapsed or not."""
    spans: dict[ObjectId, list[tuple[int, int]]] = {}
    for found in _active(bookings):
        for claim in found["claims"]:
            if stock[claim["inventory_id"]]["model"] == "interval":
                spans.setdefault(claim["inventory_id"], []).append((claim["starts_us"], claim["ends_us"]))
    return [
        f"I1 {len(there)} bookings of {inventory_id} at one instant"
        for inventory_id, claims in spans.items()
        for start, _ in claims
        if len(there := [claim for claim in claims if claim[0] <= start < claim[1]])
        > (stock[inventory_id].get("capacity") or 1)
    ]


def _claims_that_differ(bookings: list[Record], stock: dict[ObjectId, Record]) -> list[str]:
    """I16: the ledger holds exactly the claims of the active bookings."""
    wanted = {
        (c["inventory_id"], b["_id"], c["starts_us"], c["ends_us"])
        for b in _active(bookings)
        for c in b["claims"]
        if stock[c["inventory_id"]]["model"] == "interval"
    }
    kept = {
        (i, c["booking_id"], c["starts_us"], c["ends_us"]) for i, row in stock.items() for c in row.get("claims", ())
    }
    return [f"I16 ledger and bookings differ: {entry}" for entry in wanted ^ kept]


def _places(bookings: list[Record], stock: dict[ObjectId, Record]) -> list[str]:
    """I3: of every counted inventory, what is left and what active bookings have are its capacity; never below zero."""
    had: dict[ObjectId, int] = {}
    for found in _active(bookings):
        for claim in found["claims"]:
            had[claim["inventory_id"]] = had.get(claim["inventory_id"], 0) + claim["quantity"]
    return [
        f"I3 {i}: {row['remaining']} left and {had.get(i, 0)} had of {row['capacity']}"
        for i, row in stock.items()
        if row["model"] == "counted" and (row["remaining"] < 0 or row["remaining"] + had.get(i, 0) != row["capacity"])
    ]


def _sole(bookings: list[Record]) -> list[str]:
    """I4: one active booking per customer where there is one for each."""
    keys = [found["sole_key"] for found in _active(bookings) if found.get("sole_key")]
    return [f"I4 {key} twice" for key in {key for key in keys if keys.count(key) > 1}]


def _guard_counts(bookings: list[Record], stock: dict[ObjectId, Record]) -> list[str]:
    """I2: the guard counts every claim that was ever won."""
    won: dict[ObjectId, int] = {}
    for found in bookings:
        times = sum(entry["trigger"] in ("held", "confirmed_free", "reclaimed") for entry in found["history"])
        for claim in found["claims"]:
            won[claim["inventory_id"]] = won.get(claim["inventory_id"], 0) + times
    return [
        f"I2 {i}: {row['claims_made']} claims, {won.get(i, 0)} won"
        for i, row in stock.items()
        if row["claims_made"] != won.get(i, 0)
    ]


def _histories(bookings: list[Record]) -> list[str]:
    """I9: every history is a way through the transition table, ends in the status, and is as long as the version."""
    return [f"I9 {b['_id']}" for b in bookings if not _is_legal(b)]


def _is_legal(found: Record) -> bool:
    state = None
    for entry in found["history"]:
        sources, target = TRANSITIONS[entry["trigger"]]
        if state not in sources or entry["status"] != target:
            return False
        state = target
    stamps = [entry["at"] for entry in found["history"]]
    return state == found["status"] and len(stamps) == found["version"] and stamps == sorted(stamps)


def _hold_lengths(bookings: list[Record]) -> list[str]:
    """I10: a hold is as long as its policy says, to the millisecond."""
    held = [b for b in bookings if b["expires_at"]]
    wrong = [b for b in held if (b["expires_at"] - b["held_at"]).total_seconds() != 60 * b["policy"]["hold_minutes"]]
    return [f"I10 {b['_id']}" for b in wrong]


def _keys(bookings: list[Record]) -> list[str]:
    """I5: one key, one booking; every stored answer names one that exists."""
    scopes = [b["origin"]["scope"] for b in bookings if b["origin"]["scope"]]
    known = {b["_id"] for b in bookings}
    orphans = [row["_id"] for row in idempotency_row.collection().find({}) if row["booking_id"] not in known]
    twice = {scope for scope in scopes if scopes.count(scope) > 1}
    return [f"I5 two bookings for {scope}" for scope in twice] + [f"I5 {row} names no booking" for row in orphans]


def _money(bookings: list[Record]) -> list[str]:
    """I6 to I8: whoever has paid has the booking, or gets the money back once."""
    lines = []
    for found in bookings:
        refunds = outbox.collection().count_documents({"booking_id": found["_id"], "effect": "refund"})
        owes = found["quote"]["total"]["amount"] > 0 and not found.get("partner")
        owns = owes and found["status"] in ("confirmed", "completed")
        paid = bool(found.get("payment"))
        if owns and not paid:
            lines.append(f"I6 {found['_id']} is {found['status']} and unpaid")
        if paid and found["status"] == "expired" and refunds != 1:
            lines.append(f"I7 {found['_id']} paid, expired, {refunds} refunds")
    return lines


def _open_pages(bookings: list[Record]) -> list[str]:
    """I12: whoever lost a booking before paying for it has a row that closes the payment page."""
    ended = [
        b for b in bookings if b["status"] in ("expired", "cancelled") and b.get("checkout") and not b.get("payment")
    ]
    rows = outbox.collection()
    open_ones = [b for b in ended if not rows.find_one({"booking_id": b["_id"], "effect": "close_session"})]
    return [f"I12 {b['_id']} has ended and its payment page may be open" for b in open_ones]


def _audit(bookings: list[Record]) -> list[str]:
    """I13: one audit entry per state change."""
    done = audit_entry.collection().count_documents({"outcome": "done", "booking_id": {"$exists": True}})
    versions = sum(b["version"] for b in bookings)
    return [] if done == versions else [f"I13 {done} audit entries for {versions} changes"]
