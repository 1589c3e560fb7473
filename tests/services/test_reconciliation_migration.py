"""What the release before has stored of webhooks says afterwards how far each has come, and what it is about."""

from __future__ import annotations

from typing import Any

from drivesphere.domain import clock
from drivesphere.infra import mongo
from drivesphere.migrations import SCRIPTS, _load
from drivesphere.models import payment_event
from drivesphere.services import payment_events
from tests.stage import Till

THIS = "0011_reconciliation"


def upgrade() -> None:
    _load(SCRIPTS / f"{THIS}.py")(mongo.client().get_default_database())


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
