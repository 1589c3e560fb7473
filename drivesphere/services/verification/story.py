"""How it came to be: keys, histories, deadlines, webhooks, the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from drivesphere.domain.booking import TRANSITIONS, Status, Trigger
from drivesphere.models.idempotency_row import KEPT_SECONDS
from drivesphere.services.verification.books import Books, Record
from drivesphere.services.verification.rule import Finding, Judged, Rule, judged

DAY_MS = 24 * 3600 * 1000
SAFELY_KEPT_MS = KEPT_SECONDS * 1000 - DAY_MS
"""Younger than that, a stored answer cannot have been removed for its age."""
SETTLED = {"confirmed": "kept", "reclaimed": "kept", "refunded": "returned"}
"""What came of a webhook that said that something was paid, and how the ledger calls it."""


def keys_are_single(books: Books) -> Judged:
    """I5: one key, one booking or block, whose finished answer is stored as long as answers are kept."""
    answers = {row["_id"]: row["booking_id"] for row in books.answers()}
    made: dict[object, object] = {}
    there = set()
    for row in _made(books):
        there.add(row["_id"])
        scope = (row.get("origin") or {}).get("scope")
        other = made.setdefault(scope, row["_id"]) if scope else row["_id"]
        yield judged(other == row["_id"], row, f"has the key of {other}")
        if scope and row["age_ms"] < SAFELY_KEPT_MS:
            yield judged(answers.get(scope) == row["_id"], row, "has no stored answer under its key")
    for scope, of in answers.items():
        yield None if of is None or of in there else Finding(scope, f"answers for {of}, which does not exist")


def _made(books: Books) -> Iterator[Record]:
    """Bookings and blocks with how old they are by the database's clock."""
    fields, age = ("origin.scope", "listing_id"), {"$subtract": ["$$NOW", "$created_at"]}
    return chain(books.bookings(*fields, age_ms=age), books.blocks(*fields, age_ms=age))


def histories_are_legal(books: Books) -> Judged:
    """I9: a way through the transition table that ends in the status, one step for each version."""
    for booking in books.bookings("history", "status", "version", "ends_at", "listing_id"):
        last = booking["history"][-1]
        is_premature = last["status"] == Status.COMPLETED and not _is_over(booking, last)
        yield judged(_is_legal(booking) and not is_premature, booking, "its history is no legal way to its status")


def _is_over(booking: Record, last: Record) -> bool:
    return bool(booking["ends_at"] and booking["ends_at"] <= last["at"])


def _is_legal(booking: Record) -> bool:
    state = None
    for entry in booking["history"]:
        sources, target = TRANSITIONS[Trigger(entry["trigger"])]
        if state not in sources or entry["status"] != (target or state):
            return False
        state = Status(entry["status"])
    return bool(state == booking["status"] and len(booking["history"]) == booking["version"])


def holds_are_exact(books: Books) -> Judged:
    """I10: both ends of a hold are database time, so its length is the policy's to the millisecond."""
    for booking in books.bookings("held_at", "expires_at", "policy.hold_minutes", "history.at", "listing_id"):
        stamps = [entry["at"] for entry in booking["history"]]
        yield judged(stamps == sorted(stamps), booking, "its history goes back in time")
        if booking["expires_at"]:
            seconds = (booking["expires_at"] - booking["held_at"]).total_seconds()
            is_right = seconds == 60 * booking["policy"]["hold_minutes"]
            yield judged(is_right, booking, f"it was held for {seconds} s")


def webhooks_have_settled(books: Books) -> Judged:
    """I11: ids of webhooks are primary keys; what one says it has done, the ledger of payments shows."""
    by_session = {(row["session_id"], str(row["booking_id"])): row["outcome"] for row in books.payments.values()}
    for event in books.webhooks():
        expected = SETTLED.get(event["outcome"])
        entered = by_session.get((event["session_id"], event["booking_id"]))
        yield judged(expected in (None, entered), event, f"was {event['outcome']}, and the ledger says {entered}")


def changes_are_audited(books: Books) -> Judged:
    """I13: one entry in the audit trail for each change of a booking."""
    for booking in books.bookings("version", "listing_id"):
        entries = books.changes.get(booking["_id"], 0)
        is_right = entries == booking["version"]
        yield judged(is_right, booking, f"{entries} audit entries for {booking['version']} changes")


RULES = (
    Rule(name="I5", sentence="One key made one thing, and its answer is stored.", judge=keys_are_single),
    Rule(name="I9", sentence="Every history is a legal way to the booking's status.", judge=histories_are_legal),
    Rule(
        name="I10",
        sentence="A hold lasts as long as its policy says, and no history goes back in time.",
        judge=holds_are_exact,
    ),
    Rule(name="I11", sentence="What a webhook is said to have done has been done.", judge=webhooks_have_settled),
    Rule(name="I13", sentence="Every change of a booking stands in the audit trail.", judge=changes_are_audited),
)
