"""Repeated requests: one intent has one key, one effect and one answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import DriveSphereError, KeyReused, Unavailable
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.infra import mongo
from drivesphere.models import idempotency_row
from drivesphere.services.gate import Gate

CREATED = 201
_gate = Gate()


def once(attempt: Attempt, work: Callable[[], Answer]) -> Answer:
    """The answer of `work()`, which stores it with `keep`; the stored one when this request was granted before.

    A first request pays for no look-up: whatever stands in the way of a repeated one, its own booking or its own
    stored answer, makes `work` fail, and only then is there something to find. Within a process requests with one key
    go in one after the other; between processes the row's primary key decides.
    """
    with _gate.passing(attempt.scope) if attempt.scope else nullcontext():
        try:
            return work()
        except (DriveSphereError, mongo.AlreadyWritten) as refusal:
            stored = replay(attempt)
            if stored is not None:
                return stored
            if isinstance(refusal, mongo.AlreadyWritten):
                raise Unavailable("Somebody changed this at the same moment. Try again.", retry_after=1) from refusal
            raise


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
    return Answer(row["status"], row["body"], replayed=True, location=_location(row))


def _location(row: dict[str, Any]) -> str | None:
    """Where what was created is found; an answer that created nothing has none."""
    return row["body"]["links"]["self"] if row["status"] == CREATED else None


def keep(session: Any, attempt: Attempt, answer: Answer, *, booking_id: ObjectId | None, at: datetime) -> None:
    """Store the finished answer in the transaction that did the work; `booking_id` is None where nothing was booked."""
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
