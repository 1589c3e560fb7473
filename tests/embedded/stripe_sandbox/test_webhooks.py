"""Events: signed, at least once, and unreliable on demand."""

import json
import time

import pytest
import requests
import stripe

PAID = [
    "payment_intent.created",
    "payment_intent.succeeded",
    "charge.succeeded",
    "checkout.session.completed",
]


@pytest.fixture
def pay(sandbox, checkout):
    return lambda: sandbox.pay(checkout().id)


def test_a_payment_sends_its_events_signed_and_complete(pay, receiver):
    session = pay()

    assert receiver.wait_for(4) == PAID
    event = receiver.events[-1]
    assert (event.livemode, event.api_version, event.pending_webhooks) == (False, stripe.api_version, 1)
    assert event.data.object["id"] == session["id"]
    assert event.data.object["client_reference_id"] == "booking-1"
    assert not [name for name in event.data.object.to_dict() if name.startswith("_")]


def test_an_event_names_the_request_that_caused_it(client, checkout, receiver):
    session = checkout()
    answer = client.v1.checkout.sessions.expire(session.id, {}, {"idempotency_key": "e"})

    receiver.wait_for(1)
    cause = receiver.events[0].request

    assert (cause.id, cause.idempotency_key) == (answer.last_response.headers["Request-Id"], "e")


def test_an_event_is_repeated_until_it_is_taken(sandbox, pay, receiver):
    receiver.refusals = 3
    pay()

    assert sorted(receiver.wait_for(4)) == sorted(PAID)
    assert sandbox.wait_until_delivered(30)
    assert sandbox.count("webhooks_failed") == 3


def test_what_was_not_delivered_is_sent_after_a_restart(sandbox, build, checkout, receiver):
    sandbox.switch(webhook_paused=True)
    sandbox.pay(checkout().id)
    sandbox.stop()
    assert receiver.types == []

    build()

    assert receiver.wait_for(4) == PAID


def test_events_can_come_twice(sandbox, pay, receiver):
    sandbox.switch(webhook_duplicates=1)
    pay()

    receiver.wait_for(8)

    assert len(receiver.events) == 8
    assert len({event.id for event in receiver.events}) == 4


def test_events_can_come_in_parallel(sandbox, pay, receiver):
    sandbox.switch(webhook_duplicates=19, webhook_parallel=True)
    pay()

    assert len(receiver.wait_for(80)) == 80


def test_events_can_get_lost_and_are_still_listed_and_resent(sandbox, client, pay, receiver):
    sandbox.switch(webhook_drop_next=3)
    pay()

    assert receiver.wait_for(1) == ["checkout.session.completed"]
    assert sandbox.count("webhooks_dropped") == 3
    lost = client.v1.events.list({"type": "charge.succeeded"}).data[0]
    sandbox.resend(lost.id, copies=2)
    assert receiver.wait_for(3)[1:] == ["charge.succeeded"] * 2


def test_events_can_get_lost_by_type_and_by_chance(sandbox, pay, receiver):
    sandbox.switch(webhook_drop_types=["checkout.session.completed"])
    pay()
    assert receiver.wait_for(3) == PAID[:3]

    sandbox.switch(webhook_drop_probability=1.0)
    pay()
    assert sandbox.count("webhooks_dropped") == 5


def test_events_can_come_backwards(sandbox, pay, receiver):
    sandbox.switch(webhook_reorder="reverse")
    pay()

    assert receiver.wait_for(4) == PAID[::-1]


def test_events_can_come_late(sandbox, pay, receiver):
    sandbox.switch(webhook_delay_ms=200)
    started = time.monotonic()
    pay()

    receiver.wait_for(1)

    assert time.monotonic() - started >= 0.2


def test_a_paused_queue_waits_for_its_release(sandbox, pay, receiver):
    sandbox.switch(webhook_paused=True)
    pay()
    assert not sandbox.wait_until_delivered(0.1)

    sandbox.switch(webhook_paused=False)

    assert receiver.wait_for(4) == PAID


def test_events_are_listed_by_type_and_time(client, pay):
    pay()
    kinds = ["charge.succeeded", "payment_intent.created"]

    found = client.v1.events.list({"types": kinds, "created": {"gte": int(time.time()) - 60}})
    none = client.v1.events.list({"created": {"gt": int(time.time()) + 60}})

    assert [event.type for event in found.data] == kinds
    assert none.data == []
    assert client.v1.events.retrieve(found.data[0].id).type == "charge.succeeded"


def test_switches_move_over_http_and_refuse_what_does_not_exist(sandbox):
    address = f"{sandbox.url}/_sandbox/switches"

    moved = requests.post(address, json={"webhook_delay_ms": 5, "faults": [{"kind": "garbage"}]}, timeout=5)
    refused = requests.post(address, json={"webhook_delay": 5}, timeout=5)
    reset = requests.post(address, json={"reset": True}, timeout=5)

    assert (moved.json()["webhook_delay_ms"], moved.json()["faults"][0]["kind"]) == (5, "garbage")
    assert (refused.status_code, refused.json()["error"]["message"][:14]) == (400, "unknown switch")
    assert (reset.json()["webhook_delay_ms"], reset.json()["faults"]) == (0, [])


@pytest.mark.parametrize(
    "body",
    [
        {"down": "yes"},
        {"webhook_drop_next": 1.5},
        {"webhook_delay_ms": True},
        {"webhook_reorder": "sideways"},
        {"faults": [{"kind": "unicorn"}]},
        {"faults": [{"kind": "garbage", "times": "3"}]},
        {"faults": ["garbage"]},
        {"webhook_drop_types": "charge.succeeded"},
    ],
    ids=json.dumps,
)
def test_a_switch_refuses_a_value_it_cannot_take(body, sandbox):
    before = sandbox.state()["switches"]

    answer = requests.post(f"{sandbox.url}/_sandbox/switches", json=body, timeout=5)

    assert answer.status_code == 400
    assert sandbox.state()["switches"] == before


def test_a_foreign_page_cannot_move_a_switch(sandbox):
    answer = requests.post(f"{sandbox.url}/_sandbox/switches", data='{"down": true}', timeout=5)

    assert answer.status_code == 400
    assert sandbox.state()["switches"]["down"] is False
