"""The webhook: signed, stored once, settled once; whatever is forged changes nothing."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import stripe
from bson import ObjectId
from werkzeug.test import TestResponse

from drivesphere.models import payment_event
from drivesphere.services import payment_events
from tests.api.desk import API, Desk


def paid_event(desk: Desk) -> tuple[ObjectId, dict[str, Any]]:
    """A booking whose payment Stripe knows and we do not, and the event about it."""
    _, held = desk.unpaid()
    desk.sandbox.pay(desk.session_of(held))
    events = desk.sandbox.objects("event")
    return held, next(event for event in events if event["type"] == "checkout.session.completed")


def deliver(desk: Desk, event: dict[str, Any], **changes: Any) -> TestResponse:
    text = json.dumps(event)
    secret = changes.get("secret", desk.settings.stripe_webhook_secret)
    stamp = int(time.time()) + changes.get("shifted", 0)
    signature = stripe.WebhookSignature.generate_signature_header(text, secret, stamp)
    headers = {"Stripe-Signature": changes.get("signature", signature)}
    body = changes.get("body", text.encode())
    return desk.app.test_client().post(f"{API}/payments/webhook", data=body, headers=headers)


def stored() -> int:
    return payment_event.collection().count_documents({})


def test_a_signed_event_confirms_the_booking_before_it_is_answered(desk: Desk) -> None:
    held, event = paid_event(desk)

    answer = deliver(desk, event)

    assert (answer.status_code, answer.get_json()) == (200, {"received": True})
    assert desk.booking(held)["status"] == "confirmed"
    assert payment_event.collection().find_one({"_id": event["id"], "outcome": "confirmed"})


def test_a_repeated_event_is_answered_like_the_first_and_changes_nothing(desk: Desk) -> None:
    held, event = paid_event(desk)

    answers = [deliver(desk, event).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert (stored(), desk.booking(held)["version"]) == (1, 2)


def test_of_no_event_is_kept_who_paid_whenever_it_comes(desk: Desk) -> None:
    """A charge is told of before we know its booking, and a refund after its client may have been erased."""
    held, _ = paid_event(desk)
    email = desk.booking(held)["checkout"]["email"]
    told = [event for event in desk.sandbox.objects("event") if email in json.dumps(event)]
    error = {"payment_method": {"billing_details": {"email": email, "name": "Ada"}}}
    declined = next(e for e in desk.sandbox.objects("event") if e["type"] == "payment_intent.succeeded")
    thing = declined["data"]["object"] | {"last_payment_error": error}
    told.append(declined | {"id": "evt_declined", "type": "payment_intent.payment_failed", "data": {"object": thing}})
    disputed = thing | {"object": "dispute", "evidence": {"customer_email_address": email, "customer_name": "Ada"}}
    told.append(declined | {"id": "evt_disputed", "type": "charge.dispute.updated", "data": {"object": disputed}})
    card = {"brand": "visa", "wallet": {"visa_checkout": {"email": email}}}
    paid = thing | {"object": "charge", "payment_method_details": {"card": card}}
    told.append(declined | {"id": "evt_by_wallet", "type": "charge.succeeded", "data": {"object": paid}})

    answers = [deliver(desk, event).status_code for event in told]

    assert answers == [200] * len(told)
    assert {"charge.succeeded", "checkout.session.completed"} <= {event["type"] for event in told}
    kept = [row["payload"] for row in payment_event.collection().find({"_id": {"$in": [e["id"] for e in told]}})]
    assert len(kept) == len(told)
    assert email not in json.dumps(kept)
    assert desk.booking(held)["status"] == "confirmed"


FORGED: list[tuple[str, dict[str, Any]]] = [
    ("unsigned", {"signature": ""}),
    ("another secret", {"secret": "whsec_of_somebody_else"}),
    ("a changed body", {"body": b'{"object": "event"}'}),
    ("too old", {"shifted": -301}),
    ("from the future", {"shifted": 400}),
    ("an old scheme", {"signature": f"t={int(time.time())},v0=aa"}),
    ("two stamps", {"signature": f"t=1,t={int(time.time())},v1=aa"}),
    ("not UTF-8", {"body": b"\xff\xfe"}),
    ("nonsense", {"signature": "t=x,v1=" + "a" * 64}),
]


@pytest.mark.parametrize("changes", [row[1] for row in FORGED], ids=[row[0] for row in FORGED])
def test_a_forged_event_is_refused_and_nothing_is_kept(desk: Desk, changes: dict[str, Any]) -> None:
    held, event = paid_event(desk)

    answer = deliver(desk, event, **changes)

    assert (answer.status_code, answer.get_json()["code"]) == (400, "forged_event")
    assert (stored(), desk.booking(held)["status"]) == (0, "pending")


def test_an_event_of_the_other_mode_is_refused(desk: Desk) -> None:
    _, event = paid_event(desk)
    assert deliver(desk, event | {"livemode": True}).status_code == 400


def test_a_huge_event_is_refused_unread(desk: Desk) -> None:
    _, event = paid_event(desk)
    assert deliver(desk, event, body=b"x" * 1_000_000).status_code == 413


def test_an_event_that_could_not_be_settled_is_settled_by_the_next_minute(desk: Desk) -> None:
    held, event = paid_event(desk)
    payment_event.store({"_id": event["id"], "type": event["type"], "payload": event}, desk.booking(held)["held_at"])

    assert payment_events.redrive() == 1

    assert desk.booking(held)["status"] == "confirmed"
    assert payment_events.redrive() == 0


def test_an_event_about_a_booking_nobody_knows_must_come_again(desk: Desk) -> None:
    _, event = paid_event(desk)
    event["data"]["object"]["client_reference_id"] = str(ObjectId())

    answer = deliver(desk, event)

    assert (answer.status_code, answer.get_json()["code"]) == (503, "unknown_booking")
    assert payment_event.collection().count_documents({"handled_at": None}) == 1


def test_other_events_are_stored_and_left_alone(desk: Desk) -> None:
    held, _ = paid_event(desk)
    other = next(e for e in desk.sandbox.objects("event") if e["type"] == "payment_intent.succeeded")

    assert deliver(desk, other).status_code == 200
    assert desk.booking(held)["status"] == "pending"


def test_payments_of_another_shop_on_the_account_are_acknowledged_and_left_alone(desk: Desk) -> None:
    _, event = paid_event(desk)
    event["data"]["object"]["metadata"] = {}

    assert deliver(desk, event).status_code == 200
    assert payment_event.collection().count_documents({"outcome": "nothing_to_do"}) == 1
