"""Paying, being declined, refunding; and the race of a payment against an expiry."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
import stripe

from drivesphere.embedded.stripe_sandbox.errors import JSON, StripeError
from drivesphere.embedded.stripe_sandbox.store import Store, Transaction

ROUNDS = 24


@pytest.fixture
def paid(sandbox, checkout) -> JSON:
    return sandbox.pay(checkout().id)


def test_a_payment_completes_the_session_and_leaves_intent_and_charge(client, paid):
    intent = client.v1.payment_intents.retrieve(paid["payment_intent"])
    charge = client.v1.charges.retrieve(intent.latest_charge)

    assert (paid["status"], paid["payment_status"], paid["url"]) == ("complete", "paid", None)
    assert (intent.status, intent.amount_received) == ("succeeded", 24690)
    assert (charge.paid, charge.captured, charge.payment_intent) == (True, True, intent.id)


def test_a_session_is_paid_once(sandbox, paid):
    with pytest.raises(StripeError) as refusal:
        sandbox.pay(paid["id"])

    assert refusal.value.code == "checkout_session_not_open"
    assert len(sandbox.objects("charge")) == 1


def test_an_expired_session_cannot_be_paid(sandbox, client, checkout):
    session = client.v1.checkout.sessions.expire(checkout().id)

    answer = requests.post(f"{sandbox.url}/_sandbox/sessions/{session.id}/pay", timeout=5)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "checkout_session_not_open")
    assert sandbox.objects("charge") == []


def test_a_declined_card_leaves_the_session_open_and_payable(sandbox, client, checkout):
    session = checkout()

    declined = sandbox.decline(session.id)

    assert declined["last_payment_error"]["code"] == "card_declined"
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert sandbox.pay(session.id)["payment_intent"] == declined["id"]


def test_a_delayed_payment_is_complete_but_unpaid_until_it_settles(sandbox, checkout, receiver):
    waiting = sandbox.pay_later(checkout().id)

    settled = sandbox.settle(waiting["id"])

    assert (waiting["status"], waiting["payment_status"]) == ("complete", "unpaid")
    assert settled["payment_status"] == "paid"
    assert "checkout.session.async_payment_succeeded" in receiver.wait_for(6)


def test_a_delayed_payment_that_fails_stays_unpaid(sandbox, checkout, receiver):
    failed = sandbox.settle(sandbox.pay_later(checkout().id)["id"], succeeded=False)

    assert failed["payment_status"] == "unpaid"
    assert "checkout.session.async_payment_failed" in receiver.wait_for(6)


def test_a_refund_without_an_amount_gives_everything_back(client, paid, receiver):
    refund = client.v1.refunds.create({"payment_intent": paid["payment_intent"], "metadata": {"why": "late"}})

    charge = client.v1.charges.retrieve(refund.charge)
    assert (refund.amount, refund.status, refund.metadata["why"]) == (24690, "succeeded", "late")
    assert (charge.refunded, charge.amount_refunded) == (True, 24690)
    assert receiver.wait_for(6)[-2:] == ["refund.created", "charge.refunded"]


def test_partial_refunds_add_up_and_never_exceed_the_charge(client, paid):
    intent = {"payment_intent": paid["payment_intent"]}
    client.v1.refunds.create({**intent, "amount": 20000})

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({**intent, "amount": 4691})

    wanted = "Refund amount ($46.91) is greater than unrefunded amount on charge ($46.90)"
    assert (refusal.value.user_message, refusal.value.param) == (wanted, "amount")
    assert client.v1.refunds.create(intent).amount == 4690


def test_a_refunded_charge_is_not_refunded_again(client, paid):
    client.v1.refunds.create({"payment_intent": paid["payment_intent"]})

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"payment_intent": paid["payment_intent"]})

    assert refusal.value.code == "charge_already_refunded"


def test_one_key_refunds_once(sandbox, client, paid):
    wish = {"payment_intent": paid["payment_intent"], "amount": 100}
    refunds = {client.v1.refunds.create(wish, {"idempotency_key": "r"}).id for _ in range(3)}

    assert len(refunds) == 1
    assert sandbox.count("refunds_created") == 1
    listed = client.v1.refunds.list({"payment_intent": paid["payment_intent"]})
    assert [entry.id for entry in listed.data] == [*refunds]


def test_what_was_never_paid_is_not_refunded(sandbox, client, checkout):
    declined = sandbox.decline(checkout().id)

    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge to refund"):
        client.v1.refunds.create({"payment_intent": declined["id"]})


def test_the_client_can_be_made_to_pay_just_before_an_expire_call(sandbox, client, checkout):
    session = checkout()
    sandbox.fault("paid_first", operation="session.expire")

    with pytest.raises(stripe.InvalidRequestError, match="has a status of `complete`"):
        client.v1.checkout.sessions.expire(session.id)

    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


def rivals(sandbox, client, session_id: str, pause: float) -> tuple[bool, bool]:
    """Whether the payment and the expiry said they won; `pause` seconds between them, either way round."""
    barrier, won = threading.Barrier(2), {}

    def pay() -> None:
        barrier.wait()
        time.sleep(max(pause, 0))
        won["pay"] = requests.post(f"{sandbox.url}/_sandbox/sessions/{session_id}/pay", timeout=5).ok

    def expire() -> None:
        barrier.wait()
        time.sleep(max(-pause, 0))
        try:
            won["expire"] = client.v1.checkout.sessions.expire(session_id).status == "expired"
        except stripe.InvalidRequestError:
            won["expire"] = False

    threads = [threading.Thread(target=pay), threading.Thread(target=expire)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return won["pay"], won["expire"]


def test_payment_and_expiry_of_one_session_have_exactly_one_winner(sandbox, client, checkout):
    pauses = [(number - ROUNDS / 2) / 500 for number in range(ROUNDS)]

    outcomes = [rivals(sandbox, client, checkout().id, pause) for pause in pauses]

    paid = sum(pay for pay, _ in outcomes)
    assert all(pay != expire for pay, expire in outcomes)
    assert 0 < paid < ROUNDS, "the pauses were too short or too long for a race"
    assert len(sandbox.objects("charge")) == paid
    assert sandbox.count("sessions_completed") == paid
    assert sandbox.count("sessions_expired") == ROUNDS - paid


class UnguardedStore(Store):
    """The twin without the guard: every statement for itself, and a moment between reading and writing."""

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        yield SlowReader(self._connection)


class SlowReader(Transaction):
    def find(self, object_id: str) -> JSON | None:
        row = self.run("SELECT body FROM objects WHERE id=?", object_id).fetchone()
        time.sleep(0.05)
        return json.loads(row[0]) if row else None


def test_without_the_transaction_both_would_win(build, connect, order):
    sandbox = build(store_type=UnguardedStore)
    client = connect(sandbox)
    ids = [client.v1.checkout.sessions.create(order()).id for _ in range(4)]

    outcomes = [rivals(sandbox, client, session_id, 0) for session_id in ids]

    assert (True, True) in outcomes
