"""The webhook inbox: verify, store once, answer; then settle, as often as it takes."""

from __future__ import annotations

import logging
from typing import Any

from drivesphere.domain import clock
from drivesphere.domain.errors import DriveSphereError, NotFound
from drivesphere.domain.payment import PaymentEvent, without_payer
from drivesphere.infra import checkout as stripe_checkout
from drivesphere.infra import mongo
from drivesphere.models import payment as payments
from drivesphere.models import payment_event as inbox
from drivesphere.services import audit, following, privileges, settlement

log = logging.getLogger(__name__)
Record = dict[str, Any]
BATCH = 100  # events in one run of the re-drive
TRIES_FOR_A_BOOKING = 10  # one a minute; a booking is stored before its page opens, so a backup was restored
ABOUT_A_PAYMENT = frozenset(
    {
        "charge.refunded",
        "charge.refund.updated",
        "refund.updated",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
    }
)
"""What happens to a payment after it was made. `refund.created` always comes with `charge.refunded`."""
BEARER_FIELDS = frozenset({"client_secret", "url", "receipt_url", "fingerprint"})
"""Fields of Stripe's objects that let their holder act or look in the payer's place, or tell cards apart."""
HIDDEN = "[hidden]"


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


def _row(event: PaymentEvent) -> Record:
    """Who paid is never kept: a charge comes before we know its booking, and news come after the payer is erased."""
    session = event.session
    return {
        "_id": event.id,
        "type": event.type,
        "booking_id": session.booking_id if session else None,
        "session_id": session.id if session else None,
        "payment_id": event.payment_id,
        "payload": without_payer(event.payload),
    }


def handle(event_id: str) -> None:
    """Settle a stored event; one that is settled already is left alone."""
    with mongo.deadline():
        row = inbox.find(event_id)
        if row is None or row["handled_at"]:
            return
        inbox.count_try(event_id)
    try:
        event = stripe_checkout.event_of(row["payload"])
        outcome = _carry_out(event, is_new=row["tries"] < TRIES_FOR_A_BOOKING)
    except Exception as error:
        with mongo.deadline():
            inbox.mark_failed(event_id, f"{type(error).__name__}: {error}")
        raise
    with mongo.deadline():
        inbox.mark_handled(event_id, outcome, booking_id=_booking_of(event))


def _carry_out(event: PaymentEvent, *, is_new: bool) -> str:
    """What came of it. Money for a booking that does not show up becomes a matter for people, as in a run."""
    if event.session and (is_new or not event.session.is_paid):
        return settlement.settle(event.session).value
    if event.session:
        return following.payment(str(event.payment_id))
    if event.payment_id and event.type in ABOUT_A_PAYMENT:
        return following.payment(event.payment_id)
    return settlement.Settled.NOTHING.value


def _booking_of(event: PaymentEvent) -> str | None:
    """The booking that the event's payment turned out to be for."""
    row = payments.find(event.payment_id) if event.payment_id else None
    return str(row["booking_id"]) if row else None


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


def replay(event_id: str, *, by: str) -> Record:
    """Handle an event once more, whatever came of it before; the event as it stands afterwards.

    It may be repeated like the webhook itself. One that fails stays open, and the next minute tries it again.
    """

    def work(session: Any) -> None:
        privileges.recheck(session, by)
        row = inbox.reopen(session, event_id)
        if row is None:
            raise NotFound("There is no such event.")
        audit.noted(session, "replay_payment_event", actor=by, event=event_id, type=row["type"])

    mongo.transaction(work)
    _try(event_id)
    return find(event_id)


def find(event_id: str) -> Record:
    """One event, with its payload but without what its holder could use."""
    with mongo.deadline():
        row = inbox.find(event_id)
    if row is None:
        raise NotFound("There is no such event.")
    return row | {"payload": _harmless(row["payload"])}


def page_of(filters: Record, page: int, page_size: int) -> tuple[list[Record], int]:
    """A page of events by `state`, `type` and `booking_id`, newest first, and how many there are."""
    with mongo.deadline():
        return inbox.page(filters, skip=(page - 1) * page_size, limit=page_size)


def _harmless(value: Any) -> Any:
    """The payload, however deep, with secrets hidden where there are some."""
    if isinstance(value, list):
        return [_harmless(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: HIDDEN if each and name in BEARER_FIELDS else _harmless(each) for name, each in value.items()}
