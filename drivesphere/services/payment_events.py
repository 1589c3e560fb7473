"""The webhook inbox: verify, store once, answer; then settle, as often as it takes."""

from __future__ import annotations

import logging
from typing import Any

from drivesphere.domain import clock
from drivesphere.domain.errors import DriveSphereError
from drivesphere.domain.payment import PaymentEvent
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.models import payment_event as inbox
from drivesphere.services import settlement

log = logging.getLogger(__name__)
BATCH = 100  # events in one run of the re-drive


def receive(payload: bytes, signature: str | None) -> None:
    """Store the event if its signature is good (`ForgedEvent` if not), and settle it right away.

    Whatever goes wrong after storing is repaired by the re-drive, so that the sender gets its 200; except for a
    booking that we do not know yet: the sender shall keep the event and come again.
    """
    event = stripe_checkout.read_event(payload, signature)
    with mongo.deadline():
        inbox.store(_row(event), clock.now())
    try:
        handle(event.id)
    except DriveSphereError as error:
        log.warning("event %s stored, not settled yet: %s", event.id, error)
        if error.code == "unknown_booking":
            raise


def _row(event: PaymentEvent) -> dict[str, Any]:
    session = event.session
    return {
        "_id": event.id,
        "type": event.type,
        "booking_id": session.booking_id if session else None,
        "session_id": session.id if session else None,
        "payload": event.payload,
    }


def handle(event_id: str) -> None:
    """Settle a stored event; one that is settled already is left alone."""
    with mongo.deadline():
        row = inbox.find(event_id)
        if row is None or row["handled_at"]:
            return
        inbox.count_try(event_id)
    session = stripe_checkout.event_of(row["payload"]).session
    outcome = settlement.settle(session) if session else settlement.Settled.NOTHING
    with mongo.deadline():
        inbox.mark_handled(event_id, outcome.value)


def redrive(limit: int = BATCH) -> int:
    """Handle events that are still open; one that fails does not stop the others. Returns how many were settled."""
    with mongo.deadline():
        waiting = list(inbox.unhandled(limit))
    return sum(_try(row["_id"]) for row in waiting)


def _try(event_id: str) -> bool:
    try:
        handle(event_id)
    except Exception:  # whatever is wrong with one event, the others go on
        log.exception("event %s not settled", event_id)
        return False
    return True
