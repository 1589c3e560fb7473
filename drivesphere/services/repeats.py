"""Repeated requests: one intent has one key, one effect and one answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from bson import ObjectId

from drivesphere.domain.errors import Conflict, DriveSphereError, KeyReused, Retired, Stale, Unavailable
from drivesphere.domain.idempotency import Answer, Attempt
from drivesphere.infra import mongo
from drivesphere.models import idempotency_row
from drivesphere.services.gate import Gate

CREATED = 201
LOST = frozenset({Conflict.code, Stale.code, Retired.code})
"""How those are refused who find that something is another than it was when they looked at it."""
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
            stored = _replay_latest(attempt) if _has_lost_a_race(refusal) else replay(attempt)
            if stored is not None:
                return stored
            if isinstance(refusal, mongo.AlreadyWritten):
                raise Unavailable("Somebody changed this at the same moment. Try again.", retry_after=1) from refusal
            raise


def replay(attempt: Attempt) -> Answer | None:
    """The stored answer; `KeyReused` when the key came with another request before."""
    with mongo.deadline():
        return _stored(attempt)


def _has_lost_a_race(refusal: Exception) -> bool:
    """Whether what refuses it may be this very request, which another process has granted at the same moment."""
    return isinstance(refusal, mongo.AlreadyWritten) or getattr(refusal, "code", None) in LOST


def _replay_latest(attempt: Attempt) -> Answer | None:
    """As `replay`, and what was committed a moment ago.

    A refusal within a transaction may rest on what no other read sees before a majority has it; the end of a
    transaction waits for that.
    """
    return mongo.transaction(lambda session: _stored(attempt, session)) if attempt.scope else None


def _stored(attempt: Attempt, session: Any = None) -> Answer | None:
    row = idempotency_row.find(attempt.scope, session) if attempt.scope else None
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
