"""Injected faults strike where they say, are counted, and leave the truth behind them."""

import time

import pytest
import stripe


@pytest.mark.parametrize("kind", ["error_before", "drop_before", "rate_limited", "conflict"])
def test_a_fault_before_the_work_leaves_nothing_and_the_retry_succeeds(kind, sandbox, checkout):
    sandbox.fault(kind, operation="session.create")

    with pytest.raises(stripe.StripeError):
        checkout(key="k")

    assert sandbox.count(f"faults.{kind}") == 1
    assert sandbox.count("sessions_created") == 0
    assert checkout(key="k").status == "open"


@pytest.mark.parametrize("kind", ["error_after", "drop_after", "garbage", "redirect"])
def test_a_fault_after_the_work_and_a_retry_with_the_same_key_make_one_session(kind, sandbox, checkout):
    sandbox.fault(kind, operation="session.create")

    with pytest.raises(stripe.StripeError):
        checkout(key="k")
    session = checkout(key="k")

    assert [entry["id"] for entry in sandbox.objects("checkout.session")] == [session.id]
    assert session.last_response.headers["Idempotent-Replayed"] == "true"


def test_the_sdk_alone_gets_through_a_lost_answer(sandbox, connect, order):
    sandbox.fault("drop_after", operation="session.create")

    session = connect(sandbox, retries=2).v1.checkout.sessions.create(order())

    assert [entry["id"] for entry in sandbox.objects("checkout.session")] == [session.id]


def test_a_lost_refund_answer_refunds_once(sandbox, client, checkout):
    paid = sandbox.pay(checkout().id)
    sandbox.fault("error_after", operation="refund.create")
    wish, options = {"payment_intent": paid["payment_intent"]}, {"idempotency_key": "r"}

    with pytest.raises(stripe.APIError):
        client.v1.refunds.create(wish, options)

    assert client.v1.refunds.create(wish, options).amount == 24690
    assert sandbox.count("refunds_created") == 1


def test_a_call_can_hang_after_its_work(sandbox, checkout):
    sandbox.fault("hang_after", ms=200)
    started = time.monotonic()

    with pytest.raises(stripe.APIConnectionError):
        checkout()

    assert time.monotonic() - started >= 0.2
    assert sandbox.count("sessions_created") == 1


def test_stopping_ends_a_hang(sandbox, checkout):
    sandbox.fault("slow", ms=60_000)
    sandbox.engine.stopping.set()

    assert checkout().status == "open"


def test_a_wrong_amount_lies_in_the_answer_only(sandbox, client, checkout):
    session = checkout()
    sandbox.fault("wrong_amount", operation="session.retrieve")

    lie, truth = (client.v1.checkout.sessions.retrieve(session.id).amount_total for _ in range(2))

    assert (lie, truth) == (24691, 24690)


@pytest.mark.parametrize(("kind", "seen"), [("wrong_shape", "unicorn"), ("huge", "padding")])
def test_an_answer_can_be_nonsense(kind, seen, sandbox, client, checkout):
    session = checkout()
    sandbox.fault(kind)

    assert seen in str(client.v1.checkout.sessions.retrieve(session.id))


def test_a_fault_strikes_only_its_operation_and_only_as_often_as_told(sandbox, client, checkout):
    sandbox.fault("error_before", 2, operation="session.*", skip=1)

    outcomes = []
    for _ in range(5):
        client.v1.refunds.list()
        try:
            outcomes.append(checkout().status)
        except stripe.APIError:
            outcomes.append("struck")

    assert outcomes == ["open", "struck", "struck", "open", "open"]


def test_a_stripe_that_is_down_answers_nothing_until_it_is_back(sandbox, client, checkout):
    session = checkout()
    sandbox.switch(down=True)

    with pytest.raises(stripe.APIConnectionError):
        client.v1.checkout.sessions.retrieve(session.id)

    sandbox.switch(down=False)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert sandbox.count("faults.down") == 1
