"""Checkout Sessions through the real SDK."""

import time

import pytest
import stripe

HALF_AN_HOUR = 1800


def test_the_sandbox_speaks_the_sdks_api_version(sandbox, checkout):
    session = checkout()
    sandbox.pay(session.id)

    versions = {event["api_version"] for event in sandbox.objects("event")}

    assert versions == {stripe.api_version}


def test_a_new_session_is_open_unpaid_and_totals_its_lines(sandbox, checkout):
    session = checkout()

    assert (session.status, session.payment_status) == ("open", "unpaid")
    assert (session.amount_total, session.currency) == (24690, "usd")
    assert (session.client_reference_id, session.metadata["booking"]) == ("booking-1", "1")
    assert session.customer_email == "ada@example.com"
    assert session.payment_intent is None
    assert session.url == f"{sandbox.url}/c/pay/{session.id}"


def test_a_session_lives_24_hours_unless_told_otherwise(checkout):
    half_an_hour_ahead = int(time.time()) + HALF_AN_HOUR

    assert checkout().expires_at == pytest.approx(time.time() + 86400, abs=5)
    assert checkout(expires_at=half_an_hour_ahead).expires_at == half_an_hour_ahead


def test_a_session_is_retrieved_with_its_intent_and_lines_expanded(sandbox, client, checkout):
    session = checkout()
    sandbox.pay(session.id)

    found = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge", "line_items"]})

    assert found.payment_intent.status == "succeeded"
    assert found.payment_intent.latest_charge.amount_captured == 24690
    assert found.line_items.data[0].description == "Tesla <Model> X"


def test_an_expired_session_has_no_address_and_cannot_expire_again(client, checkout):
    session = checkout()

    expired = client.v1.checkout.sessions.expire(session.id)

    assert (expired.status, expired.url) == ("expired", None)
    with pytest.raises(stripe.InvalidRequestError, match="has a status of `expired`"):
        client.v1.checkout.sessions.expire(session.id)


def test_a_paid_session_cannot_be_expired_and_says_so_in_stripes_words(sandbox, client, checkout):
    session = checkout()
    sandbox.pay(session.id)

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.checkout.sessions.expire(session.id)

    assert refusal.value.http_status == 400
    assert 'Only Checkout Sessions with a status in ["open"] can be expired.' in str(refusal.value)
    assert "has a status of `complete`" in str(refusal.value)


def test_a_session_expires_by_its_own_deadline(sandbox, client, checkout, receiver):
    session = checkout(expires_at=int(time.time()) + HALF_AN_HOUR)

    sandbox.advance(HALF_AN_HOUR + 1)

    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert receiver.wait_for(1) == ["checkout.session.expired"]


def test_the_clock_expires_a_session_that_nobody_reads(sandbox, checkout, receiver):
    checkout(expires_at=int(time.time()) + HALF_AN_HOUR)

    sandbox.switch(clock_offset_s=HALF_AN_HOUR + 1)

    assert receiver.wait_for(1) == ["checkout.session.expired"]


def test_sessions_are_listed_newest_first_by_cursor(client, checkout):
    first, second, third = (checkout().id for _ in range(3))

    page = client.v1.checkout.sessions.list({"limit": 2})
    rest = client.v1.checkout.sessions.list({"limit": 2, "starting_after": second})

    assert ([entry.id for entry in page.data], page.has_more) == ([third, second], True)
    assert ([entry.id for entry in rest.data], rest.has_more) == ([first], False)


def test_a_session_is_found_by_its_payment_intent(sandbox, client, checkout):
    checkout()
    paid = sandbox.pay(checkout().id)

    found = client.v1.checkout.sessions.list({"payment_intent": paid["payment_intent"]})

    assert [entry.id for entry in found.data] == [paid["id"]]


def test_a_list_is_walked_backwards_and_by_the_sdks_own_paging(client, checkout):
    ids = [checkout().id for _ in range(5)]

    before = client.v1.checkout.sessions.list({"limit": 2, "ending_before": ids[0]})
    walked = [entry.id for entry in client.v1.checkout.sessions.list({"limit": 2}).auto_paging_iter()]

    assert [entry.id for entry in before.data] == [ids[2], ids[1]]
    assert walked == ids[::-1]
