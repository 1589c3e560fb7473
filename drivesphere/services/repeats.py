"""Repeated requests: one intent has one key, one effect and one answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import KeyReused
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.infra import idempotency, mongo
from drivesphere.models import idempotency_row


def once(attempt: Attempt, work: Callable[[], Answer]) -> Answer:
    """The stored answer of `attempt`, or that of `work()`, which stores its own with `keep`.

    Requests with one key go in one after the other while Redis is there; without it the row's primary key decides.
    """
    if attempt.scope is None:
        return work()
    with idempotency.gate(attempt.scope):
        return replay(attempt) or work()


def replay(attempt: Attempt) -> Answer | None:
    """The stored answer; `KeyReused` when the key came with another request before."""
    with mongo.deadline():
        row = idempotency_row.find(attempt.scope) if attempt.scope else None
    if row is None:
        return None
    if row["fingerprint"] != attempt.fingerprint:
        raise KeyReused(
            "This Idempotency-Key was used for another request. Use a new key for a new intent.",
            errors={"Idempotency-Key": ["Already used with a different body or path."]},
        )
    return Answer(row["status"], row["body"], replayed=True, location=row["body"].get("links", {}).get("self"))


def keep(session: Any, attempt: Attempt, answer: Answer, *, booking_id: ObjectId, at: datetime) -> None:
    """Store the finished answer in the transaction that did the work."""
    if attempt.scope is not None:
        idempotency_row.insert(
            session,
            scope=attempt.scope,
            fingerprint=attempt.fingerprint,
            status=answer.status,
            body=answer.body,
            booking_id=booking_id,
            at=at,
        )
