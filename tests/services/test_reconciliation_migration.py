"""What the release before has stored of webhooks says afterwards how far each has come, and what it is about."""

from __future__ import annotations

from typing import Any

from drivesphere.domain import clock
from drivesphere.domain.mismatch import MismatchKind
from drivesphere.infra import mongo
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import mismatch, payment_event, refund
from drivesphere.services import bookings, payment_events
from tests.stage import Till

THIS = "0011_reconciliation"
IN_TURN = "0023_looked_at_in_turn"


def upgrade(script: str = THIS) -> None:
    _load(SCRIPTS / f"{script}.py")(mongo.client().get_default_database())


def stored(event_id: str, **changes: Any) -> None:
    """An event in the form in which the release before kept it."""
    thing = {"object": "checkout.session", "payment_intent": "pi_1", "mode": "payment", "metadata": {}}
    payload = {
        "id": event_id,
        "object": "event",
        "livemode": False,
        "created": 1,
        "type": "t",
        "data": {"object": thing},
    }
    row = {"_id": event_id, "type": "t", "payload": payload, "received_at": clock.now(), "tries": 1}
    payment_event.collection().insert_one(row | {"handled_at": None, "outcome": None} | changes)


def test_events_of_the_release_before_get_their_state_once(till: Till) -> None:
    stored("evt_open")
    stored("evt_done", handled_at=clock.now(), outcome="confirmed")

    for _ in range(2):
        upgrade()

    found = {row["_id"]: (row["state"], row["payment_id"]) for row in payment_event.collection().find()}
    assert found == {"evt_open": ("open", "pi_1"), "evt_done": ("handled", "pi_1")}


def test_what_was_open_is_handled_afterwards_as_before(till: Till) -> None:
    stored("evt_open")
    upgrade()

    assert payment_events.redrive() == 1

    assert payment_events.find("evt_open")["state"] == "handled"


def test_what_waited_before_there_was_a_queue_stands_in_it_once_by_its_age(till: Till) -> None:
    _, held = till.unpaid()
    till.sandbox.pay(till.session_of(held))
    till.report(held)
    bookings.cancel(till.booking(held)["client_id"], held, reason=None, attempt=till.no_key())
    mismatch.note(MismatchKind.DISPUTED, "dp_1", {"payment_id": "pi_1"})
    for rows in (refund.collection(), mismatch.collection()):
        rows.update_many({}, {"$unset": {"looked_at": ""}})

    for _ in range(2):
        upgrade(IN_TURN)

    [waits], [stands] = refund.waiting(10), mismatch.still_open(10)
    assert waits["looked_at"] == waits["requested_at"]
    assert stands["looked_at"] == stands["seen_at"]
    refund.look_at(waits["_id"])
    upgrade(IN_TURN)
    assert refund.waiting(10)[0]["looked_at"] > waits["looked_at"]
