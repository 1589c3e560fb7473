"""How it came to be: keys, histories, deadlines, webhooks, the audit trail."""

from __future__ import annotations

from functools import lru_cache

from drivesphere.domain.booking import TRANSITIONS, Status, Trigger
from drivesphere.models.idempotency_row import KEPT_SECONDS
from drivesphere.services.verification.beside import Beside, place
from drivesphere.services.verification.books import Books, Case, Record
from drivesphere.services.verification.rule import Finding, Judged, Rule, judged

DAY_MS = 24 * 3600 * 1000
SAFELY_KEPT_MS = KEPT_SECONDS * 1000 - DAY_MS
"""Younger than that, a stored answer cannot have been removed for its age."""
WAYS_KEPT = 1_000  # ways through the transition table; a booking that changes hands often has one of its own
SETTLED = {"confirmed": "kept", "reclaimed": "kept", "refunded": "returned"}
"""What came of a webhook that said that something was paid, and how the ledger calls it."""


def keys_are_single(books: Books) -> Judged:
    """I5: one key, one booking or block, whose finished answer is stored as long as answers are kept."""
    shared, answers = books.shared_keys(), books.answers()
    for row in books.made():
        scope = (row.get("origin") or {}).get("scope")
        other = shared.get(scope, row["_id"]) if scope else row["_id"]
        yield judged(other == row["_id"], row, f"has the key of {other}")
        stored = [answer["_id"] for answer in answers.at(place(row["_id"]))]
        yield from (None for _ in stored)
        if scope and row["age_ms"] < SAFELY_KEPT_MS:
            yield judged(scope in stored, row, "has no stored answer under its key")
    for answer in answers.drain():
        yield Finding(answer["_id"], f"answers for {answer['booking_id']}, which does not exist")


def histories_are_legal(_: Books, case: Case) -> Judged:
    """I9: a way through the transition table that ends in the status, one step for each version."""
    booking = case.booking
    is_premature = booking["statuses"][-1] == Status.COMPLETED and not _is_over(booking)
    yield judged(_is_legal(booking) and not is_premature, booking, "its history is no legal way to its status")


def _is_over(booking: Record) -> bool:
    return bool(booking["ends_at"] and booking["ends_at"] <= booking["last_at"])


def _is_legal(booking: Record) -> bool:
    triggers, statuses = booking["triggers"], booking["statuses"]
    is_complete = len(triggers) == len(statuses) == booking["version"]
    return bool(is_complete and _leads_to(tuple(triggers), tuple(statuses)) == booking["status"])


@lru_cache(maxsize=WAYS_KEPT)
def _leads_to(triggers: tuple[str, ...], statuses: tuple[str, ...]) -> Status | None:
    """The state at the end of a way through the transition table; None where it is no legal one.

    Most bookings have gone one of a few ways, so the answers are kept.
    """
    state = None
    for trigger, status in zip(triggers, statuses, strict=True):
        sources, target = TRANSITIONS[Trigger(trigger)]
        if state not in sources or status != (target or state):
            return None
        state = Status(status)
    return state


def holds_are_exact(_: Books, case: Case) -> Judged:
    """I10: both ends of a hold are database time, so its length is the policy's to the millisecond."""
    booking = case.booking
    yield judged(booking["is_in_order"], booking, "its history goes back in time")
    if booking["expires_at"]:
        seconds = (booking["expires_at"] - booking["held_at"]).total_seconds()
        is_right = seconds == 60 * booking["policy"]["hold_minutes"]
        yield judged(is_right, booking, f"it was held for {seconds} s")


def webhooks_have_settled(books: Books) -> Judged:
    """I11: ids of webhooks are primary keys; what one says it has done, the ledger of payments shows."""
    payments = Beside(books.payments("booking_id"), lambda row: str(row["booking_id"]))
    for event in books.webhooks():
        expected = SETTLED.get(event["outcome"])
        received = payments.at(event["booking_id"] or "")
        entered = {row["session_id"]: row["outcome"] for row in received}.get(event["session_id"])
        yield judged(expected in (None, entered), event, f"was {event['outcome']}, and the ledger says {entered}")


def changes_are_audited(_: Books, case: Case) -> Judged:
    """I13: one entry in the audit trail for each change of a booking. Whether it is as it was: `verify-audit`."""
    entries, version = case.changes, case.booking["version"]
    yield judged(entries == version, case.booking, f"{entries} audit entries for {version} changes")


RULES = (
    Rule(name="I5", sentence="One key made one thing, and its answer is stored.", judge=keys_are_single),
    Rule(name="I9", sentence="Every history is a legal way to the booking's status.", judge_case=histories_are_legal),
    Rule(
        name="I10",
        sentence="A hold lasts as long as its policy says, and no history goes back in time.",
        judge_case=holds_are_exact,
    ),
    Rule(name="I11", sentence="What a webhook is said to have done has been done.", judge=webhooks_have_settled),
    Rule(name="I13", sentence="Every change of a booking stands in the audit trail.", judge_case=changes_are_audited),
)
