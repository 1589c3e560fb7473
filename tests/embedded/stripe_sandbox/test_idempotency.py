"""One key, one answer, as in Stripe's v1 API."""

import threading
import time

import pytest
import stripe


def test_the_same_key_replays_the_first_answer(sandbox, checkout):
    first = checkout(key="k")
    again = checkout(key="k")

    assert again.id == first.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert again.last_response.headers["Original-Request"] == first.last_response.headers["Request-Id"]
    assert sandbox.count("sessions_created") == 1


def test_a_key_used_with_other_parameters_is_an_idempotency_error(sandbox, checkout):
    checkout(key="k")

    with pytest.raises(stripe.IdempotencyError, match="same parameters they were first used with") as refusal:
        checkout(key="k", client_reference_id="booking-2")

    assert refusal.value.http_status == 400
    assert sandbox.count("sessions_created") == 1


def test_a_key_used_at_another_endpoint_is_an_idempotency_error(client, checkout):
    session = checkout(key="k")

    with pytest.raises(stripe.IdempotencyError, match="same endpoint they were first used for"):
        client.v1.checkout.sessions.expire(session.id, {}, {"idempotency_key": "k"})


def begin(checkout, sandbox) -> threading.Thread:
    """A request with the key "k" that the sandbox has taken in and works on slowly."""
    thread = threading.Thread(target=checkout, kwargs={"key": "k"})
    thread.start()
    while not sandbox.count("faults.slow"):
        time.sleep(0.005)
    return thread


def test_a_key_in_flight_is_a_conflict(sandbox, checkout):
    sandbox.fault("slow", ms=60_000)
    first = begin(checkout, sandbox)

    with pytest.raises(stripe.APIError) as refusal:
        checkout(key="k")
    sandbox.engine.stopping.set()
    first.join()

    error = refusal.value.json_body["error"]
    assert (refusal.value.http_status, error["code"]) == (409, "idempotency_key_in_use")
    assert sandbox.count("sessions_created") == 1


def test_the_sdk_repeats_by_itself_while_the_key_is_in_flight(sandbox, connect, order, checkout):
    sandbox.fault("slow", ms=300)
    first = begin(checkout, sandbox)

    session = connect(sandbox, retries=3).v1.checkout.sessions.create(order(), {"idempotency_key": "k"})
    first.join()

    assert session.last_response.headers["Idempotent-Replayed"] == "true"
    assert sandbox.count("sessions_created") == 1


def test_twenty_equal_requests_at_once_make_one_session(sandbox, connect, order):
    client, ids, barrier = connect(sandbox, retries=5), [], threading.Barrier(20)

    def ask() -> None:
        barrier.wait()
        ids.append(client.v1.checkout.sessions.create(order(), {"idempotency_key": "k"}).id)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(ids), len(set(ids)), sandbox.count("sessions_created")) == (20, 1, 1)


def test_a_refused_parameter_is_not_saved_under_its_key(checkout):
    with pytest.raises(stripe.InvalidRequestError):
        checkout(key="k", mode=None)

    assert checkout(key="k").status == "open"


def test_an_error_of_the_endpoint_is_saved_under_its_key(sandbox, client, checkout):
    session = checkout()
    sandbox.pay(session.id)

    for _ in range(2):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.checkout.sessions.expire(session.id, {}, {"idempotency_key": "e"})

    assert refusal.value.headers["Idempotent-Replayed"] == "true"


def test_a_saved_500_is_replayed_and_nothing_was_done(sandbox, checkout):
    sandbox.fault("error_saved")

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            checkout(key="k")

    assert (sandbox.count("faults.error_saved"), sandbox.count("sessions_created")) == (1, 0)
    assert checkout(key="other").status == "open"


def test_keys_outlive_a_restart_and_are_forgotten_after_a_day(sandbox, build, connect, order):
    options = {"idempotency_key": "k"}
    first = connect(sandbox).v1.checkout.sessions.create(order(), options)
    sandbox.stop()

    restarted = build()
    client = connect(restarted)
    assert client.v1.checkout.sessions.create(order(), options).id == first.id

    restarted.advance(24 * 60 * 60 + 1)
    assert client.v1.checkout.sessions.create(order(), options).id != first.id
